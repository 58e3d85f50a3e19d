"""unresolved-reference: a reference to a provision that does not exist or was deleted."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, Subject, hit_at
from kitei.model.citation import Member, Reference
from kitei.model.places import TextAt
from kitei.model.resolution import Resolution, State


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every member of a reference that leads nowhere in the document."""
    for at, reference, resolutions in scope.subject.resolutions:
        for resolution in resolutions:
            is_gone = resolution.state is State.UNRESOLVED or _cites_deleted(at, resolution)
            if is_gone and not _spoke_of_its_day(scope, at, resolution.member):
                member = resolution.member
                yield hit_at(
                    scope,
                    at,
                    (member.start, member.end),
                    f"引用{_quote(reference, member)}: {resolution.reason}。",
                    hint="引用先の番号を確かめて直します。",
                )


def _cites_deleted(at: TextAt, resolution: Resolution) -> bool:
    """Return whether one deleted provision is cited, other than by a 附則 about the old text."""
    is_supplement = at.place is not None and at.place.address.is_in("supplement")
    return resolution.is_deleted and len(resolution.places) == 1 and not is_supplement


def _spoke_of_its_day(scope: Scope, at: TextAt, member: Member) -> bool:
    """Return whether a 附則 cites what was there when it was decided.

    It speaks of the main provisions as they were then, and nobody amends it when they move.
    """
    if at.place is None or not at.place.address.is_in("supplement"):
        return False
    decided = scope.history.editions.values() if scope.history else ()
    documents = [edition.document for edition in decided]
    documents += [scope.base.document] if scope.base else []
    return any(_was_resolved(at, member, Subject(document)) for document in documents)


def _was_resolved(at: TextAt, member: Member, earlier: Subject) -> bool:
    return any(
        resolution.state is State.RESOLVED and not resolution.is_deleted
        for before, _, resolutions in earlier.resolutions
        if before.place is not None and before.place.address.is_in("supplement")
        if before.text.value == at.text.value
        for resolution in resolutions
        if resolution.member == member
    )


def _quote(reference: Reference, member: Member) -> str:
    if member.text == reference.text:
        return f"「{reference.text}」"
    return f"「{reference.text}」の「{member.text}」"


RULE = Rule(
    "unresolved-reference",
    Level.ERROR,
    "引用した規定がない。",
    "慣行: 引用は実在する規定を指す。",
    check,
    yields_to=("stale-reference",),
)
