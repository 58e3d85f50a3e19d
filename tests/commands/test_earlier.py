"""kitei check against the past: what was decided (git at hand or not), and `--since`."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repositories import (
    OPEN_RECORD,
    SOUND_BODY,
    Outcome,
    commit_all,
    decide_document,
    git,
    write_document,
)

Kitei = Callable[..., Outcome]

FOLDER = "standards-private/sample"
TEXT = f"{FOLDER}/index.md"
RECORD = f"{FOLDER}/revisions.yml"
CHANGED = SOUND_BODY.replace("守る", "護る")


def check(kitei: Kitei, *options: str) -> list[str]:
    """Return the findings as `path:line:column rule`; the exit code tells of errors."""
    outcome = kitei("check", "--format", "json", "--as-of", "2026-06-01", *options)
    found = json.loads(outcome.out)
    assert outcome.code == any(entry["level"] == "error" for entry in found)
    return [f"{e['path']}:{e['line']}:{e['column']} {e['rule']}" for e in found]


def open_record(root: Path, number: str = "2", kind: str = "partial") -> None:
    record = OPEN_RECORD.replace('"1"', f'"{number}"').replace("enactment", kind)
    with (root / RECORD).open("a", encoding="utf-8") as file:
        file.write(record)


@pytest.fixture
def decided(scratch: Path) -> Path:
    """The repository with its document decided and committed."""
    decide_document(scratch, FOLDER)
    commit_all(scratch)
    return scratch


# What was decided


def test_a_decided_text_is_sound(decided: Path, kitei: Kitei) -> None:
    assert kitei("check") == Outcome(0, "1文書を検査しました。指摘はありません。\n", "")


def test_one_changed_character_is_told_with_its_revision_and_place(
    decided: Path, kitei: Kitei
) -> None:
    write_document(decided, FOLDER, CHANGED)
    outcome = kitei("check")
    assert outcome.code == 1
    assert f"{TEXT}:12:6: 誤り[decided-text-changed] 1: 本文が、決裁された版「1」" in outcome.out
    assert "違いは1箇所" in outcome.out
    assert "決裁された本文「情報資産を守る。」に対し今の本文「情報資産を護る。」" in outcome.out
    assert "    情報資産を護る。\n              ^^\n" in outcome.out


def test_an_earlier_day_does_not_hide_the_change(decided: Path, kitei: Kitei) -> None:
    write_document(decided, FOLDER, CHANGED)
    assert check(kitei, "--as-of", "2020-01-01") == [f"{TEXT}:12:6 decided-text-changed"]


def test_blank_lines_and_broken_lines_are_no_change(decided: Path, kitei: Kitei) -> None:
    body = SOUND_BODY.replace("目的 {", "目的  {").replace("情報資産を守る", "情報資産を\n守る")
    write_document(decided, FOLDER, f"\n\n{body}\n\n")
    assert check(kitei) == []


def test_a_draft_is_no_change(decided: Path, kitei: Kitei) -> None:
    write_document(decided, FOLDER, CHANGED)
    open_record(decided)
    assert check(kitei) == []


def test_the_text_of_every_decided_record_is_looked_for(decided: Path, kitei: Kitei) -> None:
    write_document(decided, FOLDER, CHANGED)
    decide_document(decided, FOLDER, "2", kind="partial", effective="2026-05-01")
    assert check(kitei) == []
    text = (decided / RECORD).read_text("utf-8")
    first = text.index("text_sha256: ") + len("text_sha256: ")
    lost = text[:first] + "0" * 64 + text[first + 64 :]
    (decided / RECORD).write_text(lost, encoding="utf-8")
    assert check(kitei) == [f"{RECORD}:1:1 revision-without-text"]


def test_an_id_of_a_past_text_may_not_be_lost(decided: Path, kitei: Kitei) -> None:
    write_document(decided, FOLDER, CHANGED.replace("#purpose", "#aim"))
    decide_document(decided, FOLDER, "2", kind="partial", effective="2026-05-01")
    assert check(kitei) == [f"{TEXT}:1:1 lost-id"]
    path = decided / TEXT
    text = path.read_text("utf-8").replace("owner:", "retired: [purpose]\nowner:")
    path.write_text(text, encoding="utf-8")
    assert check(kitei) == []


def test_without_git_the_change_is_told_without_its_place(decided: Path, kitei: Kitei) -> None:
    write_document(decided, FOLDER, CHANGED)
    shutil.rmtree(decided / ".git")
    outcome = kitei("check")
    assert outcome.code == 1
    assert f"{TEXT}:4:1: 誤り[decided-text-changed]: " in outcome.out
    assert "違う所は示せません" in outcome.out
    assert outcome.err == "gitのリポジトリーではないので、過去の版の本文は調べていません。\n"


def test_without_git_a_sound_repository_stays_sound(decided: Path, kitei: Kitei) -> None:
    write_document(decided, FOLDER, CHANGED)
    decide_document(decided, FOLDER, "2", kind="partial", effective="2026-05-01")
    shutil.rmtree(decided / ".git")
    outcome = kitei("check")
    assert (outcome.code, outcome.err.count("\n")) == (0, 1)
    assert outcome.out == "1文書を検査しました。指摘はありません。\n"


def test_a_shallow_clone_stops_the_check_and_names_the_way_out(
    decided: Path, kitei: Kitei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_document(decided, FOLDER, CHANGED)
    decide_document(decided, FOLDER, "2", kind="partial", effective="2026-05-01")
    commit_all(decided)
    git(tmp_path, "clone", "--quiet", "--depth", "1", decided.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    outcome = kitei("check")
    assert (outcome.code, outcome.out) == (2, "")
    assert "git fetch --unshallow" in outcome.err


def test_what_has_no_audience_or_shares_an_id_is_still_judged(decided: Path, kitei: Kitei) -> None:
    shutil.copytree(decided / FOLDER, decided / "procedures-private/sample")
    path = write_document(decided, FOLDER, CHANGED)
    path.write_text(path.read_text("utf-8").replace("staff", "nobody"), encoding="utf-8")
    assert {found.split(" ")[1] for found in check(kitei)} == {
        "audience-folder-mismatch",
        "duplicate-id",
        "decided-text-changed",
    }


# --since


def rewrite(root: Path, old: str, new: str) -> None:
    text = (root / RECORD).read_text("utf-8")
    assert old in text
    (root / RECORD).write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_changed_is_nothing_told(decided: Path, kitei: Kitei) -> None:
    assert check(kitei, "--since", "HEAD") == []


def test_a_text_changed_with_the_hash_of_its_record_is_told(decided: Path, kitei: Kitei) -> None:
    write_document(decided, FOLDER, CHANGED)
    (decided / RECORD).unlink()
    decide_document(decided, FOLDER)
    assert check(kitei) == []
    assert check(kitei, "--since", "HEAD") == [
        f"{TEXT}:12:6 number-not-raised",
        f"{RECORD}:1:1 decided-record-changed",
    ]


@pytest.mark.parametrize(("number", "kind"), [("2", "partial"), ("2", "full"), ("1", "correction")])
def test_a_change_with_a_record_passes(decided: Path, kitei: Kitei, number: str, kind: str) -> None:
    write_document(decided, FOLDER, CHANGED)
    open_record(decided, number, kind)
    assert check(kitei, "--since", "HEAD") == []
    rewrite(decided, OPEN_RECORD.replace('"1"', f'"{number}"').replace("enactment", kind), "")
    decide_document(decided, FOLDER, number, kind=kind, effective="2026-05-01")
    assert check(kitei, "--since", "HEAD") == []


def test_a_draft_given_up_passes(decided: Path, kitei: Kitei) -> None:
    before = (decided / RECORD).read_text("utf-8")
    write_document(decided, FOLDER, CHANGED)
    open_record(decided)
    commit_all(decided)
    write_document(decided, FOLDER, SOUND_BODY)
    (decided / RECORD).write_text(before, encoding="utf-8")
    assert check(kitei, "--since", "HEAD") == []


def test_a_decided_record_may_be_filled_in_but_not_rewritten(decided: Path, kitei: Kitei) -> None:
    rewrite(decided, "  published_on: 2026-03-16\n", "")
    commit_all(decided)
    rewrite(decided, "  reason:", "  published_on: 2026-03-20\n  reason:")
    assert check(kitei, "--since", "HEAD") == []
    rewrite(decided, "effective_from: 2026-04-01", "effective_from: 2026-05-01")
    outcome = kitei("check", "--since", "HEAD")
    assert outcome.code == 1
    assert f"{RECORD}:1:1: 誤り[decided-record-changed]" in outcome.out
    assert "施行日（令和8年4月1日→令和8年5月1日）" in outcome.out


def test_a_decided_record_may_not_vanish(decided: Path, kitei: Kitei) -> None:
    decide_document(decided, FOLDER, "2", kind="partial", effective="2026-05-01")
    base = commit_all(decided)
    text = (decided / RECORD).read_text("utf-8")
    (decided / RECORD).write_text(text[: text.index('- revision: "2"')], encoding="utf-8")
    assert check(kitei, "--since", base) == [f"{RECORD}:1:1 decided-record-changed"]
    (decided / RECORD).unlink()
    assert check(kitei, "--since", base)[-1] == f"{RECORD}:1:1 decided-record-changed"


def test_an_id_of_a_draft_may_not_be_lost(scratch: Path, kitei: Kitei) -> None:
    commit_all(scratch)
    write_document(scratch, FOLDER, SOUND_BODY.replace("#purpose", "#aim"))
    assert check(kitei) == []
    assert check(kitei, "--since", "HEAD") == [f"{TEXT}:1:1 lost-id"]


def test_a_decided_document_may_be_renamed_but_not_removed(decided: Path, kitei: Kitei) -> None:
    write_document(decided, "standards-private/other")
    base = commit_all(decided)
    moved = decided / "procedures-private/renamed"
    moved.parent.mkdir()
    (decided / FOLDER).rename(moved)
    text = (moved / "index.md").read_text("utf-8").replace("id: sample", "id: renamed")
    (moved / "index.md").write_text(text, encoding="utf-8")
    assert check(kitei, "--since", base) == []
    shutil.rmtree(moved)
    outcome = kitei("check", "--since", base)
    assert outcome.code == 1
    assert f"{TEXT}:1:1: 誤り[removed-document]" in outcome.out
    assert "「見本の文書」（sample）がなくなっています" in outcome.out
    # The draft beside it was never decided.
    shutil.rmtree(decided / "standards-private/other")
    assert check(kitei, "--since", base) == [f"{TEXT}:1:1 removed-document"]


def test_a_document_that_cannot_be_read_is_not_removed(decided: Path, kitei: Kitei) -> None:
    (decided / TEXT).write_text("本文だけ\n", encoding="utf-8")
    assert check(kitei, "--since", "HEAD") == [f"{TEXT}:1:1 invalid-front-matter"]


def test_a_record_that_cannot_be_read_is_told_once(decided: Path, kitei: Kitei) -> None:
    (decided / RECORD).write_text("- revision: 1\n", encoding="utf-8")
    found = check(kitei, "--since", "HEAD")
    assert {line.split(" ")[1] for line in found} == {"invalid-record"}


def test_a_copy_of_a_document_is_a_new_one(decided: Path, kitei: Kitei) -> None:
    copy = decided / "standards-private/copy"
    shutil.copytree(decided / FOLDER, copy)
    text = (copy / "index.md").read_text("utf-8").replace("id: sample", "id: copy")
    (copy / "index.md").write_text(text, encoding="utf-8")
    (copy / "revisions.yml").write_text(OPEN_RECORD, encoding="utf-8")
    assert check(kitei, "--since", "HEAD") == []


def test_all_other_findings_are_told_as_ever(decided: Path, kitei: Kitei) -> None:
    write_document(decided, "policy/broken", "## 2 目的 {#purpose}\n\n情報資産を守る。\n")
    commit_all(decided)
    found = "policy/broken/index.md:10:4 numbering-gap"
    assert found in check(kitei, "--since", "HEAD")
    assert found not in check(kitei, "--since", "HEAD", "sample")


def test_a_revision_that_git_does_not_know_is_a_users_error(decided: Path, kitei: Kitei) -> None:
    outcome = kitei("check", "--since", "nowhere")
    assert (outcome.code, outcome.out) == (2, "")
    assert "「nowhere」" in outcome.err


def test_without_git_there_is_nothing_to_compare_with(scratch: Path, kitei: Kitei) -> None:
    outcome = kitei("check", "--since", "HEAD")
    assert (outcome.code, outcome.out) == (2, "")
    assert "gitのリポジトリーではない" in outcome.err
