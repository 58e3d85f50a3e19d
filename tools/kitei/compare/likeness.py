"""Likeness: the pairs of units with like words, without trying every pair of a long list."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from kitei.compare.units import Unit

# Up to so many pairs all are tried; beyond, only those that share rare pieces of words.
_ALL_PAIRS = 20_000
_PIECE = 4
_RARE = 12
_CANDIDATES = 10


def find_like(
    old: Sequence[Unit], new: Sequence[Unit], cutoff: float
) -> Iterator[tuple[float, Unit, Unit]]:
    """Yield (ratio, old, new) of the pairs of one kind whose keys reach the ratio."""
    for kind in sorted({unit.kind for unit in old}):
        left = [unit for unit in old if unit.kind is kind]
        right = [unit for unit in new if unit.kind is kind]
        if len(left) * len(right) <= _ALL_PAIRS:
            yield from _try_all(left, right, cutoff)
        else:
            yield from _try_likely(left, right, cutoff)


def _try_all(
    old: Sequence[Unit], new: Sequence[Unit], cutoff: float
) -> Iterator[tuple[float, Unit, Unit]]:
    keys = [unit.key for unit in new]
    for unit in old:
        found = process.extract(unit.key, keys, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
        for _, score, index in found:
            yield score, unit, new[index]


def _try_likely(
    old: Sequence[Unit], new: Sequence[Unit], cutoff: float
) -> Iterator[tuple[float, Unit, Unit]]:
    """Try the pairs that share the most rare pieces, seen from either side."""
    pairs = {(one, other) for one, other in _find_candidates(old, new)}
    pairs |= {(one, other) for other, one in _find_candidates(new, old)}
    for one, other in sorted(pairs):
        score = fuzz.ratio(old[one].key, new[other].key, score_cutoff=cutoff)
        if score:
            yield score, old[one], new[other]


def _find_candidates(units: Sequence[Unit], others: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield the positions of each unit and of the others that share most with it."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for position, unit in enumerate(others):
        for piece in _pieces(unit.key):
            holders[piece].append(position)
    rare = {piece: found for piece, found in holders.items() if len(found) <= _RARE}
    for position, unit in enumerate(units):
        shared = Counter(other for piece in _pieces(unit.key) for other in rare.get(piece, ()))
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]
        yield from ((position, other) for other, _ in best)


def _pieces(key: str) -> set[str]:
    return {key[start : start + _PIECE] for start in range(max(len(key) - _PIECE + 1, 1))}
