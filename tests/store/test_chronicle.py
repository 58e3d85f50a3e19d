"""Histories join records with the texts they name, and say why a text is missing."""

from datetime import date
from pathlib import Path

from kitei.model.history import Absence, History
from kitei.store.chronicle import load_histories
from kitei.store.workspace import open_workspace
from tests.repositories import SOUND_BODY, commit_all, decide_document, write_document

FOLDER = "standards-private/sample"
DAY = date(2026, 11, 1)


def load_history(root: Path, day: date = DAY) -> History:
    """Return the history of the sample document."""
    workspace = open_workspace(root)
    return load_histories(workspace, workspace.load().subjects, day)["sample"]


def revise(root: Path, body: str = SOUND_BODY.replace("情報", "電子")) -> None:
    """Commit the document as it is, then change it and decide it again."""
    commit_all(root)
    write_document(root, FOLDER, body)
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


def test_a_text_that_was_never_committed_is_lost(scratch: Path) -> None:
    commit_all(scratch)
    decide_document(scratch, FOLDER)
    write_document(scratch, FOLDER, SOUND_BODY.replace("情報", "紙の"))
    revise(scratch, SOUND_BODY)
    write_document(scratch, FOLDER, SOUND_BODY.replace("情報", "電子"))
    text = (scratch / FOLDER / "revisions.yml").read_text("utf-8")
    changed = text.replace(text.split("text_sha256: ")[1][:64], "0" * 64, 1)
    (scratch / FOLDER / "revisions.yml").write_text(changed, "utf-8")
    assert load_history(scratch).absences["1"] is Absence.LOST
