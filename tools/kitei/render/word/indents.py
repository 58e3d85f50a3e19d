"""Where provisions stand on the line: marker, tab, text, hung by the widest marker of the list."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kitei.model.marker import CONTAINERS, WHOLES, Marker
from kitei.model.numbering import NumberingStyle
from kitei.model.text import measure_width

BULLET = "・"
# Room between a marker and its text, and the space Word puts between Japanese and Latin letters.
_ROOM = 0.5
_SCRIPT_GAP = 0.25
_LEAST_HANG = 1.5
_LEAST_OUTER_HANG = 2.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Left edges inside a provision, in characters: of the markers below it, and of its text."""

    start: float = 0
    text: float = 0


@dataclass(frozen=True, slots=True)
class Hang:
    """The place of one provision: its marker stands at `marker`, its text at `text`."""

    marker: float
    text: float


def measure(text: str) -> float:
    """Return the width of a text in full-width characters, as Word sets it."""
    changes = sum(_is_change(before, after) for before, after in pairwise(text))
    return measure_width(text) / 2 + changes * _SCRIPT_GAP


def _is_change(before: str, after: str) -> bool:
    """Return whether Word leaves a gap here: a Japanese letter beside a Latin letter or digit."""
    first, second = before.isascii(), after.isascii()
    return first != second and all(c.isalnum() for c in (before, after))


def is_outer(marker: Marker | None, style: NumberingStyle) -> bool:
    """Return whether the marker is of the outermost numbered kind (1, 第1条) or a 項."""
    if marker is None:
        return False
    outermost = next((kind for kind in style.levels if kind not in CONTAINERS), "")
    return marker.kind == outermost or style.units.get(marker.kind) == "項"


def hang(
    marker: Marker | None,
    siblings: Iterable[Marker | None],
    frame: Frame,
    style: NumberingStyle,
    *,
    scale: float = 1.0,
) -> Hang:
    """Return where a provision stands among its siblings; `scale` is its size to the body's."""
    kind = marker.kind if marker else None
    names = [str(m) if m else BULLET for m in siblings if (m.kind if m else None) == kind]
    widest = max(map(measure, names), default=1.0) * scale
    least = _LEAST_OUTER_HANG if scale > 1 else _LEAST_HANG
    width = max(least, room_for(widest))
    start = frame.text if is_outer(marker, style) else frame.start
    return Hang(start, start + width)


def room_for(width: float) -> float:
    """Return the room a marker of that width takes in front of its text, in half characters."""
    return math.ceil((width + _ROOM) * 2) / 2


def frame_below(marker: Marker | None, place: Hang, frame: Frame, style: NumberingStyle) -> Frame:
    """Return the frame inside a provision that stands at `place` in `frame`."""
    if marker is not None and marker.kind in (*CONTAINERS, *WHOLES):
        return Frame()
    if is_outer(marker, style):
        return Frame(frame.text + 1, frame.text)
    return Frame(place.text, place.text)
