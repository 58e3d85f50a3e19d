"""unsupported-markup: Markdown that is no part of the source form."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.document import RemarkKind


def check(scope: Scope) -> Iterator[Hit]:
    """Yield emphasis, code, quotes, rules, ordered lists and the like, each place once."""
    remarks = [r for r in scope.document.remarks if r.kind is RemarkKind.UNSUPPORTED]
    for remark in {remark.position: remark for remark in reversed(remarks)}.values():
        yield Hit(
            remark.position,
            remark.found[:40],
            f"{remark.name or '書式'}「{remark.found[:20]}」は原稿の書き方にありません。",
            "書式を外します。文字として使うときは、前に \\ を置きます。",
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
