"""Order: the longest part of a pairing that did not move."""

from bisect import bisect_left
from collections.abc import Sequence


def find_increasing(values: Sequence[int]) -> list[int]:
    """Return the positions of a longest increasing subsequence of different values."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(tops[length - 1] if length else -1)
        if length == len(tails):
            tails.append(value)
            tops.append(position)
        else:
            tails[length] = value
            tops[length] = position
    found = []
    position = tops[-1] if tops else -1
    while position >= 0:
        found.append(position)
        position = before[position]
    return found[::-1]
