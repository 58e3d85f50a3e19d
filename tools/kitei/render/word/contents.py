"""The contents list (目次): a real field whose entries link to the headings.

Page numbers are not known here and are left out; Word fills them in when the field is updated.
"""

from collections.abc import Iterator

from kitei.model.document import Document
from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.numbering import NumberingStyle
from kitei.model.provision import Provision
from kitei.render.word.body import Body
from kitei.render.word.elements import Element, begin_field, end_field, make, make_run
from kitei.render.word.formats import ParagraphFormat, make_paragraph
from kitei.render.word.headings import level_headings, separator
from kitei.render.word.indents import is_outer, measure, room_for

_LEAST_HANG = 2.5


def add_contents(body: Body) -> None:
    """Write the contents list; a document without headings has none."""
    entries = list(_find_entries(body.edition.document))
    if not entries:
        return
    body.add_paragraph(ParagraphFormat("ContentsTitle"), make_run("目次"))
    paragraphs = [_make_entry(body, heading, level) for heading, level in entries]
    deepest = max(level for _, level in entries)
    opening = begin_field(f'TOC \\o "1-{deepest}" \\h \\z \\u')
    for run in reversed(opening):
        paragraphs[0].insert(1, run)
    paragraphs[-1].append(end_field())
    body.append(*paragraphs)
    body.break_page()


def contents_hang(document: Document) -> float:
    """Return the room that the markers in the contents list need, in characters."""
    headings = [heading for heading, _ in _find_entries(document) if separator(heading) == "\t"]
    widest = max((measure(str(heading.marker)) for heading in headings), default=0.0)
    return max(_LEAST_HANG, room_for(widest))


def _find_entries(document: Document) -> Iterator[tuple[Provision, int]]:
    """Yield the headings down to the outermost numbered ones, with their levels."""
    headings = list(level_headings(document.content))
    listed = (level for heading, level in headings if _is_listed(heading, document.style))
    deepest = max(listed, default=1)
    yield from ((heading, level) for heading, level in headings if level <= deepest)


def _is_listed(heading: Provision, style: NumberingStyle) -> bool:
    marker = heading.marker
    return marker is not None and (marker.kind in (*CONTAINERS, *WHOLES) or is_outer(marker, style))


def _make_entry(body: Body, heading: Provision, level: int) -> Element:
    text = f"{heading.marker or ''}{separator(heading)}{heading.caption or ''}"
    bookmark = body.bookmarks.get(heading)
    link = make("w:hyperlink", make_run(text), history=1)
    if bookmark is not None:
        link = make("w:hyperlink", make_run(text), anchor=bookmark.name, history=1)
    return make_paragraph(ParagraphFormat(f"TOC{level}"), link)
