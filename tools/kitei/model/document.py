"""Documents (文書): front matter and the tree of provisions, as one value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kitei.model.numbering import NumberingStyle, get_style
from kitei.model.provision import Block, Provision
from kitei.model.text import Position


class DocumentKind(StrEnum):
    """The three tiers: 基本方針, 対策基準, 実施手順."""

    POLICY = "policy"
    STANDARD = "standard"
    PROCEDURE = "procedure"

    @property
    def label(self) -> str:
        """The Japanese name of the tier."""
        return {"policy": "基本方針", "standard": "対策基準", "procedure": "実施手順"}[self.value]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a document says of itself; `lines` maps each key to its line in the file."""

    id: str
    kind: DocumentKind
    title: str
    audience: str
    numbering: str | tuple[str, ...]
    owner: str
    cover: tuple[str, ...] = ()
    summary: str | None = None
    review_due: str | None = None
    based_on: str | None = None
    legal_basis: str | None = None
    withheld: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False, repr=False)

    def line(self, key: str) -> int:
        """Return the line of a key, or 1 where it was not written."""
        return dict(self.lines).get(key, 1)


class RemarkKind(StrEnum):
    """What the reader met that is no part of the source form; the checks judge it."""

    RAW_HTML = "raw-html"
    UNSAFE_LINK = "unsafe-link"
    UNSUPPORTED = "unsupported"
    BAD_ATTRIBUTE = "bad-attribute"
    UNMARKED = "unmarked"
    BARE_TABLE = "bare-table"
    RAGGED_TABLE = "ragged-table"
    BAD_MERGE = "bad-merge"
    LAYOUT = "layout"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader met: its kind, place, the characters, and what it is called."""

    kind: RemarkKind
    position: Position
    found: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document (文書): `content` holds the blocks before the first provision, then the tree.

    `source` is the file's text as read and `path` its place in the repository; both only serve
    messages and the checks of characters.
    """

    meta: FrontMatter
    content: tuple[Block | Provision, ...] = ()
    remarks: tuple[Remark, ...] = field(default=(), compare=False, repr=False)
    source: str = field(default="", compare=False, repr=False)
    path: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """The document's id, equal to the name of its folder."""
        return self.meta.id

    @property
    def style(self) -> NumberingStyle:
        """The numbering style the document declares."""
        return get_style(self.meta.numbering)

    @property
    def children(self) -> tuple[Provision, ...]:
        """The outermost provisions."""
        return tuple(node for node in self.content if isinstance(node, Provision))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks before, between or after the outermost provisions."""
        return tuple(node for node in self.content if not isinstance(node, Provision))

    def walk(self) -> Iterator[Provision]:
        """Yield every provision in the order of the text."""
        for child in self.children:
            yield from child.walk()
