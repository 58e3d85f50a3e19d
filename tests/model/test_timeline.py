"""Timelines: what is in force on which day, whatever was decided, corrected or repealed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitei.model.revision import Decision, Revision, RevisionKind, sort_revisions
from kitei.model.timeline import Standing, Status, Timeline, make_timeline

DAY = timedelta(days=1)
KINDS = {
    "制定": RevisionKind.ENACTMENT,
    "改正": RevisionKind.PARTIAL,
    "全改": RevisionKind.FULL,
    "正誤": RevisionKind.CORRECTION,
    "廃止": RevisionKind.REPEAL,
}


def revision(line: str) -> Revision:
    """Read `2 改正 決裁2026-03-16 施行2026-04-01 公表2026-03-23 適用2026-01-01`."""
    number, kind, *days = line.split()
    given_days = {day[:2]: date.fromisoformat(day[2:]) for day in days}
    decided = (Decision("管理者", given_days["決裁"]),) if "決裁" in given_days else ()
    return Revision(
        number,
        KINDS[kind],
        decided,
        effective_from=given_days.get("施行"),
        published_on=given_days.get("公表"),
        applies_from=given_days.get("適用"),
    )


def timeline(text: str, day: str) -> Timeline:
    lines = [line.strip() for line in text.strip().splitlines()]
    return make_timeline([revision(line) for line in lines], date.fromisoformat(day))


def statuses(text: str, day: str) -> str:
    return " ".join(f"{s.key}:{s.status.value}" for s in timeline(text, day).standings)


def span(standing: Standing | None) -> str:
    assert standing is not None
    return f"{standing.start or ''}..{standing.end or ''}"


ORDINARY = """
1 制定 決裁2022-03-22 施行2022-04-01
2 改正 決裁2024-03-18 施行2024-04-01
3 全改 決裁2026-03-16 施行2026-04-01
4 改正 決裁2026-10-01 施行2027-07-01
5 改正
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-03-21", "1:draft 2:draft 3:draft 4:draft 5:draft"),
        ("2022-03-22", "1:scheduled 2:draft 3:draft 4:draft 5:draft"),
        ("2022-03-31", "1:scheduled 2:draft 3:draft 4:draft 5:draft"),
        ("2022-04-01", "1:in-force 2:draft 3:draft 4:draft 5:draft"),
        ("2024-03-18", "1:in-force 2:scheduled 3:draft 4:draft 5:draft"),
        ("2024-04-01", "1:superseded 2:in-force 3:draft 4:draft 5:draft"),
        ("2026-11-01", "1:superseded 2:superseded 3:in-force 4:scheduled 5:draft"),
        ("2027-06-30", "1:superseded 2:superseded 3:in-force 4:scheduled 5:draft"),
        ("2027-07-01", "1:superseded 2:superseded 3:superseded 4:in-force 5:draft"),
    ],
)
def test_every_revision_has_its_status_on_a_day(day: str, expected: str) -> None:
    assert statuses(ORDINARY, day) == expected


def test_a_revision_is_in_force_from_its_day_to_the_eve_of_the_next() -> None:
    found = timeline(ORDINARY, "2026-11-01")
    assert [span(standing) for standing in found.standings] == [
        "2022-04-01..2024-03-31",
        "2024-04-01..2026-03-31",
        "2026-04-01..2027-06-30",
        "2027-07-01..",
        "..",
    ]
    assert found.in_force is found.get("3")
    assert found.scheduled == (found.get("4"),)
    assert [standing.key for standing in found.decided] == ["1", "2", "3", "4"]


def test_what_is_decided_later_leaves_no_trace_on_an_earlier_day() -> None:
    found = timeline(ORDINARY, "2026-09-30")
    assert span(found.get("3")) == "2026-04-01.."
    assert found.scheduled == ()


def test_one_ten_follows_one_nine() -> None:
    found = timeline(
        """
        1.10 改正 決裁2026-03-16 施行2026-04-01
        1.9 改正 決裁2024-03-18 施行2024-04-01
        1 制定 決裁2022-03-22 施行2022-04-01
        """,
        "2026-04-01",
    )
    assert [standing.key for standing in found.standings] == ["1", "1.9", "1.10"]
    assert found.in_force is found.get("1.10")


def test_of_two_revisions_of_one_day_the_later_number_is_in_force() -> None:
    pair = """
    1 制定 決裁2022-03-22 施行2022-04-01
    2 改正 決裁2026-03-16 施行2026-04-01
    3 改正 決裁2026-03-20 施行2026-04-01
    """
    before, after = timeline(pair, "2026-03-31"), timeline(pair, "2026-04-01")
    assert [standing.key for standing in before.scheduled] == ["2", "3"]
    assert statuses(pair, "2026-04-01") == "1:superseded 2:superseded 3:in-force"
    second = after.get("2")
    assert second is not None
    assert not second.is_ever_in_force
    assert span(second) == "2026-04-01..2026-03-31"
    assert span(after.get("1")) == "2022-04-01..2026-03-31"


