"""unsafe-file: judged by the list of files, not by a text."""

import pytest

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
