"""The documents of a repository on disk: found by folder, read without following links."""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kitei.checks.scope import FileEntry, Subject
from kitei.errors import Fault, StoreError, explain
from kitei.model.edition import Edition
from kitei.settings import Settings
from kitei.store.project import find_root, read_settings
from kitei.store.reading import MAX_PICTURE, PICTURES, read_text
from kitei.store.subjects import hash_subject, load_subject


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: documents in the order of their folders, and all that could not be read.

    `faults` pairs each fault with its file's path; `strays` are files that belong to no document.
    """

    subjects: tuple[Subject, ...]
    faults: tuple[tuple[str, Fault], ...]
    strays: tuple[FileEntry, ...]

    def by_id(self) -> dict[str, Subject]:
        """Return the documents by id; of two with one id, the first."""
        return {subject.document.id: subject for subject in reversed(self.subjects)}

    def unread(self) -> tuple[str, ...]:
        """Return the files and folders that are no readable document, by path, in order."""
        paths = [path for path, _ in self.faults] + [entry.path for entry in self.strays]
        return tuple(dict.fromkeys(paths))


@dataclass(frozen=True, slots=True)
class _Disk:
    """Files as they are on disk now."""

    root: Path

    def read_text(self, path: str) -> tuple[str, list[Fault]]:
        return read_text(self.root / path)

    def hash_file(self, path: str) -> str:
        return sha256((self.root / path).read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Workspace:
    """A repository with its settings."""

    root: Path
    settings: Settings

    def load(self, folders: Iterable[str] | None = None) -> Loaded:
        """Return the documents below the folders (all by default); no other file is opened."""
        subjects: list[Subject] = []
        faults: list[tuple[str, Fault]] = []
        strays: list[FileEntry] = []
        for folder in self.settings.folders if folders is None else folders:
            for entry in _list_root(self.root, folder):
                if entry.kind != "folder":
                    strays.append(entry)
                    continue
                entries = tuple(_list_entries(self.root, entry.path))
                subject, found = load_subject(entry.path, entries, _Disk(self.root))
                faults += found
                if subject is not None:
                    subjects.append(subject)
                else:
                    strays += entries
        return Loaded(tuple(subjects), tuple(faults), tuple(strays))

    def load_named(self, name: str) -> Subject | None:
        """Return the one document whose folder and id have this name; no other is opened.

        None where there is none, or where it has faults or a namesake: then `load` tells more.
        """
        entries = (
            entry for folder in self.settings.folders for entry in _list_root(self.root, folder)
        )
        found = [entry for entry in entries if Path(entry.path).name == name]
        if len(found) != 1 or found[0].kind != "folder":
            return None
        path = found[0].path
        files = tuple(_list_entries(self.root, path))
        subject, faults = load_subject(path, files, _Disk(self.root))
        return subject if subject and subject.document.id == name and not faults else None

    def hash_text(self, subject: Subject, expected: Collection[str | None] = ()) -> str:
        """Return the hash of a document's text; quickly where it is one of those expected."""
        return hash_subject(subject, _Disk(self.root), expected)

    def edition(self, subject: Subject) -> Edition:
        """Return a document with its records and the bytes of its pictures."""
        pictures = {
            Path(entry.path).name: (self.root / entry.path).read_bytes()
            for entry in subject.files
            if entry.kind == "file" and entry.path.endswith(PICTURES) and entry.size <= MAX_PICTURE
        }
        audience = self.settings.audience(subject.document.meta.audience)
        return Edition(subject.document, audience, subject.revisions, pictures)

    def is_written_as(self, path: str, text: str) -> bool:
        """Return whether a file holds exactly this text, line ends and encoding included."""
        return (self.root / path).read_bytes() == text.encode()

    def write_text(self, path: str, text: str) -> None:
        """Replace a text file whole: written aside, then switched."""
        target = self.root / path
        aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            aside.write_text(text, encoding="utf-8", newline="\n")
            if target.exists():
                aside.chmod(stat.S_IMODE(target.stat().st_mode))
            aside.replace(target)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise StoreError(f"{path}に書き込めません: {explain(error)}") from error


def open_workspace(start: Path) -> Workspace:
    """Return the repository at or above a folder, its settings checked."""
    root = find_root(start)
    return Workspace(root, read_settings(root))


def _list_root(root: Path, folder: str) -> Iterator[FileEntry]:
    """Yield what lies in one of the roots; a root that is no folder is itself what is found."""
    base = root / folder
    if not os.path.lexists(base):
        return
    entry = _make_entry(folder, base.lstat())
    if entry.kind == "folder":
        yield from _list_entries(root, folder)
    else:
        yield entry


def _list_entries(root: Path, folder: str) -> Iterator[FileEntry]:
    """Yield what lies directly in a folder, by name; links are named, never followed."""
    try:
        with os.scandir(root / folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                status = entry.stat(follow_symlinks=False)
                yield _make_entry(f"{folder}/{entry.name}", status)
    except OSError as error:
        raise StoreError(f"フォルダー「{folder}」を開けません: {explain(error)}") from error


def _make_entry(path: str, status: os.stat_result) -> FileEntry:
    return FileEntry(path, _kind(status.st_mode), status.st_size, status.st_nlink)


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "symlink"
    if stat.S_ISREG(mode):
        return "file"
    return "folder" if stat.S_ISDIR(mode) else "other"
