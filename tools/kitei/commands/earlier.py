"""What a check compares with: the decided texts, and the documents at another commit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from kitei.checks.scope import Subject
from kitei.commands.documents import folder_of
from kitei.model.history import Absence, History
from kitei.model.revision import Revision
from kitei.store.chronicle import load_histories
from kitei.store.snapshot import load_snapshot
from kitei.store.workspace import Loaded, Workspace


@dataclass(frozen=True, slots=True)
class Earlier:
    """Histories by the documents' ids, the documents at the base by today's folders.

    `removed` are the documents of the base that are no longer there under any name.
    """

    histories: Mapping[str, History] = field(default_factory=dict)
    bases: Mapping[str, Subject] = field(default_factory=dict)
    removed: tuple[Subject, ...] = ()

    @property
    def lacks_repository(self) -> bool:
        """Whether a decided text could not be looked for, as there is no git repository."""
        absences = (a for history in self.histories.values() for a in history.absences.values())
        return Absence.NO_REPOSITORY in absences


def load_earlier(
    workspace: Workspace, loaded: Loaded, folders: Collection[str], since: str | None
) -> Earlier:
    """Return what is known of the documents in these folders, and of all at the commit `since`."""
    known = {audience.name for audience in workspace.settings.audiences}
    subjects = [
        subject
        for subject in loaded.by_id().values()
        if subject.folder in folders and subject.document.meta.audience in known
    ]
    # What was decided stays decided on every day: an earlier --as-of must not hide a changed text.
    histories = load_histories(workspace, subjects, date.max)
    if since is None:
        return Earlier(histories)
    bases, removed = match_documents(load_snapshot(workspace, since), loaded)
    return Earlier(histories, bases, removed)


def match_documents(base: Loaded, now: Loaded) -> tuple[dict[str, Subject], tuple[Subject, ...]]:
    """Return what each document was at the base, by its folder now, and those that are gone.

    A document is the same by its id, or, where it was renamed, by a decided record.
    """
    by_id = base.by_id()
    found = {subject.folder: by_id[name] for name, subject in now.by_id().items() if name in by_id}
    unread = {folder_of(path) for path in now.unread()}
    removed = []
    for name, subject in by_id.items():
        if name in now.by_id() or subject.folder in unread:
            continue
        renamed = next((s for s in now.subjects if _is_renamed(subject, s, found)), None)
        if renamed is None:
            removed.append(subject)
        else:
            found[renamed.folder] = subject
    return found, tuple(removed)


def _is_renamed(old: Subject, new: Subject, found: Collection[str]) -> bool:
    return new.folder not in found and not _list_marks(old).isdisjoint(_list_marks(new))


def _list_marks(subject: Subject) -> set[object]:
    """Return what tells the decided records of a document from those of any other."""
    return {_mark(revision) for revision in subject.revisions if not revision.is_open}


def _mark(revision: Revision) -> object:
    return revision.text_sha256 or (revision.number, revision.kind, revision.decided)
