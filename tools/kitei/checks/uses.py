"""Where the names that a document defines are used: what the rules on terms share."""

import re
from collections.abc import Iterable, Iterator

from kitei.checks.scope import Scope
from kitei.checks.wording import KANJI, KATAKANA, Span
from kitei.model.places import TextAt
from kitei.model.terms import Definition, find_uses

_WORD = re.compile(f"[{KANJI}{KATAKANA}A-Za-z0-9]")


def uses_of(
    scope: Scope, name: str, longer_names: Iterable[str] = ()
) -> Iterator[tuple[TextAt, Span]]:
    """Yield the uses of a name, those inside a longer name and where it is defined left out."""
    terms = tuple(scope.subject.terms)
    names = {definition.name for definition in terms} | set(longer_names)
    longer = sorted(other for other in names if name in other and other != name)
    skip = [definition for definition in terms if definition.name in (name, *longer)]
    for at in texts_with(scope, name):
        for use in find_uses(name, (at.text,), longer, skip=skip):
            yield at, (use.start, use.end)


def is_whole_word(text: str, span: Span) -> bool:
    """Return whether no kanji, katakana or Latin letter goes on at either side."""
    start, end = span
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not _WORD.match(before) and not _WORD.match(after)


def get_bracket(definition: Definition) -> int:
    """Return the offset of the bracket an abbreviation is introduced in, or of its name."""
    start = definition.text.value.rfind("（", 0, definition.start)
    return start if start >= 0 else definition.start


def name_at(definition: Definition) -> tuple[TextAt, Span]:
    """Return the text in which a name is defined, and the place of the name in it."""
    at = TextAt(definition.text, definition.place, "paragraph")
    return at, (definition.start, definition.end)


def texts_with(scope: Scope, words: str) -> Iterator[TextAt]:
    """Yield the texts that hold these characters, in order."""
    joined = scope.subject.joined
    offset = joined.value.find(words)
    while offset >= 0:
        at, start = joined.locate(offset)
        yield at
        offset = joined.value.find(words, start + len(at.text.value))
