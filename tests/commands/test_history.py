"""kitei history: every revision with its status, its days, what decided it, and its text."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kitei.model.timeline import Status
from tests.commands.terminal import run_on_terminal
from tests.repositories import (
    SETTINGS,
    SOUND_BODY,
    Outcome,
    commit_all,
    decide_document,
    git,
    write_document,
)

Kitei = Callable[..., Outcome]

FOLDER = "standards-private/sample"
RECORD = f"{FOLDER}/revisions.yml"


@pytest.fixture(autouse=True)
def _decided_thrice(scratch: Path) -> None:
    """Revision 1, its correction and the scheduled revision 2, each committed with its text."""
    decide_document(scratch, FOLDER, decided="2024-03-16", effective="2024-04-01")
    commit_all(scratch)
    amend(scratch, "情報資産を必ず守る。")
    decide_document(
        scratch, FOLDER, kind="correction", decided="2024-05-14", effective="2024-05-15"
    )
    commit_all(scratch)
    amend(scratch, "情報資産を守り、使う。")
    decide_document(
        scratch, FOLDER, "2", kind="partial", decided="2026-03-16", effective="2027-07-01"
    )
    commit_all(scratch)


def amend(root: Path, words: str) -> None:
    write_document(root, FOLDER, SOUND_BODY.replace("情報資産を守る。", words))


def read_json(kitei: Kitei, *arguments: str) -> list[dict[str, Any]]:
    outcome = kitei("history", *arguments, "--format", "json")
    assert outcome.code == 0, outcome
    return json.loads(outcome.out)


def read_rows(kitei: Kitei, *arguments: str) -> list[list[str]]:
    outcome = kitei("history", *arguments)
    assert outcome.code == 0, outcome
    return [line.split() for line in outcome.out.splitlines()]


def test_each_revision_is_one_line_in_a_pipe(scratch: Path, kitei: Kitei) -> None:
    heading, names, first, corrected, second = read_rows(kitei, "--as-of", "2026-06-01")
    assert heading == ["sample", "見本の文書"]
    assert names == ["版", "種類", "状態", "施行日", "期間", "決定", "本文", "理由"]
    assert first == [
        *("1", "制定", "旧版", "令和6年4月1日", "令和6年4月1日から令和6年5月14日まで"),
        *("管理者", "令和6年3月16日", "見広総第1号", "あり", "見本のため。"),
    ]
    assert corrected[:5] == [
        *("1-correction-1", "正誤", "施行中", "令和6年5月15日"),
        "令和6年5月15日から令和9年6月30日まで",
    ]
    assert second[:5] == ["2", "一部改正", "未施行", "令和9年7月1日", "令和9年7月1日から"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-03-15", ["draft", "draft", "draft"]),
        ("2024-03-31", ["scheduled", "draft", "draft"]),
        ("2024-05-14", ["in-force", "scheduled", "draft"]),
        ("2027-06-30", ["superseded", "in-force", "scheduled"]),
        ("2027-07-01", ["superseded", "superseded", "in-force"]),
    ],
)
def test_the_status_is_that_of_the_day(
    scratch: Path, kitei: Kitei, day: str, expected: list[str]
) -> None:
    assert [row["status"] for row in read_json(kitei, "--as-of", day)] == expected


def test_machines_get_records_with_iso_days(scratch: Path, kitei: Kitei) -> None:
    rows = read_json(kitei, "sample", "--as-of", "2026-06-01")
    assert len({row["text_sha256"] for row in rows}) == 3
    digest = rows[1].pop("text_sha256")
    assert len(digest) == 64
    assert rows[1] == {
        "document": "sample",
        "title": "見本の文書",
        "revision": "1",
        "key": "1-correction-1",
        "kind": "correction",
        "status": "in-force",
        "decided": [{"by": "管理者", "on": "2024-05-14", "number": "見広総第1号"}],
        "start": "2024-05-15",
        "end": "2027-06-30",
        "effective_from": "2024-05-15",
        "applies_from": None,
        "published_on": "2024-05-14",
        "promulgated_on": None,
        "reason": "見本のため。",
        "has_text": True,
    }


def test_what_became_of_the_commits_changes_nothing(scratch: Path, kitei: Kitei) -> None:
    before = read_json(kitei)
    git(scratch, "mv", FOLDER, "standards-private/moved")
    path = scratch / "standards-private/moved/index.md"
    path.write_text(path.read_text("utf-8").replace("id: sample", "id: moved"), encoding="utf-8")
    commit_all(scratch, "移す")
    moved = read_json(kitei)
    assert [{**row, "document": "sample"} for row in moved] == before
    assert all(row["has_text"] for row in moved)


def test_several_documents_are_one_list_and_several_tables(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "policy/other")
    (scratch / "policy/other/revisions.yml").unlink(missing_ok=True)
    decide_document(scratch, "policy/other")
    assert [row["document"] for row in read_json(kitei)] == ["other", *["sample"] * 3]
    headings = [row for row in read_rows(kitei) if row and row[0] in ("other", "sample")]
    assert headings == [["other", "見本の文書"], ["sample", "見本の文書"]]
    assert len(read_json(kitei, "sample")) == 3


# Drafts and what is missing


def test_a_change_without_a_record_is_told(scratch: Path, kitei: Kitei) -> None:
    amend(scratch, "別の文")
    assert read_rows(kitei)[-1] == ["案:", "記録なしの変更あり"]
    last = read_json(kitei)[-1]
    assert (last["key"], last["status"], last["revision"]) == ("draft", "draft", None)
    assert last.keys() == read_json(kitei)[0].keys()


def test_an_open_record_is_told(scratch: Path, kitei: Kitei) -> None:
    amend(scratch, "別の文")
    with (scratch / RECORD).open("a", encoding="utf-8") as file:
        file.write('- revision: "3"\n  kind: repeal\n  decided: []\n')
    rows = read_rows(kitei)
    assert rows[-1] == ["案:", "改正中（版3）"]
    assert rows[-2] == ["3", "廃止", "案", "－", "－", "－", "－", "－"]
    assert [row["key"] for row in read_json(kitei)][-1] == "3"


def test_the_planned_day_of_a_draft_is_marked(scratch: Path, kitei: Kitei) -> None:
    record = '- revision: "3"\n  kind: partial\n  decided: []\n  effective_from: 2028-04-01\n'
    with (scratch / RECORD).open("a", encoding="utf-8") as file:
        file.write(record)
    assert read_rows(kitei)[-2][:5] == ["3", "一部改正", "案", "令和10年4月1日（予定）", "－"]


def test_a_document_without_records_is_told(scratch: Path, kitei: Kitei) -> None:
    (scratch / RECORD).unlink()
    assert read_rows(kitei) == [["sample", "見本の文書"], ["案:", "改正の記録がありません。"]]
    assert [row["key"] for row in read_json(kitei)] == ["draft"]


def test_old_records_without_texts_say_so(scratch: Path, kitei: Kitei) -> None:
    (scratch / RECORD).write_text(
        '- revision: "1"\n  kind: enactment\n  decided: [{by: 管理者, on: 2020-03-16}]\n'
        "  effective_from: 2020-04-01\n  applies_from: 2020-01-01\n  text_sha256: null\n"
        '- revision: "2"\n  kind: full\n  decided: [{by: 管理者, on: 2022-03-16}]\n',
        encoding="utf-8",
    )
    first, second, note = read_rows(kitei)[2:]
    assert first[3] == "令和2年4月1日（令和2年1月1日から適用）"
    assert "本文は保存されていません。" in first
    assert second[2:5] == ["施行日未定", "－", "－"]
    assert "記録に本文のハッシュがありません。" in second
    assert note[0] == "案:"
    assert "分かりません" in note[1]


def test_a_text_that_is_nowhere_is_told(scratch: Path, kitei: Kitei) -> None:
    path = scratch / RECORD
    digest = read_json(kitei)[0]["text_sha256"]
    path.write_text(path.read_text("utf-8").replace(digest, "0" * 64), encoding="utf-8")
    assert "本文が履歴に見つかりません。" in read_rows(kitei)[2]
    assert [row["has_text"] for row in read_json(kitei)] == [False, True, True]


def test_without_git_past_texts_are_not_shown(scratch: Path, kitei: Kitei) -> None:
    shutil.rmtree(scratch / ".git")
    outcome = kitei("history", "--as-of", "2026-06-01", "--format", "json")
    assert outcome.code == 0
    assert [row["has_text"] for row in json.loads(outcome.out)] == [False, False, True]
    assert outcome.err.count("\n") == 1
    assert "gitの履歴がない" in outcome.err


def test_a_shallow_clone_says_how_to_mend_it(
    scratch: Path, kitei: Kitei, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(scratch, "clone", "--quiet", "--depth", "1", scratch.as_uri(), "clone")
    monkeypatch.chdir(scratch / "clone")
    outcome = kitei("history")
    assert outcome.code == 2
    assert "git fetch --unshallow" in outcome.err


def test_a_document_that_cannot_be_read_is_told(scratch: Path, kitei: Kitei) -> None:
    path = scratch / "policy/broken/index.md"
    path.parent.mkdir(parents=True)
    path.write_text("本文だけ", encoding="utf-8")
    outcome = kitei("history")
    assert outcome.code == 1
    assert "読めません: policy/broken/index.md" in outcome.err
    assert "施行中" in outcome.out


def test_days_are_written_as_the_body_writes_them(scratch: Path, kitei: Kitei) -> None:
    settings = SETTINGS.replace("[tool.kitei]\n", '[tool.kitei]\nera_style = "western"\n')
    (scratch / "pyproject.toml").write_text(settings, encoding="utf-8")
    assert read_rows(kitei)[2][3] == "2024年4月1日"


def test_a_terminal_gets_a_table_of_its_width(scratch: Path) -> None:
    outcome = run_on_terminal(scratch, "history", typed="")
    assert outcome.code == 0
    assert "1-correction-1" in outcome.out


def test_every_status_has_its_word_in_the_manual(repository: Path) -> None:
    manual = (repository / "tools/docs/revisions.md").read_text("utf-8")
    assert [status.label for status in Status if f"| {status.label} |" not in manual] == []
