"""Splits and mergers: a unit without a partner that is part of its neighbour's partner."""

from rapidfuzz import fuzz

from kitei.compare.link import Evidence, Link
from kitei.compare.pairing import FREE, Pairing
from kitei.compare.units import Unit, make_key

PART_RATIO = 85.0
PART_LENGTH = 10
NEIGHBOUR_SHARE = 0.95


def link_parts(pairing: Pairing) -> None:
    """Add to links the units that were split off (new side) or merged in (old side)."""
    for unit in pairing.free_new():
        _join(pairing, unit, is_new=True)
    for unit in reversed(pairing.free_new()):
        _join(pairing, unit, is_new=True)
    for unit in pairing.free_old():
        _join(pairing, unit, is_new=False)
    for unit in reversed(pairing.free_old()):
        _join(pairing, unit, is_new=False)


def _join(pairing: Pairing, unit: Unit, *, is_new: bool) -> None:
    """Join the unit to the link of the unit before or behind it, if it is a part of that."""
    key = make_key(unit.text)
    if len(key) < PART_LENGTH:
        return
    units = pairing.new.units if is_new else pairing.old.units
    for index in (unit.index - 1, unit.index + 1):
        link = _find_link(pairing, index, is_new=is_new) if 0 <= index < len(units) else None
        if link is not None and _is_part(pairing, unit, key, link, is_new=is_new):
            pairing.extend(link, unit.index, Evidence.PART, is_new=is_new)
            return


def _find_link(pairing: Pairing, index: int, *, is_new: bool) -> Link | None:
    """Return the link of a unit if it may still grow on this side."""
    old_index = pairing.partners_of_new[index] if is_new else index
    if old_index == FREE or pairing.partners_of_old[old_index] == FREE:
        return None
    link = pairing.get_link(old_index)
    return link if len(link.old if is_new else link.new) == 1 else None


def _is_part(pairing: Pairing, unit: Unit, key: str, link: Link, *, is_new: bool) -> bool:
    whole = pairing.old.units[link.old[0]] if is_new else pairing.new.units[link.new[0]]
    side = pairing.new.units if is_new else pairing.old.units
    parts = [side[index] for index in (link.new if is_new else link.old)]
    if unit.kind is not whole.kind or _is_barred(pairing, unit, whole, is_new=is_new):
        return False
    whole_key = make_key(whole.text)
    longest = max(len(make_key(part.text)) for part in parts)
    if len(key) >= len(whole_key) or longest >= NEIGHBOUR_SHARE * len(whole_key):
        return False
    return fuzz.partial_ratio(key, whole_key, score_cutoff=PART_RATIO) > 0


def _is_barred(pairing: Pairing, unit: Unit, whole: Unit, *, is_new: bool) -> bool:
    return pairing.is_barred(whole, unit) if is_new else pairing.is_barred(unit, whole)
