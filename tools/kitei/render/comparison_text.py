"""A comparison as text for a terminal: two columns where it is wide, one where it is narrow.

What changed stands in brackets, so that nothing depends on colours.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import TypeVar

from kitei.compare.comparison_table import Row, RowKind
from kitei.compare.run import Run, RunKind
from kitei.model.text import measure_width
from kitei.render.cell_lines import Line, list_cell
from kitei.render.change_sentences import describe_change
from kitei.render.comparison_report import ComparisonReport, list_names, list_notes, summarize

# Below this, two columns would hold less than twenty characters each.
WIDE = 84
NARROWEST = 24
_BRACKETS = {RunKind.REMOVED: ("[-", "-]"), RunKind.ADDED: ("{+", "+}")}
_COLOURS = {RunKind.REMOVED: "\x1b[4;31m", RunKind.ADDED: "\x1b[4;32m"}
_RESET = "\x1b[0m"
# Box-drawing signs are one column wide on some terminals and two on others.
_RULE = "-"
_BAR = " | "
_BOTH = "共通"
_BLANK = "　"
# What must not begin a line (行頭禁則).
_CLOSING = set("、。，．）」』］】〕・ー々,.)]｝〉》”’")

Piece = tuple[str, RunKind]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Screen:
    """What is written to: `width` in columns, None where lines have no end (a pipe, a file)."""

    width: int | None = None
    has_colours: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether both columns of the table fit side by side."""
        return self.width is not None and self.width >= WIDE


PIPE = Screen()


