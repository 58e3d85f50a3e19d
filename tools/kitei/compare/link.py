"""Links: which old units are which new ones, and why kitei thinks so."""

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """What a link rests on, from the strongest to the weakest."""

    FILE = "file"
    ID = "id"
    EXACT = "exact"
    PLACE = "place"
    NEIGHBOUR = "neighbour"
    CAPTION = "caption"
    BELOW = "below"
    GAP = "gap"
    FAR = "far"
    PART = "part"

    @property
    def is_guess(self) -> bool:
        """Whether only the likeness of the words speaks for it."""
        return self in (Evidence.GAP, Evidence.FAR, Evidence.PART)


@dataclass(frozen=True, slots=True)
class Link:
    """One old and one new unit that are the same; several on one side for a split or merger.

    `score` is the likeness of their keys from 0 to 100.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    evidence: Evidence
    score: float
    reason: str = ""
