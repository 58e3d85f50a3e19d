"""Matchings (対応): what somebody decided about provisions of two revisions of a document."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Judgement(StrEnum):
    """What somebody decided about two provisions."""

    SAME = "same"
    RELATED = "related"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Match:
    """An old and a new provision, by their ids or their addresses as cited, and what they are."""

    old: str
    new: str
    judgement: Judgement
    reason: str = ""

    def turn(self) -> "Match":
        """Return the match seen from the other side."""
        return replace(self, old=self.new, new=self.old)


@dataclass(frozen=True, slots=True)
class Matching:
    """The matches of two revisions, which are named as `kitei compare` names them."""

    old: str
    new: str
    matches: tuple[Match, ...]


def find_matches(
    matchings: Iterable[Matching], old: Collection[str], new: Collection[str]
) -> tuple[Match, ...]:
    """Return the matches that hold between two texts, each known by some names."""
    found: list[Match] = []
    for matching in matchings:
        if matching.old in old and matching.new in new:
            found += matching.matches
        elif matching.old in new and matching.new in old:
            found += (match.turn() for match in matching.matches)
    return tuple(found)
