"""Widths of markers and the room they are given."""

import pytest

from kitei.model.marker import Marker, make_marker
from kitei.model.numbering import get_style
from kitei.render.word.indents import Frame, Hang, frame_below, hang, measure


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("1", 0.5), ("(1)", 1.5), ("①", 1), ("ア", 1), ("(ア)", 2), ("(1の2)", 3.5)],
)
def test_a_text_is_as_wide_as_word_sets_it(text: str, width: float) -> None:
    assert measure(text) == width


@pytest.mark.parametrize(
    ("markers", "width"),
    [(["(1)", "(9)"], 2), (["(1)", "(10)"], 2.5), (["(1)", "(1の2)"], 4), (["(99)"], 2.5)],
)
def test_the_widest_marker_of_a_list_sets_the_hang(markers: list[str], width: float) -> None:
    style = get_style("outline")
    siblings = [Marker("paren", (1,), text) for text in markers]
    assert hang(siblings[0], siblings, Frame(1, 0), style) == Hang(1, 1 + width)


def test_markers_of_other_kinds_do_not_count() -> None:
    style = get_style("article")
    markers = [make_marker("arabic", (2,)), make_marker("paren", (10,))]
    assert hang(markers[0], markers, Frame(1, 0), style) == Hang(0, 1.5)


def test_items_below_a_paragraph_stand_where_those_of_the_first_paragraph_do() -> None:
    style = get_style("article")
    marker = make_marker("arabic", (2,))
    assert frame_below(marker, Hang(0, 1.5), Frame(1, 0), style) == Frame(1, 0)
