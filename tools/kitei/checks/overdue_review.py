"""overdue-review: a document whose review is due, or whose model has been revised since."""

from collections.abc import Iterator
from datetime import date

from kitei.checks.finding import Level
from kitei.checks.locating import locate_value
from kitei.checks.records import name_day
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.era import FoundDate, find_dates, parse_date
from kitei.model.timeline import make_timeline

# What is added to a date that leaves out the day, to name the last day it may mean.
_LAST_DAYS = {"day": ("",), "month": ("31日", "30日", "29日", "28日")}


def check(scope: Scope) -> Iterator[Hit]:
    """Yield a date of review that has passed, and a model older than the one of the settings."""
    if make_timeline(scope.subject.revisions, scope.today).repeal is not None:
        return
    yield from _check_due(scope)
    yield from _check_model(scope)


def _check_due(scope: Scope) -> Iterator[Hit]:
    due = scope.document.meta.review_due
    if due is None or date.fromisoformat(due) >= scope.today:
        return
    yield Hit(
        locate_value(scope.document, "review_due", due),
        due,
        f"見直しの期限（{name_day(scope, date.fromisoformat(due))}）を過ぎています。",
        "見直し、改正するか、改正を要しないと決めてreview_dueを次の期限に改めます。",
    )


def _check_model(scope: Scope) -> Iterator[Hit]:
    based_on, model = scope.document.meta.based_on, scope.settings.model
    if based_on is None or model is None or model.name not in based_on:
        return
    days = [day for found in find_dates(based_on) if (day := _find_last_day(found))]
    if days and max(days) < model.revised_on:
        yield Hit(
            locate_value(scope.document, "based_on", based_on),
            based_on,
            f"準拠した「{model.name}」は、{name_day(scope, model.revised_on)}に改められています。",
            "改められた版と照らして見直し、based_onの版を改めます。",
        )


def _find_last_day(found: FoundDate) -> date | None:
    """Return the last day that a date may mean: 令和7年3月 is not older than 令和7年3月28日."""
    if found.precision == "year" or found.role == "fiscal-year":
        return date(found.year, 12, 31) if found.year else None
    days = (parse_date(found.text + rest) for rest in _LAST_DAYS[found.precision])
    return next((day for day in days if day is not None), None)


RULE = Rule(
    "overdue-review",
    Level.WARNING,
    "見直しの期限が過ぎた、又は準拠した文書がその後に改められた。",
    "kitei独自: 方針は期限を定めて見直す。",
    check,
)
