"""A draft: the document guessed from a foreign text, and all that was doubtful about the guess."""

from dataclasses import dataclass
from enum import StrEnum

from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.model.provision import Block, Provision


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says of the new document; without `title` it is taken from the text."""

    id: str
    kind: DocumentKind
    audience: str
    owner: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the importer was unsure of: the lines, what was found, and the guess taken."""

    line: int
    what: str
    guess: str
    last_line: int | None = None

    @property
    def place(self) -> str:
        """The line or the range of lines, for messages."""
        is_range = self.last_line is not None and self.last_line != self.line
        return f"{self.line}〜{self.last_line}行" if is_range else f"{self.line}行"


class Layout(StrEnum):
    """Layout of the foreign text that a document does not hold."""

    CONTENTS = "contents"
    PAGE_NUMBER = "page-number"
    BULLET = "bullet"

    @property
    def label(self) -> str:
        """The Japanese name."""
        return {
            "contents": "目次",
            "page-number": "ページ番号",
            "bullet": "符号の前の行頭記号",
        }[self.value]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Characters left out as layout; `column` is the place of the first, from 1."""

    line: int
    column: int
    characters: str
    layout: Layout


@dataclass(frozen=True, slots=True)
class Moved:
    """A whole line that stands elsewhere in the document: before the place (to_line, to_column)."""

    line: int
    characters: str
    to_line: int
    to_column: int
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A guessed document. `title_is_foreign`: the user gave the title, the text lacks it."""

    meta: FrontMatter
    content: tuple[Block | Provision, ...]
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    moved: tuple[Moved, ...] = ()
    title_is_foreign: bool = False

    @property
    def document(self) -> Document:
        """The document as it is going to be written."""
        return Document(self.meta, self.content)
