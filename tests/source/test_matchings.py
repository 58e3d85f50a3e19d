"""The file of decided matchings as values."""

import pytest

from kitei.errors import SourceError
from kitei.model.matching import Judgement, Match, Matching, find_matches
from kitei.source.matchings import read_matchings

TEXT = """\
- old: "1"
  new: "2"
  pairs:
    - {old: "2(3)", new: network, judgement: same, reason: 用語の変更}
    - {old: "4", new: "5", judgement: related, reason: 範囲の拡大}
"""
MATCHES = (
    Match("2(3)", "network", Judgement.SAME, "用語の変更"),
    Match("4", "5", Judgement.RELATED, "範囲の拡大"),
)


def test_a_file_is_read_in_its_order() -> None:
    assert read_matchings(TEXT, "align.yml") == (Matching("1", "2", MATCHES),)
    assert read_matchings("", "align.yml") == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (", reason: 範囲の拡大}", "}", (5, "「reason」がありません")),
        ("related", "similar", (5, "値が正しくありません")),
        ("network", "4", (4, "文字列でなければなりません")),
        ("  pairs:", "  note: x\n  pairs:", (3, "知らないキー「note」")),
        (
            '{old: "4", new: "5"',
            '{old: "2(3)", new: network',
            (5, "「2(3)」と「network」の対応が二度書かれています"),
        ),
        ("reason: 用語の変更", "reason: *a", (4, "別名")),
    ],
)
def test_a_faulty_file_is_explained(old: str, new: str, expected: tuple[int, str]) -> None:
    assert old in TEXT
    with pytest.raises(SourceError) as caught:
        read_matchings(TEXT.replace(old, new), "align.yml")
    fault = caught.value.faults[0]
    assert (fault.rule, fault.position.line) == ("invalid-alignment", expected[0])
    assert expected[1].replace("「reason」が", "「reason」が") in fault.message


def test_a_revision_that_is_not_recorded_is_told_where_the_records_are_known() -> None:
    assert read_matchings(TEXT, "align.yml", ["1", "2"]) == read_matchings(TEXT, "align.yml")
    assert read_matchings(TEXT.replace('new: "2"', "new: draft"), "align.yml", ["1"])
    with pytest.raises(SourceError) as caught:
        read_matchings(TEXT, "align.yml", ["1", "1-correction-1"])
    (fault,) = caught.value.faults
    assert (fault.rule, fault.position.line, fault.found) == ("invalid-alignment", 2, "2")
    assert fault.message == "「new」の版「2」が、改正の記録にありません。"
    assert fault.hint == "指定できる版: 1、1-correction-1、draft"


def test_matches_hold_in_both_directions_and_for_no_other_texts() -> None:
    matchings = read_matchings(TEXT, "align.yml")
    assert find_matches(matchings, ("1",), ("draft", "2")) == MATCHES
    assert find_matches(matchings, ("2",), ("1",)) == tuple(match.turn() for match in MATCHES)
    assert find_matches(matchings, ("1",), ("3",)) == ()
