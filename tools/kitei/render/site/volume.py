"""Volumes: the editions of one site with their analyses, and the links between them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kitei.model.document import Document
from kitei.model.edition import Edition
from kitei.model.places import Place, Places, index_places
from kitei.model.provision import Picture, Provision
from kitei.render.site.anchors import Anchor, assign_anchors
from kitei.render.site.annotations import Annotations, annotate
from kitei.source.inline import is_safe_target

_DOCUMENT_LINK = re.compile(
    r"(?:\.\./)+(?:[^/?#:]+/)*(?P<id>[^/?#:]+)/(?:index\.md)?(?:#(?P<anchor>.*))?"
)
_EXTERNAL_LINK = re.compile(r"(?:https?://|mailto:).+", re.IGNORECASE)


@dataclass(frozen=True)
class Volume:
    """An edition with everything that its pages ask of it; each analysis is made once."""

    edition: Edition

    @property
    def document(self) -> Document:
        """The document."""
        return self.edition.document

    @cached_property
    def places(self) -> Places:
        """Every provision with its address."""
        return index_places(self.document)

    @cached_property
    def annotations(self) -> Annotations:
        """What is to be linked in every text."""
        return annotate(self.document, self.places)

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The anchors of every place, in the order of the text."""
        return assign_anchors(self.places)

    @cached_property
    def anchor_names(self) -> frozenset[str]:
        """Every id that a link into this document may end in."""
        return frozenset(
            name for anchor in self.anchors for name in (anchor.id, anchor.address) if name
        )

    @cached_property
    def picture_names(self) -> frozenset[str]:
        """The pictures that the text shows."""
        below = (block for node in self.document.walk() for block in node.blocks)
        blocks = (*self.document.blocks, *below)
        return frozenset(block.source for block in blocks if isinstance(block, Picture))

    def anchor(self, provision: Provision) -> Anchor:
        """Return the anchors of a provision."""
        return self.anchor_at(self.places.get(provision))

    def anchor_at(self, place: Place) -> Anchor:
        """Return the anchors of a place."""
        return self.anchors[place.order]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one site by id. What is not here does not exist for its pages."""

    volumes: Mapping[str, Volume]

    def resolve(self, target: str, volume: Volume) -> str | None:
        """Return the URL that a link in a document's text leads to on this site.

        None means that it leads nowhere here: to a document of another site, or to no document.
        """
        if not is_safe_target(target):
            return None
        if target.startswith("#"):
            return target if target[1:] in volume.anchor_names else None
        if _EXTERNAL_LINK.fullmatch(target):
            return target
        match = _DOCUMENT_LINK.fullmatch(target)
        other = self.volumes.get(match["id"]) if match else None
        if match is None or other is None:
            return None
        anchor = match["anchor"]
        suffix = f"#{anchor}" if anchor in other.anchor_names else ""
        return f"../{other.document.id}/{suffix}"
