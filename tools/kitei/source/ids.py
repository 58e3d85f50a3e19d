"""Ids for provisions that have none: a word from the table, or an opaque one that lasts."""

import hashlib
from collections.abc import Collection

# Captions that most policies share. Other captions get an opaque id, which is as good: an id is
# an identity, not a summary.
WORDS = {
    "目的": "purpose",
    "趣旨": "purpose",
    "定義": "definitions",
    "用語の定義": "definitions",
    "対象とする脅威": "threats",
    "適用範囲": "scope",
    "行政機関の範囲": "scope-bodies",
    "情報資産の範囲": "scope-assets",
    "職員等の遵守義務": "duties",
    "情報セキュリティ対策": "measures",
    "情報セキュリティ監査及び自己点検の実施": "audit",
    "情報セキュリティポリシーの見直し": "review",
    "情報セキュリティ対策基準の策定": "standard",
    "情報セキュリティ実施手順の策定": "procedure",
    "情報セキュリティ基本方針": "basic-policy",
    "組織体制": "organisation",
    "情報資産の分類と管理": "classification",
    "情報システム全体の強靱性の向上": "resilience",
    "物理的セキュリティ": "physical-security",
    "人的セキュリティ": "human-security",
    "技術的セキュリティ": "technical-security",
    "運用": "operation",
    "業務委託": "outsourcing",
    "業務委託と外部サービスの利用": "outsourcing",
    "業務委託の利用": "outsourcing",
    "評価・見直し": "evaluation",
    "情報セキュリティ": "information-security",
    "情報セキュリティポリシー": "security-policy",
    "情報システム": "information-system",
    "情報資産": "information-asset",
    "ネットワーク": "network",
    "機密性": "confidentiality",
    "完全性": "integrity",
    "可用性": "availability",
    "雑則": "miscellaneous",
    "総則": "general",
    "罰則": "penalties",
    "委任": "delegation",
    "序文": "preface",
    "前文": "preface",
    "附則": "supplement",
}


def suggest_id(caption: str, taken: Collection[str]) -> str:
    """Return an id for a caption that is not among those taken; the same input, the same id."""
    word = WORDS.get("".join(caption.split()))
    candidates = [word] if word else []
    candidates += [f"{word}-{number}" for number in range(2, 10)] if word else []
    for candidate in candidates:
        if candidate not in taken:
            return candidate
    attempt = 0
    while True:
        digest = hashlib.sha256(f"{caption}\0{attempt}".encode()).hexdigest()
        if (candidate := f"p-{digest[:6]}") not in taken:
            return candidate
        attempt += 1
