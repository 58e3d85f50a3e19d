"""Units: a document as the list of pieces that are compared, in the order of the text.

Every character of the text is in exactly one unit, so that the list gives the text back.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from kitei.model.address import Address
from kitei.model.document import Document
from kitei.model.marker import Marker
from kitei.model.places import Place, Places, index_places
from kitei.model.provision import (
    Block,
    Cell,
    Paragraph,
    Picture,
    Provision,
    Table,
    block_texts,
)
from kitei.model.text import Text

# Between the paragraphs of a text, between rows, between cells: no text holds these characters.
PARAGRAPH_END = "\n"
CELL_END = "\t"

_NOWHERE = Address()
Content = tuple[Block | Provision, ...]

_WIDTHS = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF61, 0xFFA0)},
}


class UnitKind(StrEnum):
    """What a unit is; only units of one kind can be the same."""

    TITLE = "title"
    COVER = "cover"
    PROVISION = "provision"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    PICTURE = "picture"


_KINDS: dict[type, UnitKind] = {
    Paragraph: UnitKind.PARAGRAPH,
    Table: UnitKind.TABLE,
    Picture: UnitKind.PICTURE,
}


@dataclass(frozen=True)
class Unit:
    """A provision with its first paragraphs, or what stands by itself.

    `text` is what a reader sees of it, without label and caption. `parent` is the index of the
    provision around it, `end` the index behind all below.
    """

    index: int
    kind: UnitKind
    text: str
    marker: Marker | None = None
    caption: str = ""
    id: str = ""
    address: Address = field(default_factory=Address)
    parent: int | None = None
    depth: int = 0
    end: int = 0
    node: Provision | Block | None = field(default=None, compare=False, repr=False)

    @cached_property
    def key(self) -> str:
        """Caption and text as they serve to find partners; costly, and seldom needed."""
        return make_key(self.caption + self.text)

    @property
    def has_words(self) -> bool:
        """Whether there is anything beside the number."""
        return bool(self.text or self.caption)

    def has_words_of(self, other: "Unit") -> bool:
        """Return whether the two say the same, written alike or not."""
        if self.text == other.text and self.caption == other.caption:
            return True
        return self.key == other.key

    @property
    def label(self) -> str:
        """The marker as written, or nothing."""
        return self.marker.text if self.marker else ""

    @property
    def is_heading(self) -> bool:
        """Whether it only stands above others and has no text of its own."""
        return self.kind is UnitKind.PROVISION and not self.text

    @property
    def is_front(self) -> bool:
        """Whether it stands before the text proper: each document has one of its kind."""
        return self.kind in (UnitKind.TITLE, UnitKind.COVER)

    @property
    def table(self) -> Table | None:
        """The table it is, if it is one."""
        return self.node if isinstance(self.node, Table) else None

    @property
    def picture(self) -> Picture | None:
        """The picture it is, if it is one."""
        return self.node if isinstance(self.node, Picture) else None


@dataclass(frozen=True, slots=True)
class Outline:
    """A document with its units and the places of its provisions."""

    document: Document
    units: tuple[Unit, ...]
    places: Places = field(repr=False)

    def cite(self, unit: Unit) -> str:
        """Return the address of the unit, or that of the provision around it, as cited."""
        place = self.find_place(unit)
        return self.places.cite(place) if place else ""

    def find_place(self, unit: Unit) -> Place | None:
        """Return the place of the unit's provision, or of the one around it."""
        while unit.kind is not UnitKind.PROVISION:
            if unit.parent is None:
                return None
            unit = self.units[unit.parent]
        return self.places.get(unit.node) if isinstance(unit.node, Provision) else None

    def ancestors(self, unit: Unit) -> Iterator[Unit]:
        """Yield the unit around this one, the one around that and so on."""
        while unit.parent is not None:
            unit = self.units[unit.parent]
            yield unit


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
        count = _count_first_paragraphs(provision.content)
        text = PARAGRAPH_END.join(_block_text(block) for block in provision.content[:count])
        caption = provision.caption.value if provision.caption else ""
        address = self.places.get(provision).address
        self.add_content(provision.content[count:], index, depth + 1, address)
        self.units[index] = Unit(
            index,
            UnitKind.PROVISION,
            text,
            provision.marker,
            caption,
            provision.id or "",
            address,
            parent,
            depth,
            len(self.units),
            provision,
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
            )
        )


def unit_texts(unit: Unit) -> Iterator[Text]:
    """Yield the texts a unit is made of, with their links."""
    node = unit.node
    if isinstance(node, Provision):
        if node.caption:
            yield node.caption
        count = _count_first_paragraphs(node.content)
        yield from (part.text for part in node.content[:count] if isinstance(part, Paragraph))
    elif node is not None:
        yield from block_texts(node)


def _count_first_paragraphs(content: Content) -> int:
    """Return how many paragraphs open the content: they are the provision's own text."""
    for count, node in enumerate(content):
        if not isinstance(node, Paragraph):
            return count
    return len(content)


def _block_text(block: Block | Provision) -> str:
    if isinstance(block, Paragraph):
        return block.text.value
    if isinstance(block, Table):
        return PARAGRAPH_END.join(row_text(row) for row in block.rows)
    return block.alt if isinstance(block, Picture) else ""


def _block_caption(block: Block) -> str:
    if isinstance(block, Paragraph) or block.caption is None:
        return ""
    return str(block.caption)


def row_text(row: tuple[Cell, ...]) -> str:
    """Return the cells of a row as one text."""
    return CELL_END.join(cell.text.value for cell in row)


def make_key(text: str) -> str:
    """Return a text as it serves to find partners: forms and white space do not count."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def fold_format(text: str) -> str:
    """Return a text without what is mere form: width, white space, composition.

    Unlike the key it keeps ① apart from 1: they are different words of the law.
    """
    return "".join(unicodedata.normalize("NFC", text.translate(_WIDTHS)).split())
