"""Works: the documents of one site with all their texts, and the links between them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kitei.model.document import Document
from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.model.timeline import Standing
from kitei.render.site.addresses import (
    ComparisonFile,
    comparison_word_path,
    page_folder,
    word_path,
)
from kitei.render.site.amendment import Amendment, Gap, list_steps
from kitei.render.site.volume import Volume
from kitei.settings import DEFAULT_STYLE, ComparisonStyle
from kitei.source.inline import is_safe_target

_DOCUMENT_LINK = re.compile(
    r"(?:\.\./)+(?:[^/?#:]+/)*(?P<id>[^/?#:]+)/(?:index\.md)?(?:#(?P<anchor>.*))?"
)
_EXTERNAL_LINK = re.compile(r"(?:https?://|mailto:).+", re.IGNORECASE)


@dataclass(frozen=True)
class Work:
    """A document with its texts; a preview shows its draft in place of the text in force."""

    history: History
    shows_draft: bool = False
    style: ComparisonStyle = DEFAULT_STYLE

    @property
    def id(self) -> str:
        """The document's id, its folder on the site."""
        return self.history.id

    @property
    def is_published(self) -> bool:
        """Whether there is anything to show: something decided, or a draft in a preview."""
        return bool(self.history.timeline.decided) or self.draft is not None

    @property
    def draft(self) -> Edition | None:
        """The draft, in a preview only."""
        return self.history.draft if self.shows_draft else None

    @property
    def standing(self) -> Standing | None:
        """The revision that the document's own page shows; None for a draft or a notice."""
        return None if self.draft is not None else self.history.timeline.in_force

    @cached_property
    def volumes(self) -> Mapping[str, Volume]:
        """The decided texts at hand by their keys, in legal order: each has a page for ever."""
        texts = ((s.key, self.history.edition(s)) for s in self.history.timeline.decided)
        return {key: Volume(edition) for key, edition in texts if edition is not None}

    @cached_property
    def shown(self) -> Volume | None:
        """The text at the document's own address; None where a notice stands in its place."""
        if self.draft is not None:
            return Volume(self.draft)
        return self.volumes.get(self.standing.key) if self.standing else None

    @property
    def places(self) -> Iterator[tuple[str, Volume]]:
        """The folders of the texts, each with its text."""
        if self.shown is not None:
            yield page_folder(self.id), self.shown
        for key, volume in self.volumes.items():
            yield page_folder(self.id, key), volume

    @cached_property
    def steps(self) -> tuple[Amendment | Gap, ...]:
        """Each decided revision with the one before it, whether or not they can be compared."""
        return tuple(list_steps(self.history, self.style))

    @property
    def amendments(self) -> Iterator[Amendment]:
        """The comparisons: each has a page for ever."""
        return (step for step in self.steps if isinstance(step, Amendment))

    def find_step(self, key: str) -> Amendment | Gap | None:
        """Return what leads to the revision with that key; None for the first one."""
        return next((step for step in self.steps if step.new.key == key), None)

    @cached_property
    def face(self) -> Document | None:
        """The text that names the document: shown, else the last begun, else the next."""
        if self.shown is not None:
            return self.shown.document
        day = self.history.day
        known = [s for s in self.history.timeline.decided if s.key in self.volumes]
        begun = [s for s in known if s.start is not None and s.start <= day]
        chosen = begun[-1:] or known[:1]
        return self.volumes[chosen[0].key].document if chosen else None

    @property
    def title(self) -> str:
        """The document's title; its id where no text is at hand."""
        return self.face.meta.title if self.face else self.id


def name_own_page(work: Work) -> str:
    """Return what a link from another page to the document's own is called."""
    is_in_force = work.shown is not None and work.draft is None
    return "施行中の規定へ" if is_in_force else "この文書の現在の状態へ"


def list_word_paths(history: History, *, shows_draft: bool = False) -> dict[str, Edition]:
    """Return the paths of the Word files that a site offers, each with the text it holds."""
    work = Work(history, shows_draft)
    paths = {word_path(history): work.shown.edition} if work.shown else {}
    for standing in history.timeline.decided:
        if standing.key in work.volumes:
            paths[word_path(history, standing)] = work.volumes[standing.key].edition
    return paths


def list_comparison_paths(
    history: History, style: ComparisonStyle = DEFAULT_STYLE
) -> dict[str, tuple[Amendment, ComparisonFile]]:
    """Return the paths of the Word files of comparisons, each with what it holds."""
    return {
        comparison_word_path(history.id, step.key, file): (step, file)
        for step in list_steps(history, style)
        if isinstance(step, Amendment)
        for file in ComparisonFile
    }


@dataclass(frozen=True)
class Shelf:
    """The documents of one site by id. What is not here does not exist for its pages."""

    works: Mapping[str, Work]

    def resolve(self, target: str, volume: Volume, root: str) -> str | None:
        """Return the URL that a link in a text leads to; `root` leads from its page to the site.

        None means that it leads nowhere here: to a document of another site, or to no document.
        """
        if not is_safe_target(target):
            return None
        if target.startswith("#"):
            return target if target[1:] in volume.anchor_names else None
        if _EXTERNAL_LINK.fullmatch(target):
            return target
        match = _DOCUMENT_LINK.fullmatch(target)
        other = self.works.get(match["id"]) if match else None
        if match is None or other is None:
            return None
        names = other.shown.anchor_names if other.shown else frozenset()
        suffix = f"#{match['anchor']}" if match["anchor"] in names else ""
        return f"{root}{page_folder(other.id)}{suffix}"
