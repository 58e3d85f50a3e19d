"""Revisions (改正): the record of what was decided, by whom and from when."""

from collections.abc import Iterable
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
    """A record of `revisions.yml`. Days are civil days in Japan; None where not yet fixed.

    `text_sha256` is the hash of what was decided (`source.digest`); `is_text_lost` says that the
    record itself declares that its text was not kept.
    """

    number: str
    kind: RevisionKind
    decided: tuple[Decision, ...] = ()
    effective_from: date | None = None
    published_on: date | None = None
    promulgated_on: date | None = None
    applies_from: date | None = None
    reason: str = ""
    text_sha256: str | None = None
    is_text_lost: bool = False
    line: int = field(default=1, compare=False)

    @property
    def order(self) -> tuple[int, ...]:
        """The number as a sort key: 1.10 comes after 1.9."""
        return tuple(int(part) for part in self.number.split("."))

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet: the record of a draft."""
        return not self.decided

    @property
    def decided_on(self) -> date | None:
        """The day of the last decision, which completes the adoption; None while it is open."""
        return max((decision.on for decision in self.decided), default=None)

    @property
    def has_text(self) -> bool:
        """Whether the event gives the document a text: a repeal gives none."""
        return self.kind is not RevisionKind.REPEAL


def sort_revisions(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """Return the records by number; a correction that keeps a number follows what it corrects."""
    return tuple(sorted(revisions, key=lambda revision: revision.order))


def get_number(revisions: tuple[Revision, ...], kind: RevisionKind) -> str:
    """Return the number that follows: 1, 4 after 3, 1.10 after 1.9; a correction keeps the last."""
    ordered = sort_revisions(revisions)
    if kind is RevisionKind.CORRECTION:
        ordered = tuple(revision for revision in ordered if revision.has_text)
    if not ordered:
        return "1"
    last = ordered[-1]
    if kind is RevisionKind.CORRECTION:
        return last.number
    return ".".join(map(str, (*last.order[:-1], last.order[-1] + 1)))


def get_number_between(before: Revision, later: Revision) -> str:
    """Return a number between two: 3.1 between 3 and 4, 3.2 between 3.1 and 4."""
    raised = (*before.order[:-1], before.order[-1] + 1)
    return ".".join(map(str, raised if raised < later.order else (*before.order, 1)))
