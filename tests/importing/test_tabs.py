"""Tables made of tabs: merges are guessed from empty cells, and doubted."""

from kitei.importing.lines import split_lines
from kitei.importing.tabs import read_tab_table
from kitei.model.provision import Table
from tests.importing.drafts import draft, imported, outline


def read(text: str) -> Table:
    return read_tab_table(split_lines(text))[0]


def shape(table: Table) -> list[list[tuple[str, int, int]]]:
    return [[(str(c.text), c.rowspan, c.colspan) for c in row] for row in table.rows]


def test_an_empty_cell_in_the_middle_is_merged_to_the_left() -> None:
    table = read("名\t\t内容\n甲\t乙\t丙")
    assert shape(table)[0] == [("名", 1, 2), ("内容", 1, 1)]


def test_an_empty_cell_in_front_is_merged_with_the_one_above() -> None:
    table = read("名\t内容\n甲\t丙\n\t丁\n\t戊")
    assert shape(table) == [
        [("名", 1, 1), ("内容", 1, 1)],
        [("甲", 3, 1), ("丙", 1, 1)],
        [("丁", 1, 1)],
        [("戊", 1, 1)],
    ]


def test_an_empty_cell_at_the_end_stays_empty() -> None:
    assert shape(read("名\t内容\n甲\t\n乙\t丁"))[1] == [("甲", 1, 1), ("", 1, 1)]


def test_merges_that_make_no_rectangle_are_let_go() -> None:
    table = read("甲\t\t丙\n\tエ\tオ")
    assert shape(table)[0] == [("甲", 1, 1), ("", 1, 1), ("丙", 1, 1)]
    assert shape(table)[1] == [("", 1, 1), ("エ", 1, 1), ("オ", 1, 1)]


def test_rows_of_unequal_length_are_filled_and_doubted() -> None:
    table, doubts = read_tab_table(split_lines("名\t内容\t備考\n甲\t乙"))
    assert [len(row) for row in table.rows] == [3, 3]
    assert [doubt.line for doubt in doubts] == [2, 2]


def test_tabs_in_front_of_every_row_are_indentation() -> None:
    assert read("\t名\t内容\n\t甲\t乙").columns == 2


def test_numbered_rows_behind_tabs_are_items_and_no_table() -> None:
    result = imported("見本規程\n\n1 用語\n次のとおり。\n(1)\t端末\t電子計算機\n(2)\t台帳\t表\n")
    assert outline(result.draft.content) == [
        "# 1 用語",
        "  = 次のとおり。",
        "  - (1)",
        "    = 端末 電子計",
        "  - (2)",
        "    = 台帳 表",
    ]


def test_a_single_line_with_a_tab_is_text() -> None:
    result = imported("見本規程\n\n1 連絡先\n\n電話\t内線10番。\n")
    assert "電話 内線10番。" in result.text


def test_a_sentence_above_a_table_is_not_its_caption() -> None:
    result = draft("見本規程\n\n1 表\n\n次のとおり。\n\n名\t内容\n甲\t乙\n")
    assert outline(result.content) == ["# 1 表", "  = 次のとおり。", "  |"]
