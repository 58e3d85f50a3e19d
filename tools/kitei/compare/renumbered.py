"""The proof of a renumbering: what was written leads where it was to lead."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitei.compare.citations import Citation, collect_passages
from kitei.compare.enumerations import settle_members
from kitei.compare.readings import Reading, Versions, collect_foreign
from kitei.model.document import Document
from kitei.model.places import Place, Places, TextAt, index_places
from kitei.model.resolution import Resolution, State


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in one document: `names` are those by which it cites the changed one."""

    places: Places
    names: Collection[str]
    readings: tuple[Reading, ...]


def find_failures(
    read: Sequence[Read], versions: Versions, rewritten: Mapping[str, Document]
) -> Iterator[tuple[Read, TextAt, int, str]]:
    """Yield (document, text, offset, found) of all that does not mean what it was to mean.

    `rewritten` holds the documents as they would be written, by path; the rest stays as it is.
    """
    working = versions.working.document
    changed = index_places(rewritten.get(working.path, working))
    for one in read:
        own = one.places.document
        places = index_places(rewritten.get(own.path, own))
        if own.id == working.id:
            passages = collect_passages(places)
        else:
            passages = collect_foreign(places, changed, one.names)
        citations = [c for _, passage in sorted(passages.items()) for c in passage.citations]
        for reading in _list_wrong(one, citations, versions):
            yield one, reading.at, reading.reference.start, reading.reference.text


def _list_wrong(one: Read, citations: list[Citation], versions: Versions) -> list[Reading]:
    if len(citations) != len(one.readings):
        return list(one.readings)
    pairs = zip(one.readings, citations, strict=True)
    return [before for before, after in pairs if not _fits(before, after, versions)]


def _fits(before: Reading, after: Citation, versions: Versions) -> bool:
    if len(before.becomes) != len(after.resolutions):
        return False
    return all(
        meaning.ends is None or _means(after.resolutions[meaning.index], meaning.ends)
        for meaning in settle_members(before, versions)
    )


def _means(resolution: Resolution, ends: tuple[Place, Place]) -> bool:
    if resolution.state is not State.RESOLVED:
        return False
    found = resolution.places[0].order, resolution.places[-1].order
    return found == (ends[0].order, ends[1].order)


def has_markers(document: Document, expected: Places) -> bool:
    """Return whether a document has the provisions expected, with exactly these markers."""
    places = index_places(document)
    if len(places.all) != len(expected.all):
        return False
    pairs = zip(places.all, expected.all, strict=True)
    return all(own.marker == other.marker and own.depth == other.depth for own, other in pairs)
