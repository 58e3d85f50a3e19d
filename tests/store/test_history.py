"""Past texts are found by their hash wherever git holds them, and git is left as it was."""

import os
import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from kitei.errors import StoreError
from kitei.source.digest import hash_source
from kitei.store.history import Past, find_dirty, find_texts
from tests.repositories import (
    SOUND_BODY,
    commit_all,
    decide_document,
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
    (root / "policy").mkdir()
    (root / "policy" / "あたらしい.md").write_text("")
    (root / "pyproject.toml").write_text("")
    (root / FOLDER / "revisions.yml").unlink()
    assert find_dirty(root, ["policy", "standards-private"]) == (
        "policy/あたらしい.md",
        f"{FOLDER}/index.md",
        f"{FOLDER}/revisions.yml",
    )


def rename_folder(root: Path) -> None:
    """Move the document to another folder."""
    git(root, "mv", FOLDER, "standards-private/renamed")
    commit_all(root)


def move_to_another_root(root: Path) -> None:
    """Move the document to another of the roots."""
    (root / "policy").mkdir()
    git(root, "mv", FOLDER, "policy/sample")
    commit_all(root)


def delete_document(root: Path) -> None:
    """Delete the document."""
    git(root, "rm", "-r", "--quiet", FOLDER)
    commit_all(root)


def squash(root: Path) -> None:
    """Make one commit of all since the older version, and drop the others for good."""
    commit_version(root, "電磁的記録媒体")
    git(root, "reset", "--quiet", "--soft", "HEAD~2")
    commit_all(root)
    git(root, "reflog", "expire", "--expire=now", "--all")
    git(root, "gc", "--quiet", "--prune=now")


def rebase(root: Path) -> None:
    """Write all commits but the first anew, upon another one."""
    git(root, "branch", "old")
    git(root, "checkout", "--quiet", "-b", "onto", "HEAD~1")
    write_document(root, "policy/other")
    commit_all(root)
    git(root, "rebase", "--quiet", "onto", "main")
    git(root, "branch", "--quiet", "-D", "old")


def detach_head(root: Path) -> None:
    """Check out a commit, on no branch."""
    git(root, "checkout", "--quiet", "--detach", "HEAD")


def pack(root: Path) -> None:
    """Put all objects into a pack."""
    git(root, "gc", "--quiet")


def merge_with_ours(root: Path) -> None:
    """Discard a branch that has deleted the document while merging it."""
    git(root, "checkout", "--quiet", "-b", "side")
    delete_document(root)
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--strategy=ours", "-m", "取り込まない", "side")
    git(root, "branch", "--quiet", "-D", "side")


@pytest.mark.parametrize(
    "change",
    [
        rename_folder,
        move_to_another_root,
        delete_document,
        squash,
        rebase,
        detach_head,
        pack,
        merge_with_ours,
    ],
)
def test_a_text_is_found_whatever_happens_to_the_history(
    root: Path, digest: str, change: Callable[[Path], None]
) -> None:
    change(root)
    assert "紙を守る。" in find_texts(root, [digest]).texts[digest].source


def test_a_text_settled_while_merging_is_found(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "side")
    commit_version(root, "側")
    git(root, "checkout", "--quiet", "main")
    write_document(root, "policy/other")
    commit_all(root)
    git(root, "merge", "--quiet", "--no-commit", "side")
    settled = commit_version(root, "合議")
    commit_version(root, "後")
    assert git(root, "log", "--merges", "--format=%s").strip() == "合議"
    assert "合議を守る。" in find_texts(root, [settled]).texts[settled].source


def test_a_text_only_on_a_branch_that_a_merge_discarded_is_found(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "side")
    digest = commit_version(root, "側")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--strategy=ours", "-m", "取り込まない", "side")
    git(root, "branch", "--quiet", "-D", "side")
    assert digest in find_texts(root, [digest]).texts


def test_a_text_on_another_branch_a_remote_one_or_in_the_stash_is_found(
    root: Path, tmp_path: Path
) -> None:
    git(root, "checkout", "--quiet", "-b", "side")
    on_branch = commit_version(root, "側")
    git(root, "checkout", "--quiet", "main")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(root), str(clone))
    stashed = write_version(clone, "仮")
    git(clone, "stash", "--quiet")
    assert find_texts(clone, [on_branch, stashed]).texts.keys() == {on_branch, stashed}


