"""A snapshot shows documents as a git revision holds them, whatever the folder holds now."""

from pathlib import Path

import pytest

from kitei.errors import StoreError
from kitei.store.snapshot import load_snapshot
from kitei.store.workspace import Loaded, open_workspace
from tests.repositories import (
    SOUND_BODY,
    commit_all,
    decide_document,
    git,
    write_document,
    write_repository,
)


@pytest.fixture
def root(scratch: Path) -> Path:
    """A repository with a decided document, then changed and not committed."""
    decide_document(scratch, "standards-private/sample")
    commit_all(scratch)
    return scratch


def test_a_snapshot_is_what_the_folder_was_when_it_was_committed(root: Path) -> None:
    before = open_workspace(root).load()
    write_document(root, "standards-private/sample", SOUND_BODY.replace("情報", "電子"))
    write_document(root, "policy/new")
    assert load_snapshot(open_workspace(root), "HEAD") == before


def test_an_unknown_revision_is_named(root: Path) -> None:
    with pytest.raises(StoreError, match="「nothing」というgitの版はありません"):
        load_snapshot(open_workspace(root), "nothing")


@pytest.mark.parametrize(
    "revision",
    [
        *("--output=written", "-h", "HEAD..HEAD", "HEAD^@", "HEAD:policy", "", " ", "HEAD\nHEAD"),
        *("^HEAD", ":/変更", "HEAD^{/変更}", "HEAD^-", "@{u}", "HEAD~99", "*"),
    ],
)
def test_nothing_but_the_name_of_a_commit_reaches_git(root: Path, revision: str) -> None:
    before = sorted(root.rglob("*"))
    with pytest.raises(StoreError, match="というgitの版はありません"):
        load_snapshot(open_workspace(root), revision)
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    "revision",
    ["HEAD", "@", "HEAD~0", "HEAD^0", "HEAD^{commit}", "main", "改正案", "v1", "HEAD@{0}"],
)
def test_a_commit_has_many_names(root: Path, revision: str) -> None:
    git(root, "branch", "改正案")
    git(root, "tag", "-a", "-m", "版", "v1")
    assert load_snapshot(open_workspace(root), revision).subjects


def test_a_snapshot_names_what_it_cannot_read(root: Path) -> None:
    folder = root / "policy"
    for name, content in {
        "broken/index.md": b"\xff\xfe",
        "empty/notes.txt": b"x",
        "large/index.md": b"x" * 5_000_000,
        "stray.md": b"x",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "link").symlink_to("../standards-private/sample")
    (folder / "broken" / "deep").mkdir()
    (folder / "broken" / "deep" / "a.png").write_bytes(b"x")
    commit_all(root)
    workspace = open_workspace(root)
    loaded = load_snapshot(workspace, "HEAD")
    found, expected = (
        [(entry.path, entry.kind) for entry in strays]
        for strays in (loaded.strays, workspace.load().strays)
    )
    assert found == expected
    assert loaded.unread() == workspace.load().unread()


def test_a_snapshot_with_pictures_has_the_hash_that_its_record_holds(root: Path) -> None:
    write_document(root, "policy/map", f"{SOUND_BODY}\n![図](a.png)\n")
    (root / "policy" / "map" / "a.png").write_bytes(b"old")
    digest = decide_document(root, "policy/map")
    commit_all(root)
    (root / "policy" / "map" / "a.png").write_bytes(b"new")
    commit_all(root)
    workspace = open_workspace(root)
    hashes = [
        load_snapshot(workspace, revision, ["policy"]).subjects[0].text_sha256
        for revision in ("HEAD~1", "HEAD")
    ]
    assert hashes[0] == digest
    assert hashes[1] != digest
    assert hashes[1] == workspace.load(["policy"]).subjects[0].text_sha256


def test_a_snapshot_holds_only_the_folders_asked_for(root: Path) -> None:
    workspace = open_workspace(root)
    assert load_snapshot(workspace, "HEAD", ["policy"]) == Loaded((), (), ())
    assert load_snapshot(workspace, "HEAD", []) == Loaded((), (), ())


def test_a_snapshot_of_a_body_below_the_top_of_git(tmp_path: Path) -> None:
    root = write_repository(tmp_path / "top" / "規程")
    decide_document(root, "standards-private/sample")
    commit_all(tmp_path / "top")
    workspace = open_workspace(root)
    assert load_snapshot(workspace, "HEAD") == workspace.load()


def test_without_a_repository_there_is_no_snapshot(scratch: Path) -> None:
    with pytest.raises(StoreError, match="gitのリポジトリーではない"):
        load_snapshot(open_workspace(scratch), "HEAD")


def test_a_snapshot_of_a_broken_repository_is_refused(root: Path) -> None:
    name = git(root, "rev-parse", "HEAD:standards-private/sample/index.md").strip()
    (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(StoreError, match="壊れて"):
        load_snapshot(open_workspace(root), "HEAD")
