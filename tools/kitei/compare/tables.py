"""The difference of two tables: rows paired first, then cells, then the words in them."""

from collections.abc import Iterator, Sequence
from itertools import product

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from kitei.compare.change import CellPair, RowPair, TableChange
from kitei.compare.inline import compare_texts
from kitei.compare.listing import row_text
from kitei.compare.run import Run, RunKind
from kitei.compare.units import CELL_END, PARAGRAPH_END
from kitei.model.provision import Cell, Table

ROW_RATIO = 50.0

Row = tuple[Cell, ...]
Pair = tuple[int | None, int | None]


def compare_tables(old: Table, new: Table) -> TableChange:
    """Return all rows of both tables; tables of different width stand one behind the other."""
    if old.columns != new.columns:
        whole: list[Pair] = [(index, None) for index in range(len(old.rows))]
        whole += [(None, index) for index in range(len(new.rows))]
        return TableChange(_make_rows(old, new, whole), is_whole=True)
    rows = _make_rows(old, new, list(_pair_rows(old, new)))
    return TableChange(rows, spans_changed=any(map(_has_other_spans, rows)))


def has_same_spans(old: Table, new: Table) -> bool:
    """Return whether the cells of two tables with the same texts are merged alike."""
    return old.columns == new.columns and [_spans(row) for row in old.rows] == [
        _spans(row) for row in new.rows
    ]


def list_table_runs(change: TableChange) -> tuple[Run, ...]:
    """Return the runs that lead from the text of the old table to that of the new one."""
    runs: list[Run] = []
    for pair in change.rows:
        runs += _separate(pair, PARAGRAPH_END)
        has_old = has_new = False
        for cell in pair.cells:
            old, new = cell.old is not None and has_old, cell.new is not None and has_new
            runs += _end_cell(old=old, new=new)
            runs += cell.runs
            has_old, has_new = has_old or cell.old is not None, has_new or cell.new is not None
    return tuple(runs)


def _separate(pair: RowPair, end: str) -> Iterator[Run]:
    """Yield the line end before a row, on the sides where it is not the first."""
    sides = [
        kind
        for kind, index in ((RunKind.REMOVED, pair.old), (RunKind.ADDED, pair.new))
        if index is not None and index > 0
    ]
    if len(sides) == 2:
        yield Run(RunKind.EQUAL, end)
    else:
        yield from (Run(kind, end) for kind in sides)


def _end_cell(*, old: bool, new: bool) -> Iterator[Run]:
    """Yield what parts a cell from the one before it, on the sides that have both."""
    if old and new:
        yield Run(RunKind.EQUAL, CELL_END)
    elif old or new:
        yield Run(RunKind.REMOVED if old else RunKind.ADDED, CELL_END)


def _spread(table: Table) -> list[list[Cell]]:
    """Return the cells that each row shows: a merged one in every row and column it covers."""
    waiting: dict[tuple[int, int], Cell] = {}
    rows: list[list[Cell]] = []
    for number, cells in enumerate(table.rows):
        own, row = list(cells), list[Cell]()
        while own or (number, len(row)) in waiting:
            column = len(row)
            if (number, column) not in waiting:
                cell = own.pop(0)
                area = product(range(cell.rowspan), range(cell.colspan))
                waiting |= {(number + down, column + right): cell for down, right in area}
            row.append(waiting[number, column])
        rows.append(row)
    return rows


def _pair_rows(before: Table, after: Table) -> Iterator[Pair]:
    """Yield the rows in order: equal ones, like ones between them, and those of one side."""
    old, new = before.rows, after.rows
    shown = _spread(before), _spread(after)
    steps = Indel.opcodes([row_text(row) for row in old], [row_text(row) for row in new])
    left: list[int] = []
    right: list[int] = []
    for step in steps:
        rows = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if step.tag != "equal":
            left, right = [*left, *rows[0]], [*right, *rows[1]]
            continue
        yield from _pair_like(*shown, left, right)
        left, right = [], []
        for old_index, new_index in zip(*rows, strict=True):
            same = len(old[old_index]) == len(new[new_index])
            yield from [(old_index, new_index)] if same else [(old_index, None), (None, new_index)]
    yield from _pair_like(*shown, left, right)


