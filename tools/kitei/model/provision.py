"""Provisions (規定) and the blocks of text inside them: the tree that everything works on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kitei.model.marker import WHOLES, Marker
from kitei.model.text import Position, Text

START = Position(1, 1)
# Captions in brackets stand right behind these markers: 第1条（目的）, 別表第1（第5条関係）.
_ATTACHING = ("article", *WHOLES)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: Text
    position: Position = field(default=START, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; places covered by a merged cell hold no cell of their own."""

    text: Text
    rowspan: int = 1
    colspan: int = 1
    position: Position = field(default=START, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row: `rows[0]`; each row holds the cells that begin in it.

    `columns` is the width of the grid; a row whose cells (with those reaching into it) do not fill
    the grid is ragged and is kept so for the checks.
    """

    rows: tuple[tuple[Cell, ...], ...]
    columns: int
    caption: Text | None = None
    position: Position = field(default=START, compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: file name beside the text, text for those who do not see it, and a caption."""

    source: str
    alt: str
    caption: str | None = None
    position: Position = field(default=START, compare=False)


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision (規定): any numbered or captioned node, at any level.

    `content` holds its own blocks and the provisions below it, in the order of the text.
    `is_heading` tells how it is written: as a heading, or as an item of a list.
    """

    marker: Marker | None
    caption: Text | None = None
    id: str | None = None
    content: tuple["Block | Provision", ...] = ()
    is_heading: bool = True
    position: Position = field(default=START, compare=False)

    @property
    def children(self) -> tuple["Provision", ...]:
        """The provisions directly below, in order."""
        return tuple(node for node in self.content if isinstance(node, Provision))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The provision's own blocks, those of the provisions below left out."""
        return tuple(node for node in self.content if not isinstance(node, Provision))

    @property
    def is_deleted(self) -> bool:
        """Whether only the number is left: 第4条 削除."""
        return bool(self.marker) and "削除" in (str(self.caption or ""), self.lead)

    @property
    def lead(self) -> str:
        """The first paragraph, or nothing."""
        first = next((node for node in self.content if isinstance(node, Paragraph)), None)
        return str(first.text) if first else ""

    @property
    def label(self) -> str:
        """The marker as written, or the caption, or nothing: what names this provision."""
        return str(self.marker or self.caption or "")

    @property
    def has_attached_caption(self) -> bool:
        """Whether the caption stands in brackets right behind the marker: 第1条（目的）.

        One that begins with a link does not: the bracket of the link would stand between them.
        """
        if self.marker is None or self.marker.kind not in _ATTACHING or not self.caption:
            return False
        is_linked = any(link.start == 0 for link in self.caption.links)
        return self.caption.value.startswith(("（", "(")) and not is_linked

    def walk(self) -> Iterator["Provision"]:
        """Yield this provision and all below it in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def texts(self) -> Iterator[Text]:
        """Yield the texts of this provision without those below it: caption, blocks, cells."""
        if self.caption:
            yield self.caption
        for block in self.blocks:
            yield from block_texts(block)


def block_texts(block: Block) -> Iterator[Text]:
    """Yield the texts of a block: the paragraph, or a table's caption and cells."""
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Table):
        if block.caption:
            yield block.caption
        for row in block.rows:
            yield from (cell.text for cell in row)
