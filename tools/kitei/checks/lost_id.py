"""lost-id: an id of an earlier text that is gone and not retired: links to it end nowhere."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.records import find_before, find_decided, find_own, is_later
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, Subject
from kitei.model.document import Document
from kitei.model.edition import Edition
from kitei.model.revision import Revision
from kitei.model.text import Position


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the ids of the text decided before and of the base, neither here nor retired."""
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
    found: dict[str, str] = {}
    if scope.base is not None and not _follows(scope.base, scope.subject):
        found = _list_ids(scope.base.document, "比べた版")
    before = _find_text_before(scope)
    if before is not None and before.current is not None:
        found |= _list_ids(before.document, f"版「{before.current.number}」")
    return found


def _follows(base: Subject, subject: Subject) -> bool:
    """Return whether the text at the base is a later one: what only that has is not lost here."""
    then, now = _find_record(base), _find_record(subject)
    return then is not None and now is not None and is_later(then, now)


def _find_record(subject: Subject) -> Revision | None:
    decided = find_decided(subject)
    return find_own(subject) or (decided[-1].revision if decided else None)


def _find_text_before(scope: Scope) -> Edition | None:
    """Return the text that stands before this one in legal order, the last that is at hand.

    Ids are no part of the hash: the text as it was decided may have others than it has now.

    Older texts need no look: what they lost stands among the retired ids of the later ones.
    """
    history = scope.history
    own = find_own(scope.subject)
    decided = [s for s in find_decided(scope.subject) if s.revision is own]
    for standing in (*decided, *reversed(find_before(scope.subject, own))):
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
