"""Paragraphs with tracked changes: two streams of text woven into one by the runs between them."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from docx.oxml.ns import qn

from kitei.compare.inline import compare_texts
from kitei.compare.run import Run, RunKind, new_text, old_text
from kitei.compare.units import PARAGRAPH_END
from kitei.render.word.elements import Element, find, make, make_run, walk

# Pictures are compared as characters that no text has.
_PICTURES = 0xF0000
# Bookmarks have small numbers; the two may not meet.
_FIRST_NUMBER = 100_001
# LibreOffice takes times less than two minutes apart for one.
_LATER = 5
_TAGS = {RunKind.ADDED: "w:ins", RunKind.REMOVED: "w:del"}


@dataclass(slots=True)
class Tracker:
    """Who changed the text and when; it numbers the changes.

    LibreOffice takes changes of one time for one where only the end of a paragraph parts them,
    and then rejects that end, too. So changes in neighbouring paragraphs differ by some minutes.
    """

    author: str
    day: date | None
    count: int = _FIRST_NUMBER
    is_later: bool = False
    pictures: dict[tuple[str, ...], str] = field(default_factory=dict)

    def make_mark(self, kind: RunKind, *children: Element) -> Element:
        """Return a change around these elements, or the mark of one."""
        time = f"T00:0{_LATER if self.is_later else 0}:00Z"
        when = {"date": self.day.isoformat() + time} if self.day else {}
        number, self.count = self.count, self.count + 1
        return make(_TAGS[kind], *children, id=number, author=self.author, **when)

    def name_picture(self, drawing: Element) -> str:
        """Return a character for a picture: the same for the same picture."""
        shown = [blip.get(qn("r:embed"), "") for blip in drawing.iter(qn("a:blip"))]
        described = [text.get("descr", "") for text in drawing.iter(qn("wp:docPr"))]
        key = (*shown, *described)
        return self.pictures.setdefault(key, chr(_PICTURES + len(self.pictures)))


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look, or the end of a paragraph with its format and bookmarks."""

    text: str
    source: Element
    link: Element | None = None
    bookmarks: tuple[Element, ...] = ()

    @property
    def is_end(self) -> bool:
        """Whether it ends a paragraph."""
        return self.source.tag == qn("w:p")


def read_pieces(paragraphs: Iterable[Element], tracker: Tracker) -> list[Piece]:
    """Return the pieces of some paragraphs, each with its end."""
    pieces = []
    for paragraph in paragraphs:
        marks = paragraph.xpath("./w:bookmarkStart | ./w:bookmarkEnd")
        for run in walk(paragraph, "w:r"):
            above = cast(Element, run.getparent())
            link = above if above.tag == qn("w:hyperlink") else None
            if text := _read_run(run, tracker):
                pieces.append(Piece(text, run, link))
        pieces.append(Piece(PARAGRAPH_END, paragraph, bookmarks=tuple(marks)))
    return pieces


def _read_run(run: Element, tracker: Tracker) -> str:
    texts = {
        qn("w:t"): lambda child: child.text or "",
        qn("w:tab"): lambda _: "\t",
        qn("w:drawing"): tracker.name_picture,
    }
    return "".join(texts[child.tag](child) for child in run if child.tag in texts)


def join_pieces(pieces: Iterable[Piece]) -> str:
    """Return the text of the pieces."""
    return "".join(piece.text for piece in pieces)


def weave(
    old: Sequence[Piece], new: Sequence[Piece], runs: Sequence[Run], tracker: Tracker
) -> Iterator[Element]:
    """Yield paragraphs in which every change from the old to the new text is tracked.

    Runs that do not lead from the one to the other are not used: the texts are compared.
    """
    before, after = join_pieces(old), join_pieces(new)
    if old_text(tuple(runs)) != before or new_text(tuple(runs)) != after:
        runs = compare_texts(before, after)
    waiting: list[Element] = []
    last = RunKind.EQUAL
    for kind, piece in _pair_pieces(old, new, runs):
        if piece.is_end:
            yield _end_paragraph(piece, kind, waiting, tracker)
            waiting = []
            tracker.is_later ^= kind is RunKind.EQUAL and last is not RunKind.EQUAL
        else:
            waiting.append(_make_run(piece, kind, tracker))
        last = kind


def _pair_pieces(
    old: Sequence[Piece], new: Sequence[Piece], runs: Iterable[Run]
) -> Iterator[tuple[RunKind, Piece]]:
    """Yield the pieces cut as the runs are; of what stayed, those of the new text."""
    left, right = list(reversed(old)), list(reversed(new))
    for run in runs:
        gone = _take(left, len(run.text)) if run.kind is not RunKind.ADDED else []
        come = _take(right, len(run.text)) if run.kind is not RunKind.REMOVED else []
        yield from ((run.kind, piece) for piece in come or gone)


def _take(waiting: list[Piece], length: int) -> list[Piece]:
    """Take so many characters off the pieces, the last of which comes first."""
    taken = []
    while length:
        piece = waiting.pop()
        if len(piece.text) > length:
            waiting.append(replace(piece, text=piece.text[length:]))
            piece = replace(piece, text=piece.text[:length])
        taken.append(piece)
        length -= len(piece.text)
    return taken


def _end_paragraph(
    piece: Piece, kind: RunKind, content: list[Element], tracker: Tracker
) -> Element:
    form = deepcopy(find(piece.source, "w:pPr"))
    form = make("w:pPr") if form is None else form
    if kind is not RunKind.EQUAL:
        form.append(make("w:rPr", tracker.make_mark(kind)))
    # A bookmark stands at the new place only.
    marks = list(map(deepcopy, piece.bookmarks)) if kind is not RunKind.REMOVED else []
    half = len(marks) // 2
    return make("w:p", form, *marks[:half], *content, *marks[half:])


def _make_run(piece: Piece, kind: RunKind, tracker: Tracker) -> Element:
    run = _copy_run(piece)
    if kind is RunKind.REMOVED:
        for text in walk(run, "w:t"):
            text.tag = qn("w:delText")
    element = run if kind is RunKind.EQUAL else tracker.make_mark(kind, run)
    if piece.link is None or kind is RunKind.REMOVED:
        return element
    link = make("w:hyperlink", element)
    link.attrib.update(piece.link.attrib)
    return link


def _copy_run(piece: Piece) -> Element:
    """Return a run of the piece's characters that looks like the one it comes from."""
    if find(piece.source, "w:drawing") is not None:
        return deepcopy(piece.source)
    run = make_run(piece.text)
    properties = find(piece.source, "w:rPr")
    if properties is not None:
        run.insert(0, deepcopy(properties))
    return run
