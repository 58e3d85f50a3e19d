"""Order: the longest part that did not move is found, whatever the order."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kitei.compare.ordering import find_increasing


@given(st.permutations(range(7)))
def test_no_longer_increasing_part_exists(values: list[int]) -> None:
    found = [values[position] for position in find_increasing(values)]
    assert found == sorted(found)
    longer = combinations(values, len(found) + 1)
    assert not any(list(part) == sorted(part) for part in longer)


def test_nothing_has_no_order() -> None:
    assert find_increasing([]) == []
