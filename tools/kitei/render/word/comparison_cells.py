"""The cells of a comparison table: provisions as lines, tables as tables, pictures as pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from kitei.compare.change import ChangeKind
from kitei.compare.comparison_table import Part, Row, RowKind
from kitei.compare.run import RunKind
from kitei.compare.table_options import TableOptions
from kitei.compare.units import CELL_END, PARAGRAPH_END
from kitei.model.provision import Picture, Table
from kitei.render.word.comparison_lines import (
    STYLE,
    Marks,
    cut_runs,
    make_lines,
    make_runs,
    underline,
)
from kitei.render.word.elements import Element, make, make_run
from kitei.render.word.formats import ParagraphFormat, make_paragraph
from kitei.render.word.grid import count_head_rows, place_cells
from kitei.render.word.page import LANDSCAPE
from kitei.render.word.pictures import draw_picture, frame_picture
from kitei.render.word.tables import make_table
from kitei.render.word.widths import choose_widths

# What stands in a cell without being text of the document: where it came from, what a picture says.
ASIDE = "ComparisonAside"
CAPTION, FIGURE = "ComparisonCaption", "ComparisonFigure"
_TOLD = "（図の説明）"
_MARGIN = 120
# Less than half of a page: a taller picture would leave the page before it empty.
_TALLEST = LANDSCAPE.text_height * 9 // 20
_BLANK = "\u3000" * 4
_BOX = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class Column:
    """One side of the table: the levels of its units, its pictures, its width in twips."""

    word: WordDocument
    levels: Sequence[int]
    pictures: Mapping[str, bytes]
    width: int
    options: TableOptions

    def find_level(self, units: Sequence[int]) -> int | None:
        """Return the level of the first unit, None where there is none."""
        return self.levels[units[0]] if units else None

    def make_content(self, row: Row, parts: Sequence[Part], level: int) -> Iterator[Element]:
        """Yield the parts; those that are no units stand at the level given."""
        for part in parts:
            yield from self._make_part(row, part, level)
        if self.options.spaces_rows:
            yield make_paragraph(ParagraphFormat(STYLE))

    def _make_part(self, row: Row, part: Part, level: int) -> Iterator[Element]:
        level = self.levels[part.unit.index] if part.unit else level
        node = part.unit.node if part.unit else None
        is_shown = bool(part.unit) and not part.note
        if isinstance(node, Table) and is_shown:
            yield from self._make_table(part, node, row)
        elif isinstance(node, Picture) and is_shown:
            yield from self._make_picture(part, node, row)
        elif self.options.pads_blank and _is_blank(part):
            yield make_paragraph(ParagraphFormat(STYLE), underline(_BLANK, "single"))
        else:
            yield from make_lines(part, level, self._choose_marks(part, row))

    def _choose_marks(self, part: Part, row: Row) -> Marks:
        is_whole = row.kind in (RowKind.ADDED, RowKind.REMOVED)
        is_double = self.options.doubles_moved_labels and (is_whole or part.is_moved)
        return Marks("double" if is_double else "single", self.options.captions_above)

    def _make_table(self, part: Part, table: Table, row: Row) -> Iterator[Element]:
        """Yield a table of the text with its caption; something must stand behind it."""
        if part.caption:
            yield make_paragraph(ParagraphFormat(CAPTION), *make_runs(part.caption))
        cells = (
            make_runs(cell)
            for line in cut_runs(part.text, PARAGRAPH_END)
            for cell in cut_runs(line, CELL_END) or [[]]
        )
        texts = iter(list(cells))
        grid = place_cells(table)
        widths = choose_widths(grid, table.columns, self.width - 2 * _MARGIN)
        element = make_table(lambda _: next(texts, []), grid, widths, heads=count_head_rows(table))
        _loosen(element)
        if row.changes and self.options.boxes_tables:
            _box(element)
        yield element
        yield make_paragraph(ParagraphFormat("TableAfter"))

    def _make_picture(self, part: Part, picture: Picture, row: Row) -> Iterator[Element]:
        """Yield a picture with its caption; one that changed stands in a box.

        Its alternative text (代替テキスト) is written out where it became another one.
        """
        is_other = any(
            kind in (ChangeKind.PICTURE, ChangeKind.ADDED, ChangeKind.REMOVED)
            for change in row.changes
            for kind in change.kinds
        )
        form = ParagraphFormat(FIGURE)
        paragraph = make_paragraph(form)
        room = self.width - 2 * _MARGIN, _TALLEST
        draw_picture(self.word, paragraph, picture, self.pictures, room=room)
        if is_other:
            frame_picture(paragraph)
        yield paragraph
        if part.caption:
            yield make_paragraph(ParagraphFormat("FigureCaption"), *make_runs(part.caption))
        if row.kind is RowKind.CHANGED and _tells_otherwise(row):
            told = [make_run(_TOLD), *make_runs(part.text)]
            yield make_paragraph(ParagraphFormat(ASIDE), *told)


def _tells_otherwise(row: Row) -> bool:
    """Return whether the alternative text of a picture became another one."""
    pictures = (part for part in (*row.new, *row.old) if part.unit and part.unit.picture)
    return any(run.kind is not RunKind.EQUAL for part in pictures for run in part.text)


def _is_blank(part: Part) -> bool:
    return not (part.unit or part.label or part.note)


def _loosen(table: Element) -> None:
    """Let a table inside a cell go on over the end of a page: else the cell could not."""
    for holder in table.iter(qn("w:pPr")):
        for hold in holder.findall(qn("w:keepNext")):
            holder.remove(hold)


def _box(table: Element) -> None:
    """Draw a dashed line around a table."""
    borders = [make(f"w:{side}", val="dashed", sz=8, space=0, color="auto") for side in _BOX]
    table[0].insert(3, make("w:tblBorders", *borders))
