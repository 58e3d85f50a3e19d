"""Pipe tables with merged cells: `^^` continues the cell above, `||` the one to the left."""

from collections import Counter
from dataclasses import dataclass

from kitei.model.document import Remark, RemarkKind
from kitei.model.provision import Cell, Table
from kitei.model.text import Position, Text
from kitei.source.blocks import Line, RawTable
from kitei.source.inline import escape_line_start, read_inline, write_inline

ABOVE = "^^"


@dataclass(slots=True)
class _Cell:
    """A cell while its span is being counted."""

    text: Text
    position: Position
    rowspan: int = 1
    colspan: int = 1


def read_table(raw: RawTable, remarks: list[Remark]) -> Table:
    """Return the table; rows of unequal length and merges without a neighbour are remarked upon."""
    grid = [_split_row(line) for line in raw.rows]
    columns = len(grid[0])
    for line, cells in zip(raw.rows, grid, strict=True):
        if len(cells) != columns:
            remarks.append(Remark(RemarkKind.RAGGED_TABLE, line.position, line.text))
    caption = None
    if raw.caption is not None:
        line = raw.caption
        caption = read_inline([(line.number, line.column, line.text)], remarks)
    position = (raw.caption or raw.rows[0]).position
    return Table(_merge(grid, remarks), columns, caption, position)


def _split_row(line: Line) -> list[Line]:
    """Return the cells of a row with blanks kept, so that an empty one differs from a merge."""
    text = line.text
    end = len(text) - 1 if text.endswith("|") and not text.endswith("\\|") else len(text)
    cells, start, offset = [], 1, 1
    while offset < end:
        if text[offset] == "\\":
            offset += 1
        elif text[offset] == "|":
            cells.append(Line(line.number, line.column + start, text[start:offset]))
            start = offset + 1
        offset += 1
    cells.append(Line(line.number, line.column + start, text[start:end]))
    return cells


def _merge(grid: list[list[Line]], remarks: list[Remark]) -> tuple[tuple[Cell, ...], ...]:
    above: list[_Cell] = []
    rows: list[list[_Cell]] = []
    for cells in grid:
        current: list[_Cell] = []
        begun: list[_Cell] = []
        for column, line in enumerate(cells):
            covering = _find_covering(line, column, above, current)
            if covering is None:
                covering = _begin_cell(line, remarks)
                begun.append(covering)
            current.append(covering)
        if not _count_spans(begun, current, above):
            remarks.append(Remark(RemarkKind.BAD_MERGE, cells[0].strip().position, ABOVE))
        rows.append(begun)
        above = current
    return tuple(
        tuple(Cell(cell.text, cell.rowspan, cell.colspan, cell.position) for cell in row)
        for row in rows
    )


def _find_covering(line: Line, column: int, above: list[_Cell], left: list[_Cell]) -> _Cell | None:
    if not line.text and left:
        return left[-1]
    if line.text.strip() == ABOVE and column < len(above):
        return above[column]
    return None


def _begin_cell(line: Line, remarks: list[Remark]) -> _Cell:
    stripped = line.strip()
    if not line.text or stripped.text == ABOVE:
        remarks.append(Remark(RemarkKind.BAD_MERGE, line.position, line.text or "||"))
    text = read_inline([(stripped.number, stripped.column, stripped.text)], remarks)
    return _Cell(text, stripped.position)


def _count_spans(begun: list[_Cell], current: list[_Cell], above: list[_Cell]) -> bool:
    """Count the row into its cells; return whether every merged area is still a rectangle."""
    widths = Counter(id(cell) for cell in current)
    for cell in begun:
        cell.colspan = widths[id(cell)]
    continued = {id(cell): cell for cell in above if id(cell) in widths}
    for cell in continued.values():
        cell.rowspan += 1
    return all(widths[identity] == cell.colspan for identity, cell in continued.items())


def write_table(table: Table) -> list[str]:
    """Return the lines of a table, its caption above."""
    grid = _grid(table)
    lines = [escape_line_start(write_inline(table.caption))] if table.caption else []
    lines += [_write_row(row) for row in grid]
    lines.insert(len(lines) - len(grid) + 1, "|" + "---|" * table.columns)
    return lines


def _grid(table: Table) -> list[list[str]]:
    """Return the source of every grid place of a table, merged places included."""
    grid: list[list[str]] = []
    pending: dict[int, tuple[int, list[str]]] = {}
    for cells in table.rows:
        row: list[str] = []
        waiting = list(cells)
        while waiting or len(row) in pending:
            column = len(row)
            if column in pending:
                left, places = pending.pop(column)
                row += places
                if left > 1:
                    pending[column] = (left - 1, places)
                continue
            cell = waiting.pop(0)
            row += [f" {_write_cell(cell)} ", *[""] * (cell.colspan - 1)]
            if cell.rowspan > 1:
                places = [f" {ABOVE} ", *[""] * (cell.colspan - 1)]
                pending[column] = (cell.rowspan - 1, places)
        grid.append(row)
    return grid


def _write_cell(cell: Cell) -> str:
    text = write_inline(cell.text).replace("|", "\\|")
    return "\\" + text if text == ABOVE else text


def _write_row(places: list[str]) -> str:
    return "|" + "|".join(" " if place == "  " else place for place in places) + "|"
