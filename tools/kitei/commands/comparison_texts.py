"""Two texts of one document to compare: revisions, days, the draft, git revisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from kitei.checks.scope import Subject
from kitei.commands.changed import find_before, list_citing
from kitei.commands.comparison_notices import Choice, find_notices
from kitei.commands.comparison_pair import Chosen, Cited, Notice, Pair, make_blank
from kitei.commands.documents import load_whole, open_here
from kitei.commands.earlier import load_earlier, match_documents
from kitei.commands.past import find_histories
from kitei.commands.standings import DRAFT, get_text, name_revision
from kitei.errors import StoreError
from kitei.model.edition import Edition
from kitei.model.era import DateStyle, find_dates, format_date
from kitei.model.history import History
from kitei.model.matching import find_matches
from kitei.model.revision import RevisionKind
from kitei.model.timeline import Standing, make_timeline
from kitei.render.comparison_report import TextName
from kitei.store.snapshot import load_snapshot, read_pictures
from kitei.store.tree import has_revision
from kitei.store.workspace import Loaded, Workspace


def find_pair(texts: tuple[str, ...], day: date) -> Pair:
    """Return the texts that a document's name and the words for two of its versions stand for."""
    workspace = open_here()
    subject = load_whole(workspace, texts[0])
    finder = _Finder(workspace, subject, day)
    new = finder.find(texts[2]) if len(texts) > 2 else finder.find_new()
    old = finder.find(texts[1]) if len(texts) > 1 else finder.find_old(new)
    files = tuple(workspace.root / entry.path for entry in subject.files)
    cited = finder.find_cited(old) if new.is_draft else None
    matches = find_matches(subject.matchings, finder.list_keys(old), finder.list_keys(new))
    kind = finder.find_kind(old, new)
    decided = tuple(edition.document for edition in finder.history.editions.values())
    is_named = len(texts) > 1
    return Pair(
        old,
        new,
        workspace.settings,
        files,
        kind,
        cited,
        matches,
        decided,
        finder.is_current(old),
        tuple(finder.find_notices(texts[0], old, new, is_named=is_named)),
    )


