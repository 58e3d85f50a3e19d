"""Days as Word files write them, and which day and which revision counts."""

from datetime import date

from kitei.model.edition import Edition
from kitei.model.era import format_date
from kitei.model.revision import Revision
from kitei.settings import Settings


def write_day(day: date | None, settings: Settings) -> str:
    """Return the day in the style of the body (令和8年4月1日), or 未定 where it is not fixed."""
    if day is None:
        return "未定"
    return format_date(day, settings.era_style)


def decision_day(revision: Revision) -> date | None:
    """Return the day of the decision that completed a revision: the last one."""
    return max((decision.on for decision in revision.decided), default=None)


def get_decided(edition: Edition) -> Revision | None:
    """Return the revision that decided this text; None for a draft (案), recorded or not."""
    revision = edition.current
    return None if revision is None or revision.is_open else revision
