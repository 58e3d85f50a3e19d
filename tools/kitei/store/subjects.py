"""A document with its records from the files of its folder, be they on disk or in git."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Protocol

from kitei.checks.scope import FileEntry, Subject
from kitei.errors import Fault, SourceError
from kitei.model.matching import Matching
from kitei.model.revision import Revision
from kitei.model.text import Position
from kitei.model.timeline import list_keys
from kitei.source.digest import hash_document, hash_source
from kitei.source.document_reader import read_document
from kitei.source.matchings import read_matchings
from kitei.source.records import read_revisions

TEXT = "index.md"
RECORD = "revisions.yml"
MATCHINGS = "align.yml"
_START = Position(1, 1)

# Faults with the paths of the files that have them.
Faults = list[tuple[str, Fault]]


class Files(Protocol):
    """Where files are read from, by their paths from the root."""

    def read_text(self, path: str) -> tuple[str, list[Fault]]:
        """Return the text of a file, or why it has none."""

    def hash_file(self, path: str) -> str:
        """Return the sha256 of a file's bytes."""


def load_subject(
    folder: str, entries: tuple[FileEntry, ...], files: Files
) -> tuple[Subject | None, Faults]:
    """Return the document of a folder, None where it cannot be read, and all faults."""
    regular = {PurePosixPath(entry.path).name for entry in entries if entry.kind == "file"}
    path = f"{folder}/{TEXT}"
    if TEXT not in regular:
        message = f"文書のフォルダーに{TEXT}がありません。"
        return None, [(path, Fault("unreadable-file", _START, message))]
    text, faults = files.read_text(path)
    revisions, record_faults = (
        _read_record(f"{folder}/{RECORD}", files) if RECORD in regular else ((), [])
    )
    known = None if record_faults else revisions
    matchings, more = (
        _read_matchings(f"{folder}/{MATCHINGS}", files, known) if MATCHINGS in regular else ((), [])
    )
    record_faults = [*record_faults, *more]
    if faults:
        return None, [*((path, fault) for fault in faults), *record_faults]
    try:
        document = read_document(text, path)
    except SourceError as error:
        return None, [*((path, fault) for fault in error.faults), *record_faults]
    subject = Subject(document, revisions, entries, folder, matchings=matchings)
    recorded = {revision.text_sha256 for revision in revisions} - {None}
    if recorded:
        subject = replace(subject, text_sha256=hash_subject(subject, files, recorded))
    return subject, record_faults


def _read_record(path: str, files: Files) -> tuple[tuple[Revision, ...], Faults]:
    text, faults = files.read_text(path)
    if faults:
        return (), [(path, fault) for fault in faults]
    try:
        return read_revisions(text, path), []
    except SourceError as error:
        return (), [(path, fault) for fault in error.faults]


def _read_matchings(
    path: str, files: Files, revisions: tuple[Revision, ...] | None
) -> tuple[tuple[Matching, ...], Faults]:
    text, faults = files.read_text(path)
    if faults:
        return (), [(path, fault) for fault in faults]
    keys = None if revisions is None else list_keys(revisions)
    try:
        return read_matchings(text, path, keys), []
    except SourceError as error:
        return (), [(path, fault) for fault in error.faults]


def hash_subject(subject: Subject, files: Files, expected: Collection[str | None] = ()) -> str:
    """Return the hash of a document's text; quickly where it is one of those expected."""

    def hash_picture(name: str) -> str | None:
        path = f"{subject.folder}/{name}"
        is_known = any(entry.path == path and entry.kind == "file" for entry in subject.files)
        return files.hash_file(path) if is_known else None

    quick = hash_source(subject.document.source, hash_picture)
    if quick in expected and quick is not None:
        return quick
    return hash_document(subject.document, hash_picture)
