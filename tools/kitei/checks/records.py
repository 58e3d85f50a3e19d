"""Records of revisions as the rules look at them: those decided, the open one, and their places."""

from datetime import date

from kitei.checks.scope import Hit, Scope, Subject
from kitei.model.era import format_date
from kitei.model.revision import Revision
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


def find_open(subject: Subject) -> tuple[Revision, ...]:
    """Return the records that nobody has decided yet, in the order of the file."""
    return tuple(revision for revision in subject.revisions if revision.is_open)


def name_revision(revision: Revision) -> str:
    """Return how messages name a record: 版「2」（一部改正）."""
    return f"版「{revision.number}」（{revision.kind.label}）"


def name_day(scope: Scope, day: date) -> str:
    """Return a day as the body writes it."""
    return format_date(day, scope.settings.era_style)