@dataclass(frozen=True)
class _Finder:
    """Finds the texts of one document; past ones are only looked for where one is asked for."""

    workspace: Workspace
    subject: Subject
    day: date

    @property
    def style(self) -> DateStyle:
        return self.workspace.settings.era_style

    @cached_property
    def loaded(self) -> Loaded:
        """All documents: what another one cites or is called is rarely asked."""
        return self.workspace.load()

    @cached_property
    def history(self) -> History:
        """The history with everything ever decided: only what is in force depends on the day."""
        found = find_histories(self.workspace, [self.subject], date.max)
        return found[self.subject.document.id]

    def find(self, word: str) -> Chosen:
        """Return the text that a word stands for; a revision before a git revision."""
        if word == DRAFT:
            return self._take_draft()
        standing = self.history.timeline.get(word)
        if standing is not None:
            is_open = standing.revision.is_open
            return self._take_draft() if is_open else self._take(standing)
        day = _read_day(word)
        if day is not None:
            return self._take(self._find_on(day))
        if has_revision(self.workspace.root, word):
            return self._take_commit(word)
        days = "日（2026-04-01、令和8年4月1日、R8.4.1）"
        hint = f"{self._list_known()}。そのほか、{days}と、gitの枝、札、コミット"
        raise StoreError(f"「{word}」という版も、gitの版もありません。", hint)

    def find_new(self) -> Chosen:
        """Return the draft where there is one, else what was decided last."""
        if self.history.draft is not None:
            return self._take_draft()
        decided = self._list_decided()
        return self._take(decided[-1]) if decided else self._take_draft()

    def find_old(self, new: Chosen) -> Chosen:
        """Return the text in force, or else the one decided last; never the new one itself.

        Before the first text there is an empty one.
        """
        decided = self._list_decided()
        keys = [standing.key for standing in decided]
        if not new.is_draft and new.name.revision in keys:
            decided = decided[: keys.index(new.name.revision)]
        if not decided:
            return make_blank(new)
        in_force = make_timeline(self.subject.revisions, self.day).in_force
        chosen = (s for s in decided if in_force and s.revision is in_force.revision)
        return self._take(next(chosen, decided[-1]))

    def find_kind(self, old: Chosen, new: Chosen) -> RevisionKind | None:
        """Return the kind of the amendment that leads from the old text to the new one."""
        if old.is_draft:
            return None
        if new.is_draft:
            return new.revision.kind if new.revision else RevisionKind.PARTIAL
        keys = [standing.key for standing in self._list_decided()]
        steps = list(pairwise(keys))
        is_step = (old.name.revision, new.name.revision) in steps
        return new.revision.kind if new.revision and is_step else None

    def list_keys(self, chosen: Chosen) -> tuple[str, ...]:
        """Return what a text is called in the file of matchings; a git revision has no name."""
        if not chosen.is_draft:
            return (chosen.name.revision,) if chosen.name.revision else ()
        standings = self.history.timeline.standings
        return (DRAFT, *(standing.key for standing in standings if standing.revision.is_open))

    def find_cited(self, old: Chosen) -> Cited | None:
        """Return what other documents cite; None for a text that none of them can know.

        They were written for the text decided last, be it in force or not, or stand as they did
        at the git revision of the old text.
        """
        folders = {subject.folder for subject in self.loaded.subjects}
        earlier = load_earlier(self.workspace, self.loaded, folders, old.commit)
        before = find_before(self.subject, earlier)
        if before is None:
            return None
        others = self.loaded.by_id().values()
        return Cited(before, list_citing(self.subject, others, earlier))

    def is_current(self, old: Chosen) -> bool:
        """Return whether the old text is in force; True where no record tells."""
        in_force = make_timeline(self.subject.revisions, self.day).in_force
        is_recorded = old.name.revision is not None and old.revision is not None
        return not is_recorded or (in_force is not None and in_force.revision is old.revision)

    def find_notices(
        self, name: str, old: Chosen, new: Chosen, *, is_named: bool
    ) -> Iterator[Notice]:
        """Yield what is to be known of the texts chosen."""
        choice = Choice(name, self._list_decided(), old, new, is_named)
        return find_notices(choice, self.style)

    def _list_decided(self) -> list[Standing]:
        return [s for s in self.history.timeline.decided if s.revision.has_text]

    def _find_on(self, day: date) -> Standing:
        found = make_timeline(self.subject.revisions, day).in_force
        for standing in self.history.timeline.standings:
            if found is not None and standing.revision is found.revision:
                return standing
        raise StoreError(
            f"{format_date(day, self.style)}に施行中の版はありません。", self._list_known()
        )

    def _list_known(self) -> str:
        keys = [standing.key for standing in self.history.timeline.standings]
        return f"指定できる版: {'、'.join([*keys, f'{DRAFT}（作業中の本文）'])}"

    def _take(self, standing: Standing) -> Chosen:
        """Return the text of a decided revision."""
        revision = standing.revision
        if not revision.has_text:
            raise StoreError(
                f"{name_revision(revision)}には本文がありません。", "その前の版を指定してください。"
            )
        document = get_text(self.history, standing)
        start = revision.effective_from
        since = f"、{format_date(start, self.style)}施行" if start else ""
        called = f"版{standing.key}（{revision.kind.label}{since}）"
        name = TextName(called, document.meta.title, standing.key)
        return Chosen(self.history.editions[standing.key], name, revision=revision)

    def _take_draft(self) -> Chosen:
        edition = self.workspace.edition(self.subject)
        name = TextName("作業中の本文", edition.document.meta.title)
        is_recorded = edition.current is not None and edition.current.is_open
        return Chosen(
            edition, name, is_draft=True, revision=edition.current if is_recorded else None
        )

    def _take_commit(self, word: str) -> Chosen:
        base = load_snapshot(self.workspace, word)
        found, _ = match_documents(base, self.loaded)
        subject = found.get(self.subject.folder)
        if subject is None:
            reasons = [f"{path}: {fault.message}" for path, fault in base.faults]
            raise StoreError(
                f"gitの{word}に、読める文書「{self.subject.document.id}」はありません。",
                "\n".join(reasons[:3]),
            )
        audience = self.workspace.settings.audience(subject.document.meta.audience)
        pictures = read_pictures(self.workspace, word, subject)
        edition = Edition(subject.document, audience, subject.revisions, pictures)
        name = TextName(f"gitの{word}", edition.document.meta.title)
        return Chosen(edition, name, commit=word)


def _read_day(word: str) -> date | None:
    """Return the day that a word names, None where it names none; raise where it does not exist."""
    found = find_dates(word)
    if len(found) != 1 or found[0].text != word or found[0].precision != "day":
        return None
    if not found[0].possible:
        raise StoreError(
            f"「{word}」は暦にない日です。", "2026-04-01又は令和8年4月1日の形で、ある日を書きます。"
        )
    return found[0].date
