"""Dates: written and read in eras, and judged where they cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitei.model.era import FoundDate, find_dates, format_date, parse_date
from kitei.model.numerals import format_kanji

DAYS = st.dates(min_value=date(1873, 1, 1), max_value=date(2999, 12, 31))
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def only(text: str) -> FoundDate:
    (found,) = find_dates(text)
    return found


@given(DAYS)
def test_a_day_written_in_its_era_reads_back(day: date) -> None:
    assert parse_date(format_date(day)) == day


@given(DAYS)
def test_a_day_written_in_western_style_reads_back(day: date) -> None:
    assert parse_date(format_date(day, "western")) == parse_date(day.isoformat()) == day


@given(DAYS)
def test_full_width_digits_read_as_half_width_ones(day: date) -> None:
    assert parse_date(format_date(day).translate(WIDE)) == day


@given(DAYS)
def test_a_written_day_is_possible_and_found_inside_a_sentence(day: date) -> None:
    text = f"この規程は、{format_date(day)}から施行する。"
    found = only(text)
    assert (found.date, found.possible) == (day, True)
    assert text[found.start : found.end] == found.text == format_date(day)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 4, 1), "令和8年4月1日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1873, 1, 1), "明治6年1月1日"),
        (date(1872, 12, 31), "1872年12月31日"),
    ],
)
def test_days_at_the_turn_of_an_era_are_written_in_the_newer_one(day: date, text: str) -> None:
    assert format_date(day) == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("令和八年四月一日", date(2026, 4, 1)),
        ("令和8年4月1日", date(2026, 4, 1)),
        ("二〇二六年四月一日", date(2026, 4, 1)),
        ("R8.4.1", date(2026, 4, 1)),
        ("H31/4/30", date(2019, 4, 30)),
        ("Ｒ８．４．１", date(2026, 4, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("2026/4/1", date(2026, 4, 1)),
        ("２０２６年４月１日", date(2026, 4, 1)),
        (" 令和8年4月1日 ", date(2026, 4, 1)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("明治45年7月30日", date(1912, 7, 30)),
        ("昭和十五年十二月三十一日", date(1940, 12, 31)),
        ("令和8年4月", None),
        ("令和8年", None),
        ("4月1日", None),
        ("令和8年4月1日から", None),
        ("平成32年4月1日", None),
        ("明治5年12月1日", None),
        ("", None),
    ],
)
def test_every_way_of_writing_a_day_is_read(text: str, day: date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("平成32年", "平成は31年4月30日で終わりました"),
        ("平成31年5月1日", "平成は31年4月30日で終わりました"),
        ("平成31年5月", "平成は31年4月30日で終わりました"),
        ("昭和64年1月8日", "昭和は64年1月7日で終わりました"),
        ("大正15年12月26日", "大正は15年12月25日で終わりました"),
        ("令和元年4月30日", "令和は2019年5月1日に始まりました"),
        ("令和元年4月", "令和は2019年5月1日に始まりました"),
        ("令和0年1月1日", "令和は元年から数えます"),
        ("2月30日", "2月30日はありません"),
        ("令和8年2月30日", "2月30日はありません"),
        ("令和8年2月29日", "2026年の2月は28日までです"),
        ("令和8年4月31日", "4月31日はありません"),
        ("令和8年13月1日", "13月はありません"),
        ("2026-02-29", "2026年の2月は28日までです"),
        ("令和5年（2024年）", "令和5年は2023年で、2024年ではありません"),
        ("2024年（令和5年）", "令和5年は2023年で、2024年ではありません"),
        ("令和8年4月1日（2026年4月2日）", "令和8年4月1日と2026年4月2日は違う日です"),
    ],
)
def test_impossible_dates_say_why(text: str, reason: str) -> None:
    found = only(text)
    assert (found.text, found.possible, found.reason) == (text, False, reason)
    assert found.date is None


@pytest.mark.parametrize(
    "text",
    [
        "令和元年",
        "昭和元年12月",
        "平成31年",
        "平成31年4月",
        "昭和64年1月7日",
        "令和元年5月",
        "令和6年2月29日",
        "2月29日",
        "令和5年（2023年）",
        "令和8年4月1日（2026年4月1日）",
        "明治5年12月1日",
        "平成32年度",
    ],
)
def test_dates_that_may_be_are_left_alone(text: str) -> None:
    assert only(text).possible


@pytest.mark.parametrize(
    ("text", "precision", "calendar", "role"),
    [
        ("2026年3月改訂版", "month", "western", "date"),
        ("令和5年4月1日 改正", "day", "era", "date"),
        ("令和8年に", "year", "era", "date"),
        ("毎年4月1日", "day", "none", "date"),
        ("昭和22年法律第67号", "year", "era", "number"),
        ("令和8年度の予算", "year", "era", "fiscal-year"),
    ],
)
def test_a_date_tells_how_exact_it_is(text: str, precision: str, calendar: str, role: str) -> None:
    found = only(text)
    assert (found.precision, found.calendar, found.role) == (precision, calendar, role)


@pytest.mark.parametrize(
    "text",
    [
        "1年6月を超えない",
        "3か月",
        "0120-11-2222",
        "3.1.2",
        "5年間",
        "第3条",
        "10月10日間",
        "ISO27001",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text) == ()


def test_dates_come_in_the_order_of_the_text() -> None:
    found = find_dates("令和8年4月1日から2027年3月31日まで、毎年6月30日、R9.1.1")
    assert [one.text for one in found] == ["令和8年4月1日", "2027年3月31日", "6月30日", "R9.1.1"]


@given(st.integers(2019, 2118), st.integers(1, 12))
def test_kanji_numerals_read_as_arabic_ones(year: int, month: int) -> None:
    kanji = f"令和{format_kanji(year - 2018)}年{format_kanji(month)}月二日"
    expected = date(year, month, 2)
    assert parse_date(kanji) == (expected if expected >= date(2019, 5, 1) else None)
