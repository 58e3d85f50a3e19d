"""Places in the file of what the tree keeps no place of: values of front matter, ids."""

from functools import lru_cache

from kitei.model.document import Document
from kitei.model.provision import Provision
from kitei.model.text import Position


def locate_value(document: Document, key: str, value: str) -> Position:
    """Return the place of a value of the front matter, or of its key if it is written otherwise."""
    start = document.meta.line(key)
    return _find(document, value, start, "---") or Position(start, 1)


def locate_id(document: Document, provision: Provision) -> Position:
    """Return the place of a provision's id, or of the provision where the text is not at hand."""
    mark = f"{{#{provision.id}}}"
    place = _find(document, mark, provision.position.line, "")
    return Position(place.line, place.column + len("{#")) if place else provision.position


def locate_word(document: Document, word: str, start: Position) -> Position:
    """Return the place of a word in a line, at or behind a place; that place if it is not there."""
    lines = _split(document.source)
    line = lines[start.line - 1] if start.line <= len(lines) else ""
    offset = line.find(word, start.column - 1)
    return start if offset < 0 else Position(start.line, offset + 1)


def _find(document: Document, text: str, start: int, end: str) -> Position | None:
    """Return the place of a text at or below a line, looking no further than a line `end`."""
    lines = _split(document.source)
    for number in range(start, len(lines) + 1):
        line = lines[number - 1]
        if text in line:
            return Position(number, line.index(text) + 1)
        if line == end:
            return None
    return None


@lru_cache(maxsize=4)
def _split(source: str) -> tuple[str, ...]:
    return tuple(source.split("\n"))
