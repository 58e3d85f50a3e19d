"""kitei check: what it tells, of which documents, how it ends, and what it corrects."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kitei.checks.rules import RULES
from tests.repositories import (
    SETTINGS,
    SOUND_BODY,
    Outcome,
    decide_document,
    write_document,
)

Kitei = Callable[..., Outcome]

GAP = "## 2 目的 {#purpose}\n\n情報資産を守る。\n"
SAMPLE = "standards-private/sample/index.md"


def rules_of(outcome: Outcome) -> list[str]:
    return [entry["rule"] for entry in json.loads(outcome.out)]


def set_rules(root: Path, *lines: str) -> None:
    text = "\n".join([SETTINGS, "[tool.kitei.rules]", *lines, ""])
    (root / "pyproject.toml").write_text(text, encoding="utf-8")


def test_a_sound_repository_ends_with_0(scratch: Path, kitei: Kitei) -> None:
    assert kitei("check") == Outcome(0, "1文書を検査しました。指摘はありません。\n", "")


def test_an_error_ends_with_1_and_is_told_with_its_place(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "standards-private/sample", GAP)
    outcome = kitei("check")
    assert outcome.code == 1
    assert outcome.out == (
        f"{SAMPLE}:10:4: 誤り[numbering-gap] 2: 最初が「2」です。「1」がありません。\n"
        "    ## 2 目的 {#purpose}\n"
        "       ^\n"
        "    直し方: 番号を詰めるか、抜けた規定を戻します。欠番は「削除」とするか、"
        "非公開の部分なら前書きのwithheldに位置を書きます。\n"
        "1文書を検査しました。誤り1件。\n"
    )


def test_a_warning_alone_ends_with_0(scratch: Path, kitei: Kitei) -> None:
    body = "## 1 目的 {#purpose}\n\n次のとおりとする。\n"
    write_document(scratch, "standards-private/sample", body)
    outcome = kitei("check")
    assert outcome.code == 0
    assert "注意[missing-list]" in outcome.out
    assert outcome.out.endswith("1文書を検査しました。注意1件。\n")


def test_findings_for_github_are_workflow_commands(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "standards-private/sample", GAP)
    outcome = kitei("check", "--format", "github")
    assert outcome.code == 1
    start = f"::error file={SAMPLE},line=10,col=4,title=numbering-gap 2::最初が「2」です。"
    assert outcome.out.startswith(start)
    assert "%0A直し方: " in outcome.out
    assert outcome.out.count("\n") == 1


def test_findings_as_json_hold_every_field(scratch: Path, kitei: Kitei) -> None:
    assert json.loads(kitei("check", "--format", "json").out) == []
    write_document(scratch, "standards-private/sample", GAP)
    (finding,) = json.loads(kitei("check", "--format", "json").out)
    assert finding.pop("message")
    assert finding.pop("hint")
    assert finding == {
        "rule": "numbering-gap",
        "level": "error",
        "path": SAMPLE,
        "line": 10,
        "column": 4,
        "address": "2",
        "found": "2",
    }


def test_every_rule_is_listed_outside_a_repository_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kitei: Kitei
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = kitei("check", "--list-rules")
    assert outcome.code == 0
    listed = [line.split("\t") for line in outcome.out.splitlines()]
    assert [name for name, _, _ in listed] == [rule.name for rule in RULES]
    assert {level for _, level, _ in listed} == {"error", "warning", "info"}
    assert all(summary.endswith("。") for _, _, summary in listed)


def test_the_settings_change_levels_and_switch_rules_off(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "standards-private/sample", GAP)
    set_rules(scratch, 'numbering-gap = "info"')
    outcome = kitei("check")
    assert outcome.code == 0
    assert "参考[numbering-gap]" in outcome.out
    set_rules(scratch, 'numbering-gap = "off"')
    assert kitei("check").out == "1文書を検査しました。指摘はありません。\n"


def test_a_rule_that_guards_the_sites_cannot_be_weakened(scratch: Path, kitei: Kitei) -> None:
    (scratch / "policy").mkdir()
    (scratch / "policy" / "notes.txt").write_text("覚え書き", encoding="utf-8")
    assert rules_of(kitei("check", "--format", "json")) == ["unsafe-file"]
    for level in ("off", "warning"):
        set_rules(scratch, f'unsafe-file = "{level}"')
        outcome = kitei("check")
        assert (outcome.code, outcome.out) == (2, "")
        assert "規則「unsafe-file」の水準は変えられません" in outcome.err


def test_an_unknown_rule_in_the_settings_is_a_users_error(scratch: Path, kitei: Kitei) -> None:
    set_rules(scratch, 'no-such-rule = "off"')
    outcome = kitei("check")
    assert (outcome.code, outcome.out) == (2, "")
    assert "規則「no-such-rule」はありません" in outcome.err
    assert "kitei check --list-rules" in outcome.err


@pytest.mark.parametrize(
    "name",
    [
        "broken",
        "policy/broken",
        "policy/broken/",
        "./policy/broken",
        "policy/broken/index.md",
        "policy",
    ],
)
def test_documents_are_chosen_by_id_folder_or_path(scratch: Path, kitei: Kitei, name: str) -> None:
    write_document(scratch, "policy/broken", GAP)
    write_document(scratch, "standards-private/sample", GAP)
    outcome = kitei("check", name)
    assert outcome.code == 1
    assert "policy/broken/index.md:10:4" in outcome.out
    assert SAMPLE not in outcome.out
    assert "1文書を検査しました。" in outcome.out
    assert SAMPLE in kitei("check", name, "sample").out


def test_a_document_is_chosen_from_inside_its_folder(
    scratch: Path, kitei: Kitei, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_document(scratch, "policy/broken", GAP)
    monkeypatch.chdir(scratch / "standards-private" / "sample")
    assert kitei("check", ".").code == 0
    assert kitei("check", "index.md").code == 0
    assert kitei("check", "../../policy/broken").code == 1


@pytest.mark.parametrize("name", ["unread", "policy/unread", "policy/unread/index.md"])
def test_a_document_that_cannot_be_read_is_chosen_too(
    scratch: Path, kitei: Kitei, name: str
) -> None:
    write_document(scratch, "policy/unread").write_text("本文だけ\n", encoding="utf-8")
    outcome = kitei("check", name)
    assert outcome.code == 1
    assert "policy/unread/index.md:1:1: 誤り[invalid-front-matter]" in outcome.out
    outcome = kitei("check", "--fix", name)
    assert outcome.code == 2
    assert "「policy/unread」を読めません" in outcome.err


def test_an_unknown_document_is_a_users_error_that_names_those_there_are(
    scratch: Path, kitei: Kitei
) -> None:
    outcome = kitei("check", "nowhere")
    assert (outcome.code, outcome.out) == (2, "")
    assert "文書「nowhere」がありません。" in outcome.err
    assert "ある文書: sample" in outcome.err


FAULTY = "## 2 目的 {#purpose}\n\n職員および議員は，情報を守る。  \n\nｶﾅ、または　空白\n"


def test_fix_corrects_what_is_certain_and_nothing_else(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", FAULTY)
    before = path.read_text(encoding="utf-8")
    outcome = kitei("check", "--fix", "--format", "json")
    after = path.read_text(encoding="utf-8")
    assert outcome.code == 1
    assert "numbering-gap" in rules_of(outcome)
    assert re.search(rf"{SAMPLE}: [0-9]+箇所を直しました。", outcome.err)
    assert "職員及び議員は" in after
    assert before.split("\n")[:10] == after.split("\n")[:10]
    assert len(before.split("\n")) == len(after.split("\n"))
    assert kitei("check", "--fix").err == ""
    assert path.read_text(encoding="utf-8") == after


def test_fix_writes_only_into_the_documents_chosen(scratch: Path, kitei: Kitei) -> None:
    faulty = write_document(scratch, "standards-private/sample", FAULTY)
    other = write_document(scratch, "policy/other", FAULTY)
    before = faulty.read_bytes()
    kitei("check", "--fix", "other")
    assert faulty.read_bytes() == before
    assert other.read_text(encoding="utf-8").count("および") == 0
    assert sorted(path.name for path in other.parent.iterdir()) == ["index.md", "revisions.yml"]


def test_two_documents_with_one_id_are_told(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "policy/sample", SOUND_BODY)
    outcome = kitei("check")
    assert outcome.code == 1
    assert f"{SAMPLE}:2:5: 誤り[duplicate-id]" in outcome.out
    assert "「policy/sample」でも使われています" in outcome.out


def test_the_days_for_publication_are_a_setting(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "policy/sample-policy")
    decide_document(scratch, "policy/sample-policy", decided="2026-03-16")
    record = scratch / "policy/sample-policy/revisions.yml"
    text = record.read_text("utf-8").replace("  published_on: 2026-03-16\n", "")
    record.write_text(text, encoding="utf-8")

    def judge(days: int, day: str) -> bool:
        settings = SETTINGS.replace("terms = []", f"terms = []\npublication_days = {days}")
        (scratch / "pyproject.toml").write_text(settings, encoding="utf-8")
        return "注意[late-publication]" in kitei("check", "--as-of", day).out

    assert [judge(14, "2026-03-30"), judge(14, "2026-03-31")] == [False, True]
    assert [judge(30, "2026-04-15"), judge(30, "2026-04-16")] == [False, True]


def test_the_model_of_the_texts_is_a_setting(scratch: Path, kitei: Kitei) -> None:
    path = scratch / SAMPLE
    text = path.read_text("utf-8").replace("owner:", "based_on: 指針（令和7年3月版）\nowner:")
    path.write_text(text, encoding="utf-8")
    model = '\n[tool.kitei.model]\nname = "指針"\nrevised_on = "{}"\n'
    for day, is_old in (("2025-03-31", False), ("2025-04-01", True)):
        settings = SETTINGS + model.format(day)
        (scratch / "pyproject.toml").write_text(settings, encoding="utf-8")
        assert ("注意[overdue-review]" in kitei("check").out) is is_old
    (scratch / "pyproject.toml").write_text(SETTINGS + model.format("2025-02-30"), encoding="utf-8")
    outcome = kitei("check")
    assert outcome.code == 2
    assert "pyproject.toml:22: 「modelのrevised_on」が、暦にない日" in outcome.err
