"""Series: provisions that one insertion or removal renumbered together."""

from collections.abc import Iterable, Iterator, Sequence

from kitei.compare.link import Link
from kitei.compare.units import Outline, Unit
from kitei.model.marker import CONTAINERS

# Whose numbers run on together: the provisions around (containers do not count), the kind.
Scope = tuple[int | None, int | None, str]
Shift = tuple[int, ...] | None


def find_series(
    old: Outline, new: Outline, *, all_links: Iterable[Link], renumbered: Sequence[Link]
) -> Iterator[list[Link]]:
    """Yield the renumbered links in groups with one shift, in the order of the new text.

    A provision that was also reworded does not end a group; one that kept its number does.
    `all_links` are those in their order: what moved ends no group.
    """
    waiting = {link.new[0]: link for link in renumbered}
    open_groups: dict[Scope, tuple[Shift, list[Link]]] = {}
    groups: list[list[Link]] = []
    for link in all_links:
        one, other = old.units[link.old[0]], new.units[link.new[0]]
        shift = _measure_shift(one, other)
        if shift is None or other.marker is None:
            groups += [[link]] if link.new[0] in waiting else []
            continue
        scope = _parent(old, one), _parent(new, other), other.marker.kind
        if scope not in open_groups or open_groups[scope][0] != shift:
            open_groups[scope] = shift, []
            groups.append(open_groups[scope][1])
        if link.new[0] in waiting:
            open_groups[scope][1].append(link)
    yield from (group for group in groups if group)


def _parent(outline: Outline, unit: Unit) -> int | None:
    """Return the nearest provision around that begins its own numbers."""
    for around in outline.ancestors(unit):
        if around.marker is None or around.marker.kind not in CONTAINERS:
            return around.index
    return None


def _measure_shift(old: Unit, new: Unit) -> Shift:
    """Return by how much each number grew; None where the two cannot be counted together."""
    if old.marker is None or new.marker is None or old.marker.kind != new.marker.kind:
        return None
    before, after = old.marker.numbers, new.marker.numbers
    if len(before) != len(after):
        return None
    shift = [new_number - old_number for old_number, new_number in zip(before, after, strict=True)]
    while shift and not shift[-1]:
        shift.pop()
    return tuple(shift)
