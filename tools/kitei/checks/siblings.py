"""Runs of sibling provisions, as the rules of numbering look at them."""

from collections.abc import Iterator
from itertools import pairwise

from kitei.checks.scope import Scope
from kitei.model.marker import CONTAINERS, Marker
from kitei.model.places import Place

Run = list[tuple[Place, Marker]]


def numbered_runs(scope: Scope) -> Iterator[Run]:
    """Yield the siblings that are counted together: one parent, one kind of marker.

    Articles run through the chapters of a text and make one run, a new one in each 附則; so do the
    sections of an outline where they go on from chapter to chapter.
    """
    groups: dict[tuple[int, str], Run] = {}
    for place in scope.subject.places.all:
        marker = place.marker
        if marker is not None and marker.numbers:
            groups.setdefault((_counting_parent(place, marker), marker.kind), []).append(
                (place, marker)
            )
    for run in groups.values():
        yield from split_restarts(run)


def _counting_parent(place: Place, marker: Marker) -> int:
    """Return the order of the place below which this kind of marker counts from 1; -1: document."""
    for ancestor in place.ancestors():
        kind = ancestor.marker.kind if ancestor.marker else None
        if marker.kind in CONTAINERS or kind not in CONTAINERS:
            return ancestor.order
    return -1


def split_restarts(run: Run) -> Iterator[Run]:
    """Yield the run divided where another container begins and the number is 1 again."""
    part: Run = []
    for place, marker in run:
        is_new = part and marker.numbers == (1,) and place.parent is not part[-1][0].parent
        if is_new:
            yield part
            part = []
        part.append((place, marker))
    if part:
        yield part


def neighbours(run: Run) -> Iterator[tuple[tuple[Place, Marker], tuple[Place, Marker]]]:
    """Yield each marker of a run with the one before it."""
    yield from pairwise(run)
