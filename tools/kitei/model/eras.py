"""The table of eras (元号) and what it says of a year, a month or a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Era:
    """An era (元号): its first day, and its last (none for the present one)."""

    name: str
    letter: str
    first: date
    last: date | None = None

    def western(self, year: int) -> int:
        """Return the western year that a year of the era lies in."""
        return self.first.year + year - 1

    def number(self, western: int) -> int:
        """Return the year of the era that lies in a western year."""
        return western - self.first.year + 1


# 1912-07-30 and 1926-12-25 bear two names.
ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "M", date(1868, 10, 23), date(1912, 7, 30)),
)
# Older dates are those of the lunar calendar and name other days.
FIRST_DAY = date(1873, 1, 1)
_LEAP_YEAR = 2000


def get_era(name: str) -> Era:
    """Return the era of that name or letter."""
    return next(era for era in ERAS if name in (era.name, era.letter))


def judge_era(era: Era, year: int, month: int | None, day: int | None) -> str:
    """Return in Japanese why no such date lies in the era, or nothing."""
    if year < 1:
        return f"{era.name}は元年から数えます"
    western = era.western(year)
    # The whole stretch that is named must miss the era: 平成31年 is sound, 平成31年5月 is not.
    first = (western, month or 1, day or 1)
    last = (western, month or 12, day or 31)
    if era.last and first > (era.last.year, era.last.month, era.last.day):
        end = f"{era.number(era.last.year)}年{era.last.month}月{era.last.day}日"
        return f"{era.name}は{end}で終わりました"
    if last < (era.first.year, era.first.month, era.first.day):
        return f"{era.name}は{era.first.year}年{era.first.month}月{era.first.day}日に始まりました"
    return ""


def judge_day(year: int | None, month: int | None, day: int | None) -> str:
    """Return in Japanese why the calendar has no such month or day, or nothing."""
    if month is None:
        return ""
    if not 1 <= month <= 12:
        return f"{month}月はありません"
    if day is None:
        return ""
    last = monthrange(year or _LEAP_YEAR, month)[1]
    if 1 <= day <= last:
        return ""
    if not 1 <= day <= 29 or month != 2:
        return f"{month}月{day}日はありません"
    return f"{year}年の2月は{last}日までです"
