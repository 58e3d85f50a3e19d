"""The record of revisions: strict, in numbers and civil days."""

from datetime import date

import pytest

from kitei.errors import SourceError
from kitei.model.revision import RevisionKind
from kitei.source.records import read_revisions

GOOD = """- revision: "1.9"
  kind: enactment
  decided: [{by: 管理者, on: 2024-02-26, number: 見広総第12号}]
  effective_from: 2024-04-01
- revision: "1.10"
  kind: partial
  decided:
    - {by: 管理者, on: 2026-03-16}
    - {by: 議会, on: 2026-03-18}
  effective_from: null
  reason: 地方自治法の改正に伴う。
"""


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(SourceError) as caught:
        read_revisions(text, "revisions.yml")
    return [(fault.position.line, fault.message) for fault in caught.value.faults]


def test_records_become_values() -> None:
    first, second = read_revisions(GOOD, "revisions.yml")
    assert first.kind is RevisionKind.ENACTMENT
    assert first.effective_from == date(2024, 4, 1)
    assert [decision.by for decision in second.decided] == ["管理者", "議会"]
    assert second.effective_from is None
    assert second.order > first.order


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (('"1.10"', "1.10"), 5, "文字列"),
        (('"1.10"', "3"), 5, "文字列"),
        (('"1.10"', '"1.9"'), 5, "二件"),
        (("2024-04-01", "2024-02-30"), 4, "暦にない"),
        (("2026-03-18", "2026-02-29"), 9, "暦にない"),
        (("kind: partial", "kind: 改正"), 6, "「2件目のkind」"),
        (("effective_from: null", "effektive: null"), 10, "知らないキー"),
    ],
)
def test_a_fault_in_a_record_is_named_with_its_line(change, line, words) -> None:
    found = faults(GOOD.replace(*change))
    assert any(words in message and at == line for at, message in found), found


def test_a_correction_may_keep_its_number() -> None:
    text = GOOD.replace('"1.10"', '"1.9"').replace("kind: partial", "kind: correction")
    assert len(read_revisions(text, "revisions.yml")) == 2


def test_an_empty_record_holds_nothing() -> None:
    assert read_revisions("", "revisions.yml") == ()
