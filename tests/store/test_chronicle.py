"""Histories join records with the texts they name, and say why a text is missing."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from kitei.errors import StoreError
from kitei.model.history import Absence, History
from kitei.store.chronicle import load_histories
from kitei.store.workspace import open_workspace
from tests.repositories import SOUND_BODY, commit_all, decide_document, git, write_document

FOLDER = "standards-private/sample"
DAY = date(2026, 11, 1)


def load_history(root: Path, day: date = DAY) -> History:
    """Return the history of the sample document."""
    workspace = open_workspace(root)
    return load_histories(workspace, workspace.load().subjects, day)["sample"]


def revise(root: Path) -> None:
    """Commit the document as it is, then change it and decide it again."""
    commit_all(root)
    revise_without_commit(root)


def revise_without_commit(root: Path) -> None:
    """Change the document and decide it again."""
    write_document(root, FOLDER, SOUND_BODY.replace("情報", "電子"))
    decide_document(root, FOLDER, "2", kind="partial", decided="2026-09-16", effective="2026-10-01")


def test_each_record_has_its_own_text(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    revise(scratch)
    history = load_history(scratch)
    assert "情報資産" in history.editions["1"].document.source
    assert "電子資産" in history.editions["2"].document.source
    assert history.absences == {}
    assert history.draft is None


def test_an_edition_knows_no_record_later_than_itself(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    revise(scratch)
    numbers = {
        key: [revision.number for revision in edition.revisions]
        for key, edition in load_history(scratch).editions.items()
    }
    assert numbers == {"1": ["1"], "2": ["1", "2"]}


def test_working_text_that_nobody_decided_is_a_draft(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    commit_all(scratch)
    write_document(scratch, FOLDER, SOUND_BODY.replace("情報", "電子"))
    history = load_history(scratch)
    assert history.draft is not None
    assert "電子資産" in history.draft.document.source
    assert "情報資産" in history.editions["1"].document.source


def set_hash(root: Path, old: str, new: str) -> None:
    """Put another hash, or null, or nothing where a record holds one."""
    path = root / FOLDER / "revisions.yml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_text_that_git_does_not_hold_is_lost(scratch: Path) -> None:
    digest = decide_document(scratch, FOLDER)
    revise(scratch)
    set_hash(scratch, digest, "0" * 64)
    history = load_history(scratch)
    assert history.absences == {"1": Absence.LOST}
    assert history.editions.keys() == {"2"}


@pytest.mark.parametrize(
    ("entry", "absence"),
    [("text_sha256: null", Absence.NOT_KEPT), ("promulgated_on: null", Absence.UNRECORDED)],
)
def test_a_record_without_a_hash_says_whether_its_text_was_kept(
    scratch: Path, entry: str, absence: Absence
) -> None:
    digest = decide_document(scratch, FOLDER)
    revise(scratch)
    set_hash(scratch, f"text_sha256: {digest}", entry)
    assert load_history(scratch).absences == {"1": absence}


def test_without_a_repository_only_the_working_text_is_at_hand(
    scratch: Path, tmp_path: Path
) -> None:
    decide_document(scratch, FOLDER)
    revise(scratch)
    archive = tmp_path / "archive"
    shutil.copytree(scratch, archive, ignore=shutil.ignore_patterns(".git"))
    history = load_history(archive)
    assert history.absences == {"1": Absence.NO_REPOSITORY}
    assert history.editions.keys() == {"2"}


def test_git_is_not_asked_for_what_the_working_text_tells(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    commit_all(scratch)
    # Whoever opened this repository would fail.
    (scratch / ".git" / "config").write_text("[core\n")
    assert load_history(scratch).editions.keys() == {"1"}
    revise_without_commit(scratch)
    with pytest.raises(StoreError):
        load_history(scratch)


def test_a_shallow_clone_stops_where_a_text_is_missing(scratch: Path, tmp_path: Path) -> None:
    decide_document(scratch, FOLDER)
    revise(scratch)
    commit_all(scratch)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", scratch.as_uri(), str(clone))
    with pytest.raises(StoreError, match="浅い複製"):
        load_history(clone)


def test_two_records_of_one_text_share_it(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    revise(scratch)
    commit_all(scratch)
    write_document(scratch, FOLDER)
    decide_document(
        scratch, FOLDER, "3", kind="partial", decided="2026-10-16", effective="2026-10-20"
    )
    editions = load_history(scratch).editions
    assert editions["1"].document.source == editions["3"].document.source
    assert [len(editions[key].revisions) for key in "123"] == [1, 2, 3]


def test_a_correction_that_keeps_its_number_has_a_text_of_its_own(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    commit_all(scratch)
    write_document(scratch, FOLDER, SOUND_BODY.replace("情報", "電子"))
    decide_document(scratch, FOLDER, kind="correction", decided="2026-05-01", effective="null")
    history = load_history(scratch)
    assert "情報資産" in history.editions["1"].document.source
    assert "電子資産" in history.editions["1-correction-1"].document.source
    assert [len(edition.revisions) for edition in history.editions.values()] == [1, 2]


def test_a_repeal_needs_no_text(scratch: Path) -> None:
    digest = decide_document(scratch, FOLDER)
    decide_document(scratch, FOLDER, "2", kind="repeal", effective="2026-10-01")
    path = scratch / FOLDER / "revisions.yml"
    kept, _, last = path.read_text("utf-8").rpartition(f"  text_sha256: {digest}\n")
    path.write_text(kept + last, "utf-8")
    history = load_history(scratch)
    assert history.editions.keys() == {"1"}
    assert history.absences == {}


def test_on_an_earlier_day_what_was_decided_later_is_a_draft(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    revise(scratch)
    history = load_history(scratch, date(2026, 5, 1))
    assert history.editions.keys() == {"1"}
    assert history.draft is not None
    assert "電子資産" in history.draft.document.source


def test_a_renamed_document_shows_its_past_texts_under_its_own_id(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    revise(scratch)
    commit_all(scratch)
    git(scratch, "mv", FOLDER, "standards-private/renamed")
    text = scratch / "standards-private" / "renamed" / "index.md"
    text.write_text(text.read_text("utf-8").replace("id: sample", "id: renamed"), "utf-8")
    commit_all(scratch)
    workspace = open_workspace(scratch)
    history = load_histories(workspace, workspace.load().subjects, DAY)["renamed"]
    assert {edition.document.id for edition in history.editions.values()} == {"renamed"}
    assert "情報資産" in history.editions["1"].document.source


def publish_document(root: Path) -> None:
    """Decide a restricted document, then move it to the public folder and decide it again."""
    decide_document(root, FOLDER)
    commit_all(root)
    (root / "policy").mkdir()
    git(root, "mv", FOLDER, "policy/sample")
    write_document(root, "policy/sample", SOUND_BODY.replace("情報", "電子"))
    decide_document(
        root, "policy/sample", "2", kind="partial", decided="2026-09-16", effective="2026-10-01"
    )


def test_a_text_that_was_restricted_is_not_shown_to_the_public(scratch: Path) -> None:
    publish_document(scratch)
    workspace = open_workspace(scratch)
    subjects = workspace.load(["policy"]).subjects
    shown = load_histories(workspace, subjects, DAY, visible={"public"})["sample"]
    assert shown.absences == {"1": Absence.OTHER_AUDIENCE}
    built = load_histories(workspace, subjects, DAY, ["policy"], {"public"})["sample"]
    assert built.editions.keys() == {"2"}
    staff = load_histories(workspace, subjects, DAY, visible={"public", "staff"})["sample"]
    assert staff.editions["1"].audience.name == "staff"
    assert staff.editions["2"].audience.name == "public"


def test_a_text_keeps_the_marking_of_the_document_as_it_is_now(scratch: Path) -> None:
    write_document(scratch, "policy/sample")
    shutil.rmtree(scratch / FOLDER)
    decide_document(scratch, "policy/sample")
    commit_all(scratch)
    (scratch / FOLDER).parent.mkdir(exist_ok=True)
    git(scratch, "mv", "policy/sample", FOLDER)
    revise_without_commit(scratch)
    history = load_history(scratch)
    assert {edition.audience.name for edition in history.editions.values()} == {"staff"}


def test_past_pictures_come_with_past_texts(scratch: Path) -> None:
    write_document(scratch, FOLDER, f"{SOUND_BODY}\n![図](a.png)\n")
    (scratch / FOLDER / "a.png").write_bytes(b"old")
    decide_document(scratch, FOLDER)
    commit_all(scratch)
    (scratch / FOLDER / "a.png").write_bytes(b"new")
    decide_document(
        scratch, FOLDER, "2", kind="partial", decided="2026-09-16", effective="2026-10-01"
    )
    editions = load_history(scratch).editions
    assert editions["1"].pictures == {"a.png": b"old"}
    assert editions["2"].pictures == {"a.png": b"new"}


def test_of_two_documents_with_one_id_the_first_has_the_history(scratch: Path) -> None:
    write_document(scratch, "policy/sample", SOUND_BODY.replace("情報", "紙の"))
    decide_document(scratch, "policy/sample")
    decide_document(scratch, FOLDER)
    assert load_history(scratch).audience.name == "public"


def test_a_document_of_an_unknown_audience_has_no_history(scratch: Path) -> None:
    decide_document(scratch, FOLDER)
    path = scratch / FOLDER / "index.md"
    path.write_text(path.read_text("utf-8").replace("audience: staff", "audience: nobody"), "utf-8")
    workspace = open_workspace(scratch)
    assert load_histories(workspace, workspace.load().subjects, DAY) == {}