CORRECTED = """
1 制定 決裁2022-03-22 施行2022-04-01
2 改正 決裁2024-03-18 施行2024-04-01
2 正誤 決裁2024-05-01 公表2024-05-10
2 正誤 決裁2024-06-03
3 改正 決裁2026-03-16 施行2026-04-01
"""


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ("2024-05-09", "2"),
        ("2024-05-10", "2-correction-1"),
        ("2024-06-02", "2-correction-1"),
        ("2024-06-03", "2-correction-2"),
        ("2026-04-01", "3"),
    ],
)
def test_corrections_that_keep_a_number_have_keys_of_their_own(day: str, key: str) -> None:
    in_force = timeline(CORRECTED, day).in_force
    assert in_force is not None
    assert in_force.key == key


@pytest.mark.parametrize("number", ["2", "3", "2.1"])
def test_a_correction_of_what_is_not_yet_in_force_waits_for_it(number: str) -> None:
    text = f"""
    1 制定 決裁2022-03-22 施行2022-04-01
    2 改正 決裁2026-03-16 施行2027-04-01
    {number} 正誤 決裁2026-04-10 公表2026-04-20
    """
    found = timeline(text, "2026-06-01")
    assert found.in_force is found.get("1")
    assert found.standings[2].start == date(2027, 4, 1)
    assert timeline(text, "2027-04-01").in_force == timeline(text, "2027-04-01").standings[2]


def test_a_correction_of_what_has_no_day_yet_has_none_either() -> None:
    text = """
    1 制定 決裁2022-03-22 施行2022-04-01
    2 改正 決裁2026-03-16
    2 正誤 決裁2026-04-10 公表2026-04-20
    """
    expected = "1:in-force 2:decided 2-correction-1:decided"
    assert statuses(text, "2026-06-01") == expected


def test_a_correction_of_an_old_revision_never_comes_in_force() -> None:
    text = """
    1 制定 決裁2022-03-22 施行2022-04-01
    2 改正 決裁2026-03-16 施行2026-04-01
    1 正誤 決裁2026-04-10 公表2026-04-20
    """
    for day in ("2026-04-15", "2026-04-20", "2026-06-01"):
        assert statuses(text, day) == "1:superseded 1-correction-1:superseded 2:in-force"


