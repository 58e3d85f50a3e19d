"""The record of one document, opened so that a revision can be added to it or decided."""

from dataclasses import dataclass

from kitei.checks.scope import Subject
from kitei.commands.documents import choose_one, open_here
from kitei.errors import StoreError
from kitei.model.revision import Revision
from kitei.source.record_editor import append_record, edit_record
from kitei.store.reading import read_text
from kitei.store.subjects import RECORD
from kitei.store.workspace import Loaded, Workspace


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a document: `text` is its file, empty where there is none yet."""

    workspace: Workspace
    loaded: Loaded
    subject: Subject
    text: str

    @property
    def path(self) -> str:
        """The file in the repository."""
        return f"{self.subject.folder}/{RECORD}"

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The records in the order of the file."""
        return self.subject.revisions

    def append(self, revision: Revision) -> None:
        """Write one more record into the file, made where it is missing."""
        self.workspace.write_text(self.path, append_record(self.text, revision, self.path))

    def replace(self, index: int, revision: Revision) -> None:
        """Write what a record says now."""
        self.workspace.write_text(self.path, edit_record(self.text, index, revision, self.path))


def open_record(name: str) -> Record:
    """Return the record of the one document named, or raise StoreError where it cannot be used."""
    workspace = open_here()
    loaded = workspace.load()
    subject = choose_one(loaded, name, workspace.root)
    path = f"{subject.folder}/{RECORD}"
    if any(faulty == path for faulty, _ in loaded.faults):
        hint = f"kitei check {subject.document.id} で見られる誤りを直してください。"
        raise StoreError(f"{path}に誤りがあるので、書き込めません。", hint)
    entry = next((file for file in subject.files if file.path == path), None)
    if entry is None:
        return Record(workspace, loaded, subject, "")
    if entry.kind != "file":
        raise StoreError(f"{path}は普通のファイルではありません。", "ファイルに直してください。")
    text, _ = read_text(workspace.root / path)
    return Record(workspace, loaded, subject, text)
