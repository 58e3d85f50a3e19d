"""Choosing documents by id, folder or file, and the arguments that commands share for it."""

import os
from pathlib import Path

import click

from kitei.checks.scope import Subject
from kitei.errors import SourceError, StoreError
from kitei.store.workspace import Loaded, Workspace, open_workspace

DOCUMENTS = click.argument("documents", nargs=-1, metavar="[文書のid又はフォルダー]...")
DOCUMENT = click.argument("document", metavar="文書のid又はフォルダー")


def open_here() -> Workspace:
    """Return the repository that the current folder lies in."""
    return open_workspace(Path.cwd())


def choose(loaded: Loaded, names: tuple[str, ...], root: Path) -> tuple[Subject, ...]:
    """Return the documents named by id, folder or file, all where none is named.

    One that cannot be read is an error: what the command was to do with it cannot be done.
    """
    if not names:
        return loaded.subjects
    folders = choose_folders(loaded, names, root)
    chosen = tuple(subject for subject in loaded.subjects if subject.folder in folders)
    unread = sorted(folders - {subject.folder for subject in chosen})
    if unread:
        raise StoreError(
            f"文書「{'、'.join(unread)}」を読めません。", "理由は kitei check で見られます。"
        )
    return chosen


def choose_one(loaded: Loaded, name: str, root: Path) -> Subject:
    """Return the document that a name stands for; several are an error."""
    chosen = choose(loaded, (name,), root)
    if len(chosen) > 1:
        known = "、".join(subject.document.id for subject in chosen)
        raise StoreError(f"「{name}」は一つの文書ではありません。", f"一つを選びます: {known}")
    return chosen[0]


def load_one(workspace: Workspace, name: str) -> Subject:
    """Return the document that a name stands for, the others unread where the name is its own."""
    own = workspace.load_named(name)
    return own or choose_one(workspace.load(), name, workspace.root)


def load_whole(workspace: Workspace, name: str) -> Subject:
    """Return the document that a name stands for, or raise SourceError with every fault of it.

    Records that cannot be read would otherwise be passed over as if there were none.
    """
    own = workspace.load_named(name)
    if own is not None:
        return own
    loaded = workspace.load()
    subject = choose_one(loaded, name, workspace.root)
    found = [(path, f) for path, f in loaded.faults if folder_of(path) == subject.folder]
    if found:
        paths = "、".join(dict.fromkeys(path for path, _ in found))
        lines = [f"  {path}:{fault.position}: {fault.message}" for path, fault in found]
        hints = dict.fromkeys(fault.hint for _, fault in found if fault.hint)
        hint = "\n".join(hints) or f"理由は kitei check {subject.document.id} でも見られます。"
        message = "\n".join([f"{paths}に誤りがあります。", *lines])
        raise SourceError(message, hint, tuple(fault for _, fault in found))
    return subject


def choose_folders(loaded: Loaded, names: tuple[str, ...], root: Path) -> set[str]:
    """Return the folders of the documents named, whether they could be read or not."""
    ids = {folder_of(path): "" for path in loaded.unread()}
    ids |= {subject.folder: subject.document.id for subject in loaded.subjects}
    return {folder for name in names for folder in _find(ids, name, root)}


def folder_of(path: str) -> str:
    """Return the folder of the document that a file belongs to: policy/basic-policy."""
    return "/".join(path.split("/")[:2])


def _find(ids: dict[str, str], name: str, root: Path) -> list[str]:
    path = _locate(name, root)
    found = [folder for folder in ids if path == folder or f"{path}/".startswith(f"{folder}/")]
    found = found or [folder for folder in ids if folder.startswith(f"{path}/")]
    found = found or [f for f, own in ids.items() if name in (own, f.rpartition("/")[2])]
    if found:
        return found
    known = "、".join(sorted(own or folder for folder, own in ids.items()))
    raise StoreError(f"文書「{name}」がありません。", f"ある文書: {known or 'なし'}")


def _locate(name: str, root: Path) -> str:
    """Return a path, seen from the current folder or from the root, as the repository names it."""
    absolute = Path(os.path.normpath(Path.cwd() / name))
    is_here = os.path.lexists(absolute) and absolute.is_relative_to(root)
    return absolute.relative_to(root).as_posix() if is_here else name.rstrip("/")
