"""The grid of a table: every place filled, merged cells followed across columns and rows."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kitei.model.provision import Cell, Table
from kitei.model.text import Text

_EMPTY = Cell(Text(""))


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell where it stands in a row of the grid.

    `rows` counts the rows it still covers, this one included; it `begins` in the first of them.
    """

    cell: Cell
    column: int
    span: int
    rows: int
    begins: bool


def place_cells(table: Table) -> list[list[Slot]]:
    """Return the rows of the grid with every place filled, also where the table is ragged."""
    held: dict[int, Slot] = {}
    grid = []
    for cells in table.rows:
        row = list(_place_row(cells, table.columns, held))
        held = {slot.column: slot for slot in row if slot.rows > 1}
        grid.append(row)
    return grid


def _place_row(cells: Iterable[Cell], columns: int, held: Mapping[int, Slot]) -> Iterator[Slot]:
    waiting = deque(cells)
    column = 0
    while column < columns:
        if above := held.get(column):
            slot = Slot(above.cell, column, above.span, above.rows - 1, begins=False)
        else:
            cell = waiting.popleft() if waiting else _EMPTY
            end = min([columns, *(start for start in held if start > column)])
            slot = Slot(cell, column, min(cell.colspan, end - column), cell.rowspan, begins=True)
        yield slot
        column += slot.span


def count_head_rows(table: Table) -> int:
    """Return how many rows make the header: merged header cells reach into the rows below."""
    return max((cell.rowspan for cell in table.rows[0]), default=1) if table.rows else 0
