"""The histories of documents: records joined with the texts that they name, wherever these are."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from kitei.checks.scope import Subject
from kitei.errors import Fault, SourceError, StoreError
from kitei.model.audience import Audience
from kitei.model.edition import Edition
from kitei.model.history import Absence, History
from kitei.model.revision import Revision, sort_revisions
from kitei.model.timeline import Standing, Timeline, make_timeline
from kitei.source.document_reader import read_document
from kitei.source.front_matter import read_front_matter, split_front_matter
from kitei.store.history import Past, PastText, find_texts
from kitei.store.plumbing import Report
from kitei.store.workspace import Workspace


def load_histories(  # noqa: PLR0913 - who asks (folders, visible), for what (subjects, day)
    workspace: Workspace,
    subjects: Iterable[Subject],
    day: date,
    folders: Iterable[str] | None = None,
    visible: Collection[str] | None = None,
    *,
    report: Report | None = None,
) -> dict[str, History]:
    """Return the history of every document by its id, as it stands on a day.

    `folders` limits where git is searched (None: everywhere), `visible` names the audiences whose
    texts may be shown. Git is asked only for what the working texts do not tell. A document whose
    own audience the settings do not know has no history.
    """
    known = {audience.name for audience in workspace.settings.audiences}
    timelines: dict[str, tuple[Subject, Timeline]] = {}
    for subject in subjects:
        if subject.document.meta.audience in known:
            timeline = make_timeline(subject.revisions, day)
            timelines.setdefault(subject.document.id, (subject, timeline))
    wanted = {
        standing.revision.text_sha256
        for subject, timeline in timelines.values()
        for standing in timeline.decided
        if standing.revision.has_text and standing.revision.text_sha256 != subject.text_sha256
    }
    names = {name for name in wanted if name is not None}
    former = [
        folder
        for audience in workspace.settings.audiences
        if visible is None or audience.name in visible
        for folder in audience.former_folders
    ]
    past = find_texts(workspace.root, names, folders, former, report=report) if names else Past()
    return {
        name: _Chronicler(workspace, subject, past, visible).tell(timeline)
        for name, (subject, timeline) in timelines.items()
    }


class _Editions(Mapping[str, Edition]):
    """Editions by the keys of a timeline, each made when it is first asked for.

    A text of the past is rarely looked at, and reading it takes far longer than finding it.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Edition]]) -> None:
        self._makers = makers
        self._made: dict[str, Edition] = {}

    def __getitem__(self, key: str) -> Edition:
        if key not in self._made:
            self._made[key] = self._makers[key]()
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


@dataclass(frozen=True, slots=True)
class _Chronicler:
    workspace: Workspace
    subject: Subject
    past: Past
    visible: Collection[str] | None

    @property
    def audience(self) -> Audience:
        return self.workspace.settings.audience(self.subject.document.meta.audience)

    def tell(self, timeline: Timeline) -> History:
        """Return the history of the document."""
        makers: dict[str, Callable[[], Edition]] = {}
        absences: dict[str, Absence] = {}
        for standing in timeline.decided:
            if standing.revision.has_text:
                found = self._find(standing)
                if isinstance(found, Absence):
                    absences[standing.key] = found
                else:
                    makers[standing.key] = found
        hashes = {standing.revision.text_sha256 for standing in timeline.decided}
        is_draft = not self.subject.text_sha256 or self.subject.text_sha256 not in hashes
        draft = self.workspace.edition(self.subject) if is_draft else None
        editions = _Editions(makers)
        name, matchings = self.subject.document.id, self.subject.matchings
        return History(name, self.audience, timeline, editions, absences, draft, matchings)

    def _find(self, standing: Standing) -> Callable[[], Edition] | Absence:
        digest = standing.revision.text_sha256
        if digest is None:
            is_lost = standing.revision.is_text_lost
            return Absence.NOT_KEPT if is_lost else Absence.UNRECORDED
        revisions = _list_until(self.subject.revisions, standing.revision)
        if digest == self.subject.text_sha256:
            return partial(self._take, revisions)
        text = self.past.texts.get(digest)
        if text is None:
            return self._explain_absence()
        audience = self._find_audience(text)
        if audience is None:
            return Absence.OTHER_AUDIENCE
        return partial(self._read, text, audience, revisions)

    def _explain_absence(self) -> Absence:
        """Return why a text was not found; where only some folders were searched, it may exist."""
        if not self.past.has_repository:
            return Absence.NO_REPOSITORY
        return Absence.LOST if self.visible is None else Absence.OTHER_AUDIENCE

    def _take(self, revisions: tuple[Revision, ...]) -> Edition:
        """Return the working text, which is the one decided."""
        return replace(self.workspace.edition(self.subject), revisions=revisions)

    def _read(self, text: PastText, audience: Audience, revisions: tuple[Revision, ...]) -> Edition:
        """Return a past text under the id that the document has today."""
        try:
            document = read_document(text.source, text.path)
        except SourceError as error:
            raise _explain(text, error.faults) from error
        document = replace(document, meta=replace(document.meta, id=self.subject.document.id))
        return Edition(document, audience, revisions, text.pictures)

    def _find_audience(self, text: PastText) -> Audience | None:
        """Return the narrower of the audiences of then and now; None where it may not be shown."""
        parts = split_front_matter(text.source)
        meta, faults = read_front_matter(parts.yaml) if parts is not None else (None, [])
        if meta is None:
            raise _explain(text, faults)
        ranks: Mapping[str, int] = {
            audience.name: rank for rank, audience in enumerate(self.workspace.settings.audiences)
        }
        then, now = meta.audience, self.audience
        if self.visible is not None and then not in self.visible:
            return None
        if ranks.get(then, -1) <= ranks[now.name]:
            return now
        return self.workspace.settings.audience(then)


def _list_until(revisions: Iterable[Revision], last: Revision) -> tuple[Revision, ...]:
    """Return the records up to one: nothing decided later belongs to its edition.

    A correction of an older revision stands before it by number and may yet be decided later.
    """
    ordered = sort_revisions(revisions)
    place = next(place for place, revision in enumerate(ordered) if revision is last)
    day = last.decided_on or date.max
    earlier = (r for r in ordered[:place] if r.decided_on is not None and r.decided_on <= day)
    return (*earlier, last)


def _explain(text: PastText, faults: Iterable[Fault]) -> StoreError:
    message = f"過去の本文（コミット{text.commit[:12]}の{text.path}）を読めません。"
    reasons = [f"  {fault.position.line}行: {fault.message}" for fault in faults]
    return StoreError("\n".join([message, *reasons]))
