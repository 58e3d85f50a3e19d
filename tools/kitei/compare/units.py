"""Units: the pieces of a document that are compared, and how their words are held together."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from kitei.model.address import Address
from kitei.model.document import Document
from kitei.model.marker import Marker
from kitei.model.places import Place, Places
from kitei.model.provision import Block, Picture, Provision, Table
from kitei.model.text import Link

# Between the paragraphs of a text, between rows, between cells: no text holds these characters.
PARAGRAPH_END = "\n"
CELL_END = "\t"

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


@dataclass(frozen=True)
class Unit:
    """A provision with its first paragraphs, or what stands by itself.

    `text` is what a reader sees of it, without label and caption. `parent` is the index of the
    provision around it, `end` the index behind all below; `links` are those in caption and text.
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
    links: tuple[Link, ...] = field(default=(), compare=False, repr=False)

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


# Boilerplate stands in both texts many times: what it comes to is worked out once.
@lru_cache(maxsize=1024)
def make_key(text: str) -> str:
    """Return a text as it serves to find partners: forms and white space do not count."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def fold_format(text: str) -> str:
    """Return a text without what is mere form: width, white space, composition.

    Unlike the key it keeps ① apart from 1: they are different words of the law.
    """
    return "".join(unicodedata.normalize("NFC", text.translate(_WIDTHS)).split())
