"""Two editions of a document as one Word file with tracked changes (見え消し).

To accept all changes gives the new text, to reject all gives the old one. There is no contents
list: it is made from the headings, once the changes are settled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from kitei.compare.inline import compare_texts
from kitei.compare.outcome import Comparison
from kitei.compare.run import RunKind
from kitei.compare.units import PARAGRAPH_END, Outline
from kitei.model.edition import Edition
from kitei.render.word.body import Body
from kitei.render.word.bookmarks import assign_bookmarks
from kitei.render.word.comparison import choose_audience
from kitei.render.word.cover import add_cover
from kitei.render.word.dates import get_decided
from kitei.render.word.elements import Element, clean, make_run
from kitei.render.word.formats import ParagraphFormat, make_paragraph
from kitei.render.word.history import add_history
from kitei.render.word.package import repack
from kitei.render.word.pictures import number_pictures
from kitei.render.word.properties import write_properties
from kitei.render.word.provisions import add_provisions
from kitei.render.word.running import add_running_heads, make_header
from kitei.render.word.styles import make_styles
from kitei.render.word.template import open_template
from kitei.render.word.tracked_blocks import track_one, track_pair, track_region
from kitei.render.word.tracked_runs import Tracker, read_pieces, weave
from kitei.render.word.tracked_units import find_change, group_blocks, make_pair_runs, pair_units
from kitei.settings import Settings


def write_tracked(
    comparison: Comparison,
    old: Edition,
    new: Edition,
    settings: Settings,
    *,
    day: date | None = None,
) -> bytes:
    """Return both editions as a Word file with tracked changes; the same ones, the same bytes.

    The changes are those of the comparison of the editions' documents; their author is the owner
    of the new text, their day that of its decision, or `day` where nobody has decided. Raises
    RenderError where a picture is missing or a character cannot be written.
    """
    old = replace(old, document=comparison.old.document)
    new = replace(new, document=comparison.new.document)
    word = _open_file(old, new, settings)
    before = _write_side(word, old, comparison.old, settings)
    after = _write_side(word, new, comparison.new, settings)
    tracker = _make_tracker(new, day)
    section = word.element.body[-1]
    for element in _merge(comparison, before, after, tracker):
        section.addprevious(element)
    # The mark at the very end of a text could not be tracked: it never goes.
    section.addprevious(make_paragraph(ParagraphFormat("TableAfter")))
    number_pictures(word)
    marked = replace(new, audience=choose_audience(old, new, settings))
    body = Body(word, marked, settings, assign_bookmarks(new.document))
    add_running_heads(body, _track_header(old, new, tracker))
    target = BytesIO()
    word.save(target)
    return repack(target.getvalue())


def _open_file(old: Edition, new: Edition, settings: Settings) -> WordDocument:
    """Return an empty file with the styles of both texts and the properties of the new one."""
    items = (
        provision
        for edition in (old, new)
        for provision in edition.document.walk()
        if not provision.is_heading
    )
    kinds = dict.fromkeys(item.marker.kind for item in items if item.marker)
    styles = make_styles(settings.word, new.document.style, kinds, contents_hang=0)
    marked = replace(new, audience=choose_audience(old, new, settings))
    return open_template(styles, write_properties(marked, settings))


def _make_tracker(edition: Edition, day: date | None) -> Tracker:
    revision = get_decided(edition)
    decided = revision.decided_on if revision else day
    return Tracker(clean(edition.document.meta.owner), decided)


@dataclass(frozen=True, slots=True)
class _Side:
    """What an edition is written as: the cover, the blocks of each unit, the revisions."""

    cover: Sequence[Element]
    blocks: dict[int, list[Element]]
    history: Sequence[Element]

    def gather(self, indexes: Sequence[int]) -> list[Element]:
        """Return the blocks of some units."""
        return [block for index in indexes for block in self.blocks.get(index, ())]


def _write_side(
    word: WordDocument, edition: Edition, outline: Outline, settings: Settings
) -> _Side:
    """Write an edition into the file, and take it out again piece by piece."""
    body = Body(word, edition, settings, assign_bookmarks(edition.document))
    add_cover(body)
    cover_end = len(body.written)
    add_provisions(body)
    text_end = len(body.written)
    add_history(body)
    elements = [element for element, _ in body.written]
    for element in elements:
        word.element.body.remove(element)
    blocks = group_blocks(outline, body.written[cover_end:text_end])
    return _Side(elements[:cover_end], blocks, elements[text_end:])


def _merge(comparison: Comparison, old: _Side, new: _Side, tracker: Tracker) -> Iterator[Element]:
    """Yield the blocks of the file in order."""
    yield from track_region(old.cover, new.cover, tracker)
    changes = find_change(comparison.changes)
    for olds, news in pair_units(comparison):
        before, after = old.gather(olds), new.gather(news)
        if not (olds and news):
            yield from track_one(before, RunKind.REMOVED, tracker)
            yield from track_one(after, RunKind.ADDED, tracker)
            continue
        change = changes.get((tuple(olds), tuple(news)))
        units = comparison.old.units[olds[0]], comparison.new.units[news[0]]
        is_single = len(olds) == len(news) == 1
        runs = make_pair_runs(*units, change) if is_single else ()
        table = change.table if change else None
        yield from track_pair(before, after, tracker, runs=runs, change=table)
    yield from track_region(old.history, new.history, tracker)


def _track_header(old: Edition, new: Edition, tracker: Tracker) -> list[Element]:
    """Return the runs of the header: title and version, which are other ones now."""
    texts = [make_header(edition) for edition in (old, new)]
    paragraphs = [make_paragraph(ParagraphFormat(), make_run(text)) for text in texts]
    pieces = [read_pieces([paragraph], tracker) for paragraph in paragraphs]
    runs = compare_texts(*(text + PARAGRAPH_END for text in texts))
    woven = next(weave(pieces[0], pieces[1], runs, tracker))
    return [cast(Element, child) for child in woven if child.tag != qn("w:pPr")]
