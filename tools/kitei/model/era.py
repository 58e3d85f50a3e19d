"""Days as official texts write them: 令和8年4月1日. Civil days in Japan, no clock."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from kitei.model.eras import ERAS, FIRST_DAY, Era, get_era, judge_day, judge_era
from kitei.model.numerals import parse_number

__all__ = ["ERAS", "DateStyle", "Era", "FoundDate", "find_dates", "format_date", "parse_date"]

DateStyle = Literal["era", "western"]
Day = date


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: `precision` is the smallest part that is written.

    `calendar` is era or western; none where the year is left out (4月1日). `date` is None where a
    part is missing, before 1873, and where the day does not exist: then `possible` is false and
    `reason` says why. `role` tells a date from the year of a number (昭和22年法律第67号) and from
    a fiscal year (令和8年度).
    """

    start: int
    end: int
    text: str
    date: Day | None
    precision: Literal["day", "month", "year"]
    calendar: Literal["era", "western", "none"]
    possible: bool = True
    reason: str = ""
    role: Literal["date", "number", "fiscal-year"] = "date"
    year: int | None = None


def format_date(day: date, style: DateStyle = "era") -> str:
    """Return 令和8年4月1日, or 2026年4月1日 in western style and before 1873."""
    if style == "western" or day < FIRST_DAY:
        return f"{day.year}年{day.month}月{day.day}日"
    era = next(era for era in ERAS if era.first <= day)
    year = era.number(day.year)
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def parse_date(text: str) -> date | None:
    """Return the day that is the whole of a text, or None where it is none or does not exist."""
    stripped = text.strip()
    found = find_dates(stripped)
    return found[0].date if len(found) == 1 and found[0].text == stripped else None


_WIDE = str.maketrans("０１２３４５６７８９．／－ＲＨＳＴＭ（）", "0123456789./-RHSTM()")
_KANJI = "〇一二三四五六七八九十百"
_N = f"(?:[0-9]{{1,4}}|[{_KANJI}]{{1,6}})"
_ERA_YEAR = f"(?P<era>{'|'.join(era.name for era in ERAS)})(?P<erayear>元|{_N})年"
_WESTERN_YEAR = (
    "(?<![0-9〇一二三四五六七八九十])(?P<year>[0-9]{4}|[一二][〇一二三四五六七八九]{3})年"
)
# The writings of a date, compiled when the first one is looked for: formatting needs none.
_WRITINGS = (
    f"(?:{_ERA_YEAR}|{_WESTERN_YEAR})(?:(?P<month>{_N})月(?:(?P<day>{_N})日)?)?",
    (
        f"(?<![A-Za-z0-9])(?P<era>[{''.join(era.letter for era in ERAS)}])(?P<erayear>[0-9]{{1,2}})"
        "(?P<mark>[./-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9./-])"
    ),
    (
        "(?<![0-9A-Za-z./-])(?P<year>[0-9]{4})(?P<mark>[./-])(?P<month>[0-9]{1,2})(?P=mark)"
        "(?P<day>[0-9]{1,2})(?![0-9./-])"
    ),
    f"(?<![0-9{_KANJI}])(?<![0-9{_KANJI}元]年)(?P<month>{_N})月(?P<day>{_N})日(?!間)",
)
_NUMBER = "[一-鿿]{1,20}?第"


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Return the dates in a text, in order; 令和5年（2023年） is one date, told twice."""
    if not any(c in text for c in "年月-./．／－"):
        return ()
    folded = text.translate(_WIDE)
    matches = [match for writing in _WRITINGS for match in _compile(writing).finditer(folded)]
    found: list[FoundDate] = []
    for match in sorted(matches, key=lambda match: match.start()):
        if not found or match.start() >= found[-1].end:
            found.append(_read(match, text))
    return tuple(_join_pairs(found, folded, text))


def _read(match: re.Match[str], text: str) -> FoundDate:
    part = match.groupdict()
    month, day = _number(part.get("month")), _number(part.get("day"))
    era = get_era(part["era"]) if part.get("era") else None
    number = _number(part.get("erayear"))
    year = era.western(number or 0) if era else _number(part.get("year"))
    role = _role(match)
    # Plans count on in an era that has ended: 平成32年度.
    reason = judge_era(era, number or 0, month, day) if era and role != "fiscal-year" else ""
    reason = reason or _judge(year, month, day)
    return FoundDate(
        match.start(),
        match.end(),
        text[match.start() : match.end()],
        None if reason else _day(year, month, day),
        "day" if day is not None else "year" if month is None else "month",
        "none" if year is None else "era" if era else "western",
        not reason,
        reason,
        role,
        year,
    )


def _judge(year: int | None, month: int | None, day: int | None) -> str:
    if year is not None and not 1 <= year <= 9999:
        return f"{year}年はありません"
    return judge_day(year, month, day)


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    found = date(year, month, day)
    return found if found >= FIRST_DAY else None


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return 1 if text == "元" else parse_number(text)


def _role(match: re.Match[str]) -> Literal["date", "number", "fiscal-year"]:
    if match.string.startswith("度", match.end()):
        return "fiscal-year"
    is_number = match.group().endswith("年") and _compile(_NUMBER).match(match.string, match.end())
    return "number" if is_number else "date"


def _join_pairs(found: list[FoundDate], folded: str, text: str) -> Iterator[FoundDate]:
    """Yield the dates with those that explain each other made one: 令和5年（2023年）."""
    index = 0
    while index < len(found):
        first, second = found[index], found[index + 1] if index + 1 < len(found) else None
        if second is not None and _is_pair(first, second, folded):
            yield _join(first, second, text)
            index += 1
        else:
            yield first
        index += 1


def _is_pair(first: FoundDate, second: FoundDate, folded: str) -> bool:
    between, behind = folded[first.end : second.start], folded[second.end : second.end + 1]
    return (
        between == "(" and behind == ")" and {first.calendar, second.calendar} == {"era", "western"}
    )


def _join(first: FoundDate, second: FoundDate, text: str) -> FoundDate:
    end = second.end + 1
    joined = replace(first, end=end, text=text[first.start : end])
    reason = first.reason or second.reason or _differ(first, second)
    return replace(joined, possible=not reason, reason=reason, date=None if reason else first.date)


def _differ(first: FoundDate, second: FoundDate) -> str:
    if first.year != second.year:
        era, western = (first, second) if first.calendar == "era" else (second, first)
        return f"{era.text}は{era.year}年で、{western.year}年ではありません"
    if first.date and second.date and first.date != second.date:
        return f"{first.text}と{second.text}は違う日です"
    return ""
