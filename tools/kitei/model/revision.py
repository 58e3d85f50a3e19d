"""Revisions (改正): the record of what was decided, by whom and from when."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class RevisionKind(StrEnum):
    """The kinds of event in a document's legal history."""

    ENACTMENT = "enactment"
    PARTIAL = "partial"
    FULL = "full"
    CORRECTION = "correction"
    REPEAL = "repeal"

    @property
    def label(self) -> str:
        """The Japanese word for the event."""
        return _LABELS[self]


_LABELS = {
    RevisionKind.ENACTMENT: "制定",
    RevisionKind.PARTIAL: "一部改正",
    RevisionKind.FULL: "全部改正",
    RevisionKind.CORRECTION: "正誤",
    RevisionKind.REPEAL: "廃止",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision (決裁, 議決) of one organ: its day, and its number where it has one."""

    by: str
    on: date
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A record of `revisions.yml`. Days are civil days in Japan; None where not yet fixed."""

    number: str
    kind: RevisionKind
    decided: tuple[Decision, ...] = ()
    effective_from: date | None = None
    published_on: date | None = None
    promulgated_on: date | None = None
    applies_from: date | None = None
    reason: str = ""
    text_sha256: str | None = None
    line: int = field(default=1, compare=False)

    @property
    def order(self) -> tuple[int, ...]:
        """The number as a sort key: 1.10 comes after 1.9."""
        return tuple(int(part) for part in self.number.split("."))
