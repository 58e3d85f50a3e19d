"""Likeness: the pairs of units with like words, without trying every pair of a long list."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Postfix, Prefix

from kitei.compare.units import Unit

# Up to so many pairs all are tried; beyond, only those that share rare pieces of words.
_ALL_PAIRS = 100_000
_PIECE = 4
_RARE = 12
_CANDIDATES = 10
# Longer texts (whole tables of an appendix) are measured by their pieces: letter by letter, the
# work would grow with the square of their length.
_LONG = 1_500


def measure_likeness(old: str, new: str) -> float:
    """Return how like two keys are, from 0 to 100."""
    if max(len(old), len(new)) <= _LONG:
        return fuzz.ratio(old, new)
    if min(len(old), len(new)) < _PIECE:
        return fuzz.ratio(old, new)
    count = len(old) + len(new) - 2 * (_PIECE - 1)
    return 200 * _count_common(old, new) / count


def _count_common(old: str, new: str) -> int:
    """Return how many pieces two texts share; only what lies between equal ends is cut up."""
    head = max(Prefix.similarity(old, new) - _PIECE + 1, 0)
    old, new = old[head:], new[head:]
    tail = max(Postfix.similarity(old, new) - _PIECE + 1, 0)
    left, right = (Counter(_cut(text[: len(text) - tail])) for text in (old, new))
    return head + tail + sum(min(number, right[piece]) for piece, number in left.items())


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
    short = [unit for unit in new if len(unit.key) <= _LONG]
    keys = [unit.key for unit in short]
    for unit in old:
        if len(unit.key) > _LONG:
            yield from _measure_all(unit, new, cutoff)
            continue
        found = process.extract(unit.key, keys, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
        for _, score, index in found:
            yield score, unit, short[index]
        if len(short) < len(new):
            yield from _measure_all(unit, [u for u in new if len(u.key) > _LONG], cutoff)


def _measure_all(
    unit: Unit, others: Sequence[Unit], cutoff: float
) -> Iterator[tuple[float, Unit, Unit]]:
    for other in others:
        shorter, longer = sorted((len(unit.key), len(other.key)))
        if 200 * shorter < cutoff * (shorter + longer):
            continue
        score = measure_likeness(unit.key, other.key)
        if score >= cutoff:
            yield score, unit, other


def _try_likely(
    old: Sequence[Unit], new: Sequence[Unit], cutoff: float
) -> Iterator[tuple[float, Unit, Unit]]:
    """Try the pairs that share the most rare pieces, seen from either side."""
    pairs = {(one, other) for one, other in _find_candidates(old, new)}
    pairs |= {(one, other) for other, one in _find_candidates(new, old)}
    for one, other in sorted(pairs):
        score = measure_likeness(old[one].key, new[other].key)
        if score >= cutoff:
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
    return set(_cut(key)) or {key}


def _cut(key: str) -> list[str]:
    return [key[start : start + _PIECE] for start in range(len(key) - _PIECE + 1)]