def render_comparison_text(report: ComparisonReport, screen: Screen = PIPE) -> str:
    """Return summary, list of changes, table and notes."""
    writer = _Writer(report, screen)
    blocks = [
        writer.write_head(),
        writer.write_changes(),
        writer.write_table(),
        *(writer.write_note(heading, lines) for heading, lines in list_notes(report)),
    ]
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block))) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    report: ComparisonReport
    screen: Screen

    def write_head(self) -> Iterator[str]:
        report = self.report
        if report.label:
            yield f"【{report.label}】"
        yield from self._wrap(f"{report.table.title}　新旧対照表")
        for heading, name in list_names(report):
            yield from self._wrap(f"{heading}: {name}", measure_width(f"{heading}: "))
        yield from self._wrap(summarize(report))

    def write_changes(self) -> Iterator[str]:
        if self.report.listed:
            yield "変更の一覧"
        for number, change in enumerate(self.report.listed, 1):
            lead = f"{number:3}. "
            yield from self._wrap(lead + describe_change(change), len(lead))

    def write_note(self, heading: str, lines: list[str]) -> Iterator[str]:
        yield from self._wrap(heading)
        for line in lines:
            yield from self._wrap(f"・{line}", 2)

    def write_table(self) -> Iterator[str]:
        table = self.report.table
        for words in (table.message, table.preface, self._explain_marks()):
            if words:
                yield from self._wrap(words)
        if table.rows:
            yield self._rule()
        if self.screen.is_wide and any(row.kind is not RowKind.TEXT for row in table.rows):
            first, second = self._order(*table.headings)
            yield from self._write_wide([_plain(first)], [_plain(second)])
            yield self._rule()
        for row in table.rows:
            yield from self._write_row(row)
            yield self._rule()
        if table.closing:
            yield from self._wrap(table.closing)

    def _explain_marks(self) -> str:
        if not any(row.changes for row in self.report.table.rows):
            return ""
        (gone, gone_end), (come, come_end) = _BRACKETS.values()
        return f"{gone}削られた所{gone_end} {come}加えられた所{come_end}"

    def _write_row(self, row: Row) -> Iterator[str]:
        cells = self._order(list_cell(row, is_old=False), list_cell(row, is_old=True))
        if self.screen.is_wide and row.kind is not RowKind.TEXT:
            yield from self._write_wide(*cells)
        elif row.kind is RowKind.TEXT:
            for line in list_cell(row, is_old=False):
                yield from self._write_line(line)
        elif cells[0] == cells[1]:
            yield from self._write_cell(_BOTH, cells[0])
        else:
            headings = self._order(*self.report.table.headings)
            for heading, cell in zip(headings, cells, strict=True):
                if cell:
                    yield from self._write_cell(heading, cell)
        if row.remark:
            yield from self._wrap(f"備考: {row.remark}", 6)

    def _order(self, new: T, old: T) -> tuple[T, T]:
        """Return both in the order of the columns."""
        return (new, old) if self.report.table.options.is_new_first else (old, new)

    def _write_wide(self, first: Iterable[Line], second: Iterable[Line]) -> Iterator[str]:
        columns = ((self.screen.width or WIDE) - measure_width(_BAR)) // 2
        left = [line for each in first for line in _fold(each, columns)]
        right = [line for each in second for line in _fold(each, columns)]
        for one, two in zip_longest(left, right, fillvalue=()):
            gap = " " * (columns - _measure(one))
            yield (self._paint(one) + gap + _BAR + self._paint(two)).rstrip()

    def _write_cell(self, heading: str, lines: Iterable[Line]) -> Iterator[str]:
        size = max(map(measure_width, (*self.report.table.headings, _BOTH)))
        lead = heading + " " * (size - measure_width(heading)) + _BAR
        rest = self.screen.width
        columns = None if rest is None else max(rest, NARROWEST) - measure_width(lead)
        for line in lines:
            for folded in _fold(line, columns):
                yield lead + self._paint(folded)
                lead = " " * size + _BAR

    def _write_line(self, line: Line) -> Iterator[str]:
        """Yield a line of a text that stands alone over the whole width."""
        width = self.screen.width
        columns = None if width is None else max(width, NARROWEST)
        yield from (self._paint(folded) for folded in _fold(line, columns))

    def _wrap(self, text: str, indent: int = 0) -> Iterator[str]:
        """Yield a line of ours, further lines of it indented."""
        width = self.screen.width
        columns = None if width is None else max(width, NARROWEST)
        lead = ""
        while text:
            folded = next(_fold(_plain(text), columns and columns - len(lead)))
            yield lead + self._paint(folded)
            text = text[len("".join(piece for piece, _ in folded)) :]
            lead = " " * indent

    def _rule(self) -> str:
        return _RULE * (min(self.screen.width or WIDE // 2, 120))

    def _paint(self, line: Sequence[Piece]) -> str:
        if not self.screen.has_colours:
            return "".join(text for text, _ in line)
        written, before = "", RunKind.EQUAL
        for text, kind in line:
            if kind is not before:
                written += _RESET * (before in _COLOURS) + _COLOURS.get(kind, "")
                before = kind
            written += text
        return written + _RESET * (before in _COLOURS)


def _plain(text: str) -> Line:
    return (Run(RunKind.EQUAL, text),)


def _fold(line: Line, columns: int | None) -> Iterator[list[Piece]]:
    """Yield the lines of so many columns; at least one. Without an end nothing is measured."""
    if columns is None:
        yield [(_bracket(_clean(run.text), run.kind), run.kind) for run in line]
    else:
        yield from _fold_pieces(_make_pieces(line), columns)


def _bracket(text: str, kind: RunKind) -> str:
    opening, closing = _BRACKETS.get(kind, ("", ""))
    return f"{opening}{text}{closing}"


def _clean(text: str) -> str:
    """Return the text with a sign for each character that has no shape."""
    if text.replace(_BLANK, "").isprintable():
        return text
    return "".join(c if c.isprintable() or c == _BLANK else "\ufffd" for c in text)


def _make_pieces(line: Line) -> list[Piece]:
    """Return what may not be cut: a character with its marks, a bracket with its neighbour."""
    pieces: list[Piece] = []
    for run in line:
        clusters = _list_clusters(_clean(run.text))
        opening, closing = _BRACKETS.get(run.kind, ("", ""))
        clusters[0] = opening + clusters[0]
        clusters[-1] += closing
        pieces += [(cluster, run.kind) for cluster in clusters]
    return pieces


def _list_clusters(text: str) -> list[str]:
    """Return the characters, each with the marks that it carries."""
    if not any(map(_is_mark, text)):
        return list(text)
    clusters: list[str] = []
    for character in text:
        if clusters and _is_mark(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@cache
def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _fold_pieces(pieces: list[Piece], columns: int) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    used = 0
    for piece in pieces:
        size = measure_width(piece[0])
        if line and used + size > columns:
            carried = [line.pop()] if piece[0][0] in _CLOSING and len(line) > 1 else []
            yield line
            line, used = carried, _measure(carried)
        line.append(piece)
        used += size
    yield line


def _measure(line: Iterable[Piece]) -> int:
    return sum(measure_width(text) for text, _ in line)