def test_of_equal_texts_the_newest_place_is_told(root: Path, digest: str) -> None:
    commit_version(root, "紙")
    rename_folder(root)
    found = find_texts(root, [digest]).texts[digest]
    assert found.path == "standards-private/renamed/index.md"


def test_a_build_opens_no_text_outside_its_folders(root: Path, digest: str) -> None:
    public = commit_version(root, "公開", "policy/sample")
    shutil.rmtree(root / "policy")
    commit_all(root)
    # Only the folders asked for are read: the blob of the other text may be missing altogether.
    name = git(root, "rev-parse", f"HEAD~3:{FOLDER}/index.md").strip()
    (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    assert find_texts(root, [public, digest], ["policy"]).texts.keys() == {public}
    with pytest.raises(StoreError, match="壊れて"):
        find_texts(root, [public, digest], ["standards-private", "policy"])


def test_folders_are_those_of_the_body_where_it_lies_below_the_top_of_git(tmp_path: Path) -> None:
    top = tmp_path / "top"
    root = write_repository(top / "規程 [1]*")
    digest = write_version(root, "紙")
    commit_all(top)
    write_version(root, "端末")
    found = find_texts(root, [digest], ["standards-private"]).texts
    assert found[digest].path == f"規程 [1]*/{FOLDER}/index.md"
    assert find_texts(root, [digest], ["policy"]).texts == {}
    assert find_dirty(root, ["standards-private"]) == (f"{FOLDER}/index.md",)


def test_a_text_that_stood_outside_the_folder_of_the_body_is_found_by_editors(
    root: Path, digest: str
) -> None:
    body = root / "body"
    body.mkdir()
    for name in ("pyproject.toml", "standards-private"):
        git(root, "mv", name, f"body/{name}")
    commit_all(root)
    git(root, "config", "diff.relative", "true")
    assert find_texts(body, [digest]).texts[digest].path == f"{FOLDER}/index.md"
    assert find_texts(body, [digest], ["standards-private"]).texts == {}


def test_a_text_that_was_committed_untidy_is_found(root: Path) -> None:
    path = root / FOLDER / "index.md"
    digest = write_version(root, "台帳")
    tidy = path.read_text("utf-8")
    path.write_bytes(tidy.replace("\n", "\r\n").replace("## 1", "##  1").encode("utf-8-sig"))
    commit_all(root)
    commit_version(root, "後")
    told: list[tuple[int, int]] = []
    found = find_texts(root, [digest, ABSENT], report=lambda *step: told.append(step)).texts
    assert "台帳を守る。" in found[digest].source
    assert told[-1] == (4, 4)


def test_a_link_is_no_text(root: Path) -> None:
    digest = write_version(root, "先")
    text = (root / FOLDER / "index.md").read_text("utf-8")
    (root / FOLDER / "index.md").unlink()
    (root / FOLDER / "index.md").symlink_to(text)
    commit_all(root)
    assert find_texts(root, [digest]).texts == {}


def test_what_is_no_text_at_all_is_passed_over(root: Path, digest: str) -> None:
    path = root / FOLDER / "index.md"
    for content in (b"\xff\xfe", b"", b"---\nid: x\n", b"x" * 5_000_000):
        path.write_bytes(content)
        commit_all(root)
    assert find_texts(root, [digest, ABSENT]).texts.keys() == {digest}


def test_names_of_64_digits_are_read(tmp_path: Path) -> None:
    root = write_repository(tmp_path / "repository")
    git(root, "init", "--quiet", "--object-format=sha256")
    digest = commit_picture(root, b"old")
    commit_version(root, "紙")
    found = find_texts(root, [digest]).texts[digest]
    assert len(found.commit) == 64
    assert found.pictures == {"map.png": b"old"}


def commit_picture(root: Path, content: bytes) -> str:
    """Commit a text that shows a picture, and return its hash."""
    write_document(root, FOLDER, f"{SOUND_BODY}\n![配置図](map.png)\n")
    (root / FOLDER / "map.png").write_bytes(content)
    digest = decide_document(root, FOLDER)
    (root / FOLDER / "revisions.yml").unlink()
    commit_all(root)
    return digest


def test_a_text_is_found_with_the_picture_it_was_decided_with(root: Path) -> None:
    old, new = commit_picture(root, b"old"), commit_picture(root, b"new")
    assert old != new
    commit_version(root, "紙")
    texts = find_texts(root, [old, new]).texts
    assert texts[old].pictures == {"map.png": b"old"}
    assert texts[new].pictures == {"map.png": b"new"}
    assert texts[old].source == texts[new].source


def test_a_picture_from_one_branch_and_a_text_from_another_are_found_together(root: Path) -> None:
    commit_picture(root, b"old")
    git(root, "checkout", "--quiet", "-b", "side")
    (root / FOLDER / "map.png").write_bytes(b"new")
    commit_all(root)
    git(root, "checkout", "--quiet", "main")
    write_document(root, FOLDER, f"{SOUND_BODY}\n図を示す。\n\n![配置図](map.png)\n")
    commit_all(root)
    git(root, "merge", "--quiet", "-m", "取り込む", "side")
    digest = decide_document(root, FOLDER)
    (root / FOLDER / "revisions.yml").unlink()
    commit_version(root, "紙")
    assert find_texts(root, [digest]).texts[digest].pictures == {"map.png": b"new"}


def test_a_picture_only_on_a_branch_that_a_merge_discarded_is_found(root: Path) -> None:
    commit_picture(root, b"old")
    git(root, "checkout", "--quiet", "-b", "side")
    digest = commit_picture(root, b"new")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--strategy=ours", "-m", "取り込まない", "side")
    git(root, "branch", "--quiet", "-D", "side")
    assert find_texts(root, [digest]).texts[digest].pictures == {"map.png": b"new"}


def test_memory_is_bounded_by_the_largest_text_not_by_their_number(root: Path, digest: str) -> None:
    for number in range(20):
        write_document(root, FOLDER, f"{SOUND_BODY}{number}" + "0" * 300_000)
        commit_all(root)
    find_texts(root, [ABSENT], ["policy"])  # what is made once is made now
    tracemalloc.start()
    try:
        assert find_texts(root, [digest]).texts
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # All texts at once would take twice as much: Python needs two bytes for each character.
    assert peak < 20 * 300_000


def test_a_picture_above_the_limit_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = commit_picture(root, b"12345")
    monkeypatch.setattr("kitei.store.history.MAX_PICTURE", 4)
    assert find_texts(root, [digest]).texts == {}


def test_a_partial_clone_fetches_nothing_and_says_what_to_do(
    root: Path, digest: str, tmp_path: Path
) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    for kind in ("blob:none", "tree:0"):
        clone = tmp_path / kind.replace(":", "-")
        git(tmp_path, "clone", "--quiet", f"--filter={kind}", root.as_uri(), str(clone))
        before = git(clone, "count-objects", "-v")
        with pytest.raises(StoreError, match="部分的な複製") as caught:
            find_texts(clone, [digest])
        assert "git fetch --refetch --no-filter" in caught.value.hint
        assert git(clone, "count-objects", "-v") == before


def test_a_partial_clone_finds_what_is_at_hand(root: Path, digest: str, tmp_path: Path) -> None:
    # The wanted text is older than one that is missing.
    commit_version(root, "後")
    git(root, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", root.as_uri(), str(clone))
    git(clone, "checkout", "--quiet", "HEAD~2")
    assert find_texts(clone, [digest]).texts.keys() == {digest}


def test_a_shallow_clone_serves_where_nothing_is_missing(root: Path, tmp_path: Path) -> None:
    digest = commit_version(root, "今")
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), str(clone))
    assert find_texts(clone, [digest]).texts.keys() == {digest}


