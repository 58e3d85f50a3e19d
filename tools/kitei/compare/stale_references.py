"""Stale references (ハネ): references whose target moved or went and whose text did not follow.

Judged is the new text of one document. Other documents that cite it are judged in `left_behind`.
"""

from collections.abc import Iterator, Sequence

from kitei.compare.announced import find_announced
from kitei.compare.citations import (
    OUTSIDE,
    Citation,
    CitationPair,
    Passage,
    collect_passages,
    pair_citations,
)
from kitei.compare.following import Following, ReferenceState, StaleReference
from kitei.compare.plain_lists import is_same_list
from kitei.model.citation import Member
from kitei.model.places import Place
from kitei.model.resolution import Resolution, State


def find_stale_references(following: Following) -> tuple[StaleReference, ...]:
    """Return what became of the references of the new text whose meaning or wording changed."""
    old = collect_passages(following.old)
    new = collect_passages(following.new)
    found: list[StaleReference] = []
    for order, passage in sorted(new.items()):
        origin = OUTSIDE if order == OUTSIDE else following.origins.get(order)
        before = None if origin is None else old.get(origin)
        found += _judge_passage(before, passage, following)
    return tuple(found)


def _judge_passage(
    before: Passage | None, passage: Passage, following: Following
) -> Iterator[StaleReference]:
    for pair in pair_citations(before, passage):
        yield from _judge_pair(pair, following)
    if before is not None and before.place and passage.place:
        yield from find_announced(before.place, passage.place, following)


def _judge_pair(pair: CitationPair, following: Following) -> Iterator[StaleReference]:
    before = pair.old.resolutions if pair.old else ()
    is_parallel = len(before) == len(pair.new.resolutions)
    if not pair.is_edited and _is_same_list(before, pair.new, following):
        return
    for index, now in enumerate(pair.new.resolutions):
        was = before[index] if is_parallel else None
        if was is None and pair.old is not None and now.state is State.RESOLVED:
            continue
        state = judge_member(was, now, following, is_edited=pair.is_edited)
        if state is not None and not _is_excused(pair, was, now):
            yield _report(pair.new, was, now, state, following)


def _is_same_list(was: Sequence[Resolution], now: Citation, following: Following) -> bool:
    return is_same_list(now.at, now.reference, was, now.resolutions, following)


def _is_excused(pair: CitationPair, was: Resolution | None, now: Resolution) -> bool:
    """Return whether a reference that stayed need not follow.

    同条 follows what was named before it. A 附則 speaks of the main provisions as they were when
    it was enacted, and practice leaves it as it is.
    """
    if pair.is_edited or was is None:
        return False
    head = now.member.path.head
    if head is not None and head.word == "同":
        return True
    place = pair.new.at.place
    is_supplement = place is not None and place.address.is_in("supplement")
    return is_supplement and not any(found.address.is_in("supplement") for found in was.places)


def judge_member(
    was: Resolution | None, now: Resolution, following: Following, *, is_edited: bool
) -> ReferenceState | None:
    """Return what became of one member, None where there is nothing to say."""
    if was is None or was.state is not State.RESOLVED:
        is_new = was is None or is_edited
        return ReferenceState.DANGLING if is_new and now.state is State.UNRESOLVED else None
    if now.state not in (State.RESOLVED, State.UNRESOLVED, State.AMBIGUOUS):
        return None
    expected, is_gone = following.follow(was.places)
    if is_edited:
        return _judge_edited(was, now, expected, following)
    if not expected:
        return ReferenceState.TARGET_REMOVED
    if now.state is State.UNRESOLVED:
        return ReferenceState.DANGLING
    return _judge_kept(was, now, expected, is_gone=is_gone)


def _judge_edited(
    was: Resolution, now: Resolution, expected: tuple[Place, ...], following: Following
) -> ReferenceState | None:
    if now.state is not State.RESOLVED:
        return ReferenceState.DANGLING
    if _orders(now.places) != _orders(expected):
        return ReferenceState.WIDENED if _is_widened(now, expected) else ReferenceState.RETARGETED
    is_renamed = following.old_labels(was.places) != following.new_labels(now.places)
    return ReferenceState.REGENERATED if is_renamed else None


def _judge_kept(
    was: Resolution, now: Resolution, expected: tuple[Place, ...], *, is_gone: bool
) -> ReferenceState | None:
    here, there = _orders(now.places), _orders(expected)
    if here == there and not is_gone:
        return None
    if here and (here[0], here[-1]) == (there[0], there[-1]) and _is_open(now.member):
        is_range = now.member.last is not None
        return ReferenceState.WIDENED if is_range and _is_widened(now, expected) else None
    if _means_all(now.member):
        return None
    if not set(here) & set(there):
        return ReferenceState.ANOTHER_PROVISION
    return ReferenceState.TARGET_REMOVED if here == there else ReferenceState.STALE_TEXT


def _is_widened(now: Resolution, expected: tuple[Place, ...]) -> bool:
    here, there = _orders(now.places), _orders(expected)
    is_same_stretch = bool(here and there) and (here[0], here[-1]) == (there[0], there[-1])
    return now.member.last is not None and is_same_stretch and set(here) > set(there)


def _is_open(member: Member) -> bool:
    """Return whether the member names a stretch by its ends, so that its inside may change."""
    return member.last is not None or _means_all(member)


def _means_all(member: Member) -> bool:
    """Return whether the member means all there are: 各号, 前各項, 次の各号."""
    head = member.path.head
    return bool(member.path.each) or (head is not None and head.word in ("前各", "次の各", "各"))


def _orders(places: Sequence[Place]) -> tuple[int, ...]:
    return tuple(place.order for place in places)


def _report(
    citation: Citation,
    was: Resolution | None,
    now: Resolution,
    state: ReferenceState,
    following: Following,
) -> StaleReference:
    member = now.member
    places = was.places if was else ()
    return StaleReference(
        following.new.document.id,
        citation.at,
        member.start,
        member.end,
        citation.reference.text if len(citation.reference.members) == 1 else member.text,
        state,
        following.old_labels(places),
        following.new_labels(following.follow(places)[0]),
        following.new_labels(now.places),
    )
