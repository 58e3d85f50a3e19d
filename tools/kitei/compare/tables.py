"""The difference of two tables: rows paired first, then cells, then the words in them."""

from collections.abc import Iterator

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
    rows = _make_rows(old, new, list(_pair_rows(old.rows, new.rows)))
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
        kind = _kind(pair)
        for index, cell in enumerate(pair.cells):
            if index:
                runs.append(Run(kind, CELL_END))
            runs += cell.runs
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


def _kind(pair: RowPair) -> RunKind:
    if pair.old is None:
        return RunKind.ADDED
    return RunKind.REMOVED if pair.new is None else RunKind.EQUAL


def _pair_rows(old: tuple[Row, ...], new: tuple[Row, ...]) -> Iterator[Pair]:
    """Yield the rows in order: equal ones, like ones between them, and those of one side."""
    steps = Indel.opcodes([row_text(row) for row in old], [row_text(row) for row in new])
    left: list[int] = []
    right: list[int] = []
    for step in steps:
        rows = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if step.tag != "equal":
            left, right = [*left, *rows[0]], [*right, *rows[1]]
            continue
        yield from _pair_like(old, new, left, right)
        left, right = [], []
        for old_index, new_index in zip(*rows, strict=True):
            same = len(old[old_index]) == len(new[new_index])
            yield from [(old_index, new_index)] if same else [(old_index, None), (None, new_index)]
    yield from _pair_like(old, new, left, right)


def _pair_like(
    old: tuple[Row, ...], new: tuple[Row, ...], left: list[int], right: list[int]
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


def _is_like(old: Row, new: Row) -> bool:
    if len(old) != len(new):
        return False
    first = bool(old) and old[0].text.value == new[0].text.value != ""
    return first or fuzz.ratio(row_text(old), row_text(new)) >= ROW_RATIO


def _make_rows(old: Table, new: Table, pairs: list[Pair]) -> tuple[RowPair, ...]:
    rows = []
    for old_index, new_index in pairs:
        left = old.rows[old_index] if old_index is not None else None
        right = new.rows[new_index] if new_index is not None else None
        rows.append(RowPair(old_index, new_index, tuple(_pair_cells(left, right))))
    return tuple(rows)


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
    return any(
        cell.old is not None
        and cell.new is not None
        and (cell.old.rowspan, cell.old.colspan) != (cell.new.rowspan, cell.new.colspan)
        for cell in pair.cells
    )


def _spans(row: Row) -> list[tuple[int, int]]:
    return [(cell.rowspan, cell.colspan) for cell in row]
