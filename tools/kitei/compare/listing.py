"""Listing: a document taken apart into its units, in the order of the text.

Every character of the text is in exactly one unit, so that the list gives the text back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitei.compare.units import CELL_END, PARAGRAPH_END, Outline, Unit, UnitKind
from kitei.model.address import Address
from kitei.model.document import Document
from kitei.model.places import Places, index_places
from kitei.model.provision import (
    Block,
    Cell,
    Paragraph,
    Picture,
    Provision,
    Table,
    block_texts,
)
from kitei.model.text import Link, Text

_NOWHERE = Address()
Content = tuple[Block | Provision, ...]

_KINDS: dict[type, UnitKind] = {
    Paragraph: UnitKind.PARAGRAPH,
    Table: UnitKind.TABLE,
    Picture: UnitKind.PICTURE,
}


def list_units(document: Document) -> Outline:
    """Return the units of a document; title and cover come first."""
    places = index_places(document)
    lister = _Lister(places, [])
    lister.add_front(UnitKind.TITLE, document.meta.title)
    if document.meta.cover:
        lister.add_front(UnitKind.COVER, PARAGRAPH_END.join(document.meta.cover))
    lister.add_content(document.content, None, 0)
    return Outline(document, tuple(unit for unit in lister.units if unit), places)


@dataclass(slots=True)
class _Lister:
    """Collects units; a provision's own slot is filled when all below it is listed."""

    places: Places
    units: list[Unit | None]

    def add_front(self, kind: UnitKind, text: str) -> None:
        """Add what stands outside the text proper."""
        index = len(self.units)
        self.units.append(Unit(index, kind, text, end=index + 1))

    def add_content(
        self, content: Content, parent: int | None, depth: int, address: Address = _NOWHERE
    ) -> None:
        """Add each node as a unit; provisions with all below them."""
        for node in content:
            if isinstance(node, Provision):
                self._add_provision(node, parent, depth)
            else:
                self._add_block(node, parent, depth, address)

    def _add_provision(self, provision: Provision, parent: int | None, depth: int) -> None:
        index = len(self.units)
        self.units.append(None)
        texts = list(_first_texts(provision.content))
        caption = provision.caption
        address = self.places.get(provision).address
        self.add_content(provision.content[len(texts) :], index, depth + 1, address)
        self.units[index] = Unit(
            index,
            UnitKind.PROVISION,
            PARAGRAPH_END.join([text.value for text in texts]),
            provision.marker,
            caption.value if caption else "",
            provision.id or "",
            address,
            parent,
            depth,
            len(self.units),
            provision,
            _list_links([caption, *texts] if caption else texts),
        )

    def _add_block(self, block: Block, parent: int | None, depth: int, address: Address) -> None:
        index = len(self.units)
        text, caption = _block_text(block), _block_caption(block)
        self.units.append(
            Unit(
                index,
                _KINDS[type(block)],
                text,
                caption=caption,
                address=address,
                parent=parent,
                depth=depth,
                end=index + 1,
                node=block,
                links=_list_links(block_texts(block)),
            )
        )


def _first_texts(content: Content) -> Iterator[Text]:
    """Yield the texts of the paragraphs that open the content: the provision's own text."""
    for node in content:
        if not isinstance(node, Paragraph):
            return
        yield node.text


def _list_links(texts: Iterable[Text]) -> tuple[Link, ...]:
    return tuple([link for text in texts for link in text.links])


def _block_text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text.value
    if isinstance(block, Table):
        return PARAGRAPH_END.join(row_text(row) for row in block.rows)
    return block.alt


def _block_caption(block: Block) -> str:
    if isinstance(block, Paragraph) or block.caption is None:
        return ""
    return str(block.caption)


def row_text(row: tuple[Cell, ...]) -> str:
    """Return the cells of a row as one text."""
    return CELL_END.join(cell.text.value for cell in row)
