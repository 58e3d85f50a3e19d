"""Eras (元号) and dates as official texts write them: 令和8年4月1日."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

DateStyle = Literal["era", "western"]


@dataclass(frozen=True, slots=True)
class Era:
    """An era (元号): its first day, and its last (none for the present one)."""

    name: str
    letter: str
    first: date
    last: date | None = None


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "M", date(1868, 10, 23), date(1912, 7, 30)),
)
# Older dates are those of the lunar calendar.
FIRST_DAY = date(1873, 1, 1)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: `precision` is day, month or year; `calendar` era, western or none.

    `date` is None where a part is missing or the day does not exist; `reason` says why.
    """

    start: int
    end: int
    text: str
    date: date | None
    precision: Literal["day", "month", "year"]
    calendar: Literal["era", "western", "none"]
    possible: bool = True
    reason: str = ""


def format_date(day: date, style: DateStyle = "era") -> str:
    """Return 令和8年4月1日, or 2026年4月1日 in western style and before 1873."""
    if style == "western" or day < FIRST_DAY:
        return f"{day.year}年{day.month}月{day.day}日"
    era = next(era for era in ERAS if era.first <= day)
    year = day.year - era.first.year + 1
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def parse_date(text: str) -> date | None:
    """Return the day that is the whole of a text, or None."""
    found = find_dates(text.strip())
    if len(found) != 1 or found[0].text != text.strip():
        return None
    return found[0].date


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Return the dates in a text, in order."""
    return ()
