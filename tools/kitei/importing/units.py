"""Units of a foreign text: paragraphs joined from broken lines, and tables made of tabs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from kitei.importing.draft import Doubt
from kitei.importing.lines import SourceLine, find_markers
from kitei.importing.tabs import read_tab_table
from kitei.model.marker import Split
from kitei.model.provision import Table
from kitei.model.text import measure_width

# A line may end a little short of the width where a full stop must not begin the next one.
_SLACK = 4
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a table: its lines, its text, and the markers it may start with."""

    lines: tuple[SourceLine, ...]
    text: str
    markers: tuple[Split, ...] = ()
    table: Table | None = None

    @property
    def number(self) -> int:
        """The number of the first line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.lines[-1].number

    @property
    def is_direct(self) -> bool:
        """Whether no blank line stands above."""
        return self.lines[0].is_direct

    @property
    def is_sentence(self) -> bool:
        """Whether the last line ends a sentence."""
        return self.lines[-1].is_sentence


@dataclass(frozen=True, slots=True)
class Units:
    """All units of a text in order, with what was doubtful about them."""

    all: list[Unit]
    doubts: list[Doubt] = field(default_factory=list)


def read_units(lines: list[SourceLine]) -> Units:
    """Return the units of the lines: rows of tabs become tables, broken lines are joined."""
    width = _find_wrap_width(lines)
    units = Units([])
    index = 0
    while index < len(lines):
        rows = _count_rows(lines, index)
        if rows:
            table, doubts = read_tab_table(lines[index : index + rows])
            units.all.append(Unit(tuple(lines[index : index + rows]), "", (), table))
            units.doubts.extend(doubts)
            index += rows
            continue
        length = _count_joined(lines, index, width)
        units.all.append(_join(lines[index : index + length]))
        if length > 1:
            units.doubts.append(_joined_doubt(lines[index], lines[index + length - 1]))
        index += length
    return units


def _joined_doubt(first: SourceLine, last: SourceLine) -> Doubt:
    what = "同じ幅で折り返されている行"
    return Doubt(first.number, what, "一つの段落につないだ", last.number)


def _join(lines: list[SourceLine]) -> Unit:
    text = lines[0].text
    for line in lines[1:]:
        is_latin = text[-1].isascii() and line.text[0].isascii()
        text += (" " if is_latin else "") + line.text
    text = text.replace("\t", " ")
    return Unit(tuple(lines), text, find_markers(text))


def _count_rows(lines: list[SourceLine], start: int) -> int:
    """Return how many rows of a table begin here, 0 if none does.

    Rows that begin with a marker are a list whose texts stand behind tabs.
    """
    if not _is_row(lines[start]) or find_markers(lines[start].text):
        return 0
    end = start + 1
    while end < len(lines) and lines[end].is_direct and _continues_table(lines[end]):
        end += 1
    return end - start if end - start > 1 else 0


def _is_row(line: SourceLine) -> bool:
    return "\t" in line.text and not line.bullet


def _continues_table(line: SourceLine) -> bool:
    # A tab in front stands for an empty cell.
    return not line.bullet and ("\t" in line.text or line.raw.startswith("\t"))


def _find_wrap_width(lines: list[SourceLine]) -> int | None:
    """Return the width at which the lines are broken, None unless nearly all breaks agree."""
    widest = max((measure_width(line.raw) for line in lines), default=0)
    broken = [
        measure_width(line.raw)
        for line, following in _neighbours(lines)
        if following.is_direct and not line.is_sentence and not find_markers(following.text)
    ]
    # Short ones are captions with their text below.
    long = [width for width in broken if width * 2 > widest]
    full = [width for width in long if width >= widest - _SLACK]
    return widest if len(full) >= _ENOUGH and len(full) * 5 >= len(long) * 4 else None


def _neighbours(lines: list[SourceLine]) -> Iterable[tuple[SourceLine, SourceLine]]:
    return pairwise(lines)


def _count_joined(lines: list[SourceLine], start: int, width: int | None) -> int:
    end = start + 1
    while width is not None and end < len(lines) and _continues(lines, end, width):
        end += 1
    return end - start


def _continues(lines: list[SourceLine], index: int, width: int) -> bool:
    before, line = lines[index - 1], lines[index]
    if not line.is_direct or line.bullet or "\t" in line.text or before.is_sentence:
        return False
    return measure_width(before.raw) >= width - _SLACK and not find_markers(line.text)
