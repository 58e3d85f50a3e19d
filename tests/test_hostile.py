"""Hostile and broken repositories: each fault is told in its place, and costs no time.

Everything runs through the command; a traceback, a hang or a silent success is the failure.
"""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repositories import (
    Outcome,
    copy_sample,
    run_kitei,
    write_document,
    write_repository,
)

Kitei = Callable[..., Outcome]

FOLDER = "standards-private/sample"
SAMPLE = f"{FOLDER}/index.md"
# What a check of one hostile document may take; a quadratic reader takes minutes.
SECONDS = 15
# The sample's review is not yet due.
DAY = "2026-11-01"
# With it, edits of the sample are a draft and no change of what was decided.
OPEN_RECORD = '- revision: "99"\n  kind: partial\n  decided: []\n'


def check(kitei: Kitei, *, code: int = 1) -> list[str]:
    """Return the findings as `path:line:column rule found` once the exit code is right."""
    start = time.monotonic()
    outcome = kitei("check", "--format", "json", "--as-of", DAY)
    assert time.monotonic() - start < SECONDS
    assert outcome.code == code, outcome.err
    assert "Traceback" not in outcome.err
    return [
        f"{entry['path']}:{entry['line']}:{entry['column']} {entry['rule']} {entry['found']}"
        for entry in json.loads(outcome.out)
    ]


def starts(findings: list[str]) -> list[str]:
    """Return the place and the rule of each finding."""
    return [" ".join(finding.split(" ")[:2]) for finding in findings]


def write_body(scratch: Path, body: str) -> Path:
    return write_document(scratch, FOLDER, body)


# The faults of a text's structure, in the sample policy.


