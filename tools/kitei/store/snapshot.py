"""Documents as they stood at a git revision."""

from collections.abc import Iterable, Iterator

from kitei.checks.scope import FileEntry, Subject
from kitei.store.subjects import Faults, load_subject
from kitei.store.tree import Tree, read_tree
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
