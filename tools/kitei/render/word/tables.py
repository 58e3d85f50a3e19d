"""Tables with merged cells, a repeated shaded header and widths chosen from the texts."""

from collections.abc import Callable, Iterable, Sequence

from kitei.model.provision import Table
from kitei.render.word.body import Body
from kitei.render.word.elements import Element, make
from kitei.render.word.formats import ParagraphFormat, make_paragraph
from kitei.render.word.grid import Slot, count_head_rows, place_cells
from kitei.render.word.page import TEXT_WIDTH
from kitei.render.word.widths import choose_widths

SHADE = "E7ECF3"
# What writes the content of a cell; it is asked for each cell once, where the cell begins.
Fill = Callable[[Slot], Sequence[Element]]


def add_table(body: Body, table: Table, widths: Sequence[int] = ()) -> None:
    """Write a table with its caption above, and a little room below."""
    if table.caption:
        body.add_paragraph(ParagraphFormat("Caption"), *body.make_runs(table.caption))
    grid = place_cells(table)
    widths = widths or choose_widths(grid, table.columns, TEXT_WIDTH)
    body.append(make_table(fill_from(body), grid, widths, heads=count_head_rows(table)))
    # Two tables that touch would become one.
    body.add_paragraph(ParagraphFormat("TableAfter"))


def fill_from(body: Body) -> Fill:
    """Return what fills each cell with its text and links."""
    return lambda slot: body.make_runs(slot.cell.text)


def make_table(
    fill: Fill, grid: Sequence[Sequence[Slot]], widths: Sequence[int], *, heads: int
) -> Element:
    """Return the table; its first `heads` rows are the header."""
    rows = (_make_row(fill, row, widths, is_head=index < heads) for index, row in enumerate(grid))
    return frame_table(widths, *rows)


def frame_table(widths: Sequence[int], *rows: Element) -> Element:
    """Return a ruled table of fixed columns, in twentieths of a point, with its rows."""
    return make(
        "w:tbl",
        make(
            "w:tblPr",
            make("w:tblStyle", val="TableGrid"),
            make("w:tblW", w=sum(widths), type="dxa"),
            make("w:jc", val="center"),
            make("w:tblLayout", type="fixed"),
        ),
        make("w:tblGrid", *(make("w:gridCol", w=width) for width in widths)),
        *rows,
    )


def _make_row(fill: Fill, row: Iterable[Slot], widths: Sequence[int], *, is_head: bool) -> Element:
    properties = make("w:trPr", make("w:cantSplit"), make("w:tblHeader") if is_head else None)
    cells = (_make_cell(fill, slot, widths, is_head=is_head) for slot in row)
    return make("w:tr", properties, *cells)


def _make_cell(fill: Fill, slot: Slot, widths: Sequence[int], *, is_head: bool) -> Element:
    width = sum(widths[slot.column : slot.column + slot.span])
    properties = make(
        "w:tcPr",
        make("w:tcW", w=width, type="dxa"),
        make("w:gridSpan", val=slot.span) if slot.span > 1 else None,
        _make_merge(slot),
        make("w:shd", val="clear", color="auto", fill=SHADE) if is_head else None,
        make("w:vAlign", val="center") if is_head else None,
    )
    form = ParagraphFormat(
        "TableHead" if is_head else "TableBody",
        keep_next=is_head,
        align="center" if is_head else None,
    )
    runs = fill(slot) if slot.begins else ()
    return make("w:tc", properties, make_paragraph(form, *runs))


def _make_merge(slot: Slot) -> Element | None:
    if slot.begins:
        return make("w:vMerge", val="restart") if slot.rows > 1 else None
    return make("w:vMerge", val="continue")
