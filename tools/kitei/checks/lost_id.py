"""lost-id: an id of an earlier text that is gone and not retired: links to it end nowhere."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.document import Document
from kitei.model.edition import Edition
from kitei.model.text import Position


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the ids of the last decided text and of the base that are neither here nor retired."""
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
    """Return every id known before this text, with where it stood."""
    found = _list_ids(scope.base.document, "比べた版") if scope.base is not None else {}
    before = _find_last_other(scope)
    if before is not None and before.current is not None:
        found |= _list_ids(before.document, f"版「{before.current.number}」")
    return found


def _find_last_other(scope: Scope) -> Edition | None:
    """Return the last decided text that is not the text itself.

    Older texts need no look: what they lost stands among the retired ids of the later ones.
    """
    history = scope.history
    for standing in reversed(history.timeline.decided if history else ()):
        edition = history.edition(standing) if history else None
        if edition is not None and edition.document is not scope.document:
            return edition
    return None


def _list_ids(document: Document, name: str) -> dict[str, str]:
    retired = dict.fromkeys(document.meta.retired, f"{name}のretired")
    return retired | {
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
