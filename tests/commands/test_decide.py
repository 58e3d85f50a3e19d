"""kitei decide: a decision with the hash of what was decided, and days that follow later."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kitei.model.revision import Decision, Revision
from kitei.source.records import read_revisions
from tests.commands.terminal import run_on_terminal
from tests.repositories import SOUND_BODY, Outcome, decide_document, read_tree, write_document

Kitei = Callable[..., Outcome]

FOLDER = "standards-private/sample"
RECORD = f"{FOLDER}/revisions.yml"
DECISION = ("--decision", "管理者:2026-03-16:見広総第41号")
OPEN = """\
# 改正の記録
- revision: "1"
  kind: enactment # 最初
  decided: [] # 決裁を待つ
  effective_from: 2026-04-01
  reason: 定めるため。
"""
NEXT = """\
- revision: "2"
  kind: {kind}
  decided: []
  reason: 改めるため。
"""


@pytest.fixture(autouse=True)
def _open_record(scratch: Path) -> None:
    (scratch / RECORD).write_text(OPEN, encoding="utf-8", newline="\n")


def read_records(root: Path) -> tuple[Revision, ...]:
    return read_revisions((root / RECORD).read_text("utf-8"), RECORD)


def open_next(root: Path, kind: str = "partial") -> None:
    """Let revision 1 be decided, and open revision 2."""
    (root / RECORD).unlink()
    decide_document(root, FOLDER)
    with (root / RECORD).open("a", encoding="utf-8", newline="\n") as file:
        file.write(NEXT.format(kind=kind))


def amend(root: Path, words: str = "情報資産を守り、使う。") -> None:
    write_document(root, FOLDER, SOUND_BODY.replace("情報資産を守る。", words))


def test_a_decision_is_written_into_the_open_record(scratch: Path, kitei: Kitei) -> None:
    outcome = kitei("decide", "sample", *DECISION, "--published", "2026-03-23")
    assert outcome.code == 0, outcome
    digest = read_records(scratch)[0].text_sha256
    assert (scratch / RECORD).read_text("utf-8") == OPEN.replace(
        "decided: [] # 決裁を待つ\n",
        "decided: # 決裁を待つ\n    - {by: 管理者, on: 2026-03-16, number: 見広総第41号}\n",
    ).replace("2026-04-01\n", "2026-04-01\n  published_on: 2026-03-23\n") + (
        f"  text_sha256: {digest}\n"
    )
    assert "版1（制定）の決裁を記録しました。" in outcome.out
    assert kitei("check", "sample").code == 0
    amend(scratch)
    assert kitei("check", "sample").code == 1


def test_several_organs_decide_jointly(scratch: Path, kitei: Kitei) -> None:
    outcome = kitei(
        *("decide", "sample", "--decision", "議会:2026-03-11", "--decision"),
        *("監査委員：令和8年3月13日：監：第6号", *DECISION, "--applies", "2026-01-01"),
        *("--effective", "2026-04-02", "--promulgated", "2026-03-31"),
    )
    assert outcome.code == 0, outcome
    assert "「議会」は設定の機関にありません" in outcome.err
    revision = read_records(scratch)[0]
    assert revision.decided == (
        Decision("議会", date(2026, 3, 11)),
        Decision("監査委員", date(2026, 3, 13), "監：第6号"),
        Decision("管理者", date(2026, 3, 16), "見広総第41号"),
    )
    assert revision.effective_from == date(2026, 4, 2)
    assert revision.applies_from == date(2026, 1, 1)
    assert revision.promulgated_on == date(2026, 3, 31)


JOINT = "policy/joint"
MAYOR, COUNCIL = ("--decision", "管理者:2026-03-16"), ("--decision", "議会:2026-03-11")


def write_joint(root: Path, rules: str = "") -> None:
    """Write a policy that two organs are to decide."""
    path = root / "pyproject.toml"
    text = path.read_text("utf-8").replace('["管理者"]', '["管理者", "議会"]')
    path.write_text(text + rules, encoding="utf-8")
    sections = "\n## 2 見直し {#review}\n\n見直す。\n"
    write_document(root, JOINT, SOUND_BODY + sections)


def test_a_policy_is_decided_when_the_last_organ_has_decided(scratch: Path, kitei: Kitei) -> None:
    write_joint(scratch)
    before = read_tree(scratch)
    outcome = kitei("decide", "joint", *COUNCIL)
    assert outcome.code == 2
    assert "版1（制定）に、管理者の決裁・議決がありません" in outcome.err
    assert "--decision 管理者:日:番号" in outcome.err
    assert read_tree(scratch) == before
    outcome = kitei("decide", "joint", *COUNCIL, *MAYOR, "--effective", "2026-04-01")
    assert outcome.code == 0, outcome


def test_a_policy_may_be_decided_by_one_where_the_rule_is_off(scratch: Path, kitei: Kitei) -> None:
    write_joint(scratch, '\n[tool.kitei.rules]\nmissing-adopting-body = "off"\n')
    assert kitei("decide", "joint", *MAYOR).code == 0


def test_a_correction_of_a_policy_needs_not_all(scratch: Path, kitei: Kitei) -> None:
    write_joint(scratch)
    decide_document(scratch, JOINT)
    record = scratch / JOINT / "revisions.yml"
    with record.open("a", encoding="utf-8") as file:
        file.write(NEXT.format(kind="correction"))
    path = scratch / JOINT / "index.md"
    path.write_text(path.read_text("utf-8").replace("守る", "護る"), encoding="utf-8")
    outcome = kitei("decide", "joint", "--decision", "管理者:2026-05-01")
    assert outcome.code == 0, outcome


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "例: 管理者:2026-03-16:総第1号"),
        (["--decision", "管理者"], "決裁の日がありません"),
        (["--decision", ":2026-03-16"], "空のまま"),
        (["--decision", "管理者:2026-02-30"], "日付ではありません"),
        ([*DECISION, *DECISION], "決裁が二件"),
        ([*DECISION, "--published", "2026-03-15"], "誤りが1件"),
        ([*DECISION, "--published", "きょう"], "日付ではありません"),
        ([*DECISION, "--record-text"], "決裁済みの版に"),
        ([*DECISION, "--revision", "3"], "記録されている版: 1"),
    ],
)
def test_a_wrong_decision_is_refused_and_nothing_written(
    scratch: Path, kitei: Kitei, options: list[str], words: str
) -> None:
    before = read_tree(scratch)
    outcome = kitei("decide", "sample", *options)
    assert outcome.code == 2
    assert words in outcome.err
    assert "直し方: " in outcome.err
    assert read_tree(scratch) == before


def test_nothing_is_decided_while_the_text_has_errors(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, FOLDER, SOUND_BODY + "\n## 3 その他 {#other}\n\n上記9による。\n")
    before = read_tree(scratch)
    outcome = kitei("decide", "sample", *DECISION)
    assert outcome.code == 2
    assert "numbering-gap" in outcome.out
    assert "unresolved-reference" in outcome.out
    assert "誤りが2件" in outcome.err
    assert read_tree(scratch) == before


def test_errors_of_another_document_are_its_own(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "standards-private/other", "## 1 a {#a}\n\n甲\n\n## 3 b {#b}\n\n乙\n")
    assert kitei("decide", "sample", *DECISION).code == 0


def test_an_unreadable_record_is_left_alone(scratch: Path, kitei: Kitei) -> None:
    text = OPEN.replace("enactment", "制定")
    (scratch / RECORD).write_text(text, encoding="utf-8")
    outcome = kitei("decide", "sample", *DECISION)
    assert outcome.code == 2
    assert "kitei check sample" in outcome.err
    assert (scratch / RECORD).read_text("utf-8") == text


def test_without_an_open_record_the_way_is_shown(scratch: Path, kitei: Kitei) -> None:
    assert kitei("decide", "sample", *DECISION).code == 0
    outcome = kitei("decide", "sample", *DECISION)
    assert outcome.code == 2
    assert "kitei revise sample" in outcome.err


@pytest.mark.parametrize("kind", ["partial", "full", "correction"])
def test_an_unchanged_text_is_no_amendment(scratch: Path, kitei: Kitei, kind: str) -> None:
    open_next(scratch, kind)
    before = read_tree(scratch)
    outcome = kitei("decide", "sample", "--decision", "管理者:2026-04-10")
    assert outcome.code == 2
    assert "本文が版1（制定）から変わっていません" in outcome.err
    assert read_tree(scratch) == before
    amend(scratch)
    options = ("--decision", "管理者:2026-04-10", "--effective", "2026-05-01")
    assert kitei("decide", "sample", *options).code == 0
    first, second = read_records(scratch)
    assert second.text_sha256 not in (None, first.text_sha256)


def test_a_correction_may_keep_its_number(scratch: Path, kitei: Kitei) -> None:
    open_next(scratch, "correction")
    path = scratch / RECORD
    path.write_text(path.read_text("utf-8").replace('"2"', '"1"'), encoding="utf-8")
    amend(scratch)
    outcome = kitei("decide", "sample", "--decision", "管理者:2026-04-10")
    assert outcome.code == 0, outcome
    assert "--revision 1-correction-1 --published" in outcome.out
    published = ("--revision", "1-correction-1", "--published", "2026-04-12")
    assert kitei("decide", "sample", *published).code == 0
    assert [one.published_on for one in read_records(scratch)] == [
        date(2026, 3, 16),
        date(2026, 4, 12),
    ]


def test_a_repeal_has_no_text(scratch: Path, kitei: Kitei) -> None:
    open_next(scratch, "repeal")
    options = ("--decision", "管理者:2026-04-10", "--effective", "2026-05-01")
    assert kitei("decide", "sample", *options).code == 0
    assert read_records(scratch)[1].text_sha256 is None
    assert not read_records(scratch)[1].is_text_lost
    outcome = kitei("decide", "sample", "--revision", "2", "--record-text")
    assert outcome.code == 2
    assert "廃止には本文がありません" in outcome.err


# What follows a decision


def test_days_that_were_open_are_filled_in(scratch: Path, kitei: Kitei) -> None:
    assert kitei("decide", "sample", *DECISION).code == 0
    before = (scratch / RECORD).read_text("utf-8")
    amend(scratch, "途中の案または草稿")
    outcome = kitei("decide", "sample", "--revision", "1", "--published", "2026-03-23")
    assert outcome.code == 0, outcome
    assert (scratch / RECORD).read_text("utf-8") == before.replace(
        "2026-04-01\n", "2026-04-01\n  published_on: 2026-03-23\n"
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "書き足すものがありません"),
        (["--effective", "2026-04-01"], "書き足すものがありません"),
        (["--effective", "2026-05-01"], "施行日は、既に2026-04-01と記録されています"),
        ([*DECISION], "決裁済みです"),
        (["--published", "2026-03-01"], "誤りが1件"),
        (["--record-text"], "本文は既に記録されています"),
    ],
)
def test_what_was_decided_is_never_changed(
    scratch: Path, kitei: Kitei, options: list[str], words: str
) -> None:
    assert kitei("decide", "sample", *DECISION).code == 0
    before = read_tree(scratch)
    outcome = kitei("decide", "sample", "--revision", "1", *options)
    assert outcome.code == 2
    assert words in outcome.err
    assert read_tree(scratch) == before


@pytest.mark.parametrize("value", ["", "  text_sha256: null\n"])
def test_an_old_record_gets_its_text_when_the_user_says_so(
    scratch: Path, kitei: Kitei, value: str
) -> None:
    legacy = OPEN.replace("[]", "[{by: 管理者, on: 2022-03-22}]") + value
    (scratch / RECORD).write_text(legacy, encoding="utf-8")
    assert kitei("decide", "sample", "--revision", "1").code == 2
    assert kitei("decide", "sample", "--revision", "1", "--record-text").code == 0
    digest = read_records(scratch)[0].text_sha256
    (scratch / RECORD).unlink()
    assert digest == decide_document(scratch, FOLDER)


def test_a_text_is_not_recorded_for_two_revisions(scratch: Path, kitei: Kitei) -> None:
    open_next(scratch)
    path = scratch / RECORD
    text = path.read_text("utf-8").replace("[]", "[{by: 管理者, on: 2026-04-10}]")
    path.write_text(text, encoding="utf-8")
    outcome = kitei("decide", "sample", "--revision", "2", "--record-text")
    assert outcome.code == 2
    assert "今の原稿は版1（制定）の本文です" in outcome.err
    assert path.read_text("utf-8") == text


def test_a_file_that_cannot_be_written_stays_whole(
    scratch: Path, kitei: Kitei, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_tree(scratch)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "replace", refuse)
    outcome = kitei("decide", "sample", *DECISION)
    assert outcome.code == 2
    assert "権限がありません" in outcome.err
    assert read_tree(scratch) == before


# On a terminal


def test_a_terminal_is_asked_and_agrees(scratch: Path) -> None:
    path = scratch / RECORD
    path.write_text(OPEN.replace("  effective_from: 2026-04-01\n", ""), encoding="utf-8")
    typed = "3月\n令和8年3月16日\n見広総第41号\n2026-04-01\nたぶん\nはい\n"
    outcome = run_on_terminal(scratch, "decide", "sample", typed=typed)
    assert outcome.code == 0, outcome
    assert "「3月」は日付ではありません" in outcome.out
    assert "y又はnで答えてください" in outcome.out
    revision = read_records(scratch)[0]
    assert revision.decided == (Decision("管理者", date(2026, 3, 16), "見広総第41号"),)
    assert revision.effective_from == date(2026, 4, 1)
    assert revision.text_sha256 is not None


@pytest.mark.parametrize("answer", ["\n", "n\n", "\x04"])
def test_without_agreement_nothing_is_written(scratch: Path, answer: str) -> None:
    before = read_tree(scratch)
    outcome = run_on_terminal(scratch, "decide", "sample", *DECISION, typed=answer)
    assert outcome.code in (2, 130)
    assert "- {by: 管理者, on: 2026-03-16, number: 見広総第41号}" in outcome.out
    assert read_tree(scratch) == before


def test_nobody_decided_is_no_decision(scratch: Path) -> None:
    before = read_tree(scratch)
    outcome = run_on_terminal(scratch, "decide", "sample", typed="\n")
    assert outcome.code == 2
    assert "決裁した機関がありません" in outcome.out
    assert read_tree(scratch) == before


def test_yes_writes_without_a_question(scratch: Path) -> None:
    outcome = run_on_terminal(scratch, "decide", "sample", *DECISION, "--yes", typed="")
    assert outcome.code == 0, outcome
    assert read_records(scratch)[0].decided
