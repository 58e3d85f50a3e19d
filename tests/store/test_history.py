"""Past texts are found by their hash wherever git holds them, and git is left as it was."""

from pathlib import Path

import pytest

from kitei.errors import StoreError
from kitei.source.digest import hash_source
from kitei.store.history import Past, find_dirty, find_texts
from tests.repositories import (
    SOUND_BODY,
    commit_all,
    git,
    write_document,
    write_repository,
)

FOLDER = "standards-private/sample"
ABSENT = "0" * 64


def write_version(root: Path, word: str, folder: str = FOLDER) -> str:
    """Write a text that differs from others by a word, and return its hash."""
    path = write_document(root, folder, SOUND_BODY.replace("情報資産", word))
    digest = hash_source(path.read_text("utf-8"), lambda name: None)
    assert digest is not None
    return digest


def commit_version(root: Path, word: str, folder: str = FOLDER) -> str:
    """Write a text, commit it and return its hash."""
    digest = write_version(root, word, folder)
    commit_all(root, word)
    return digest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with two versions of a document, 紙 and 端末."""
    root = write_repository(tmp_path / "repository")
    commit_version(root, "紙")
    commit_version(root, "端末")
    return root


@pytest.fixture
def digest(root: Path) -> str:
    """The hash of the older version, which only history holds."""
    kept = (root / FOLDER / "index.md").read_bytes()
    digest = write_version(root, "紙")
    (root / FOLDER / "index.md").write_bytes(kept)
    return digest


def test_an_overwritten_text_is_found_with_its_place_and_commit(root: Path, digest: str) -> None:
    found = find_texts(root, [digest]).texts[digest]
    assert "紙を守る。" in found.source
    assert found.path == f"{FOLDER}/index.md"
    assert found.commit == git(root, "rev-parse", "HEAD~1").strip()


def test_a_hash_that_no_text_has_is_not_found(root: Path, digest: str) -> None:
    past = find_texts(root, [ABSENT, digest])
    assert list(past.texts) == [digest]
    assert past.has_repository


def test_a_folder_without_git_has_no_history(tmp_path: Path) -> None:
    root = write_repository(tmp_path / "archive")
    assert find_texts(root, [ABSENT]) == Past({}, has_repository=False)


def test_a_repository_without_a_commit_has_an_empty_history(tmp_path: Path) -> None:
    root = write_repository(tmp_path / "new")
    git(root, "init", "--quiet")
    assert find_texts(root, [ABSENT]) == Past({}, has_repository=True)


def test_a_shallow_clone_says_how_to_fetch_what_is_missing(
    root: Path, digest: str, tmp_path: Path
) -> None:
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), str(clone))
    with pytest.raises(StoreError) as caught:
        find_texts(clone, [digest])
    assert "git fetch --unshallow" in caught.value.hint


def test_changed_new_and_deleted_files_are_dirty(root: Path) -> None:
    assert find_dirty(root, ["standards-private", "policy"]) == ()
    write_version(root, "電子計算機")
    write_document(root, "policy/あたらしい")
    (root / "pyproject.toml").write_text("")
    assert find_dirty(root, ["policy", "standards-private"]) == (
        "policy/あたらしい/index.md",
        f"{FOLDER}/index.md",
    )
