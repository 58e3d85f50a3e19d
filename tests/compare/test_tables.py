"""Tables: whatever rows and cells become, the runs give both tables back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kitei.compare.listing import row_text
from kitei.compare.run import RunKind, new_text, old_text
from kitei.compare.tables import compare_tables, has_same_spans, list_table_runs
from kitei.model.provision import Cell, Table
from kitei.model.text import Text
from kitei.source.document_reader import read_document

cells = st.builds(
    Cell,
    st.builds(
        Text, st.sampled_from(("", "管理者", "統括責任者", "副統括責任者", "年1回", "年２回"))
    ),
    st.integers(1, 2),
    st.integers(1, 2),
)
# Rows of any length: cells merged with the row above leave fewer than there are columns.
tables = st.builds(
    Table,
    st.lists(st.lists(cells, max_size=3).map(tuple), min_size=1, max_size=6).map(tuple),
    st.integers(2, 3),
)


def read_text(table: Table) -> str:
    return "\n".join(row_text(row) for row in table.rows)


@settings(max_examples=150, deadline=None)
@given(tables, tables)
def test_the_runs_of_any_two_tables_give_both_back(old: Table, new: Table) -> None:
    change = compare_tables(old, new)
    runs = list_table_runs(change)
    assert (old_text(runs), new_text(runs)) == (read_text(old), read_text(new))
    assert [row.old for row in change.rows if row.old is not None] == list(range(len(old.rows)))
    assert [row.new for row in change.rows if row.new is not None] == list(range(len(new.rows)))
    for row in change.rows:
        assert [pair.old for pair in row.cells if pair.old] == list(cells_of(old, row.old))
        assert [pair.new for pair in row.cells if pair.new] == list(cells_of(new, row.new))


def cells_of(table: Table, index: int | None) -> tuple[Cell, ...]:
    return () if index is None else table.rows[index]


@settings(max_examples=50, deadline=None)
@given(tables)
def test_a_table_compared_with_itself_has_no_mark(table: Table) -> None:
    change = compare_tables(table, table)
    assert all(run.kind is RunKind.EQUAL for run in list_table_runs(change))
    assert all(row.is_equal for row in change.rows)
    assert has_same_spans(table, table)
    assert (change.is_whole, change.spans_changed) == (False, False)


def read_rows(rows: str) -> Table:
    front = "---\nid: a\nkind: policy\ntitle: 甲\naudience: public\nnumbering: outline\n"
    front += "owner: 乙\n---\n"
    return next(iter(read_document(f"{front}\n{rows}", "a.md").blocks))  # type: ignore[return-value]


MERGED = """\
| 文書 || 内容 | 公開の別 |
|---|---|---|---|
| 政策 | 方針 | 全体に通じる考え方 | 公開 |
| ^^ | 基準 | 守るべき事項及び判断の基準 | 非公開 |
| 手順 || 定めた作業の順序、期限、記録等 | ^^ |
"""


def test_a_row_that_gets_a_cell_of_its_own_is_marked_in_that_cell_only() -> None:
    row, own = "| 手順 || 定めた作業の順序、期限、記録等 |", "| 手引 || 使い方 | 公開 |\n"
    change = compare_tables(
        read_rows(MERGED), read_rows(MERGED.replace(f"{row} ^^", f"{own}{row} 非公開"))
    )
    assert [(pair.old, pair.new) for pair in change.rows] == [
        (0, 0),
        (1, 1),
        (2, 2),
        (None, 3),
        (3, 4),
    ]
    marks = [
        run for cell in change.rows[-1].cells for run in cell.runs if run.kind is not RunKind.EQUAL
    ]
    assert [(run.kind, run.text) for run in marks] == [(RunKind.ADDED, "非公開")]
    assert change.spans_changed
