"""Timelines: the revisions of a document on a day, each with its status and its time in force."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kitei.model.revision import Revision, RevisionKind, sort_revisions

_DAY = timedelta(days=1)


class Status(StrEnum):
    """What a revision is on a day."""

    DRAFT = "draft"
    DECIDED = "decided"
    SCHEDULED = "scheduled"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"

    @property
    def label(self) -> str:
        """The Japanese word, one for each status."""
        return _LABELS[self]


_LABELS = {
    Status.DRAFT: "案",
    Status.DECIDED: "施行日未定",
    Status.SCHEDULED: "未施行",
    Status.IN_FORCE: "施行中",
    Status.SUPERSEDED: "旧版",
    Status.REPEALED: "廃止",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A revision on a day. `key` names it in addresses: its number, or 2-correction-1.

    It is in force from `start` to `end`, both included; `end` is None where no end is known, and
    before `start` where another revision of the same day took its place at once.
    """

    revision: Revision
    key: str
    status: Status
    start: date | None
    end: date | None

    @property
    def is_ever_in_force(self) -> bool:
        """Whether there is a day on which its text is the text in force: never of a repeal."""
        has_days = self.start is not None and (self.end is None or self.end >= self.start)
        return has_days and self.revision.has_text


@dataclass(frozen=True, slots=True)
class Timeline:
    """The revisions of a document in legal order, as they stand on `day`."""

    day: date
    standings: tuple[Standing, ...]

    @property
    def in_force(self) -> Standing | None:
        """The revision in force; None before the first, and after a repeal."""
        return next((s for s in self.standings if s.status is Status.IN_FORCE), None)

    @property
    def scheduled(self) -> tuple[Standing, ...]:
        """What is decided and will take effect, the next first; repeals included."""
        found = [s for s in self.standings if s.status is Status.SCHEDULED]
        return tuple(sorted(found, key=lambda standing: standing.start or date.max))

    @property
    def decided(self) -> tuple[Standing, ...]:
        """Everything but drafts: what may be published."""
        return tuple(s for s in self.standings if s.status is not Status.DRAFT)

    @property
    def repeal(self) -> Standing | None:
        """The repeal that has ended the document, where the last event in effect was one."""
        begun = [s for s in self.decided if s.start is not None and s.start <= self.day]
        is_over = bool(begun) and begun[-1].revision.kind is RevisionKind.REPEAL
        return begun[-1] if is_over else None

    def get(self, key: str) -> Standing | None:
        """Return the revision with that key, None where there is none."""
        return next((s for s in self.standings if s.key == key), None)


def make_timeline(revisions: Iterable[Revision], day: date) -> Timeline:
    """Return how the revisions stand on a day; one decided later is a draft on it."""
    ordered = sort_revisions(revisions)
    starts = tuple(_find_starts(ordered, day))
    return Timeline(
        day,
        tuple(
            _make_standing(index, ordered, starts, key, day)
            for index, key in enumerate(_make_keys(ordered))
        ),
    )


def list_keys(revisions: Iterable[Revision]) -> tuple[str, ...]:
    """Return what names the revisions in addresses, in legal order; no day changes that."""
    return tuple(_make_keys(sort_revisions(revisions)))


def _make_keys(ordered: tuple[Revision, ...]) -> Iterator[str]:
    count = 0
    for index, revision in enumerate(ordered):
        is_repeated = index > 0 and ordered[index - 1].number == revision.number
        count = count + 1 if is_repeated else 0
        yield f"{revision.number}-correction-{count}" if is_repeated else revision.number


def _is_draft(revision: Revision, day: date) -> bool:
    return revision.decided_on is None or revision.decided_on > day


def _find_starts(ordered: tuple[Revision, ...], day: date) -> Iterator[date | None]:
    """Yield the first day of each in force; None of drafts, and where it is not yet fixed."""
    starts: dict[str, date | None] = {}
    corrected: date | None = None
    for revision in ordered:
        if _is_draft(revision, day):
            starts.setdefault(revision.number, None)
            yield None
            continue
        start = revision.effective_from
        if revision.kind is RevisionKind.CORRECTION:
            # What keeps its number corrects that one; a number of its own follows the one before.
            is_first = not starts
            base = starts.get(revision.number, corrected)
            start = _find_start_of_correction(revision, base, is_first=is_first)
        corrected = start
        starts.setdefault(revision.number, start)
        yield start


def _find_start_of_correction(
    revision: Revision, base: date | None, *, is_first: bool
) -> date | None:
    """Return the day from which corrected wording shows: never before what it corrects."""
    start = revision.effective_from or revision.published_on or revision.decided_on
    if is_first or start is None:
        return start
    return None if base is None else max(base, start)


def _make_standing(
    index: int, ordered: tuple[Revision, ...], starts: tuple[date | None, ...], key: str, day: date
) -> Standing:
    revision, start = ordered[index], starts[index]
    later = [
        (found, ordered[place])
        for place, found in enumerate(starts)
        if place > index and found is not None
    ]
    successor = min(later, key=lambda pair: pair[0], default=None)
    end = successor[0] - _DAY if successor is not None and start is not None else None
    status = _find_status(revision, start, end, day)
    if status is Status.SUPERSEDED and successor and successor[1].kind is RevisionKind.REPEAL:
        status = Status.REPEALED
    return Standing(revision, key, status, start, end)


def _find_status(revision: Revision, start: date | None, end: date | None, day: date) -> Status:
    if _is_draft(revision, day):
        return Status.DRAFT
    if start is None:
        return Status.DECIDED
    is_repeal = revision.kind is RevisionKind.REPEAL
    if end is not None and end < day and not (start <= day and is_repeal):
        # Also what was overtaken: a later number has taken effect before it could.
        return Status.SUPERSEDED
    if start > day:
        return Status.SCHEDULED
    return Status.REPEALED if is_repeal else Status.IN_FORCE
