"""What a rule may look at: one document, the others, the files of its folder, the settings."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate

from kitei.checks.finding import Finding, Fix, Level
from kitei.model.citation import Reference
from kitei.model.document import Document
from kitei.model.history import History
from kitei.model.matching import Matching
from kitei.model.places import Place, Places, TextAt, index_places, walk_texts
from kitei.model.references import find_references
from kitei.model.resolution import Resolution, resolve_references
from kitei.model.revision import Revision
from kitei.model.terms import Terms, find_terms
from kitei.model.text import Position
from kitei.settings import Settings


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file beside a text: `path` in the repository, `kind` file, folder, symlink or other."""

    path: str
    kind: str
    size: int = 0
    links: int = 1


@dataclass(frozen=True, slots=True)
class Joined:
    """Texts one below the other in a single string, which one pass of a pattern searches."""

    value: str
    starts: tuple[int, ...]
    texts: tuple[TextAt, ...]

    def locate(self, offset: int) -> tuple[TextAt, int]:
        """Return the text that holds a character, and the offset at which it begins."""
        index = bisect_right(self.starts, offset) - 1
        return self.texts[index], self.starts[index]


def join_texts(texts: tuple[TextAt, ...]) -> Joined:
    """Return the texts joined in order."""
    values = [at.text.value for at in texts]
    starts = accumulate((len(value) + 1 for value in values), initial=0)
    return Joined("\n".join(values), tuple(starts)[: len(values)], texts)


@dataclass(frozen=True)
class Subject:
    """A document with everything beside it that a rule may need; analyses are made once.

    `text_sha256` is the hash of the text as it is now, empty where no record holds one to compare.
    """

    document: Document
    revisions: tuple[Revision, ...] = ()
    files: tuple[FileEntry, ...] = ()
    folder: str = ""
    text_sha256: str = ""
    matchings: tuple[Matching, ...] = ()

    @cached_property
    def places(self) -> Places:
        """Every provision with its address."""
        return index_places(self.document)

    @cached_property
    def texts(self) -> tuple[TextAt, ...]:
        """Every text in the order of the document: role is paragraph, caption or cell."""
        return tuple(walk_texts(self.places))

    @cached_property
    def joined(self) -> Joined:
        """The same texts as one string."""
        return join_texts(self.texts)

    @cached_property
    def references(self) -> tuple[tuple[TextAt, Reference], ...]:
        """Every reference found in paragraphs and cells, with the text it stands in.

        Of captions, those of 別表 and 様式 name the provisions that call them.
        """
        return tuple(
            (at, reference)
            for at in self.texts
            if at.role != "caption" or _names_its_callers(at)
            for reference in find_references(str(at.text), self.document.style)
        )

    @cached_property
    def resolutions(self) -> tuple[tuple[TextAt, Reference, tuple[Resolution, ...]], ...]:
        """Every reference with what each of its members means."""
        found = resolve_references(
            ((at.place, reference) for at, reference in self.references), self.places
        )
        return tuple(
            (at, reference, resolved)
            for (at, reference), resolved in zip(self.references, found, strict=True)
        )

    @cached_property
    def terms(self) -> Terms:
        """Definitions and abbreviations."""
        return find_terms(self.places)


def _names_its_callers(at: TextAt) -> bool:
    marker = at.place.marker if at.place is not None else None
    return marker is not None and marker.kind in ("appendix", "form")


@dataclass(frozen=True, slots=True)
class StaleCitation:
    """A reference that did not follow an amendment of `document`: text.value[start:end].

    `old_labels` name what it meant in the text before, `new_labels` where that stands now.
    """

    at: TextAt
    start: int
    end: int
    document: str
    old_labels: tuple[str, ...]
    new_labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """One run over one document: `others` holds every readable document by its id.

    `unread` are the paths of texts that could not be read: what they hold is not known. `history`
    holds the decided texts, where they were looked for; `base` is the document as it stood at the
    revision of `check --since`. `stale` are the references in this document that did not follow an
    amendment of this or of another one.
    """

    subject: Subject
    settings: Settings
    today: date
    others: Mapping[str, Subject] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    history: History | None = None
    base: Subject | None = None
    stale: tuple[StaleCitation, ...] = ()

    @property
    def document(self) -> Document:
        """The document that is judged."""
        return self.subject.document


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields: a place in the file and words; `rules` makes it a finding."""

    position: Position
    found: str
    message: str
    hint: str = ""
    address: str = ""
    fix: Fix | None = None
    path: str | None = None


def hit_at(scope: Scope, at: TextAt, span: tuple[int, int], message: str, *, hint: str = "") -> Hit:
    """Return a hit on `span` (start, end) of a text."""
    start, end = span
    address = scope.subject.places.cite(at.place) if at.place is not None else ""
    return Hit(at.text.locate(start), str(at.text)[start:end], message, hint, address)


def hit_on(scope: Scope, place: Place, message: str, *, hint: str = "", found: str = "") -> Hit:
    """Return a hit on a provision: its marker or caption is what was found."""
    provision = place.provision
    address = scope.subject.places.cite(place)
    return Hit(provision.position, found or provision.label, message, hint, address)


def make_finding(rule: str, level: Level, hit: Hit, path: str) -> Finding:
    """Return a hit as the finding of a rule."""
    position = hit.position
    return Finding(
        rule,
        level,
        hit.path or path,
        position.line,
        position.column,
        hit.address,
        hit.found,
        hit.message,
        hit.hint,
        hit.fix,
    )
