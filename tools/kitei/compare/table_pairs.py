"""The two outlines side by side: which units belong together and below which nothing changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from kitei.compare.change import Change, ChangeKind
from kitei.compare.link import Link
from kitei.compare.units import Outline, Unit


@dataclass(frozen=True)
class Pairs:
    """Both outlines with their links and changes, found by the indexes of units."""

    old: Outline
    new: Outline
    old_of: dict[int, tuple[int, ...]] = field(repr=False)
    new_of: dict[int, tuple[int, ...]] = field(repr=False)
    old_changes: dict[int, Change] = field(repr=False)
    new_changes: dict[int, Change] = field(repr=False)
    old_dirt: tuple[int, ...] = field(repr=False)
    new_dirt: tuple[int, ...] = field(repr=False)

    def is_clean_below(self, olds: Sequence[int], new: int) -> bool:
        """Return whether all below the units stayed where and as it was."""
        units = self.old.units
        return not any(_count(self.old_dirt, units[old]) for old in olds) and not _count(
            self.new_dirt, self.new.units[new]
        )


def make_pairs(
    old: Outline, new: Outline, links: Iterable[Link], changes: Iterable[Change]
) -> Pairs:
    """Return the two outlines side by side."""
    old_of: dict[int, tuple[int, ...]] = {}
    new_of: dict[int, tuple[int, ...]] = {}
    for link in links:
        old_of.update(dict.fromkeys(link.new, link.old))
        new_of.update(dict.fromkeys(link.old, link.new))
    old_changes, new_changes = {}, {}
    for change in changes:
        old_changes.update({side.unit.index: change for side in change.old})
        new_changes.update({side.unit.index: change for side in change.new})
    old_dirt = _sum_dirt(old.units, old_changes, new_of, new.units)
    new_dirt = _sum_dirt(new.units, new_changes, old_of, old.units)
    return Pairs(old, new, old_of, new_of, old_changes, new_changes, old_dirt, new_dirt)


def _sum_dirt(
    units: Sequence[Unit],
    changes: dict[int, Change],
    partners: dict[int, tuple[int, ...]],
    others: Sequence[Unit],
) -> tuple[int, ...]:
    """Return how many units before each index changed or left the unit they stood in."""
    dirt = (
        unit.index in changes or not _is_at_home(unit, units, partners, others) for unit in units
    )
    return tuple(accumulate(dirt, initial=0))


def _is_at_home(
    unit: Unit,
    units: Sequence[Unit],
    partners: dict[int, tuple[int, ...]],
    others: Sequence[Unit],
) -> bool:
    """Return whether a unit's only partner stands in the partner of the unit around it."""
    mine = partners.get(unit.index, ())
    if len(mine) != 1:
        return False
    around = others[mine[0]].parent
    if unit.parent is None or around is None:
        return unit.parent is around
    return partners.get(unit.parent) == (around,)


def _count(dirt: tuple[int, ...], unit: Unit) -> int:
    """Return how much changed below a unit."""
    return dirt[unit.end] - dirt[unit.index + 1]


def find_children(units: Sequence[Unit], parent: int | None) -> list[int]:
    """Return the indexes of the units directly below one, or of the outermost ones."""
    index, end = (0, len(units)) if parent is None else (parent + 1, units[parent].end)
    found = []
    while index < end:
        found.append(index)
        index = units[index].end
    return found


def is_only_renumbered(change: Change) -> bool:
    """Return whether nothing but labels changed."""
    return change.kinds == (ChangeKind.RENUMBERED,)
