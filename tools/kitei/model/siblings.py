"""Runs of sibling provisions that are counted together."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from kitei.model.marker import CONTAINERS, Marker
from kitei.model.places import Place, Places
from kitei.model.provision import Paragraph, Provision


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


def numbered_runs(places: Places) -> Iterator[Run]:
    """Yield the siblings that are counted together: one parent, one kind of marker.

    Articles run through the chapters of a text and make one run, a new one in each 附則. So do the
    sections of an outline, unless they begin again with 1 in the next chapter.
    """
    groups: dict[tuple[int, str], Run] = {}
    for place in places.all:
        marker = place.marker
        if marker is not None and marker.numbers:
            key = (_counting_parent(place, marker), marker.kind)
            groups.setdefault(key, []).append(Numbered(place, marker))
    for (_, kind), run in groups.items():
        yield from [run] if kind == "article" else _split_restarts(run)


def has_first_paragraph(place: Place) -> bool:
    """Return whether a 項 follows the first one of an article, which has no number."""
    parent = place.parent.provision if place.parent else None
    is_paragraph = place.marker is not None and place.marker.kind == "arabic"
    if parent is None or parent.marker is None or not is_paragraph:
        return False
    return parent.marker.kind == "article" and _has_text_before(parent, place.provision)


def _has_text_before(parent: Provision, child: Provision) -> bool:
    before = takewhile(lambda node: node is not child, parent.content)
    return any(isinstance(node, Paragraph) for node in before)


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
