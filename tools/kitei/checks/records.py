"""Records of revisions as the rules look at them: those decided, the open one, and their places."""

from datetime import date

from kitei.checks.scope import Hit, Scope, Subject
from kitei.model.era import format_date
from kitei.model.revision import Revision, RevisionKind
from kitei.model.text import Position
from kitei.model.timeline import Standing, make_timeline

FILE = "revisions.yml"


def record_path(subject: Subject) -> str:
    """Return the path of a document's record."""
    return f"{subject.folder}/{FILE}"


def hit_on_record(scope: Scope, revision: Revision, message: str, hint: str = "") -> Hit:
    """Return a hit on a record, at the line where it begins."""
    place = Position(revision.line, 1)
    return Hit(place, revision.number, message, hint, path=record_path(scope.subject))


def find_decided(subject: Subject) -> tuple[Standing, ...]:
    """Return the decided records in legal order with their keys, whatever the day."""
    return make_timeline(subject.revisions, date.max).decided


def find_last_text(subject: Subject) -> Standing | None:
    """Return the decided record whose text the working text is: the last that gives one."""
    texts = [standing for standing in find_decided(subject) if standing.revision.has_text]
    return texts[-1] if texts else None


def find_own(subject: Subject) -> Revision | None:
    """Return the record that the text belongs to: the open one, else the last that decided it."""
    opened = find_open(subject)
    if opened:
        return opened[-1]
    decided = [standing.revision for standing in find_decided(subject)]
    own = [one for one in decided if one.text_sha256 and one.text_sha256 == subject.text_sha256]
    return own[-1] if own else None


def find_before(subject: Subject, own: Revision | None) -> tuple[Standing, ...]:
    """Return what was decided before a record, in legal order: its neighbour is the last.

    All that is decided comes before no record. What was decided after it is not before it, even
    where it takes effect first: an urgent amendment while another is scheduled.
    """
    decided = find_decided(subject)
    if own is None:
        return decided
    records = make_timeline(subject.revisions, date.max).standings
    keys = [standing.key for standing in records]
    place = next(place for place, standing in enumerate(records) if standing.revision is own)
    return tuple(
        standing
        for standing in decided
        if keys.index(standing.key) < place and not is_later(standing.revision, own)
    )


def is_later(revision: Revision, other: Revision) -> bool:
    """Return whether a record follows another, by its number or by the day of its decision."""
    is_decided_later = (revision.decided_on or date.min) > (other.decided_on or date.max)
    return revision.order > other.order or is_decided_later


def precedes(revision: Revision, later: Revision, day: date) -> bool:
    """Return whether a record takes effect before one decided already, which is still to come.

    Only then may it be numbered lower. `day` is today, before which no open record takes effect.
    """
    start = max(filter(None, (revision.effective_from, revision.decided_on or day)))
    other = later.effective_from
    if later.kind is RevisionKind.CORRECTION:
        other = other or later.published_on or later.decided_on
    return other is None or start < other


def find_open(subject: Subject) -> tuple[Revision, ...]:
    """Return the records that nobody has decided yet, in the order of the file."""
    return tuple(revision for revision in subject.revisions if revision.is_open)


def name_revision(revision: Revision) -> str:
    """Return how messages name a record: 版「2」（一部改正）."""
    return f"版「{revision.number}」（{revision.kind.label}）"


def name_day(scope: Scope, day: date) -> str:
    """Return a day as the body writes it."""
    return format_date(day, scope.settings.era_style)