def find_object(root: Path, revision: str) -> Path:
    """Return the file of an object, writable."""
    name = git(root, "rev-parse", revision).strip()
    path = root / ".git" / "objects" / name[:2] / name[2:]
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    ("lost", "content"),
    [
        (f"HEAD~1:{FOLDER}/index.md", None),
        (f"HEAD~1:{FOLDER}/index.md", b""),
        (f"HEAD~1:{FOLDER}/index.md", b"rubbish"),
        ("HEAD~1", None),
        ("HEAD~1^{tree}", b"x"),
    ],
)
def test_a_broken_repository_is_named(
    root: Path, digest: str, lost: str, content: bytes | None
) -> None:
    path = find_object(root, lost)
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match="壊れて") as caught:
        find_texts(root, [digest])
    assert "git fsck" in caught.value.hint


def test_a_folder_that_git_does_not_accept_as_a_repository_is_not_taken_for_none(
    root: Path,
) -> None:
    (root / ".git" / "HEAD").write_text("")
    with pytest.raises(StoreError, match="壊れて"):
        find_texts(root, [ABSENT])


def test_a_faulty_configuration_is_shown(root: Path) -> None:
    (root / ".git" / "config").write_text("[core\n")
    with pytest.raises(StoreError, match=r"設定ファイルに誤り.*\n.*bad config line 1"):
        find_texts(root, [ABSENT])


