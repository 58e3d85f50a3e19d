"""The body under construction: where every module here puts its paragraphs and tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from kitei.model.edition import Edition
from kitei.model.provision import Block, Provision
from kitei.model.text import Text
from kitei.render.word.bookmarks import Bookmarks
from kitei.render.word.elements import Element, make, make_run
from kitei.render.word.formats import ParagraphFormat, make_paragraph
from kitei.settings import Settings

_OUTSIDE = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class Body:
    """A Word document being written, with all that its content depends on.

    `written` lists each element with the node of the document that it is made of (`node`), None
    for what stands in no text: the cover, the table of revisions.
    """

    word: WordDocument
    edition: Edition
    settings: Settings
    bookmarks: Bookmarks
    node: Block | Provision | None = None
    written: list[tuple[Element, Block | Provision | None]] = field(default_factory=list)
    _breaks_page: bool = False

    def break_page(self) -> None:
        """Let what comes next start a page; asked twice, it is still one page."""
        self._breaks_page = True

    def append(self, *elements: Element) -> None:
        """Put elements at the end, in front of the section's properties."""
        if self._breaks_page:
            self.add_paragraph(ParagraphFormat("TableAfter"))
        section = self.word.element.body[-1]
        for element in elements:
            section.addprevious(element)
            self.written.append((element, self.node))

    def add_paragraph(self, form: ParagraphFormat, *children: Element) -> Element:
        """Put a paragraph at the end and return it."""
        form = replace(form, page_break=form.page_break or self._breaks_page)
        self._breaks_page = False
        paragraph = make_paragraph(form, *children)
        self.append(paragraph)
        return paragraph

    def make_runs(self, text: Text) -> list[Element]:
        """Return a text as runs and links."""
        return list(self._make_pieces(text.pieces()))

    def _make_pieces(self, pieces: Iterable[tuple[str, str | None]]) -> Iterable[Element]:
        for characters, target in pieces:
            yield self._make_link(characters, target) if target else make_run(characters)

    def _make_link(self, characters: str, target: str) -> Element:
        """Return a link to a place in this file or to the outside; others are plain text."""
        anchor = self.bookmarks.by_id.get(target.removeprefix("#"))
        if target.startswith("#") and anchor is not None:
            return make("w:hyperlink", make_run(characters), anchor=anchor, history=1)
        if not target.lower().startswith(_OUTSIDE):
            return make_run(characters)
        link = make("w:hyperlink", make_run(characters, style="Hyperlink"), history=1)
        relation = self.word.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(_RELATION_ID, relation)
        return link


_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
