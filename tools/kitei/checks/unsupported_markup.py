"""unsupported-markup: Markdown that is no part of the source form."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.document import RemarkKind

_HINTS = {
    "# の後に半角空白のない見出し": "半角の # と符号の間に、半角空白を一つ入れます。",
    "自動で番号の付く箇条書き": "行の初めに「- 」を付け、符号を文字で書きます。",
    "リンクの題名": '"…"を外します。リンクは [文字](リンク先) の形で書きます。',
    "読み取れないリンク": "[文字](リンク先) の形で書きます。リンク先に空白は使えません。",
}


def check(scope: Scope) -> Iterator[Hit]:
    """Yield emphasis, code, quotes, rules, ordered lists and the like, each place once."""
    remarks = [r for r in scope.document.remarks if r.kind is RemarkKind.UNSUPPORTED]
    for remark in {remark.position: remark for remark in reversed(remarks)}.values():
        yield Hit(
            remark.position,
            remark.found[:40],
            f"{remark.name or '書式'}「{remark.found[:20]}」は原稿の書き方にありません。",
            _HINTS.get(remark.name, "書式を外します。文字として使うときは、前に \\ を置きます。"),
        )


RULE = Rule(
    "unsupported-markup",
    Level.ERROR,
    "原稿の書き方にないMarkdown。",
    "kitei独自: 公用文に要る書式だけを使う。",
    check,
    yields_to=("unsafe-markup", "nesting-mismatch"),
    blocks_build=True,
)
