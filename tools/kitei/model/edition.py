"""Editions: a document with its records and pictures, all that a rendering needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kitei.model.audience import Audience
from kitei.model.document import Document
from kitei.model.revision import Revision


@dataclass(frozen=True, slots=True)
class Edition:
    """A document as it is to be shown: `pictures` maps file names to their bytes."""

    document: Document
    audience: Audience
    revisions: tuple[Revision, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def current(self) -> Revision | None:
        """The last record, compared as numbers; None where nothing is recorded."""
        return max(self.revisions, key=lambda revision: revision.order, default=None)
