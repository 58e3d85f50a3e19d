"""The documents on disk: what is read, what is only named, what is never opened, how is written."""

import os
from pathlib import Path

import pytest

from kitei.checks.scope import FileEntry
from kitei.errors import SettingsError, StoreError
from kitei.store.workspace import Loaded, Workspace, open_workspace
from tests.repositories import SOUND_BODY, write_document, write_repository

FOLDER = "standards-private/sample"
RECORD = '- revision: "1"\n  kind: enactment\n  decided: [{by: 管理者, on: 2026-03-16}]\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A repository with one document, `sample`."""
    return open_workspace(write_repository(tmp_path))


def folders(loaded: Loaded) -> list[str]:
    return [subject.folder for subject in loaded.subjects]


def test_a_repository_is_found_from_a_folder_inside_it(workspace: Workspace) -> None:
    assert open_workspace(workspace.root / FOLDER) == workspace
    assert workspace.settings.folders == ("policy", "standards-private", "procedures-private")


def test_another_projects_settings_are_passed_over(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="見つかりません"):
        open_workspace(inner)
    write_repository(tmp_path)
    assert open_workspace(inner).root == tmp_path


def test_documents_come_in_the_order_of_roots_and_names(workspace: Workspace) -> None:
    for folder in ("procedures-private/a", "policy/b", "policy/a"):
        write_document(workspace.root, folder)
    assert folders(workspace.load()) == ["policy/a", "policy/b", FOLDER, "procedures-private/a"]


def test_a_root_that_is_not_asked_for_is_never_opened(workspace: Workspace) -> None:
    write_document(workspace.root, "policy/a")
    (workspace.root / FOLDER / "index.md").write_bytes(b"\xff")
    loaded = workspace.load(["policy"])
    assert folders(loaded) == ["policy/a"]
    assert (loaded.faults, loaded.strays) == ((), ())


def test_a_document_comes_with_its_records_and_the_files_beside_it(workspace: Workspace) -> None:
    folder = workspace.root / FOLDER
    (folder / "revisions.yml").write_text(RECORD, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"1234")
    (subject,) = workspace.load().subjects
    assert [revision.number for revision in subject.revisions] == ["1"]
    size = (folder / "index.md").stat().st_size
    assert subject.files == (
        FileEntry(f"{FOLDER}/index.md", "file", size),
        FileEntry(f"{FOLDER}/picture.png", "file", 4),
        FileEntry(f"{FOLDER}/revisions.yml", "file", len(RECORD.encode())),
    )


def test_a_document_is_read_though_its_records_are_broken(workspace: Workspace) -> None:
    (workspace.root / FOLDER / "revisions.yml").write_text("- x\n", encoding="utf-8")
    loaded = workspace.load()
    assert folders(loaded) == [FOLDER]
    assert loaded.subjects[0].revisions == ()
    assert [(path, fault.rule) for path, fault in loaded.faults] == [
        (f"{FOLDER}/revisions.yml", "invalid-record")
    ]


def test_all_faults_of_text_and_records_are_kept(workspace: Workspace) -> None:
    folder = workspace.root / FOLDER
    (folder / "index.md").write_bytes(b"\xff\xfe")
    (folder / "revisions.yml").write_bytes(b"\x80")
    loaded = workspace.load()
    assert loaded.subjects == ()
    assert [path for path, _ in loaded.faults] == [f"{FOLDER}/index.md", f"{FOLDER}/revisions.yml"]
    assert loaded.unread() == (f"{FOLDER}/index.md", f"{FOLDER}/revisions.yml")


def test_links_pipes_and_loose_files_are_named_by_kind(workspace: Workspace) -> None:
    root = workspace.root / "policy"
    root.mkdir()
    (root / "link").symlink_to(workspace.root / FOLDER)
    (root / "notes.txt").write_text("覚え書き", encoding="utf-8")
    os.mkfifo(root / "pipe")
    loaded = workspace.load(["policy"])
    assert loaded.subjects == ()
    assert [(entry.path, entry.kind) for entry in loaded.strays] == [
        ("policy/link", "symlink"),
        ("policy/notes.txt", "file"),
        ("policy/pipe", "other"),
    ]


def test_a_root_that_is_a_link_is_named_and_not_entered(workspace: Workspace) -> None:
    (workspace.root / "policy").symlink_to("standards-private")
    loaded = workspace.load(["policy"])
    assert loaded.subjects == ()
    assert [(entry.path, entry.kind) for entry in loaded.strays] == [("policy", "symlink")]


def test_a_root_that_is_not_there_holds_nothing(workspace: Workspace) -> None:
    loaded = workspace.load(["policy"])
    assert (loaded.subjects, loaded.faults, loaded.strays) == ((), (), ())


def test_of_two_documents_with_one_id_the_first_is_found(workspace: Workspace) -> None:
    write_document(workspace.root, "policy/sample")
    assert workspace.load().by_id()["sample"].folder == "policy/sample"


def test_an_edition_holds_the_bytes_of_pictures_and_of_nothing_else(workspace: Workspace) -> None:
    folder = workspace.root / FOLDER
    (folder / "picture.png").write_bytes(b"1234")
    (folder / "secret.txt").write_bytes(b"secret")
    (folder / "linked.png").symlink_to("secret.txt")
    (subject,) = workspace.load().subjects
    edition = workspace.edition(subject)
    assert edition.pictures == {"picture.png": b"1234"}
    assert edition.audience.name == "staff"


def test_a_text_is_replaced_whole_and_nothing_is_left_beside_it(workspace: Workspace) -> None:
    path = workspace.root / FOLDER / "index.md"
    path.chmod(0o600)
    workspace.write_text(f"{FOLDER}/index.md", "一行\n二行\n")
    assert path.read_bytes() == "一行\n二行\n".encode()
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in path.parent.iterdir()) == ["index.md", "revisions.yml"]


def test_a_text_that_cannot_be_written_leaves_the_old_one(workspace: Workspace) -> None:
    folder = workspace.root / FOLDER
    (folder / "blocked").mkdir()
    with pytest.raises(StoreError, match="に書き込めません"):
        workspace.write_text(f"{FOLDER}/blocked", "本文\n")
    with pytest.raises(StoreError, match="に書き込めません"):
        workspace.write_text("policy/nowhere/index.md", "本文\n")
    assert (folder / "index.md").read_text("utf-8").endswith(SOUND_BODY)
    assert sorted(file.name for file in folder.iterdir()) == [
        "blocked",
        "index.md",
        "revisions.yml",
    ]


def test_a_document_is_loaded_by_its_name_and_no_other_is_opened(workspace: Workspace) -> None:
    other = write_document(workspace.root, "policy/other")
    other.write_bytes(b"\xff\xff")
    found = workspace.load_named("sample")
    assert found is not None
    assert found == workspace.load(["standards-private"]).subjects[0]
    assert workspace.load_named("other") is None
    assert workspace.load_named("nowhere") is None


def test_a_document_with_a_namesake_another_id_or_a_broken_record_is_not_loaded_by_its_name(
    workspace: Workspace,
) -> None:
    write_document(workspace.root, "policy/twin")
    write_document(workspace.root, "procedures-private/twin")
    renamed = write_document(workspace.root, "policy/renamed")
    renamed.write_text(renamed.read_text("utf-8").replace("id: renamed", "id: known"), "utf-8")
    broken = write_document(workspace.root, "policy/broken")
    broken.with_name("revisions.yml").write_text("- revision: [\n", encoding="utf-8")
    for name in ("twin", "renamed", "known", "broken"):
        assert workspace.load_named(name) is None, name
