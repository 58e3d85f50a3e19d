"""Volumes: the texts of one site with their analyses."""

from dataclasses import dataclass
from functools import cached_property

from kitei.model.document import Document
from kitei.model.edition import Edition
from kitei.model.places import Place, Places, index_places
from kitei.model.provision import Picture, Provision
from kitei.render.site.anchors import Anchor, assign_anchors
from kitei.render.site.annotations import Annotations, annotate


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
    def ids(self) -> frozenset[str]:
        """The ids that authors gave: the same provision in every revision, unlike an address."""
        pairs = zip(self.places.all, self.anchors, strict=True)
        return frozenset(a.id for place, a in pairs if a.id and a.id == place.provision.id)

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