REPEALED = """
1 制定 決裁2022-03-22 施行2022-04-01
2 改正 決裁2024-03-18 施行2024-04-01
3 廃止 決裁2026-03-16 施行2026-04-01
4 制定 決裁2027-03-16 施行2027-04-01
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-31", "1:superseded 2:in-force 3:scheduled 4:draft"),
        ("2026-04-01", "1:superseded 2:repealed 3:repealed 4:draft"),
        ("2027-03-31", "1:superseded 2:repealed 3:repealed 4:scheduled"),
        ("2027-04-01", "1:superseded 2:repealed 3:repealed 4:in-force"),
    ],
)
def test_a_repeal_ends_the_document_until_it_is_enacted_anew(day: str, expected: str) -> None:
    assert statuses(REPEALED, day) == expected
    found = timeline(REPEALED, day)
    is_over = date(2026, 4, 1) <= found.day < date(2027, 4, 1)
    assert found.repeal is (found.get("3") if is_over else None)
    assert (found.in_force is None) is is_over


def test_a_repeal_is_never_a_text_in_force() -> None:
    repeal = timeline(REPEALED, "2026-06-01").get("3")
    assert repeal is not None
    assert repeal.start == date(2026, 4, 1)
    assert not repeal.is_ever_in_force


def test_a_repeal_and_an_enactment_of_one_day_replace_the_text() -> None:
    text = """
    1 制定 決裁2022-03-22 施行2022-04-01
    2 廃止 決裁2026-03-16 施行2026-04-01
    3 制定 決裁2026-03-16 施行2026-04-01
    """
    assert statuses(text, "2026-04-01") == "1:repealed 2:repealed 3:in-force"
    assert timeline(text, "2026-04-01").repeal is None


def test_a_retroactive_application_moves_no_day_in_force() -> None:
    text = """
    1 制定 決裁2022-03-22 施行2022-04-01
    2 改正 決裁2026-05-11 施行2026-05-20 適用2026-04-01
    """
    assert statuses(text, "2026-05-19") == "1:in-force 2:scheduled"
    assert span(timeline(text, "2026-05-20").get("1")) == "2022-04-01..2026-05-19"


def test_a_revision_without_a_day_is_decided_and_replaces_nothing() -> None:
    text = """
    1 制定 決裁2022-03-22 施行2022-04-01
    2 改正 決裁2026-03-16
    """
    assert statuses(text, "2026-06-01") == "1:in-force 2:decided"
    assert span(timeline(text, "2026-06-01").get("1")) == "2022-04-01.."


def test_the_last_of_several_decisions_completes_the_adoption() -> None:
    organs = (Decision("議会", date(2026, 3, 11)), Decision("管理者", date(2026, 3, 16)))
    joint = Revision("1", RevisionKind.ENACTMENT, organs, effective_from=date(2026, 4, 1))
    assert make_timeline([joint], date(2026, 3, 15)).standings[0].status is Status.DRAFT
    assert make_timeline([joint], date(2026, 3, 16)).standings[0].status is Status.SCHEDULED


def test_what_a_later_number_overtook_is_not_announced() -> None:
    text = """
    1 制定 決裁2022-03-22 施行2022-04-01
    2 改正 決裁2026-03-16 施行2027-07-01
    3 改正 決裁2026-03-16 施行2026-10-01
    """
    assert [s.key for s in timeline(text, "2026-09-30").scheduled] == ["3", "2"]
    for day in ("2026-10-01", "2027-07-01"):
        assert statuses(text, day) == "1:superseded 2:superseded 3:in-force"


def test_no_records_make_an_empty_timeline() -> None:
    empty = make_timeline([], date(2026, 4, 1))
    assert (empty.standings, empty.in_force, empty.repeal, empty.scheduled) == ((), None, None, ())


def test_every_status_and_kind_has_a_word_of_its_own() -> None:
    assert len({status.label for status in Status}) == len(Status)
    assert len({kind.label for kind in RevisionKind}) == len(RevisionKind)


# Whatever is recorded, even what the checks would refuse

days = st.dates(date(2026, 1, 1), date(2026, 1, 30))
decisions = st.lists(st.builds(Decision, st.just("管理者"), days), max_size=2).map(tuple)
numbers = st.sampled_from(["1", "2", "3", "1.9", "1.10", "2.1", "10"])


@st.composite
def records(draw: st.DrawFn) -> list[Revision]:
    found: list[Revision] = []
    for number in draw(st.lists(numbers, max_size=7)):
        known = any(number == one.number for one in found)
        kind = RevisionKind.CORRECTION if known else draw(st.sampled_from(RevisionKind))
        optional = st.none() | days
        found.append(
            Revision(
                number,
                kind,
                draw(decisions),
                effective_from=draw(optional),
                published_on=draw(optional),
                applies_from=draw(optional),
            )
        )
    return found


def get_text_on(found: Timeline, day: date) -> list[str]:
    """Return the keys whose span holds the day."""
    return [
        standing.key
        for standing in found.standings
        if standing.is_ever_in_force
        and standing.start is not None
        and standing.start <= day
        and (standing.end is None or day <= standing.end)
    ]


def forget_after(made: list[Revision], day: date) -> list[Revision]:
    """Return the records as they were known on a day."""
    return [
        one if one.decided_on is not None and one.decided_on <= day else replace(one, decided=())
        for one in made
    ]


@given(records(), days)
def test_one_is_in_force_once_one_began_unless_repealed(made: list[Revision], day: date) -> None:
    found = make_timeline(made, day)
    in_force = [s for s in found.standings if s.status is Status.IN_FORCE]
    begun = [s for s in found.decided if s.start is not None and s.start <= day]
    assert len(in_force) == (1 if begun and found.repeal is None else 0)
    assert get_text_on(found, day) == [standing.key for standing in in_force]


@given(records(), days, days)
def test_spans_never_overlap_and_foretell_the_text_in_force(
    made: list[Revision], day: date, other: date
) -> None:
    found = make_timeline(made, day)
    known = forget_after(made, day)
    assert len(get_text_on(found, other)) <= 1
    if other >= day:
        later = make_timeline(known, other).in_force
        assert get_text_on(found, other) == ([later.key] if later else [])


@given(records(), days)
def test_every_record_has_one_standing_and_one_key(made: list[Revision], day: date) -> None:
    found = make_timeline(made, day)
    assert tuple(s.revision for s in found.standings) == sort_revisions(made)
    assert len({s.key for s in found.standings}) == len(made)
    assert all(found.get(s.key) is s for s in found.standings)


@given(records(), days)
def test_the_text_in_force_stays_so_till_its_end(made: list[Revision], day: date) -> None:
    in_force = make_timeline(made, day).in_force
    if in_force is None:
        return
    known = forget_after(made, day)
    last = in_force.end or day + 90 * DAY
    kept = make_timeline(known, last).in_force
    assert kept is not None
    assert kept.key == in_force.key
    if in_force.end is not None:
        after = make_timeline(known, last + DAY).in_force
        assert after is None or after.key != in_force.key


@given(records(), days)
def test_the_order_of_the_file_decides_nothing_but_among_equal_numbers(
    made: list[Revision], day: date
) -> None:
    turned = sorted(made, key=lambda one: one.number, reverse=True)
    assert make_timeline(turned, day) == make_timeline(made, day)


@given(records(), days)
def test_nothing_is_announced_that_is_not_to_come(made: list[Revision], day: date) -> None:
    scheduled = make_timeline(made, day).scheduled
    starts = [s.start for s in scheduled if s.start is not None]
    assert len(starts) == len(scheduled)
    assert starts == sorted(starts)
    assert all(start > day for start in starts)
