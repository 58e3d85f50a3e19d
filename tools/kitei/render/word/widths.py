"""The widths of table columns: short entries stay on one line, the rows as low as can be."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import permutations

from kitei.render.word.grid import Slot
from kitei.render.word.indents import measure

# A character of a table (10 pt), and the margins of a cell with a little play, in twips.
CHARACTER = 200
PADDING = 230
# Entries up to so many characters are kept on one line, tried in this order.
_UNBROKEN = (14, 12, 10, 8, 6, 4, 2, 1)
# An entry up to so many characters is better not broken: one of six is worth a line of the table.
_SHORT, _WORTH = 12, 6.0
_STEP, _MOST_STEPS = 0.5, 60
_MOST_LINES = 1000
_LATIN_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A cell as a burden on columns: its width and its longest Latin word, in characters."""

    column: int
    span: int
    rows: int
    width: float
    word: float


_Rows = Sequence[Sequence[_Entry]]


def choose_widths(grid: Sequence[Sequence[Slot]], columns: int, total: int) -> list[int]:
    """Return a width for each column, together `total` twips."""
    rows = [[_weigh(slot) for slot in row if slot.begins] for row in grid]
    room = (total - columns * PADDING) / CHARACTER
    candidates = [
        _fit(rows, least, room)
        for limit in _UNBROKEN
        if sum(least := _choose_least(rows, columns, limit)) <= room
    ]
    if not candidates:
        return _fill([1.0] * columns, total)
    return _fill(_improve(rows, min(candidates, key=partial(_cost, rows))), total)


def _improve(rows: _Rows, widths: list[float]) -> list[float]:
    """Return the widths after moving half characters between columns while that helps."""
    cost = _cost(rows, widths)
    for _ in range(_MOST_STEPS):
        better = min(_neighbours(widths), key=partial(_cost, rows), default=widths)
        if _cost(rows, better) >= cost:
            break
        widths, cost = better, _cost(rows, better)
    return widths


def _neighbours(widths: list[float]) -> Iterator[list[float]]:
    for giver, taker in permutations(range(len(widths)), 2):
        if widths[giver] > 1 + _STEP:
            moved = list(widths)
            moved[giver] -= _STEP
            moved[taker] += _STEP
            yield moved


def _weigh(slot: Slot) -> _Entry:
    text = str(slot.cell.text)
    word = max(map(measure, _LATIN_WORD.findall(text)), default=0.0)
    return _Entry(slot.column, slot.span, slot.rows, measure(text), word)


def _choose_least(rows: _Rows, columns: int, limit: int) -> list[float]:
    """Return the least width of each column: its longest short entry or Latin word."""
    least = [1.0] * columns
    for entry in _single(rows):
        is_short = entry.width <= limit
        wanted = entry.width if is_short else max(min(limit, 4.0), min(entry.word, 2 * limit))
        least[entry.column] = max(least[entry.column], wanted)
    return least


def _single(rows: _Rows) -> list[_Entry]:
    """Return the entries that stand in one column; merged ones say nothing about any."""
    return [entry for row in rows for entry in row if entry.span == 1]


def _fit(rows: _Rows, least: Sequence[float], room: float) -> list[float]:
    """Return widths in characters that let every entry end within as few lines as possible."""
    entries = _single(rows)
    for lines in range(1, _MOST_LINES):
        widths = list(least)
        for entry in entries:
            needed = math.ceil(entry.width / (lines * entry.rows))
            widths[entry.column] = max(widths[entry.column], needed)
        if sum(widths) <= room:
            return _stretch(widths, room)
    return _stretch(least, room)


def _stretch(widths: Sequence[float], room: float) -> list[float]:
    """Return the widths with what is left over given to all in proportion."""
    return [width * room / sum(widths) for width in widths]


def _cost(rows: _Rows, widths: Sequence[float]) -> float:
    """Return the height of the table in lines, with an addition for short entries broken."""
    return sum(_row_cost([(entry, _count_lines(entry, widths)) for entry in row]) for row in rows)


def _row_cost(row: Sequence[tuple[_Entry, int]]) -> float:
    height = max((lines / entry.rows for entry, lines in row), default=1.0)
    broken = (entry for entry, lines in row if lines > 1 and entry.width <= _SHORT)
    return height + sum(_WORTH / entry.width for entry in broken)


def _count_lines(entry: _Entry, widths: Sequence[float]) -> int:
    room = sum(widths[entry.column : entry.column + entry.span])
    overflow = 2 if entry.word > room else 0
    return max(math.ceil(entry.width / room), 1) + overflow


def _fill(widths: Sequence[float], total: int) -> list[int]:
    """Return widths in twips that together are `total`."""
    natural = [width * CHARACTER + PADDING for width in widths]
    chosen = [int(width * total / sum(natural)) for width in natural]
    chosen[-1] += total - sum(chosen)
    return chosen
