"""What kitei itself links in a document: references to provisions and the terms in use."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kitei.model.document import Document
from kitei.model.places import Place, Places, walk_texts
from kitei.model.references import Reference, find_references
from kitei.model.resolution import State, resolve_references
from kitei.model.terms import Definition, Terms, Use, find_terms, find_uses
from kitei.model.text import Text

Value = TypeVar("Value")

_FOUND = (State.RESOLVED, State.AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters of a text that name a provision of this document."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class TermUse:
    """Characters of a text that are a term of this document."""

    start: int
    end: int
    definition: Definition


@dataclass(frozen=True, slots=True)
class Annotations:
    """Citations and uses of terms in every text of a document, by the very text object."""

    citations: Mapping[int, tuple[Citation, ...]]
    uses: Mapping[int, tuple[TermUse, ...]]

    def citations_in(self, text: Text) -> tuple[Citation, ...]:
        """Return the citations in a text of the document, in order."""
        return self.citations.get(id(text), ())

    def uses_in(self, text: Text) -> tuple[TermUse, ...]:
        """Return the uses of terms in a text of the document, in order."""
        return self.uses.get(id(text), ())


def annotate(document: Document, places: Places) -> Annotations:
    """Return what is to be linked in the texts of a document."""
    texts = tuple(_texts(places))
    return Annotations(
        _group(_find_citations(document, places, texts)),
        _group(_find_uses(find_terms(places), texts)),
    )


def _texts(places: Places) -> Iterator[tuple[Text, Place | None]]:
    """Yield every text but captions with its place; captions are headings, not running text."""
    return ((at.text, at.place) for at in walk_texts(places) if at.role != "caption")


def _find_citations(
    document: Document, places: Places, texts: Iterable[tuple[Text, Place | None]]
) -> Iterator[tuple[int, Citation]]:
    cited: list[tuple[Text, Place | None, Reference]] = [
        (text, place, reference)
        for text, place in texts
        for reference in find_references(str(text), document.style)
    ]
    resolved = resolve_references([(place, reference) for _, place, reference in cited], places)
    for (text, _, reference), resolutions in zip(cited, resolved, strict=True):
        for index, resolution in enumerate(resolutions):
            if resolution.state in _FOUND and resolution.places:
                member = resolution.member
                # 上記 and the like belong to the first member.
                start = member.start if index else reference.start
                yield id(text), Citation(start, member.end, resolution.places[0])


def _find_uses(
    terms: Terms, texts: tuple[tuple[Text, Place | None], ...]
) -> Iterator[tuple[int, TermUse]]:
    by_name: defaultdict[str, list[Definition]] = defaultdict(list)
    for definition in terms:
        by_name[definition.name].append(definition)
    order = {id(text): (index, place) for index, (text, place) in enumerate(texts)}
    values = [text for text, _ in texts]
    for name, definitions in by_name.items():
        longer = [other for other in by_name if name in other and other != name]
        for use in find_uses(name, values, longer, skip=terms):
            chosen = _choose(definitions, use, order)
            if chosen is not None:
                yield id(use.text), TermUse(use.start, use.end, chosen)


def _choose(
    definitions: list[Definition], use: Use, order: Mapping[int, tuple[int, Place | None]]
) -> Definition | None:
    """Return the definition that holds where a name is used: the last one before it."""
    index, place = order[id(use.text)]
    chosen = None
    for definition in definitions:
        begins = order.get(id(definition.text), (-1, None))[0]
        is_before = (begins, definition.end) <= (index, use.start)
        if definition.scope and not _is_near(place, definition.place):
            continue
        # 以下「…」という。 names what follows; the terms of 定義 hold in the whole text.
        if is_before or (chosen is None and definition.kind == "term"):
            chosen = definition
    return chosen


def _is_near(place: Place | None, other: Place | None) -> bool:
    """Return whether two places stand below the same heading: 以下この条において."""
    return _heading_of(place) is _heading_of(other)


def _heading_of(place: Place | None) -> Place | None:
    while place is not None and not place.provision.is_heading:
        place = place.parent
    return place


def _group(pairs: Iterable[tuple[int, Value]]) -> dict[int, tuple[Value, ...]]:
    grouped: defaultdict[int, list[Value]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return {key: tuple(values) for key, values in grouped.items()}
