"""Enumerations: the members of one list stay in order where that says the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kitei.compare.meaning import Meaning, find_meanings
from kitei.compare.plain_lists import is_plain_list
from kitei.compare.readings import Reading, Versions
from kitei.model.places import Place
from kitei.model.resolution import Resolution

_UNSORTED = "引用する規定の順が入れ替わったので、並べ方を決められません"


def settle_members(reading: Reading, versions: Versions) -> tuple[Meaning, ...]:
    """Return what each member is to mean, in the order of the text.

    Where the order can be kept only with another sense of the whole, there is a reason not to.
    """
    meanings = tuple(find_meanings(reading, versions))
    ends = [meaning.ends for meaning in meanings if meaning.ends is not None]
    orders = [first.order for first, _ in ends]
    if not any(meaning.changes for meaning in meanings) or orders == sorted(orders):
        return meanings
    if not _is_ascending(reading.was):
        return meanings
    targets = [first for first, _ in ends]
    if len(ends) < len(meanings) or not _may_be_sorted(reading, targets):
        return tuple(replace(m, reason=m.reason or _UNSORTED) for m in meanings if m.changes)
    return tuple(_put_in_order(reading, meanings, targets))


def _is_ascending(was: Sequence[Resolution]) -> bool:
    orders = [found.places[0].order for found in was if found.places]
    return orders == sorted(set(orders))


def _may_be_sorted(reading: Reading, targets: Sequence[Place]) -> bool:
    """Return whether the members are siblings, before and now, in one plain list."""
    before = [found.places[0] for found in reading.was if found.places]
    for places in (before, targets):
        if len({place.parent.order if place.parent else None for place in places}) != 1:
            return False
    return is_plain_list(reading.at, reading.reference)


def _put_in_order(
    reading: Reading, meanings: Sequence[Meaning], targets: Sequence[Place]
) -> Iterator[Meaning]:
    ordered = sorted(targets, key=lambda place: place.order)
    for meaning, target in zip(meanings, ordered, strict=True):
        changes = reading.becomes[meaning.index].places != (target,)
        yield replace(meaning, ends=(target, target), changes=changes)
