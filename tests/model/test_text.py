"""Running text, and how wide it is."""

import pytest

from kitei.model.text import measure_width


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("a1(", 3), ("第１条", 6), ("ｱ", 1), ("①", 2), ("\u3000a", 3)]
)
def test_a_full_width_character_takes_two_columns(text: str, width: int) -> None:
    assert measure_width(text) == width
