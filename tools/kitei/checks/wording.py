"""Searching the words of a document: what the rules on wording and characters share."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from kitei.checks.finding import Fix
from kitei.checks.scope import Hit, Scope
from kitei.model.document import Document
from kitei.model.era import FoundDate, find_dates
from kitei.model.places import TextAt
from kitei.model.text import Position, Text

Span = tuple[int, int]

KANJI = "々〆〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KATAKANA = "ァ-ヺー"
HIRAGANA = "ぁ-ゖ"
JAPANESE = HIRAGANA + KATAKANA + KANJI

RUNNING = ("paragraph", "cell")
EVERY = ("paragraph", "cell", "caption")

_QUOTE = re.compile("[「」]")
_BRACKET = re.compile("[（）]")
# A private-use character: no pattern of a rule matches it.
_FILLER = "\ue000"


def texts_of(scope: Scope, roles: tuple[str, ...] = EVERY) -> Iterator[TextAt]:
    """Yield the document's texts of these roles in order."""
    return (at for at in scope.subject.texts if at.role in roles)


def search(
    scope: Scope, pattern: re.Pattern[str], roles: tuple[str, ...] = EVERY
) -> Iterator[tuple[TextAt, Span]]:
    """Yield every match of the pattern in the texts of these roles, with its place in the text.

    The texts are searched as one string of lines: a pattern begins with plain characters, which
    are looked for fast, and crosses no line end.
    """
    joined = scope.subject.joined
    for match in pattern.finditer(joined.value):
        at, offset = joined.locate(match.start())
        if at.role in roles:
            yield at, (match.start() - offset, match.end() - offset)


def occurs(scope: Scope, *words: str) -> bool:
    """Return whether one of the words occurs in a text of the document."""
    return any(word in scope.subject.joined.value for word in words)


@lru_cache(maxsize=4096)
def dates_in(text: str) -> tuple[FoundDate, ...]:
    """Return the dates in a text; two rules look at the same ones."""
    return find_dates(text)


def texts_with_dates(scope: Scope) -> Iterator[tuple[TextAt, FoundDate]]:
    """Yield every date of the title, the title page and the texts."""
    for at in chain(front_texts(scope.document), scope.subject.texts):
        value = at.text.value
        if "年" in value or "月" in value:
            yield from ((at, found) for found in dates_in(value))


def search_spans(
    scope: Scope, find: Callable[[str], Iterable[Span]], roles: tuple[str, ...] = EVERY
) -> Iterator[tuple[TextAt, Span]]:
    """Yield what a function finds in the texts of these roles."""
    for at in texts_of(scope, roles):
        for span in find(at.text.value):
            yield at, span


def mask_quotes(text: str) -> str:
    """Return the text of the same length with what stands in 「」 made unreadable.

    What is quoted is another text's wording: 「…」とあるのは「…」とする.
    """
    return _mask(_QUOTE, text) if "「" in text else text


def mask_brackets(text: str) -> str:
    """Return the text of the same length with what stands in （） made unreadable."""
    return _mask(_BRACKET, text) if "（" in text else text


def _mask(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with every closed pair of marks and what it holds replaced."""
    pairs: list[Span] = []
    starts: list[int] = []
    for match in pattern.finditer(text):
        if match.group() in "「（":
            starts.append(match.start())
        elif starts:
            start = starts.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, match.end()))
    parts, done = [], 0
    for start, end in pairs:
        parts += [text[done:start], _FILLER * (end - start)]
        done = end
    return "".join(parts) + text[done:]


def with_fix(hit: Hit, replacement: str) -> Hit:
    """Return the hit with a certain correction of the characters that were found."""
    place = hit.position
    return replace(hit, fix=Fix(place.line, place.column, len(hit.found), replacement))


def front_texts(document: Document) -> Iterator[TextAt]:
    """Yield the title and the lines of the title page as texts with their places in the file."""
    meta = document.meta
    lines = document.source.split("\n")
    yield _front_text(lines, meta.line("title"), meta.title, "title")
    for value in meta.cover:
        yield _front_text(lines, meta.line("cover"), value, "cover")


def _front_text(lines: list[str], number: int, value: str, role: str) -> TextAt:
    """Return a value of the front matter where it stands, at its key if it is written otherwise."""
    place = Position(number, 1)
    for index, line in enumerate(lines[number - 1 :], number):
        if value in line:
            place = Position(index, line.index(value) + 1)
            break
        if line == "---":
            break
    return TextAt(Text(value, origins=((0, place),)), None, role)


def address_at(scope: Scope, line: int) -> str:
    """Return the address of the provision that a line of the file belongs to."""
    places = scope.subject.places
    index = bisect_right(places.all, line, key=lambda place: place.provision.position.line)
    return places.cite(places.all[index - 1]) if index else ""


def search_source(
    scope: Scope, pattern: re.Pattern[str]
) -> Iterator[tuple[Position, re.Match[str]]]:
    """Yield every match of the pattern in the file as it is written, with its place."""
    source = scope.document.source
    line, start = 1, 0
    for match in pattern.finditer(source):
        line += source.count("\n", start, match.start())
        start = match.start()
        yield Position(line, start - source.rfind("\n", 0, start)), match
