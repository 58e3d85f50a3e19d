"""Runs of sibling provisions, as the rules of numbering look at them."""

from collections.abc import Iterator
from dataclasses import dataclass

from kitei.checks.scope import Scope
from kitei.model.marker import CONTAINERS, Marker
from kitei.model.places import Place


@dataclass(frozen=True, slots=True)
class Numbered:
    """A provision with its marker, one of a run."""

    place: Place
    marker: Marker

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the marker."""
        return self.marker.numbers

    @property
    def end(self) -> tuple[int, ...]:
        """The last number it stands for: 73 of 第20条から第73条まで 削除."""
        return self.marker.last or self.marker.numbers


Run = list[Numbered]


def numbered_runs(scope: Scope) -> Iterator[Run]:
    """Yield the siblings that are counted together: one parent, one kind of marker.

    Articles run through the chapters of a text and make one run, a new one in each 附則. So do the
    sections of an outline, unless they begin again with 1 in the next chapter.
    """
    groups: dict[tuple[int, str], Run] = {}
    for place in scope.subject.places.all:
        marker = place.marker
        if marker is not None and marker.numbers:
            key = (_counting_parent(place, marker), marker.kind)
            groups.setdefault(key, []).append(Numbered(place, marker))
    for (_, kind), run in groups.items():
        yield from [run] if kind == "article" else _split_restarts(run)


def _counting_parent(place: Place, marker: Marker) -> int:
    """Return the order of the place below which this kind of marker counts from 1; -1: document."""
    for ancestor in place.ancestors():
        kind = ancestor.marker.kind if ancestor.marker else None
        if marker.kind in CONTAINERS or kind not in CONTAINERS:
            return ancestor.order
    return -1


def _split_restarts(run: Run) -> Iterator[Run]:
    """Yield the run divided where another container begins and the number is 1 again."""
    part: Run = []
    for item in run:
        if part and item.numbers == (1,) and item.place.parent is not part[-1].place.parent:
            yield part
            part = []
        part.append(item)
    yield part
