"""The two texts of a comparison as values, wherever they come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kitei.compare.comparison import blank_document
from kitei.compare.following import StaleReference
from kitei.model.audience import Audience
from kitei.model.document import Document
from kitei.model.edition import Edition
from kitei.model.matching import Match
from kitei.model.places import Places
from kitei.model.revision import Revision, RevisionKind
from kitei.render.comparison_report import TextName
from kitei.settings import Settings

if TYPE_CHECKING:
    from kitei.compare.renumbering import Citing


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the two texts: `is_draft` where nobody has decided it yet.

    `revision` is the record that is its own, be it decided or open; `commit` the git revision
    that it was read from.
    """

    edition: Edition
    name: TextName
    is_draft: bool = False
    revision: Revision | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """The text that other documents were written for, and these, each with its text before."""

    before: Document
    citing: "tuple[Citing, ...]"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be known of the texts chosen, and what to call to compare others instead."""

    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The two texts, and the files that they were read from, which no output may replace.

    `kind` is that of the one amendment that leads from the old text to the new one; None where
    it is not one (two bodies' texts, or revisions with others between). `cited` is there where
    the new text is a draft, which other documents may have to follow.
    `matches` are what somebody decided about provisions of both. `decided` are the decided texts
    of the document that are at hand. `is_current` is False where the old text is a recorded one
    that is not in force.
    """

    old: Chosen
    new: Chosen
    settings: Settings
    files: tuple[Path, ...] = ()
    kind: RevisionKind | None = None
    cited: Cited | None = None
    matches: tuple[Match, ...] = ()
    decided: tuple[Document, ...] = ()
    is_current: bool = True
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """References of other documents that may be shown, the documents by id, their audiences.

    `own` are those of the draft itself, seen from the text decided last. `hidden` are the
    audiences whose documents hold more.
    """

    own: tuple[StaleReference, ...] = ()
    references: tuple[StaleReference, ...] = ()
    citing: Mapping[str, Places] = field(default_factory=dict)
    audiences: tuple[Audience, ...] = ()
    hidden: tuple[Audience, ...] = ()


def choose_narrowest(settings: Settings, audiences: Iterable[Audience]) -> Audience:
    """Return the audience that the fewest belong to."""
    return max(audiences, key=lambda audience: rank_audience(settings, audience))


def rank_audience(settings: Settings, audience: Audience) -> int:
    """Return the place in the order of the settings; an unknown audience is the narrowest."""
    names = [known.name for known in settings.audiences]
    return names.index(audience.name) if audience.name in names else len(names)


def make_blank(new: Chosen) -> Chosen:
    """Return what stands for the text before the first one: nothing."""
    document = blank_document(new.edition.document)
    edition = replace(new.edition, document=document, revisions=(), pictures={})
    return Chosen(edition, TextName("制定前", document.meta.title))
