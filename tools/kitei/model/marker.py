"""Markers (見出し符号): the official labels that stand before provisions, as values.

A marker keeps its text as written; kind and numbers say what it means, so that （３）and (3) are
the same place.
"""

import re
from dataclasses import dataclass

from kitei.model.marker_kinds import (
    BRANCH,
    CONTAINERS,
    KANJI_NUMERALS,
    KINDS,
    NUMERAL,
    SPACE,
    WHOLES,
    InvalidMarker,
    MarkerKind,
)
from kitei.model.numerals import fold, parse_number

__all__ = [
    "BRANCH",
    "CONTAINERS",
    "KINDS",
    "NUMERAL",
    "WHOLES",
    "InvalidMarker",
    "Marker",
    "Split",
    "follows",
    "make_marker",
    "split_marker",
]

_KINDS_BEGINNING: dict[str, frozenset[str]] = {
    character: frozenset(name for name, kind in KINDS.items() if character in kind.first)
    for character in sorted({character for kind in KINDS.values() for character in kind.first})
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker (見出し符号): `text` as written; kind and numbers are its meaning.

    Branch numbers follow the stem: 第3条の2 is (3, 2). `last` ends a range such as
    第20条から第73条まで, which stands for all articles between.
    """

    kind: str
    numbers: tuple[int, ...]
    text: str
    last: tuple[int, ...] | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> tuple[str, tuple[int, ...]]:
        """Kind and numbers: equal for markers that name the same place."""
        return self.kind, self.numbers

    @property
    def is_kanji(self) -> bool:
        """Whether the numeral is written in kanji."""
        return any(c in KANJI_NUMERALS for c in self.text)


@dataclass(frozen=True, slots=True)
class Split:
    """A text divided into its marker and what stands behind: `rest` is an offset."""

    marker: Marker
    separator: str
    rest: int


def split_marker(text: str, kinds: tuple[str, ...]) -> Split | None:
    """Return the marker that `text` starts with, trying the kinds in order, or None."""
    possible = _KINDS_BEGINNING.get(fold(text[:1]))
    if possible is None:
        return None
    folded = fold(text)
    for name in kinds:
        if name in possible and (split := _split_kind(text, folded, KINDS[name])):
            return split
    return None


def _split_kind(text: str, folded: str, kind: MarkerKind) -> Split | None:
    match = kind.pattern.match(folded)
    if match is None:
        return None
    end = match.end()
    rest = end
    while rest < len(text) and text[rest] in SPACE:
        rest += 1
    if not _ends_here(kind, folded, end, rest):
        return None
    marker = Marker(kind.name, kind.numbers(match), text[:end], _last(match))
    return Split(marker, text[end:rest], rest)


def _ends_here(kind: MarkerKind, folded: str, end: int, rest: int) -> bool:
    if end == len(folded) or rest > end:
        return True
    if kind.name in WHOLES:
        return folded[end] == "("
    if kind.name == "article":
        return folded[end] == "("
    return kind.closed and kind.name not in (*CONTAINERS, "ordinal")


def _last(match: re.Match[str]) -> tuple[int, ...] | None:
    text = match.groupdict().get("last")
    if not text:
        return None
    return tuple(n for part in re.findall(NUMERAL, text) if (n := parse_number(part)) is not None)


def make_marker(kind: str, numbers: tuple[int, ...], *, kanji: bool = False) -> Marker:
    """Return the marker of a kind with the given numbers, in its usual writing."""
    return Marker(kind, numbers, KINDS[kind].write(numbers, kanji))


def follows(previous: tuple[int, ...], following: tuple[int, ...]) -> bool:
    """Return whether `following` is a right next number: 3 or 2の2 after 2, 3 after 2の5."""
    if following == (*previous, 2):
        return True
    return any(
        following == (*previous[:depth], previous[depth] + 1) for depth in range(len(previous))
    )
