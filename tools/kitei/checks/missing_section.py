"""missing-section: a policy without one of the ten items of the ministry's model."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.locating import locate_value
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.document import DocumentKind

# The ten items of the model policy, each with what its caption is known by.
ITEMS = (
    ("目的", re.compile("目的|趣旨")),
    ("定義", re.compile("定義")),
    ("対象とする脅威", re.compile("脅威")),
    ("適用範囲", re.compile("適用範囲|対象範囲|適用")),
    ("職員等の遵守義務", re.compile("遵守|順守|責務")),
    ("情報セキュリティ対策", re.compile("セキュリティ対策(?!基準)")),
    ("情報セキュリティ監査及び自己点検の実施", re.compile("監査")),
    ("情報セキュリティポリシーの見直し", re.compile("見直し")),
    ("情報セキュリティ対策基準の策定", re.compile("対策基準")),
    ("情報セキュリティ実施手順の策定", re.compile("実施手順")),
)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the items of the model that no caption of the policy names."""
    meta = scope.document.meta
    if meta.kind is not DocumentKind.POLICY:
        return
    captions = [str(p.caption) for p in scope.document.walk() if p.caption]
    for name, pattern in ITEMS:
        if not any(pattern.search(caption) for caption in captions):
            yield Hit(
                locate_value(scope.document, "title", meta.title),
                meta.title,
                f"国のモデルにある「{name}」に当たる見出しがありません。",
                "項目を設けるか、ほかの項目に含めていることを確かめてください。",
            )


RULE = Rule(
    "missing-section",
    Level.WARNING,
    "基本方針に、国のモデルの十項目のいずれかがない。",
    "総務省ガイドラインの基本方針の例。",
    check,
)
