"""The grid of a table is filled, whatever the table is like."""

from kitei.model.provision import Cell, Table
from kitei.model.text import Text
from kitei.render.word.grid import count_head_rows, place_cells


def cell(text: str, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(Text(text), rows, columns)


def draw(table: Table) -> list[str]:
    """Return each row as texts and spans; a star is what goes on from above."""
    return [
        " ".join(f"{slot.cell.text if slot.begins else '*'}{slot.span}" for slot in row)
        for row in place_cells(table)
    ]


def test_cells_merged_over_rows_and_columns_keep_their_place() -> None:
    table = Table(((cell("a", 2, 2), cell("b")), (cell("c", 2),), (cell("d"), cell("e"))), 3)
    assert draw(table) == ["a2 b1", "*2 c1", "d1 e1 *1"]


def test_a_ragged_table_is_filled_up_and_cut() -> None:
    table = Table(((cell("a"), cell("b", 9, 9)), (cell("c"),), ()), 2)
    assert draw(table) == ["a1 b1", "c1 *1", "1 *1"]


def test_merged_header_cells_make_a_header_of_several_rows() -> None:
    assert count_head_rows(Table(((cell("a", 2), cell("b")), (cell("c"),)), 2)) == 2
    assert count_head_rows(Table(((cell("a"),), (cell("b", 3),)), 1)) == 1
    assert count_head_rows(Table((), 0)) == 0
