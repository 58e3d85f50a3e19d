"""Where the names that a document defines are used: what the rules on terms share."""

import re
from collections.abc import Iterable, Iterator

from kitei.checks.scope import Scope, TextAt
from kitei.checks.wording import KANJI, KATAKANA, Span
from kitei.model.terms import Definition, Terms, find_uses

_WORD = re.compile(f"[{KANJI}{KATAKANA}A-Za-z0-9]")


def uses_of(
    name: str, texts: list[TextAt], terms: Terms, longer_names: Iterable[str] = ()
) -> Iterator[tuple[TextAt, Span]]:
    """Yield the uses of a name, those inside a longer name and where it is defined left out."""
    names = {definition.name for definition in terms} | set(longer_names)
    longer = [other for other in names if name in other and other != name]
    by_text = {id(at.text): at for at in texts}
    for use in find_uses(name, (at.text for at in texts), longer, skip=tuple(terms)):
        yield by_text[id(use.text)], (use.start, use.end)


def is_whole_word(text: str, span: Span) -> bool:
    """Return whether no kanji, katakana or Latin letter goes on at either side."""
    start, end = span
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not _WORD.match(before) and not _WORD.match(after)


def get_bracket(definition: Definition) -> int:
    """Return the offset of the bracket an abbreviation is introduced in, or of its name."""
    start = definition.text.value.rfind("（", 0, definition.start)
    return start if start >= 0 else definition.start


def texts_after(scope: Scope, definition: Definition) -> list[TextAt]:
    """Return the texts behind the one in which a name is defined."""
    texts = scope.subject.texts
    index = next((n for n, at in enumerate(texts) if at.text is definition.text), len(texts))
    return list(texts[index + 1 :])


def hit_span(definition: Definition) -> Span:
    """Return the place of the name where it is defined."""
    return definition.start, definition.end


def text_at(scope: Scope, definition: Definition) -> TextAt:
    """Return the text in which a name is defined, with its place."""
    found = (at for at in scope.subject.texts if at.text is definition.text)
    return next(found, TextAt(definition.text, definition.place, "paragraph"))
