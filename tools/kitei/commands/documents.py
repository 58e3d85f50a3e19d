"""Choosing documents by id or path, and the options that commands share."""

from pathlib import Path

import click

from kitei.checks.scope import Subject
from kitei.errors import StoreError
from kitei.store.workspace import Loaded, Workspace, open_workspace

DOCUMENTS = click.argument("documents", nargs=-1, metavar="[文書のid又はフォルダー]...")


def open_here() -> Workspace:
    """Return the repository that the current folder lies in."""
    return open_workspace(Path.cwd())


def choose(loaded: Loaded, names: tuple[str, ...], root: Path) -> tuple[Subject, ...]:
    """Return the documents named by id, folder or file, all where none is named."""
    if not names:
        return loaded.subjects
    return tuple(_find(loaded, name, root) for name in names)


def _find(loaded: Loaded, name: str, root: Path) -> Subject:
    wanted = name.rstrip("/")
    path = Path(wanted)
    if path.exists():
        resolved = path.resolve()
        wanted = resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else name
    for subject in loaded.subjects:
        if wanted in (subject.document.id, subject.folder, subject.document.path):
            return subject
    known = "、".join(subject.document.id for subject in loaded.subjects)
    raise StoreError(f"文書「{name}」が見つからないか、読めません。", f"読める文書: {known}")
