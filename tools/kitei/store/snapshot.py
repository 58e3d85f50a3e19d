"""Documents as they stood at a git revision."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from kitei.checks.scope import FileEntry, Subject
from kitei.store.plumbing import open_repository
from kitei.store.reading import MAX_PICTURE, PICTURES
from kitei.store.subjects import Faults, load_subject
from kitei.store.tree import Tree, find_commit, read_tree
from kitei.store.workspace import Loaded, Workspace


def load_snapshot(
    workspace: Workspace, revision: str, folders: Iterable[str] | None = None
) -> Loaded:
    """Return the documents as a git revision holds them, read by the settings of today."""
    roots = tuple(workspace.settings.folders if folders is None else folders)
    tree = read_tree(workspace.root, revision, roots)
    subjects: list[Subject] = []
    faults: Faults = []
    strays: list[FileEntry] = []
    for root in roots:
        for entry in _list_entries(tree, root):
            if entry.kind != "folder":
                strays.append(entry)
                continue
            entries = tuple(_list_entries(tree, entry.path))
            subject, found = load_subject(entry.path, entries, tree)
            faults += found
            if subject is None:
                strays += entries
            else:
                subjects.append(subject)
    return Loaded(tuple(subjects), tuple(faults), tuple(strays))


def read_pictures(workspace: Workspace, revision: str, subject: Subject) -> dict[str, bytes]:
    """Return the pictures of a document of that git revision by their file names."""
    paths = [e.path for e in subject.files if e.kind == "file" and e.path.endswith(PICTURES)]
    with open_repository(workspace.root) as repository:
        commit = find_commit(repository, revision) if repository else None
        if repository is None or commit is None:
            return {}
        names = [f"{commit}:{repository.prefix}{path}" for path in paths]
        found = list(repository.read_objects(names, MAX_PICTURE))
    return {
        PurePosixPath(path).name: blob.content
        for path, blob in zip(paths, found, strict=True)
        if blob.content is not None
    }


def _list_entries(tree: Tree, folder: str) -> Iterator[FileEntry]:
    """Yield what lies directly in a folder, by name, as the same folder on disk would show it."""
    if folder in tree.entries:
        yield tree.entries[folder]
        return
    found: dict[str, FileEntry] = {}
    for path, entry in tree.entries.items():
        if path.startswith(f"{folder}/"):
            name = path[len(folder) + 1 :].partition("/")[0]
            is_here = path == f"{folder}/{name}"
            found[name] = entry if is_here else FileEntry(f"{folder}/{name}", "folder")
    yield from (found[name] for name in sorted(found))
