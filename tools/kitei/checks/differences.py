"""Where two texts of a document differ: the first place in the newer file, and how many places.

Only what a decision covers is looked at: title, cover, markers, captions, blocks; no ids.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from kitei.checks.locating import locate_value, locate_word
from kitei.model.document import Document
from kitei.model.provision import Block, Paragraph, Picture, Provision, Table
from kitei.model.text import Position, Text

_BEFORE, _AFTER = 8, 16
_INSIDE = ("https:", "http:", "mailto:")


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference: its place in the newer file, words of both texts, and the count.

    `found` is what stands there now; a text that has nothing there is an empty string.
    """

    position: Position
    found: str
    old: str
    new: str
    count: int

    def describe(self, name: str) -> str:
        """Return in Japanese where the texts differ; `name` is what the older one is called."""
        old, new = (f"「{text}」" if text else "（なし）" for text in (self.old, self.new))
        return f"違いは{self.count}箇所、最初は{name}{old}に対し今の本文{new}です。"


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece of a text: a marker, a caption, a paragraph, a cell; `shape` is how it is written.

    `words` name it where its value is empty: the caption of a heading without a number.
    """

    shape: tuple[object, ...]
    value: str
    text: Text = field(compare=False)
    words: str = field(default="", compare=False)


def find_difference(old: Document, new: Document) -> Difference | None:
    """Return where the newer text begins to differ, None where no word or form does."""
    before, after = tuple(_walk(old)), tuple(_walk(new))
    matcher = SequenceMatcher(None, *_trim(before, after), autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    start = _count_common(before, after)
    if not changes:
        return None
    _, i, i_end, j, j_end = changes[0]
    was = before[start + i] if i < i_end else None
    now = after[start + j] if j < j_end else None
    if was is not None and now is not None:
        return _compare(was, now, len(changes))
    if now is not None:
        words = _cut(now.words or now.value)
        return Difference(now.text.locate(0), _cut(now.value), "", words, len(changes))
    position = _locate_gap(after, start + j)
    return Difference(position, "", _cut(was.words or was.value if was else ""), "", len(changes))


def _compare(was: _Unit, now: _Unit, count: int) -> Difference:
    """Return the difference inside two pieces that stand at the same place."""
    is_reworded = was.shape == now.shape
    offset = _count_common(was.value, now.value) if is_reworded else 0
    rest = now.value[offset:]
    tail = _count_common(was.value[offset:][::-1], rest[::-1]) if is_reworded else 0
    found = _cut(rest[: len(rest) - tail])
    old, new = (_excerpt(unit.value, offset) for unit in (was, now))
    return Difference(now.text.locate(offset), found, old, new, count)


def _excerpt(value: str, offset: int) -> str:
    start = max(0, offset - _BEFORE)
    return ("…" if start else "") + _cut(value[start:], offset - start + _AFTER)


def _cut(value: str, length: int = _BEFORE + _AFTER) -> str:
    return value if len(value) <= length else value[:length] + "…"


def _locate_gap(units: Sequence[_Unit], index: int) -> Position:
    """Return where something is missing: the piece that follows it, or the last there is."""
    return units[min(index, len(units) - 1)].text.locate(0)


def _count_common(before: Sequence[object], after: Sequence[object]) -> int:
    """Return how many elements both begin with."""
    pairs = enumerate(zip(before, after, strict=False))
    different = (index for index, (was, now) in pairs if was != now)
    return next(different, min(len(before), len(after)))


def _trim(
    before: Sequence[_Unit], after: Sequence[_Unit]
) -> tuple[Sequence[_Unit], Sequence[_Unit]]:
    """Return both without what they begin and end with in common: little is left to align."""
    start = _count_common(before, after)
    before, after = before[start:], after[start:]
    end = _count_common(before[::-1], after[::-1])
    return before[: len(before) - end], after[: len(after) - end]


def _walk(document: Document) -> Iterator[_Unit]:
    meta = document.meta
    yield _at(("title",), meta.title, locate_value(document, "title", meta.title))
    for line in meta.cover:
        yield _at(("cover",), line, locate_value(document, "cover", line))
    yield from _walk_content(document, document.content, 0)


def _walk_content(
    document: Document, content: Iterable[Block | Provision], depth: int
) -> Iterator[_Unit]:
    for node in content:
        if isinstance(node, Provision):
            marker = str(node.marker or "")
            place = locate_word(document, marker, node.position)
            named = "" if marker else str(node.caption or "")
            yield replace(_at(("provision", depth, node.is_heading), marker, place), words=named)
            if node.caption:
                yield _unit("caption", node.caption)
            yield from _walk_content(document, node.content, depth + 1)
        elif isinstance(node, Paragraph):
            yield _unit("paragraph", node.text, depth)
        elif isinstance(node, Picture):
            place = locate_word(document, node.alt, node.position)
            yield _at(("picture", depth, node.caption), node.alt, place)
        else:
            yield from _walk_table(node, depth)


def _walk_table(table: Table, depth: int) -> Iterator[_Unit]:
    if table.caption:
        yield _unit("table", table.caption, depth)
    for row in table.rows:
        for index, cell in enumerate(row):
            yield _unit("cell", cell.text, depth, index == 0, cell.rowspan, cell.colspan)


def _at(shape: tuple[object, ...], value: str, position: Position) -> _Unit:
    return _Unit(shape, value, Text(value, (), ((0, position),)))


def _unit(kind: str, text: Text, *form: object) -> _Unit:
    """Return a piece of running text; where links begin and end is part of it, not their ids."""
    links = tuple(
        (link.start, link.end, link.target if link.target.startswith(_INSIDE) else "")
        for link in text.links
    )
    return _Unit((kind, *form, links), text.value, text)