def _pair_like(
    old: Sequence[Sequence[Cell]], new: Sequence[Sequence[Cell]], left: list[int], right: list[int]
) -> Iterator[Pair]:
    """Yield rows between two equal ones: each with the first like row that is still to come."""
    for old_index in left:
        found = next(
            (i for i, index in enumerate(right) if _is_like(old[old_index], new[index])), -1
        )
        if found < 0:
            yield old_index, None
            continue
        yield from ((None, index) for index in right[:found])
        yield old_index, right[found]
        right = right[found + 1 :]
    yield from ((None, index) for index in right)


def _is_like(old: Sequence[Cell], new: Sequence[Cell]) -> bool:
    """Return whether two rows show about the same, cells merged with those above included."""
    if not old or not new:
        return not old and not new
    first = _find_head(old) == _find_head(new) != ""
    texts = (CELL_END.join(cell.text.value for cell in row) for row in (old, new))
    return first or fuzz.ratio(*texts) >= ROW_RATIO


def _find_head(row: Sequence[Cell]) -> str:
    """Return the text of the first cell that stands for its row alone."""
    return next((cell.text.value for cell in row if cell.rowspan == 1), "")


def _make_rows(old: Table, new: Table, pairs: list[Pair]) -> tuple[RowPair, ...]:
    rows = []
    starts = _list_starts(old), _list_starts(new)
    for old_index, new_index in pairs:
        left = old.rows[old_index] if old_index is not None else None
        right = new.rows[new_index] if new_index is not None else None
        if left is None or right is None or len(left) == len(right):
            cells = tuple(_pair_cells(left, right))
        else:
            columns = starts[0][old_index or 0], starts[1][new_index or 0]
            by_column = [
                dict(zip(*pair, strict=True)) for pair in zip(columns, (left, right), strict=True)
            ]
            cells = tuple(_pair_columns(*by_column))
        rows.append(RowPair(old_index, new_index, cells))
    return tuple(rows)


def _list_starts(table: Table) -> list[list[int]]:
    """Return the columns in which the own cells of each row begin."""
    rows = []
    for own, shown in zip(table.rows, _spread(table), strict=True):
        places = {id(cell): column for column, cell in reversed(list(enumerate(shown)))}
        rows.append([places[id(cell)] for cell in own])
    return rows


def _pair_columns(old: dict[int, Cell], new: dict[int, Cell]) -> Iterator[CellPair]:
    """Yield the cells of rows that are merged otherwise: those that begin in one column paired."""
    for column in sorted({*old, *new}):
        left, right = old.get(column), new.get(column)
        if left is not None and right is not None:
            yield CellPair(left, right, compare_texts(left.text.value, right.text.value))
        elif left is not None:
            yield CellPair(left, None, _make_run(RunKind.REMOVED, left))
        elif right is not None:
            yield CellPair(None, right, _make_run(RunKind.ADDED, right))


def _pair_cells(old: Row | None, new: Row | None) -> Iterator[CellPair]:
    if old is None or new is None:
        for cell in old or ():
            yield CellPair(cell, None, _make_run(RunKind.REMOVED, cell))
        for cell in new or ():
            yield CellPair(None, cell, _make_run(RunKind.ADDED, cell))
        return
    for left, right in zip(old, new, strict=True):
        yield CellPair(left, right, compare_texts(left.text.value, right.text.value))


def _make_run(kind: RunKind, cell: Cell) -> tuple[Run, ...]:
    return (Run(kind, cell.text.value),) if cell.text else ()


def _has_other_spans(pair: RowPair) -> bool:
    if pair.old is None or pair.new is None:
        return False
    return any(
        cell.old is None
        or cell.new is None
        or (cell.old.rowspan, cell.old.colspan) != (cell.new.rowspan, cell.new.colspan)
        for cell in pair.cells
    )


def _spans(row: Row) -> list[tuple[int, int]]:
    return [(cell.rowspan, cell.colspan) for cell in row]
