"""The table of a comparison: its head on every page, its rows, its widths."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from kitei.compare.comparison_table import ComparisonTable, Row, RowKind
from kitei.compare.listing import list_units
from kitei.model.edition import Edition
from kitei.render.comparison_origin import find_origin
from kitei.render.word.comparison_cells import ASIDE, Column
from kitei.render.word.comparison_levels import measure_levels
from kitei.render.word.comparison_lines import STYLE
from kitei.render.word.elements import Element, make, make_run
from kitei.render.word.formats import ParagraphFormat, make_paragraph
from kitei.render.word.page import LANDSCAPE
from kitei.render.word.tables import SHADE, frame_table

HEAD = "ComparisonHead"
_REMARK_WIDTH = 1600
# Characters of a cell from which on its row may be parted: some ten lines.
_LONG = 300
# An address that a remark names: 2(16), 第3条第2項.
_ADDRESS = re.compile("[^（、]{2,20}(?=(?:、[^（、]{1,20})*から移動）)")
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Sides:
    """The documents compared: `make_column` shows either of them in some width."""

    word: WordDocument
    table: ComparisonTable
    old: Edition
    new: Edition

    def make_column(self, edition: Edition, width: int) -> Column:
        """Return a column for the text of an edition."""
        levels = measure_levels(list_units(edition.document))
        return Column(self.word, levels, edition.pictures, width, self.table.options)

    def make_table(self) -> Element:
        """Return the whole table."""
        widths = _choose_widths(self.table)
        new, old = (self.make_column(edition, widths[0]) for edition in (self.new, self.old))
        rows = [_make_row(row, self._make_cells(row, new, old), widths) for row in self.table.rows]
        if self.table.closing:
            rows.append(_make_closing(self.table.closing, sum(widths), len(widths)))
        head = _make_head(_list_headings(self.table), widths)
        return frame_table(widths, head, *rows)

    def _make_cells(self, row: Row, new: Column, old: Column) -> Iterator[Iterable[Element]]:
        options = self.table.options
        # What stands opposite to a provision that came or went stands at its level.
        levels = new.find_level(row.new_units), old.find_level(row.old_units)
        level = next((level for level in levels if level is not None), 0)
        origin = find_origin(row, options)
        sides: list[Iterable[Element]] = [
            [*new.make_content(row, row.new, level), *([_write_aside(origin)] if origin else [])],
            old.make_content(row, row.old, level),
        ]
        yield from sides if options.is_new_first else reversed(sides)
        if options.has_remarks:
            yield [_write_remark(row.remark)]


def _choose_widths(table: ComparisonTable) -> list[int]:
    """Return the widths of the columns: both texts have the same room."""
    others = [_REMARK_WIDTH] * table.options.has_remarks
    return [(LANDSCAPE.text_width - sum(others)) // 2] * 2 + others


def _list_headings(table: ComparisonTable) -> list[str]:
    new, old = table.headings
    names = [new, old] if table.options.is_new_first else [old, new]
    return names + ["備考"] * table.options.has_remarks


def _make_head(names: Sequence[str], widths: Sequence[int]) -> Element:
    """Return the head, which Word repeats on every page."""
    cells = (
        make(
            "w:tc",
            make(
                "w:tcPr",
                make("w:tcW", w=width, type="dxa"),
                make("w:shd", val="clear", color="auto", fill=SHADE),
                make("w:vAlign", val="center"),
            ),
            make_paragraph(ParagraphFormat(HEAD, keep_next=True), make_run(name)),
        )
        for name, width in zip(names, widths, strict=True)
    )
    return make("w:tr", make("w:trPr", make("w:cantSplit"), make("w:tblHeader")), *cells)


def _make_row(row: Row, cells: Iterable[Iterable[Element]], widths: Sequence[int]) -> Element:
    """Return a row; a long one may go on over the end of a page."""
    properties = None if _is_long(row) else make("w:trPr", make("w:cantSplit"))
    contents = (_make_cell(content, width) for content, width in zip(cells, widths, strict=True))
    element = make("w:tr", properties, *contents)
    if row.kind is RowKind.CONTEXT:
        # What stands above others never ends a page.
        for form in element.iter(qn("w:pPr")):
            form.insert(1, make("w:keepNext"))
    return element


def _is_long(row: Row) -> bool:
    """Return whether a row may be parted: much text, or a picture that fills much of a page."""
    return any(
        any(part.unit and part.unit.picture for part in side)
        or sum(len(run.text) for part in side for run in part.text) > _LONG
        for side in (row.old, row.new)
    )


def _make_cell(content: Iterable[Element], width: int, span: int = 1) -> Element:
    elements = list(content) or [make_paragraph(ParagraphFormat(STYLE))]
    properties = make(
        "w:tcPr",
        make("w:tcW", w=width, type="dxa"),
        make("w:gridSpan", val=span) if span > 1 else None,
    )
    return make("w:tc", properties, *elements)


def _make_closing(text: str, width: int, columns: int) -> Element:
    return make("w:tr", _make_cell([_write(text)], width, columns))


def _write_remark(text: str) -> Element:
    """Return a remark; in so narrow a column justified lines would be torn open."""
    return make_paragraph(
        ParagraphFormat(STYLE, align="left"), *([make_run(_hold(text))] if text else [])
    )


def _hold(text: str) -> str:
    """Return a remark in which an address is never broken: 2(1｜6)."""
    return _ADDRESS.sub(lambda found: _WORD_JOINER.join(found.group()), text)


def _write_aside(text: str) -> Element:
    return make_paragraph(ParagraphFormat(ASIDE, align="right"), make_run(text))


def _write(text: str) -> Element:
    return make_paragraph(ParagraphFormat(STYLE), *([make_run(text)] if text else []))
