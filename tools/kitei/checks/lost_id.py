"""lost-id: an id of an earlier text that is gone and not retired: links to it end nowhere."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.document import Document
from kitei.model.text import Position


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the ids of decided texts and of the base that the text lacks and does not retire."""
    meta = scope.document.meta
    known = {provision.id for provision in scope.document.walk()} | set(meta.retired)
    for identifier, place in _find_earlier(scope).items():
        if identifier not in known:
            yield Hit(
                Position(meta.line("retired"), 1),
                "",
                f"{place}にあったid「{identifier}」が、本文にもretiredにもありません。",
                "規定が残っていればidを戻します。消したのなら前書きのretiredに加えます。",
            )


def _find_earlier(scope: Scope) -> dict[str, str]:
    """Return every id of the earlier texts, with where it stood last."""
    found = _list_ids(scope.base.document, "比べた版") if scope.base is not None else {}
    if scope.history is not None:
        for standing in scope.history.timeline.standings:
            if edition := scope.history.editions.get(standing.key):
                found |= _list_ids(edition.document, f"版「{standing.revision.number}」")
    return found


def _list_ids(document: Document, name: str) -> dict[str, str]:
    return {
        provision.id: f"{name}の「{provision.caption or provision.label or provision.lead}」"
        for provision in document.walk()
        if provision.id
    }


RULE = Rule(
    "lost-id",
    Level.ERROR,
    "前の本文にあったidが、断りなく失われている。",
    "kitei独自: 一度付けたidは、いつまでも同じ規定を指す。",
    check,
)
