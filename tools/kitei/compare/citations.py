"""Citations (引用) of two versions side by side: which stayed as written and which were edited."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kitei.compare.inline import compare_texts
from kitei.compare.run import RunKind
from kitei.model.citation import Reference
from kitei.model.places import Place, Places, TextAt, walk_texts
from kitei.model.references import find_references
from kitei.model.resolution import Resolution, resolve_references

OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference in its text with what its members mean.

    `offset` counts within all texts of the provision, set one below the other.
    """

    at: TextAt
    reference: Reference
    resolutions: tuple[Resolution, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """All own texts of one provision as one string, with the citations in them."""

    place: Place | None
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CitationPair:
    """A citation of the new text and the one it was, None where it is newly written.

    `is_edited` says that its characters differ.
    """

    old: Citation | None
    new: Citation
    is_edited: bool


def collect_passages(places: Places) -> dict[int, Passage]:
    """Return the passages by the order of their provisions; OUTSIDE holds what is in none."""
    by_order: defaultdict[int, list[TextAt]] = defaultdict(list)
    for at in walk_texts(places):
        by_order[at.place.order if at.place else OUTSIDE].append(at)
    return {order: _make_passage(texts, places) for order, texts in by_order.items()}


def _make_passage(texts: list[TextAt], places: Places) -> Passage:
    values = [at.text.value for at in texts]
    starts = list(accumulate((len(value) + 1 for value in values), initial=0))
    found = [
        (at, reference, start)
        for at, start in zip(texts, starts, strict=False)
        if at.role != "caption" or _names_its_callers(at)
        for reference in find_references(at.text.value, places.document.style)
    ]
    resolved = resolve_references(((at.place, reference) for at, reference, _ in found), places)
    citations = (
        Citation(at, reference, meant, start + reference.start)
        for (at, reference, start), meant in zip(found, resolved, strict=True)
    )
    return Passage(texts[0].place, "\n".join(values), tuple(citations))


def _names_its_callers(at: TextAt) -> bool:
    """Return whether a caption cites: that of 別表 and 様式 names the provisions calling it."""
    marker = at.place.marker if at.place is not None else None
    return marker is not None and marker.kind in ("appendix", "form")


def pair_citations(old: Passage | None, new: Passage) -> Iterator[CitationPair]:
    """Yield each citation of the new passage with the one of the old passage it was."""
    if old is None:
        yield from (CitationPair(None, citation, is_edited=True) for citation in new.citations)
        return
    kept = _find_kept(old, new)
    rest = _match_edited(old, new, kept)
    for index, citation in enumerate(new.citations):
        before = kept.get(index, rest.get(index))
        former = None if before is None else old.citations[before]
        yield CitationPair(former, citation, is_edited=index not in kept)


def _find_kept(old: Passage, new: Passage) -> dict[int, int]:
    """Return new index to old index of the citations that stand in both texts unchanged."""
    if not old.citations or not new.citations:
        return {}
    stretches = list(_equal_stretches(old.text, new.text))
    starts = [start for start, _, _ in stretches]
    known = {citation.offset: index for index, citation in enumerate(old.citations)}
    kept = {}
    for index, citation in enumerate(new.citations):
        which = bisect_right(starts, citation.offset) - 1
        if which < 0:
            continue
        start, end, shift = stretches[which]
        before = known.get(citation.offset + shift)
        fits = start <= citation.offset and citation.offset + len(citation.reference.text) <= end
        if fits and before is not None and _is_same(old.citations[before], citation):
            kept[index] = before
    return kept


def _is_same(old: Citation, new: Citation) -> bool:
    return old.reference.text == new.reference.text


def _equal_stretches(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, shift) of what stayed: offsets in the new text, shift to the old one."""
    here = there = 0
    for run in compare_texts(old, new):
        length = len(run.text)
        if run.kind is RunKind.EQUAL:
            yield there, there + length, here - there
        here += length if run.kind is not RunKind.ADDED else 0
        there += length if run.kind is not RunKind.REMOVED else 0


def _match_edited(old: Passage, new: Passage, kept: dict[int, int]) -> dict[int, int]:
    """Return new index to old index of citations between the same kept ones, in their order."""
    anchors = [(OUTSIDE, OUTSIDE), *sorted(kept.items()), (len(new.citations), len(old.citations))]
    matched: dict[int, int] = {}
    for (after, before), (until, last) in pairwise(anchors):
        if until - after == last - before:
            matched.update(zip(range(after + 1, until), range(before + 1, last), strict=True))
    return matched
