"""mixed-long-vowel: サーバ and サーバー in one document."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.variants import Writing, find_deviations
from kitei.checks.wording import Span, search
from kitei.model.places import TextAt

_WORDS = (
    "サーバ|コンピュータ|ユーザ|プリンタ|フォルダ|ブラウザ|ルータ|メモリ|ドライバ|カテゴリ"
    "|プロバイダ|スキャナ|モニタ|ヘッダ|アダプタ|ディレクトリ|マネージャ|バッファ|パラメータ"
    "|レジスタ|エディタ|コントローラ|コネクタ|プロセッサ|センサ|オペレータ|ベンダ|メンバ"
)
# Without the long vowel a katakana character may not follow: ユーザビリティ is another word.
PATTERN = re.compile(f"(?:{_WORDS})(?:ー|(?![ァ-ヺー]))")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the rarer of the two ways of ending a loan word."""
    writings = (_read(at, span) for at, span in search(scope, PATTERN))
    for deviation in find_deviations(writings):
        writing, usual = deviation.writing, deviation.usual
        yield hit_at(
            scope,
            writing.at,
            (writing.start, writing.end),
            f"「{writing.found}」と「{usual.found}」（{usual.line}行目など"
            f"{deviation.usual_count}か所）が混じっています。",
            hint=f"一つの文書では「{usual.found}」にそろえます。",
        )


def _read(at: TextAt, span: Span) -> Writing:
    word = at.text.value[slice(*span)]
    return Writing(word.rstrip("ー"), "ー" if word.endswith("ー") else "", at, *span)


RULE = Rule(
    "mixed-long-vowel",
    Level.WARNING,
    "外来語の語尾の長音符号が、あるものとないものとが混じっている。",
    "公用文作成の考え方（文化審議会建議 令和4年）",
    check,
)