def test_a_repository_of_another_user_is_not_read(
    root: Path, digest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    with pytest.raises(StoreError, match="持ち主") as caught:
        find_texts(root, [digest])
    assert "safe.directory" in caught.value.hint


def test_a_repository_without_the_git_program_is_an_error(
    root: Path, digest: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="インストール") as caught:
        find_texts(root, [digest])
    assert "apt install git" in caught.value.hint


def test_without_the_git_program_and_a_repository_there_is_no_history(
    root: Path, digest: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(root, archive, ignore=shutil.ignore_patterns(".git"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_texts(archive, [digest]) == Past({}, has_repository=False)


def test_the_environment_of_a_hook_does_not_mislead(
    root: Path, digest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write_repository(tmp_path / "other")
    commit_all(other)
    for name, value in {
        "GIT_DIR": other / ".git",
        "GIT_WORK_TREE": other,
        "GIT_INDEX_FILE": other / ".git" / "index",
        "GIT_OBJECT_DIRECTORY": other / ".git" / "objects",
        "GIT_NAMESPACE": "x",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_TRACE": "1",
    }.items():
        monkeypatch.setenv(name, str(value))
    assert find_texts(root, [digest]).texts.keys() == {digest}
    assert find_dirty(root, ["standards-private"]) == ()
    assert os.environ["GIT_DIR"] == str(other / ".git")


def test_the_configuration_of_the_repository_runs_no_program(
    root: Path, digest: str, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    program.chmod(0o700)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv"):
        git(root, "config", name, str(program))
    (root / ".git" / "info" / "attributes").write_text("*.md diff=x\n")
    assert find_texts(root, [digest]).texts.keys() == {digest}
    write_version(root, "電子計算機")
    assert find_dirty(root, ["standards-private"]) == (f"{FOLDER}/index.md",)
    assert not mark.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.orderFile", "nowhere"),
        ("diff.relative", "true"),
        ("format.pretty", "fuller"),
        ("log.diffMerges", "off"),
        ("log.follow", "true"),
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("status.branch", "true"),
        ("status.relativePaths", "true"),
        ("status.showUntrackedFiles", "no"),
    ],
)
def test_no_setting_of_git_changes_what_is_found(
    root: Path, digest: str, name: str, value: str
) -> None:
    git(root, "checkout", "--quiet", "-b", "side")
    commit_version(root, "側")
    git(root, "checkout", "--quiet", "main")
    commit_all(root)
    git(root, "merge", "--quiet", "--no-commit", "side")
    settled = commit_version(root, "合議")
    commit_version(root, "後")
    git(root, "config", name, value)
    write_document(root, "policy/new").with_name("revisions.yml").unlink(missing_ok=True)
    for folders in (None, ["standards-private"]):
        assert find_texts(root, [digest, settled], folders).texts.keys() == {digest, settled}
    assert find_dirty(root, ["policy"]) == ("policy/new/index.md",)


def test_replaced_objects_and_grafts_do_not_mislead(root: Path, digest: str) -> None:
    head = git(root, "rev-parse", "HEAD").strip()
    old = git(root, "rev-parse", f"HEAD~1:{FOLDER}/index.md").strip()
    git(root, "replace", old, git(root, "rev-parse", f"HEAD:{FOLDER}/index.md").strip())
    (root / ".git" / "info" / "grafts").write_text(f"{head}\n")
    assert find_texts(root, [digest]).texts.keys() == {digest}


def list_children() -> set[str]:
    """Return the processes that this one has started and that are not gone, as the kernel says."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {child for task in tasks for child in task.read_text().split()}


def test_no_process_survives(root: Path, digest: str) -> None:
    before = list_children()
    find_texts(root, [digest])
    find_texts(root, [ABSENT])

    def stop(*step: int) -> None:
        assert list_children() > before
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_texts(root, [ABSENT], report=stop)
    find_object(root, f"HEAD~1:{FOLDER}/index.md").write_bytes(b"rubbish")
    with pytest.raises(StoreError):
        find_texts(root, [digest])
    assert list_children() == before