@pytest.fixture
def sample(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample documents with a revision begun, as the current folder."""
    root = copy_sample(repository, tmp_path / "sample")
    for record in root.glob("*/*/revisions.yml"):
        record.write_text(record.read_text("utf-8") + OPEN_RECORD, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def cut(path: Path, start: str, end: str) -> int:
    """Take the lines from the one that begins so up to the next that begins so; return where."""
    lines = path.read_text("utf-8").split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith(start))
    last = next(i for i, line in enumerate(lines[first + 1 :], first + 1) if line.startswith(end))
    path.write_text("\n".join(lines[:first] + lines[last:]), encoding="utf-8")
    return first + 1


def test_the_sample_is_sound(sample: Path, kitei: Kitei) -> None:
    assert check(kitei, code=0) == []


def test_without_section_6_the_gap_and_every_reference_to_it_are_told(
    sample: Path, kitei: Kitei
) -> None:
    path = sample / "policy/basic-policy/index.md"
    line = cut(path, "## 6 ", "## 7 ")
    findings = check(kitei)
    text = path.read_text("utf-8").split("\n")
    place = f"policy/basic-policy/index.md:{line}:4"
    assert f"{place} numbering-gap 7" in findings
    unresolved = [finding for finding in findings if " unresolved-reference " in finding]
    cited = [number for number, row in enumerate(text, 1) if "記6" in row]
    assert cited
    assert [int(finding.split(":")[1]) for finding in unresolved] == cited
    # Procedures and the standard that link into the section have nothing to link to.
    broken = [finding for finding in findings if " broken-link " in finding]
    assert broken
    assert not any(finding.startswith("policy/") for finding in broken)


def test_without_item_6_4_the_gap_and_every_reference_to_it_are_told(
    sample: Path, kitei: Kitei
) -> None:
    path = sample / "policy/basic-policy/index.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("## 7 ", "## 7 上記6(4)による。", 1), encoding="utf-8")
    cited = "上記6(4)による対策は、毎年見直す。"
    path.write_text(text.rstrip("\n") + f"\n\n{cited}\n", encoding="utf-8")
    assert check(kitei, code=0) == []
    section = next(i for i, row in enumerate(text.split("\n")) if row.startswith("## 6 "))
    rows = path.read_text("utf-8").split("\n")
    first = next(i for i in range(section, len(rows)) if rows[i].startswith("### (4) "))
    last = next(i for i in range(first + 1, len(rows)) if rows[i].startswith("### (5) "))
    path.write_text("\n".join(rows[:first] + rows[last:]), encoding="utf-8")
    findings = [f for f in check(kitei) if f.startswith("policy/")]
    total = len(rows) - (last - first) - 1
    assert findings == [
        f"policy/basic-policy/index.md:{first + 1}:5 numbering-gap (5)",
        f"policy/basic-policy/index.md:{total}:3 unresolved-reference 6(4)",
    ]


def test_a_link_from_the_policy_to_a_procedure_is_told(sample: Path, kitei: Kitei) -> None:
    path = sample / "policy/basic-policy/index.md"
    link = "[手順](../../procedures-private/audit-procedure/index.md)による。"
    path.write_text(path.read_text("utf-8") + f"\n{link}\n", encoding="utf-8")
    line = len(path.read_text("utf-8").split("\n")) - 1
    assert check(kitei) == [f"policy/basic-policy/index.md:{line}:2 private-link 手順"]


# Files that are no files, and files that are no text.


def test_links_are_told_and_never_followed(scratch: Path, kitei: Kitei, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    shutil.copytree(scratch / FOLDER, outside)
    folder = scratch / FOLDER
    (folder / "inside.png").symlink_to("index.md")
    (folder / "dangling.png").symlink_to("nowhere.png")
    (folder / "picture.png").symlink_to("/etc/hostname")
    (folder.parent / "linked").symlink_to(outside)
    (folder.parent / "file.md").symlink_to(outside / "index.md")
    (scratch / "policy").symlink_to(outside)
    assert check(kitei) == [
        "policy:1:1 unsafe-file policy",
        "standards-private/file.md:1:1 unsafe-file file.md",
        "standards-private/linked:1:1 unsafe-file linked",
        f"{FOLDER}/dangling.png:1:1 unsafe-file dangling.png",
        f"{FOLDER}/inside.png:1:1 unsafe-file inside.png",
        f"{FOLDER}/picture.png:1:1 unsafe-file picture.png",
    ]


def test_a_text_or_record_that_is_a_link_is_not_read(
    scratch: Path, kitei: Kitei, tmp_path: Path
) -> None:
    outside = shutil.copy(scratch / SAMPLE, tmp_path / "index.md")
    (scratch / SAMPLE).unlink()
    (scratch / SAMPLE).symlink_to(outside)
    record = write_document(scratch, "procedures-private/other").with_name("revisions.yml")
    record.unlink()
    record.symlink_to(outside)
    assert check(kitei) == [
        "procedures-private/other/revisions.yml:1:1 unsafe-file revisions.yml",
        f"{SAMPLE}:1:1 unsafe-file index.md",
        f"{SAMPLE}:1:1 unreadable-file ",
    ]


def test_a_hard_link_is_told(scratch: Path, kitei: Kitei, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    os.link(tmp_path / "secret.png", scratch / FOLDER / "picture.png")
    assert check(kitei) == [f"{FOLDER}/picture.png:1:1 unsafe-file picture.png"]


def test_a_folder_named_as_the_text_is_told(scratch: Path, kitei: Kitei) -> None:
    (scratch / SAMPLE).unlink()
    (scratch / SAMPLE).mkdir()
    findings = check(kitei)
    assert f"{SAMPLE}:1:1 unreadable-file " in findings
    assert f"{SAMPLE}:1:1 unsafe-file index.md" in findings


@pytest.mark.parametrize("name", ["index.md", "revisions.yml", "picture.png"])
def test_a_pipe_is_told_and_never_opened(tmp_path: Path, name: str) -> None:
    root = write_repository(tmp_path)
    (root / FOLDER / name).unlink(missing_ok=True)
    os.mkfifo(root / FOLDER / name)
    # In a process of its own: opening the pipe would hang for ever.
    result = run_kitei(root, "check", timeout=SECONDS)
    assert result.returncode == 1
    assert f"{FOLDER}/{name}:1:1: 誤り[unsafe-file]" in result.stdout


@pytest.mark.parametrize(
    "name",
    ["notes.txt", ".hidden", "Index.md", "a b.png", "図.png", "con.png", "page.html", "x.svg"],
)
def test_a_file_that_does_not_belong_there_is_told(scratch: Path, kitei: Kitei, name: str) -> None:
    (scratch / FOLDER / name).write_bytes(b"")
    assert check(kitei) == [f"{FOLDER}/{name}:1:1 unsafe-file {name}"]


@pytest.mark.parametrize(
    ("closed", "code", "told"),
    [
        (SAMPLE, 1, f"{SAMPLE}:1:1: 誤り[unreadable-file]: ファイルを開けません"),
        (FOLDER, 2, f"フォルダー「{FOLDER}」を開けません"),
        ("pyproject.toml", 2, "pyproject.toml"),
    ],
)
def test_what_may_not_be_read_is_told(tmp_path: Path, closed: str, code: int, told: str) -> None:
    root = write_repository(tmp_path / "r")
    (root / closed).chmod(0)
    result = run_kitei(root, "check", unprivileged=True)
    (root / closed).chmod(0o755)
    assert "Traceback" not in result.stderr
    assert result.returncode == code
    assert told in result.stdout + result.stderr


TEXT = "---\nid: sample\n---\n\n## 1 目的\n\n情報資産を守る。\n"


@pytest.mark.parametrize(
    ("content", "place", "told"),
    [
        (b"", "1:1", "ファイルが空です"),
        (b" \n\n", "1:1", "ファイルが空です"),
        (TEXT.encode("cp932"), "5:6", "Shift_JIS"),
        (TEXT.encode("euc_jp"), "5:6", "EUC-JP"),
        (TEXT.encode("utf-16"), "1:1", "UTF-16"),
        ("a" * 5_000_000, "1:1", "大きすぎます"),
        (f"---\nid: sample\n---\n\n{'あ' * 60_000}\n", "5:1", "行が長すぎます"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1", "UTF-8の文字として読めません"),
    ],
    ids=["empty", "blank", "shift-jis", "euc-jp", "utf-16", "huge", "long-line", "picture"],
)
def test_a_file_that_is_no_text_is_told(
    scratch: Path, kitei: Kitei, content: bytes | str, place: str, told: str
) -> None:
    data = content.encode() if isinstance(content, str) else content
    (scratch / SAMPLE).write_bytes(data)
    outcome = kitei("check")
    assert outcome.code == 1
    first = outcome.out.splitlines()[0]
    assert first.startswith(f"{SAMPLE}:{place}: 誤り[unreadable-file]: ")
    assert told in first
    assert outcome.out.count("誤り[") == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "crlf"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(
    scratch: Path, kitei: Kitei, encoding: str
) -> None:
    text = (scratch / SAMPLE).read_text("utf-8").replace("## 1", "## 2")
    data = text.encode("utf-8-sig") if encoding != "crlf" else text.replace("\n", "\r\n").encode()
    (scratch / SAMPLE).write_bytes(data)
    assert check(kitei) == [f"{SAMPLE}:10:4 numbering-gap 2"]


# Front matter and records.


@pytest.mark.parametrize(
    ("line", "place", "told"),
    [
        ("colour: red", "8:1", "知らないキー「colour」"),
        ("title: 二つ目", "8:1", "キー「title」が二度あります"),
        ("summary: !!python/object:os.system x", "8:10", "タグ"),
        ("summary: &a x\ncover: [*a, *a]", "9:9", "別名"),
        ("review_due: 2026-02-30x", "8:1", "「review_due」"),
        ("retired: [a, a", "8:10", "YAMLとして読めません"),
        ("summary: " + "[" * 30 + "]" * 30, "8:29", "入れ子が深すぎます"),
        ("summary: \x00", "8:10", "YAMLに使えない文字（U+0000）"),
        ("cover: " + "9" * 5_000, "8:1", "「cover」"),
    ],
    ids=["unknown", "doubled", "tag", "alias", "day", "open", "deep", "nul", "long-number"],
)
def test_a_fault_of_the_front_matter_is_told_with_its_line(
    scratch: Path, kitei: Kitei, line: str, place: str, told: str
) -> None:
    path = scratch / SAMPLE
    text = path.read_text("utf-8").replace("owner: 総務課\n", f"owner: 総務課\n{line}\n")
    path.write_text(text, encoding="utf-8")
    outcome = kitei("check")
    assert outcome.code == 1
    assert "Traceback" not in outcome.err
    assert told in outcome.out
    assert f"{SAMPLE}:{place}: 誤り[invalid-front-matter]" in outcome.out


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
)


def test_an_alias_bomb_in_front_matter_costs_nothing(scratch: Path, kitei: Kitei) -> None:
    path = scratch / SAMPLE
    path.write_text(path.read_text("utf-8").replace("owner:", f"{BOMB}owner:"), encoding="utf-8")
    findings = check(kitei)
    assert f"{SAMPLE}:8:10 invalid-front-matter *a0" in findings


def test_an_alias_bomb_in_the_records_costs_nothing(scratch: Path, kitei: Kitei) -> None:
    (scratch / FOLDER / "revisions.yml").write_text(BOMB, encoding="utf-8")
    findings = check(kitei)
    assert f"{FOLDER}/revisions.yml:2:10 invalid-record *a0" in findings


def test_long_mixed_lists_in_front_matter_cost_nothing(scratch: Path, kitei: Kitei) -> None:
    values = ", ".join(f"{i}, a{i}" for i in range(4_000))
    path = scratch / SAMPLE
    text = path.read_text("utf-8").replace("owner:", f"retired: [{values}]\nowner:")
    path.write_text(text, encoding="utf-8")
    assert set(starts(check(kitei))) == {f"{SAMPLE}:7:10 invalid-front-matter"}


RECORD = """\
- revision: "1"
  kind: enactment
  decided: [{by: 管理者, on: 2026-03-16}]
  effective_from: 2026-04-01
"""


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        (RECORD.replace('"1"', "1"), "1:1", "文字列でなければなりません"),
        (RECORD.replace("03-16", "02-30"), "3:1", "暦にない日"),
        (RECORD.replace("enactment", "amendment"), "2:1", "kind」の値が正しくありません"),
        (RECORD + RECORD, "5:1", "版「1」の記録が二件あります"),
        (RECORD + "  note: 覚え\n", "5:1", "知らないキー「note」"),
        ("revision: 1\n", "1:1", "並び"),
        (RECORD.replace("  decided", "decided"), "3:1", "YAMLとして読めません"),
    ],
    ids=["number", "day", "kind", "doubled", "unknown", "no-list", "syntax"],
)
def test_a_fault_of_the_records_is_told_with_its_line(
    scratch: Path, kitei: Kitei, text: str, place: str, told: str
) -> None:
    (scratch / FOLDER / "revisions.yml").write_text(text, encoding="utf-8")
    outcome = kitei("check")
    assert outcome.code == 1
    assert f"{FOLDER}/revisions.yml:{place}: 誤り[invalid-record]" in outcome.out
    assert told in outcome.out


# Bodies.


def test_markup_that_could_run_is_told(scratch: Path, kitei: Kitei) -> None:
    body = (
        "## 1 目的 {#purpose}\n\n<script>x</script>と[規程](JavaScript:x)と[一](data:text/html,x)\n"
    )
    write_body(scratch, body)
    assert starts(check(kitei)) == [
        f"{SAMPLE}:12:1 unsafe-markup",
        f"{SAMPLE}:12:10 unsafe-markup",
        f"{SAMPLE}:12:20 unsafe-markup",
        f"{SAMPLE}:12:39 unsafe-markup",
    ]


def test_a_doubled_id_is_told(scratch: Path, kitei: Kitei) -> None:
    section = "## {} 目的 {{#purpose}}\n\n情報資産を守る。\n\n"
    write_body(scratch, section.format(1) + section.format(2).rstrip("\n") + "\n")
    assert check(kitei) == [f"{SAMPLE}:14:11 duplicate-id purpose"]


@pytest.mark.parametrize(
    ("text", "column", "rule"),
    [
        ("情報\t資産を守る。", 3, "layout-character"),
        ("情報　　資産を守る。", 3, "layout-character"),
        ("情報ｼｽﾃﾑを守る。", 3, "unsafe-character"),
        ("情報\x00資産を守る。", 3, "unsafe-character"),
        ("情報\u200b資産を守る。", 3, "unsafe-character"),
        ("情報\r資産を守る。", 3, "unsafe-character"),
    ],
    ids=["tab", "full-width-blanks", "half-width-kana", "nul", "zero-width", "lone-return"],
)
def test_characters_pasted_from_elsewhere_are_told(
    scratch: Path, kitei: Kitei, text: str, column: int, rule: str
) -> None:
    write_body(scratch, f"## 1 目的 {{#purpose}}\n\n{text}\n")
    outcome = kitei("check")
    assert f"{SAMPLE}:12:{column}: " in outcome.out
    assert f"[{rule}]" in outcome.out


HEADING = "## 1 目的 {#purpose}\n\n"
# One line holds 50,000 characters at most, a file 4 MB: each of these is as bad as may be.
COSTLY = {
    "brackets": HEADING + "[" * 10_000,
    "many-lines-of-brackets": HEADING + "\n\n".join(["[" * 40_000] * 20),
    "links-never-closed": HEADING + "[a](b " * 8_000,
    "links-with-a-title-never-closed": HEADING + '[a](b "' * 7_000,
    "pictures-never-closed": HEADING + "![a" * 15_000,
    "stars": HEADING + "\n\n".join(["*" * 49_000] * 3),
    "stars-apart": HEADING + "* a " * 12_000,
    "underscores": HEADING + "_a" * 20_000,
    "backticks": HEADING + "`a" * 20_000,
    "backslashes": HEADING + "\\" * 49_000,
    "comments-never-closed": HEADING + "\n".join(["<!--" * 10_000] * 20),
    "tags-never-closed": HEADING + "<a" * 20_000,
    "tags-and-stars": HEADING + "<b>*" * 12_000,
    "entities": HEADING + "&a" * 20_000,
    "braces": HEADING + "{#" * 20_000,
    "blanks-in-a-heading": "## 1" + " " * 45_000 + "目的 {#purpose}\n\n本文",
    "hashes-in-a-heading": "## 1 " + "# " * 20_000 + "目的",
    "blanks-in-a-line": HEADING + "本文" + " " * 45_000 + "終わり",
    "blanks-before-an-attribute": HEADING + "本文" + (" " * 40 + "{") * 1_000,
    "full-width-blanks": HEADING + "　" * 49_000 + "本文",
    "digits": f"## {'1' * 5_000} 目的\n\n上記{'1' * 5_000}による。第{'1' * 5_000}条\n",
    "digits-of-articles": HEADING + "第" + "9" * 40_000 + "条",
    "kanji-numbers": HEADING + "第" + "九" * 40_000 + "条",
    "branches": HEADING + "第1条" + "の1" * 20_000,
    "references": HEADING + "上記1、" * 10_000,
    "references-that-fail": HEADING + "\n\n".join(["上記9(1)による。" * 100] * 30),
    "nested-lists": HEADING + "\n".join("  " * i + f"- ({i + 1}) x" for i in range(500)),
    "bullets-in-a-line": HEADING + "- " * 20_000 + "x",
    "long-list": HEADING + "\n".join(f"- ({i + 1}) 次のとおり" for i in range(9_000)),
    "list-with-jumps": HEADING + "\n".join(f"- ({1 + i % 2 * 9_000}) x" for i in range(9_000)),
    "headings": "\n\n".join(f"## {i + 1} 目的 {{#a{i}}}\n\n次の表" for i in range(4_000)),
    "one-id": "\n\n".join(f"## {i + 1} 目的 {{#a}}\n\n本文" for i in range(8_000)),
    "deep-headings": "\n\n".join("#" * (i % 6 + 1) + f" {i + 1} 目的" for i in range(4_000)),
    "table-of-1000-columns": HEADING
    + "\n".join(["| a " * 1_000 + "|", "|---" * 1_000 + "|", *["| b " * 1_000 + "|"] * 100]),
    "table-of-merged-cells": HEADING
    + "\n".join(["|a" * 9_000 + "|", "|-" * 9_000 + "|", *["|^^" * 9_000 + "|"] * 5]),
    "delimiter-rows": HEADING + "|" + "-" * 20_000 + " |" * 10_000 + "x",
    "brackets-of-text": HEADING + "（" * 20_000 + "）" * 20_000,
    "quotes": HEADING + "「" * 40_000,
    "commas": HEADING + "、" * 40_000,
    "contents": "# 目次 {#contents}\n\n" + "目的" + "…" * 40_000 + "x",
}


@pytest.mark.parametrize("name", COSTLY)
def test_no_text_costs_more_than_its_size(tmp_path: Path, name: str) -> None:
    root = write_repository(tmp_path)
    write_body(root, COSTLY[name] + "\n")
    # In a process of its own, so that a hang fails and ends.
    result = run_kitei(root, "check", timeout=SECONDS)
    assert "Traceback" not in result.stderr
    assert result.returncode in (0, 1), result.stderr
    assert "文書を検査しました。" in result.stdout
