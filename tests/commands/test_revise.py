"""kitei revise: the record of a revision in preparation, from options or answers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kitei.model.revision import Revision, RevisionKind
from kitei.source.records import read_revisions
from tests.commands.terminal import run_on_terminal
from tests.repositories import Outcome, decide_document, read_tree, write_document

Kitei = Callable[..., Outcome]

FOLDER = "standards-private/sample"
RECORD = f"{FOLDER}/revisions.yml"
REASON = "規定を整えるため。"


@pytest.fixture(autouse=True)
def _without_a_record(scratch: Path) -> None:
    (scratch / RECORD).unlink(missing_ok=True)


def read_last(root: Path) -> Revision:
    return read_revisions((root / RECORD).read_text("utf-8"), RECORD)[-1]


def add_record(root: Path, number: str, kind: str, effective: str = "2026-04-01") -> None:
    """Write one more decided record; its hash is of no matter here."""
    with (root / RECORD).open("a", encoding="utf-8", newline="\n") as file:
        file.write(
            f'- revision: "{number}"\n  kind: {kind}\n'
            f"  decided: [{{by: 管理者, on: 2026-03-16}}]\n  effective_from: {effective}\n"
        )


def test_the_first_record_is_an_enactment(scratch: Path, kitei: Kitei) -> None:
    outcome = kitei("revise", "sample", "--reason", REASON, "--effective", "2026-04-01")
    assert outcome.code == 0, outcome.err
    assert (scratch / RECORD).read_text("utf-8") == (
        '- revision: "1"\n  kind: enactment\n  decided: []\n'
        f"  effective_from: 2026-04-01\n  reason: {REASON}\n"
    )
    assert f"{RECORD} に版1（制定）の記録を起こしました。" in outcome.out
    assert "kitei decide sample" in outcome.out


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [(["1"], "2"), (["9"], "10"), (["1.9"], "1.10"), (["1", "1.9", "1.10"], "1.11")],
)
def test_the_next_number_follows_the_highest(
    scratch: Path, kitei: Kitei, numbers: list[str], expected: str
) -> None:
    for index, number in enumerate(numbers):
        add_record(scratch, number, "partial" if index else "enactment")
    before = (scratch / RECORD).read_text("utf-8")
    assert kitei("revise", "sample", "--reason", REASON).code == 0
    assert read_last(scratch) == Revision(expected, RevisionKind.PARTIAL, reason=REASON)
    assert (scratch / RECORD).read_text("utf-8").startswith(before)


def test_a_correction_keeps_the_number_or_takes_one(scratch: Path, kitei: Kitei) -> None:
    add_record(scratch, "1", "enactment")
    add_record(scratch, "2", "partial")
    arguments = ("revise", "sample", "--kind", "correction", "--reason", REASON)
    before = (scratch / RECORD).read_bytes()
    for number, expected in ((None, "2"), ("1", "1"), ("2", "2"), ("2.1", "2.1"), ("3", "3")):
        (scratch / RECORD).write_bytes(before)
        extra = ("--number", number) if number else ()
        assert kitei(*arguments, *extra).code == 0
        assert read_last(scratch).number == expected


def test_a_repealed_document_can_only_be_enacted_anew(scratch: Path, kitei: Kitei) -> None:
    add_record(scratch, "1", "enactment")
    add_record(scratch, "2", "repeal")
    for kind in ("partial", "full", "repeal", "correction"):
        outcome = kitei("revise", "sample", "--kind", kind, "--reason", REASON)
        assert outcome.code == 2
        assert "版2（廃止）の記録がある" in outcome.err
    assert kitei("revise", "sample", "--reason", REASON).code == 0
    assert read_last(scratch) == Revision("3", RevisionKind.ENACTMENT, reason=REASON)


def test_until_a_repeal_takes_effect_wording_can_be_put_right(scratch: Path, kitei: Kitei) -> None:
    add_record(scratch, "1", "enactment")
    add_record(scratch, "2", "repeal", "2999-04-01")
    arguments = ("revise", "sample", "--reason", REASON, "--kind")
    assert kitei(*arguments, "partial").code == 2
    assert kitei(*arguments, "correction").code == 0
    assert read_last(scratch).number == "1"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--number", "1"], "版1は、今までの版2より後になりません"),
        (["--number", "2"], "2より大きな版"),
        (["--number", "1.10"], "版1.10は"),
        (["--number", "第3版"], "版の番号ではありません"),
        (["--number", "3."], "版の番号ではありません"),
        (["--kind", "enactment"], "制定は既に記録されています"),
        (["--kind", "correction", "--number", "1.5"], "正す版の番号のままにもできます"),
        (["--effective", "2026-03-31"], "施行日（令和8年3月31日）が、版2（一部改正）の施行日"),
        (["--effective", "令和8年"], "日付ではありません"),
        (["--reason", "一行目\n二行目"], "U+000A"),
        (["--reason", " "], "空のまま"),
        (["--kind", "改正"], "使える値"),
    ],
)
def test_what_cannot_follow_is_refused_and_nothing_written(
    scratch: Path, kitei: Kitei, options: list[str], words: str
) -> None:
    add_record(scratch, "1", "enactment")
    add_record(scratch, "2", "partial")
    before = read_tree(scratch)
    outcome = kitei("revise", "sample", "--reason", REASON, *options)
    assert outcome.code == 2
    assert words in outcome.err
    assert "直し方: " in outcome.err
    assert read_tree(scratch) == before


def test_two_revisions_may_take_effect_on_one_day(scratch: Path, kitei: Kitei) -> None:
    add_record(scratch, "1", "enactment")
    arguments = ("revise", "sample", "--reason", REASON, "--effective", "2026-04-01")
    assert kitei(*arguments).code == 0


@pytest.mark.parametrize("kind", ["partial", "full", "correction", "repeal"])
def test_nothing_can_be_amended_before_it_is_enacted(
    scratch: Path, kitei: Kitei, kind: str
) -> None:
    outcome = kitei("revise", "sample", "--kind", kind, "--reason", REASON)
    assert outcome.code == 2
    assert "制定の記録がない" in outcome.err


def test_a_repeal_has_no_text_to_edit(scratch: Path, kitei: Kitei) -> None:
    add_record(scratch, "1", "enactment")
    outcome = kitei("revise", "sample", "--kind", "repeal", "--reason", REASON)
    assert outcome.code == 0
    assert "  1. kitei check sample" in outcome.out
    assert "index.md" not in outcome.out


def test_one_revision_is_prepared_at_a_time(scratch: Path, kitei: Kitei) -> None:
    assert kitei("revise", "sample", "--reason", REASON).code == 0
    before = read_tree(scratch)
    outcome = kitei("revise", "sample", "--reason", REASON)
    assert outcome.code == 2
    assert f"{RECORD}:1: 決裁前の版1（制定）が既にあります" in outcome.err
    assert read_tree(scratch) == before


def test_the_reason_is_required_where_nobody_can_be_asked(scratch: Path, kitei: Kitei) -> None:
    outcome = kitei("revise", "sample")
    assert outcome.code == 2
    assert "--reason" in outcome.err
    assert not (scratch / RECORD).exists()


@pytest.mark.parametrize("name", ["nothing", "standards-private"])
def test_exactly_one_document_is_revised(scratch: Path, kitei: Kitei, name: str) -> None:
    write_document(scratch, "standards-private/other")
    outcome = kitei("revise", name, "--reason", REASON)
    assert outcome.code == 2
    assert "other" in outcome.err


def test_a_faulty_or_foreign_record_is_left_alone(scratch: Path, kitei: Kitei) -> None:
    path = scratch / RECORD
    path.write_text("- revision: 1\n", encoding="utf-8")
    outcome = kitei("revise", "sample", "--reason", REASON)
    assert outcome.code == 2
    assert "kitei check sample" in outcome.err
    assert path.read_text("utf-8") == "- revision: 1\n"
    path.unlink()
    path.symlink_to("elsewhere.yml")
    outcome = kitei("revise", "sample", "--reason", REASON)
    assert outcome.code == 2
    assert path.is_symlink()


def test_a_record_in_one_line_is_refused_with_its_place(scratch: Path, kitei: Kitei) -> None:
    text = '[{revision: "1", kind: enactment, decided: [{by: 管理者, on: 2026-03-16}]}]\n'
    (scratch / RECORD).write_text(text, encoding="utf-8")
    outcome = kitei("revise", "sample", "--reason", REASON)
    assert outcome.code == 2
    assert "何も書き込んでいません" in outcome.err
    assert (scratch / RECORD).read_text("utf-8") == text


def test_a_terminal_is_asked_for_what_is_missing(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    typed = f"改訂\n全部改正\n第2版\n2\n令和9年4月31日\n令和9年4月1日\n\n{REASON}\n"
    outcome = run_on_terminal(scratch, "revise", "sample", typed=typed)
    assert outcome.code == 0, outcome
    expected = Revision("2", RevisionKind.FULL, effective_from=date(2027, 4, 1), reason=REASON)
    assert read_last(scratch) == expected
    for words in (
        "「改訂」という改正の種類はありません",
        "「第2版」は版の番号ではありません",
        "「令和9年4月31日」は日付ではありません",
        "空のままにはできません",
        "施行日（未定なら、そのままEnter）",
    ):
        assert words in outcome.out


def test_answers_left_out_are_the_defaults(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    outcome = run_on_terminal(scratch, "revise", "sample", typed=f"\n\n\n{REASON}\n")
    assert outcome.code == 0, outcome
    assert read_last(scratch) == Revision("2", RevisionKind.PARTIAL, reason=REASON)


def test_an_interruption_writes_nothing(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    before = read_tree(scratch)
    outcome = run_on_terminal(scratch, "revise", "sample", typed="full\n2\n\x04")
    assert outcome.code == 130
    assert read_tree(scratch) == before
