"""Edits of revisions.yml: what was asked for, and not a character besides."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitei.errors import SourceError
from kitei.model.revision import Decision, Revision, RevisionKind
from kitei.source.record_editor import append_record, edit_record, write_record
from kitei.source.records import read_revisions

PATH = "policy/sample/revisions.yml"
DIGEST = "5b1c" * 16
MANAGER = Decision("管理者", date(2026, 3, 16), "見広総第41号")
COUNCIL = Decision("議会", date(2026, 3, 18))
DRAFT = Revision(
    "2",
    RevisionKind.PARTIAL,
    effective_from=date(2026, 4, 1),
    reason="地方自治法第244条の6の施行に伴い、規定を整えるため。",
)
FIRST = """\
# yaml-language-server: $schema=x
- revision: "1"   # 最初の版
  kind: enactment
  decided:
    - {by: 管理者, on: 2022-03-22, number: 見広総第38号} # 決裁

  # 施行
  effective_from: 2022-04-01
# おわり
"""
OPEN = """\
- revision: "2"
  kind: partial
  decided: []
  effective_from: 2026-04-01
  reason: 地方自治法第244条の6の施行に伴い、規定を整えるため。
"""


def read_second(text: str) -> Revision:
    return read_revisions(text, PATH)[1]


# A record at the end


def test_a_record_is_appended_in_a_readable_form() -> None:
    assert append_record(FIRST, DRAFT, PATH) == FIRST + OPEN


@pytest.mark.parametrize("text", ["", "# まだ何もない\n", "\n"])
def test_a_record_begins_a_file(text: str) -> None:
    assert append_record(text, DRAFT, PATH) == text + OPEN


def test_a_last_line_without_an_end_is_ended() -> None:
    assert append_record(FIRST.rstrip("\n"), DRAFT, PATH) == FIRST + OPEN


def test_an_indented_list_stays_indented() -> None:
    indented = FIRST.replace("\n", "\n  ").replace("# yaml", "# yaml").rstrip(" ")
    added = "".join(f"  {line}\n" for line in OPEN.splitlines())
    assert append_record(indented, DRAFT, PATH) == indented + added


@pytest.mark.parametrize(
    "reason",
    [
        "引用「#」: を含む # 理由",
        '"引用符"と\\',
        "- 箇条",
        "yes",
        "2026-04-01",
        "1.10",
        "null",
        "{波括弧}",
        " 前後の空白 ",
        "改行\nを含む",
        "全角　空白：あり",
        "𠮷野家\u0085",
        "R8",
        "~",
        "Cafe?",
    ],
)
def test_a_reason_of_any_form_is_read_back(reason: str) -> None:
    draft = replace(DRAFT, reason=reason)
    text = append_record(FIRST, draft, PATH)
    assert text.startswith(FIRST)
    assert read_second(text) == draft


printable = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1)


@given(printable, printable)
def test_any_reason_and_number_are_read_back(reason: str, number: str) -> None:
    draft = replace(DRAFT, reason=reason)
    text = append_record(FIRST, draft, PATH)
    assert read_second(text) == draft
    decided = replace(draft, decided=(Decision(number, date(2026, 3, 16), reason),))
    assert read_second(edit_record(text, 1, decided, PATH)) == decided


# A decision


def test_a_decision_changes_its_lines_only() -> None:
    decided = replace(DRAFT, decided=(COUNCIL, MANAGER), text_sha256=DIGEST)
    text = edit_record(FIRST + OPEN, 1, decided, PATH)
    lines = """\
  decided:
    - {by: 議会, on: 2026-03-18}
    - {by: 管理者, on: 2026-03-16, number: 見広総第41号}
"""
    expected = OPEN.replace("  decided: []\n", lines) + f"  text_sha256: {DIGEST}\n"
    assert text == FIRST + expected


def test_every_comment_around_a_decision_stays() -> None:
    open_record = """\
- revision: "2" # a
  # b
  kind: partial   # c
  decided: [ ]   # d
  # e
  effective_from: null # f
  published_on:   # g
  reason: "規定を整えるため。" # h
  # i

# j
"""
    old = read_revisions(open_record, PATH)[0]
    new = replace(
        old,
        decided=(MANAGER,),
        effective_from=date(2026, 4, 1),
        published_on=date(2026, 3, 23),
        applies_from=date(2026, 1, 1),
        text_sha256=DIGEST,
    )
    assert edit_record(open_record, 0, new, PATH) == (
        """\
- revision: "2" # a
  # b
  kind: partial   # c
  decided:   # d
    - {by: 管理者, on: 2026-03-16, number: 見広総第41号}
  # e
  effective_from: 2026-04-01 # f
  applies_from: 2026-01-01
  published_on: 2026-03-23   # g
  reason: "規定を整えるため。" # h
  text_sha256: DIGEST
  # i

