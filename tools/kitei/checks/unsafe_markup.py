"""unsafe-markup: raw HTML, comments, and links that could run something."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.document import RemarkKind

_REMARKS = {
    RemarkKind.RAW_HTML: (
        "HTML又はコメント「{found}」は書けません。",
        "消します。文字としての < は \\< と書きます。",
    ),
    RemarkKind.UNSAFE_LINK: (
        "リンク先「{found}」は使えません。",
        "https:、mailto:、同じ文書の #id、又は文書への相対パスにします。",
    ),
    RemarkKind.BAD_ATTRIBUTE: (
        "「{found}」は使えません。",
        "波括弧の中に書けるのは {{#id}} だけです。idは英小文字・数字・ハイフンです。",
    ),
}


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the markup that could carry script, hide text or change attributes."""
    for remark in scope.document.remarks:
        if remark.kind in _REMARKS:
            message, hint = _REMARKS[remark.kind]
            if remark.kind is RemarkKind.BAD_ATTRIBUTE and remark.name:
                hint = "idを付けられるのは、見出しと箇条書きの項目だけです。"
            found = remark.found[:40]
            yield Hit(remark.position, found, message.format(found=found), hint.format())


RULE = Rule(
    "unsafe-markup",
    Level.ERROR,
    "HTML、コメント、実行され得るリンク、属性。",
    "kitei独自: 見えない文字と動く文字を原稿に置かない。",
    check,
    blocks_build=True,
)
