"""Meaning: whether a reference may stay as it is, where it leads now, or why that is uncertain."""

from collections.abc import Iterator
from dataclasses import dataclass

from kitei.compare.following import Following, ReferenceState
from kitei.compare.readings import Reading, Versions
from kitei.compare.stale_references import judge_member
from kitei.model.places import Place
from kitei.model.resolution import Resolution, State


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the member at `index` of a reference is to mean: `ends` are its first place and last.

    Without ends nothing is asked of it. `reason` says why it cannot be known; a `note` why it
    stays as it is although others would expect a change.
    """

    index: int
    ends: tuple[Place, Place] | None = None
    changes: bool = False
    reason: str = ""
    note: str = ""


def find_meanings(reading: Reading, versions: Versions) -> Iterator[Meaning]:
    """Yield what each member of a reference is to mean."""
    for index, becomes in enumerate(reading.becomes):
        was = reading.was[index] if reading.was else None
        stands = reading.stands[index]
        linked = _find_linked(reading, stands, versions)
        if linked is not None:
            yield Meaning(index, (linked, linked), changes=becomes.places != (linked,))
        elif was is not None and was.state is State.RESOLVED:
            if reading.is_edited:
                yield _settle_edited(index, was, stands, becomes, versions=versions)
            else:
                yield _settle_kept(index, reading, versions)
        elif reading.is_edited:
            yield _settle_free(index, stands, becomes)
        else:
            yield Meaning(index)


def _settle_kept(index: int, reading: Reading, versions: Versions) -> Meaning:
    was, becomes = reading.was[index], reading.becomes[index]
    state = judge_member(was, becomes, versions.following, is_edited=False)
    if state is None:
        return Meaning(index, _ends_of(becomes))
    if state is ReferenceState.WIDENED:
        return Meaning(index, _ends_of(becomes), note="範囲の中に新しい規定が入ります")
    if is_same_word(was):
        return Meaning(index)
    if speaks_of_its_day(reading, was):
        return Meaning(index, note="附則は定めたときの本則を指すので、そのままにします")
    return _follow(index, was, versions)


def is_same_word(was: Resolution) -> bool:
    """Return whether a reference begins with 同: it follows what was named before it."""
    head = was.member.path.head
    return head is not None and head.word == "同"


def speaks_of_its_day(reading: Reading, was: Resolution) -> bool:
    """Return whether a 附則 cites the main provisions, as they were when it was enacted."""
    place = reading.at.place
    is_own = bool(was.places) and any(found.address.is_in("supplement") for found in was.places)
    return place is not None and place.address.is_in("supplement") and not is_own


def _follow(index: int, was: Resolution, versions: Versions) -> Meaning:
    following = versions.following
    is_range = was.member.last is not None
    needed = (was.places[0], was.places[-1]) if is_range else was.places
    for place in needed:
        partners, _ = following.follow((place,))
        cited = following.old.cite(place) or place.provision.label
        if not partners:
            return Meaning(index, reason=f"引用していた{cited}がなくなりました")
        if len(partners) > 1:
            return Meaning(index, reason=f"引用していた{cited}がいくつかに分かれました")
        if place.order in versions.guessed:
            return Meaning(
                index, reason=f"引用していた{cited}がどれになったのか、確かではありません"
            )
    found, _ = following.follow(was.places)
    ends = found[0], found[-1]
    if is_range and _takes_in_others(was, ends, following):
        return Meaning(
            index, reason="範囲の内と外の規定が入れ替わったので、範囲で書けなくなりました"
        )
    return Meaning(index, ends, changes=True)


def _takes_in_others(was: Resolution, ends: tuple[Place, Place], following: Following) -> bool:
    """Return whether a range now holds a provision that stood outside of it before."""
    inside = {place.order for place in was.places}
    level = ends[0].marker.kind if ends[0].marker else None
    for place in following.new.all[ends[0].order : ends[1].order]:
        origin = following.origins.get(place.order)
        is_level = place.marker is not None and place.marker.kind == level
        if is_level and place.depth == ends[0].depth and origin not in (None, *inside):
            return True
    return False


def _settle_edited(
    index: int, was: Resolution, stands: Resolution, becomes: Resolution, *, versions: Versions
) -> Meaning:
    expected = _orders(versions.following.follow(was.places)[0])
    if expected and _orders(becomes.places) == expected:
        return Meaning(index, _ends_of(becomes))
    if expected and stands.state is State.RESOLVED and _orders(stands.places) == expected:
        return _place_in_new(index, stands, versions)
    return _settle_free(index, stands, becomes)


def _settle_free(index: int, stands: Resolution, becomes: Resolution) -> Meaning:
    """Return the meaning where the old text does not tell: the numbers must say it alone."""
    if _orders(stands.places) == _orders(becomes.places):
        return Meaning(index, _ends_of(becomes))
    return Meaning(
        index, reason="新しく書いた引用なので、番号が改める前のものか後のものかが決められません"
    )


def _find_linked(reading: Reading, stands: Resolution, versions: Versions) -> Place | None:
    """Return the provision that a link around a member leads to, where its words agree."""
    member = stands.member
    for link in reading.at.text.links:
        if link.start <= member.start and member.end <= link.end:
            target = versions.following.new.by_id.get(link.target.partition("#")[2])
            is_meant = target is not None and target.order in _orders(stands.places)
            return target if is_meant and member.last is None else None
    return None


def _place_in_new(index: int, stands: Resolution, versions: Versions) -> Meaning:
    new = versions.following.new.all
    ends = new[stands.places[0].order], new[stands.places[-1].order]
    return Meaning(index, ends, changes=True)


def _ends_of(resolution: Resolution) -> tuple[Place, Place] | None:
    if resolution.state is not State.RESOLVED:
        return None
    return resolution.places[0], resolution.places[-1]


def _orders(places: tuple[Place, ...]) -> tuple[int, ...]:
    return tuple(place.order for place in places)