# j
""".replace("DIGEST", DIGEST)
    )


def test_a_day_is_replaced_where_it_stands() -> None:
    later = replace(DRAFT, effective_from=date(2027, 7, 1))
    text = edit_record(FIRST + OPEN, 1, later, PATH)
    assert text == FIRST + OPEN.replace("effective_from: 2026-04-01", "effective_from: 2027-07-01")


def test_the_first_of_several_records_is_edited_alone() -> None:
    first = read_revisions(FIRST, PATH)[0]
    text = edit_record(FIRST + OPEN, 0, replace(first, published_on=date(2022, 3, 25)), PATH)
    assert text == FIRST.replace("2022-04-01\n", "2022-04-01\n  published_on: 2022-03-25\n") + OPEN


def test_a_day_is_added_behind_decisions_with_comments_of_their_own() -> None:
    text = FIRST.replace("  # 施行\n  effective_from: 2022-04-01\n", "")
    first = read_revisions(text, PATH)[0]
    edited = edit_record(text, 0, replace(first, effective_from=date(2022, 4, 1)), PATH)
    assert edited == text.replace("# 決裁\n", "# 決裁\n  effective_from: 2022-04-01\n")


def test_a_lost_text_that_was_found_again_gets_its_hash() -> None:
    text = FIRST.replace("# おわり", "  text_sha256: null # 紙のみ")
    first = read_revisions(text, PATH)[0]
    found = replace(first, text_sha256=DIGEST, is_text_lost=False)
    assert edit_record(text, 0, found, PATH) == text.replace("null", DIGEST)


@pytest.mark.parametrize(
    "reason",
    ["|\n    一行目\n    二行目\n", ">-\n    一行目\n    二行目\n\n", "一行目\n    二行目\n"],
)
def test_a_reason_of_several_lines_is_left_as_it_is(reason: str) -> None:
    text = OPEN.partition("  reason")[0] + f"  reason: {reason}"
    old = read_revisions(text, PATH)[0]
    new = replace(old, decided=(MANAGER,), text_sha256=DIGEST)
    edited = edit_record(text + FIRST.replace('"1"', '"3"'), 0, new, PATH)
    assert f"  reason: {reason}  text_sha256: {DIGEST}\n# yaml" in edited


def test_keys_in_an_order_of_their_own_are_found() -> None:
    text = '- reason: 理由\n  decided: []\n  kind: partial\n  revision: "2"'
    new = replace(read_revisions(text, PATH)[0], decided=(COUNCIL,), text_sha256=DIGEST)
    assert edit_record(text, 0, new, PATH) == (
        f"- reason: 理由\n  text_sha256: {DIGEST}\n  decided:\n"
        '    - {by: 議会, on: 2026-03-18}\n  kind: partial\n  revision: "2"'
    )


@given(
    st.lists(st.builds(Decision, printable, st.dates(), st.none() | printable), max_size=3),
    st.lists(st.none() | st.dates(), min_size=4, max_size=4),
)
def test_what_is_written_is_read_back(decided: list[Decision], days: list[date | None]) -> None:
    revision = replace(
        DRAFT,
        decided=tuple(decided),
        effective_from=days[0],
        applies_from=days[1],
        promulgated_on=days[2],
        published_on=days[3],
    )
    assert read_revisions(write_record(revision), PATH) == (revision,)


# What is refused


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{revision: "1", kind: enactment, decided: []}]\n', "全体が[ ]"),
        ("[]\n", "全体が[ ]"),
        (FIRST + "...\n", "書き換えると読めなくなる"),
    ],
)
def test_a_file_of_another_form_gets_no_record(text: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        append_record(text, DRAFT, PATH)
    assert words in caught.value.message
    assert PATH in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('- {revision: "2", kind: partial, decided: []}\n', ":1: この記録が{ }"),
        ('[{revision: "2", kind: partial, decided: []}]\n', "全体が[ ]"),
        ('- revision: "2"\n  kind: partial\n  decided: [\n  # 未定\n  ]\n', ":3: 「decided」"),
    ],
)
def test_a_record_of_another_form_is_not_edited(text: str, words: str) -> None:
    new = replace(read_revisions(text, PATH)[0], decided=(MANAGER,))
    with pytest.raises(SourceError) as caught:
        edit_record(text, 0, new, PATH)
    assert words in caught.value.message


def test_a_day_in_several_lines_is_not_edited() -> None:
    text = OPEN.replace("2026-04-01", "|-\n    2026-04-01")
    new = replace(DRAFT, effective_from=date(2027, 4, 1))
    with pytest.raises(SourceError, match="複数行"):
        edit_record(text, 0, new, PATH)


def test_a_decision_is_never_edited() -> None:
    first = read_revisions(FIRST, PATH)[0]
    with pytest.raises(SourceError, match="空の"):
        edit_record(FIRST, 0, replace(first, decided=(MANAGER,)), PATH)


def test_a_file_that_would_become_too_long_is_left_alone() -> None:
    long = replace(DRAFT, reason="長" * 70_000)
    with pytest.raises(SourceError, match="長すぎます"):
        append_record(FIRST, long, PATH)


@pytest.mark.parametrize(
    "change", [{"number": "3"}, {"reason": "別の理由"}, {"effective_from": None}]
)
def test_what_is_no_edit_is_a_fault_of_the_caller(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="here"):
        edit_record(OPEN, 0, replace(DRAFT, **change), PATH)  # type: ignore[arg-type]


def test_a_faulty_file_is_told_with_its_faults() -> None:
    with pytest.raises(SourceError) as caught:
        append_record(FIRST.replace("enactment", "制定"), DRAFT, PATH)
    assert caught.value.faults
