"""unsafe-file: judged by the list of files, not by a text."""

import pytest

from kitei.checks.rules import RULES
from kitei.checks.scope import FileEntry
from kitei.checks.unsafe_file import judge_files

FOLDER = "policy/sample"


@pytest.mark.parametrize(
    ("path", "kind", "links", "told"),
    [
        (f"{FOLDER}/picture.png", "symlink", 1, "シンボリックリンクです"),
        (f"{FOLDER}/picture.png", "folder", 1, "フォルダーは置けません"),
        (f"{FOLDER}/picture.png", "other", 1, "通常のファイルではありません"),
        (f"{FOLDER}/picture.png", "file", 2, "ハードリンク"),
        (f"{FOLDER}/Picture.png", "file", 1, "「Picture.png」は"),
        (f"{FOLDER}/picture.svg", "file", 1, "「picture.svg」は"),
        (f"{FOLDER}/nul.png", "file", 1, "「nul.png」は"),
        ("policy/index.md", "file", 1, "文書のフォルダーの外"),
    ],
)
def test_a_file_that_may_not_be_there_is_found(path: str, kind: str, links: int, told: str) -> None:
    (hit,) = judge_files([FileEntry(path, kind, 0, links)])
    assert (hit.path, str(hit.position)) == (path, "1:1")
    assert hit.found == path.rpartition("/")[2]
    assert told in hit.message


@pytest.mark.parametrize("name", ["index.md", "revisions.yml", "chart-2.png", "a.jpg", "b.jpeg"])
def test_the_files_of_a_document_pass(name: str) -> None:
    assert list(judge_files([FileEntry(f"{FOLDER}/{name}", "file")])) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (".DS_Store", "消してください"),
        ("~$index.docx", "消してください"),
        ("Thumbs.db", "消してください"),
        ("index.md.bak", "消してください"),
        ("Picture.png", "置けるのは"),
        ("index.docx", "置けるのは"),
    ],
)
def test_what_programs_leave_behind_is_to_be_deleted(name: str, told: str) -> None:
    (hit,) = judge_files([FileEntry(f"{FOLDER}/{name}", "file")])
    assert told in hit.hint


def test_the_table_of_rules_judges_files_outside_every_document() -> None:
    stray = FileEntry("policy/index.md", "file")
    judges = [rule.check_files for rule in RULES if rule.check_files is not None]
    assert [hit.path for judge in judges for hit in judge([stray])] == ["policy/index.md"]
