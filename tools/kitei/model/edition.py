"""Editions: a document with its records and pictures, all that a rendering needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kitei.model.audience import Audience
from kitei.model.document import Document
from kitei.model.revision import Revision, sort_revisions


@dataclass(frozen=True, slots=True)
class Edition:
    """A document as it is to be shown: `pictures` maps file names to their bytes.

    `revisions` are the records up to the one that gave the document this text: nothing that is
    decided later changes an edition.
    """

    document: Document
    audience: Audience
    revisions: tuple[Revision, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def current(self) -> Revision | None:
        """The last record, compared as numbers; None where nothing is recorded."""
        return next(reversed(sort_revisions(self.revisions)), None)
