"""Widths of columns follow their texts."""

import pytest

from kitei.model.provision import Cell, Table
from kitei.model.text import Text
from kitei.render.word.grid import place_cells
from kitei.render.word.widths import CHARACTER, PADDING, choose_widths

TOTAL = 8845


def choose(*rows: tuple[str, ...]) -> list[int]:
    table = Table(tuple(tuple(Cell(Text(text)) for text in row) for row in rows), len(rows[0]))
    return choose_widths(place_cells(table), len(rows[0]), TOTAL)


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "b")],
        [("", "", "")],
        [("あ" * 500, "い", "う")],
        [("x" * 900, "y" * 900)],
        [tuple("列" * 9 for _ in range(12))],
        [("あ",) * 60],
    ],
)
def test_the_columns_fill_the_text_width(rows: list[tuple[str, ...]]) -> None:
    widths = choose(*rows)
    assert sum(widths) == TOTAL
    assert min(widths) > 0


def test_short_entries_stay_on_one_line_beside_long_ones() -> None:
    first, second, third = choose(
        ("区分", "内容", "期間"), ("台帳の名称", "あ" * 120, "令和8年度末")
    )
    for width, text in ((first, "台帳の名称"), (third, "令和8年度末")):
        assert width >= len(text) * CHARACTER + PADDING - CHARACTER / 2
    assert second > first + third


def test_longer_texts_get_wider_columns() -> None:
    widths = choose(("あ" * 80, "い" * 40, "う" * 20))
    assert widths == sorted(widths, reverse=True)


def test_equal_columns_are_equally_wide() -> None:
    widths = choose(("機密性3", "機密性2", "機密性1", "公開用"))
    assert max(widths[:3]) - min(widths[:3]) <= 1
