"""What is revised, decided and checked before a decided revision takes effect."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kitei.model.revision import Revision
from kitei.source.records import read_revisions
from tests.repositories import (
    SOUND_BODY,
    Outcome,
    commit_all,
    decide_document,
    read_tree,
    write_document,
)

Kitei = Callable[..., Outcome]

FOLDER = "standards-private/sample"
RECORD = f"{FOLDER}/revisions.yml"
REASON = ("--reason", "整えるため。")
DECISION = ("--decision", "管理者:2026-05-10", "--yes")
SECOND = SOUND_BODY + "\n## 2 責任者 {#managers}\n\n責任者を置く。\n"
CORRECTED = SOUND_BODY.replace("守る", "護る")
URGENT = SOUND_BODY + "\n## 2 緊急の措置 {#urgent}\n\n措置を講ずる。\n"


@pytest.fixture(autouse=True)
def _scheduled(scratch: Path) -> None:
    """Revision 1 in force and revision 2, with a new provision, scheduled: its text."""
    decide_document(scratch, FOLDER)
    commit_all(scratch)
    write_document(scratch, FOLDER, SECOND)
    decide_document(
        scratch, FOLDER, "2", kind="partial", decided="2026-04-16", effective="2999-07-01"
    )
    commit_all(scratch)


def read_records(root: Path) -> tuple[Revision, ...]:
    return read_revisions((root / RECORD).read_text("utf-8"), RECORD)


def correct_first(kitei: Kitei) -> None:
    outcome = kitei("revise", "sample", "--kind", "correction", "--number", "1", *REASON)
    assert outcome.code == 0, outcome


def amend_before(kitei: Kitei, effective: str = "2999-01-01") -> None:
    number = ("--number", "1.1", "--effective", effective)
    outcome = kitei("revise", "sample", *number, *REASON)
    assert outcome.code == 0, outcome


def test_the_text_in_force_is_corrected_while_the_next_is_scheduled(
    scratch: Path, kitei: Kitei
) -> None:
    correct_first(kitei)
    write_document(scratch, FOLDER, CORRECTED)
    assert kitei("check").code == 0
    assert kitei("check", "--since", "HEAD").code == 0
    outcome = kitei("decide", "sample", *DECISION)
    assert outcome.code == 0, outcome
    assert read_records(scratch)[-1].text_sha256
    assert "版2（一部改正）の本文に戻してコミットする" in outcome.out
    assert "kitei show sample --revision 2 > 2.md" in outcome.out
    assert "同じ正誤が要れば" in outcome.out
    commit_all(scratch)
    assert "護る" in kitei("show", "sample", "--as-of", "2999-06-30").out
    outcome = kitei("check")
    assert outcome.code == 1
    assert "今の原稿は、最後に決裁された版「2」（一部改正）でなく、版「1」（正誤）" in outcome.out
    assert "kitei show sample --revision 2" in outcome.out
    write_document(scratch, FOLDER, SECOND)
    assert kitei("check").code == 0
    assert kitei("check", "--since", "HEAD").code == 0
    rows = kitei("history", "sample").out.splitlines()[2:]
    assert [row.split()[0] for row in rows] == ["1", "1-correction-1", "2"]


def test_the_last_revision_has_no_text_to_put_back(scratch: Path, kitei: Kitei) -> None:
    assert kitei("revise", "sample", *REASON).code == 0
    write_document(scratch, FOLDER, SECOND.replace("守る", "護る"))
    outcome = kitei("decide", "sample", *DECISION, "--effective", "2999-07-01")
    assert outcome.code == 0, outcome
    assert "戻して" not in outcome.out


def test_a_correction_may_not_lose_what_it_corrects(scratch: Path, kitei: Kitei) -> None:
    correct_first(kitei)
    write_document(scratch, FOLDER, CORRECTED.replace("#purpose", "#aim"))
    outcome = kitei("check")
    assert outcome.code == 1
    assert "lost-id" in outcome.out
    assert "版「1」の「目的」にあったid「purpose」" in outcome.out
    assert kitei("decide", "sample", *DECISION).code == 2


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (SOUND_BODY, "本文が版1（制定）から変わっていません"),
        (SECOND, "今の原稿は、後の版2（一部改正）の本文です"),
    ],
)
def test_the_text_of_another_revision_corrects_nothing(
    scratch: Path, kitei: Kitei, body: str, words: str
) -> None:
    correct_first(kitei)
    write_document(scratch, FOLDER, body)
    before = read_tree(scratch)
    outcome = kitei("decide", "sample", *DECISION)
    assert outcome.code == 2
    assert words in outcome.err
    assert read_tree(scratch) == before


def test_an_amendment_takes_effect_before_the_scheduled_one(scratch: Path, kitei: Kitei) -> None:
    amend_before(kitei)
    write_document(scratch, FOLDER, URGENT)
    assert kitei("check").code == 0
    assert kitei("check", "--since", "HEAD").code == 0
    assert "2999年1月1日（予定）" in show_days(kitei)
    outcome = kitei("decide", "sample", *DECISION)
    assert outcome.code == 0, outcome
    assert "kitei show sample --revision 2 > 2.md" in outcome.out
    commit_all(scratch)
    assert "緊急" in kitei("show", "sample", "--as-of", "2999-06-30").out
    assert "緊急" not in kitei("show", "sample", "--as-of", "2999-07-01").out
    # The text of 2 was decided before: it need not hold what came later.
    write_document(scratch, FOLDER, SECOND)
    assert kitei("check").code == 0
    assert kitei("check", "--since", "HEAD").code == 0
    rows = kitei("history", "sample").out.splitlines()[2:]
    assert [row.split()[0] for row in rows] == ["1", "1.1", "2"]


def show_days(kitei: Kitei) -> str:
    """Return the history, its days in western years."""
    return kitei("history", "sample").out.replace("令和981年", "2999年")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((), "1.1"), (("1.1",), "1.2"), (("1.1", "1.2"), "1.3")],
)
def test_without_a_number_the_one_between_is_advised(
    scratch: Path, kitei: Kitei, numbers: tuple[str, ...], expected: str
) -> None:
    for number in numbers:
        write_document(scratch, FOLDER, SOUND_BODY.replace("守る", f"守る{number}"))
        days = {"decided": "2026-05-10", "effective": "2998-01-01"}
        decide_document(scratch, FOLDER, number, kind="partial", **days)
    outcome = kitei("revise", "sample", *REASON, "--effective", "令和980年12月1日")
    assert outcome.code == 2
    assert f"--number {expected} --effective 2998-12-01" in outcome.err
    assert "--applies" not in outcome.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--number", "1.1", "--effective", "2999-07-01"), "版1.1は、今までの版2より後"),
        (("--number", "1.1", "--effective", "2999-07-01"), "令和981年7月1日より前に施行する"),
        (("--number", "0.9", "--effective", "2999-01-01"), "版0.9は、今までの版2より後"),
        (("--number", "1", "--effective", "2999-01-01"), "版1は、今までの版2より後"),
        (("--effective", "2020-01-01"), "--applies"),
    ],
)
def test_only_what_takes_effect_before_goes_between(
    scratch: Path, kitei: Kitei, options: tuple[str, ...], words: str
) -> None:
    before = read_tree(scratch)
    outcome = kitei("revise", "sample", *REASON, *options)
    assert outcome.code == 2
    assert words in outcome.err
    assert read_tree(scratch) == before


def test_the_next_amendment_holds_both(scratch: Path, kitei: Kitei) -> None:
    amend_before(kitei)
    write_document(scratch, FOLDER, URGENT)
    assert kitei("decide", "sample", *DECISION).code == 0
    commit_all(scratch)
    assert kitei("revise", "sample", *REASON, "--effective", "2999-07-01").code == 0
    assert read_records(scratch)[-1].number == "3"
    both = SECOND + "\n## 3 緊急の措置 {#urgent}\n\n措置を講ずる。\n"
    write_document(scratch, FOLDER, both)
    assert kitei("check").code == 0
    outcome = kitei("decide", "sample", *DECISION)
    assert outcome.code == 0, outcome
    assert "緊急" in kitei("show", "sample", "--as-of", "2999-07-01").out
