"""Readings: what each reference meant, means as the text stands, and means once it is renumbered.

Read are the references of a changed document and those of the documents that cite it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from kitei.compare.citations import OUTSIDE, Citation, Passage, collect_passages, pair_citations
from kitei.compare.following import Following
from kitei.compare.incoming import strip_titles
from kitei.model.citation import CitedStep, Member, Path, Reference
from kitei.model.places import Places, TextAt, walk_texts
from kitei.model.references import find_references
from kitei.model.resolution import Resolution, resolve_reference

_LEAD = "上記"
_TITLES = ("方針", "基準", "手順", "ポリシー", "計画", "規程", "要綱", "要領")
_ABBREVIATION = re.compile("（[^（）「」]{0,40}以下「(?P<name>[^「」]{2,40})」という。）")


@dataclass(frozen=True)
class Versions:
    """A document before, as it stands, and with right markers: `following.new`.

    The last two differ in nothing but markers. `guessed` are the old provisions that only the
    likeness of their words followed. `is_replaced` says that too little is left to follow.
    """

    following: Following
    working: Places
    guessed: frozenset[int] = frozenset()
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A reference of the new text; `was` is empty where it was not there before.

    `document` is the id of the text it stands in. `is_edited` says that its characters differ
    from what they were.
    """

    document: str
    at: TextAt
    reference: Reference
    was: tuple[Resolution, ...]
    stands: tuple[Resolution, ...]
    becomes: tuple[Resolution, ...]
    is_edited: bool


def read_own(versions: Versions) -> Iterator[Reading]:
    """Yield the references of the changed document to itself."""
    following = versions.following
    old, new = collect_passages(following.old), collect_passages(following.new)
    working = collect_passages(versions.working)
    for order, passage in sorted(new.items()):
        before = _find_origin(order, old, following)
        yield from _pair(following.new.document.id, before, passage, working[order])


def read_incoming(
    citing: Places, before: Following | None, versions: Versions, names: Collection[str]
) -> Iterator[Reading]:
    """Yield the references of another document to the changed one.

    `before` follows the citing document itself; without it, all its references are newly written.
    """
    following = versions.following
    new = collect_foreign(citing, following.new, names)
    working = collect_foreign(citing, versions.working, names)
    origins: dict[int, Passage] = {}
    if before is not None:
        old = collect_foreign(before.old, following.old, names)
        origins = {order: found for order in new if (found := _find_origin(order, old, before))}
    for order, passage in sorted(new.items()):
        yield from _pair(citing.document.id, origins.get(order), passage, working[order])


def _find_origin(order: int, old: dict[int, Passage], following: Following) -> Passage | None:
    origin = OUTSIDE if order == OUTSIDE else following.origins.get(order)
    return None if origin is None else old.get(origin)


def _pair(
    document: str, before: Passage | None, passage: Passage, working: Passage
) -> Iterator[Reading]:
    for pair, stands in zip(pair_citations(before, passage), working.citations, strict=True):
        was = pair.old.resolutions if pair.old else ()
        is_parallel = len(was) == len(pair.new.resolutions)
        yield Reading(
            document,
            pair.new.at,
            pair.new.reference,
            was if is_parallel else (),
            stands.resolutions,
            pair.new.resolutions,
            pair.is_edited,
        )


def collect_foreign(citing: Places, cited: Places, names: Collection[str]) -> dict[int, Passage]:
    """Return the passages of a document that cite another, by the order of their provisions."""
    by_order: defaultdict[int, list[TextAt]] = defaultdict(list)
    for at in walk_texts(citing):
        by_order[at.place.order if at.place else OUTSIDE].append(at)
    found = {order: _read_passage(texts, cited, names) for order, texts in by_order.items()}
    return {order: passage for order, passage in found.items() if passage.text}


def _read_passage(texts: list[TextAt], cited: Places, names: Collection[str]) -> Passage:
    values = [at.text.value for at in texts]
    starts = accumulate((len(value) + 1 for value in values), initial=0)
    citations = tuple(
        Citation(at, reference, resolve_reference(reference, None, cited), start + reference.start)
        for at, start in zip(texts, starts, strict=False)
        for reference in find_foreign(at, cited, names)
    )
    return Passage(texts[0].place, "\n".join(values), citations)


def find_foreign(at: TextAt, cited: Places, names: Collection[str]) -> list[Reference]:
    """Return the references in a text to a document of these names, as it would cite itself."""
    text, style = at.text.value, cited.document.style
    found = {
        own.start: own
        for reference in find_references(text, style)
        if (own := strip_titles(reference, names))
    }
    for start in (*_find_bare(text, names), *_find_linked(at, cited)):
        if not any(known.start <= start < known.end for known in found.values()):
            read = next(iter(find_references(_LEAD + text[start:], style)), None)
            if read is not None and read.start == 0:
                found[start] = _shift(read, start - len(_LEAD))
    return [reference for _, reference in sorted(found.items())]


def _find_bare(text: str, names: Collection[str]) -> Iterator[int]:
    """Yield where a number stands right behind a name: 情報セキュリティ基本方針6(1)."""
    wanted = [re.escape(name) for name in sorted(names, key=len, reverse=True) if name in text]
    if wanted:
        for match in re.finditer(f"(?:{'|'.join(wanted)})の?(?=[0-9０-９])", text):
            yield match.end()


def _find_linked(at: TextAt, cited: Places) -> Iterator[int]:
    """Yield where the words of a link to the document begin with a number: [6(1)](…#measures)."""
    for link in at.text.links:
        is_number = at.text.value[link.start : link.start + 1] in tuple(
            "0123456789０１２３４５６７８９"
        )
        if is_number and link_leads_to(link.target, cited.document.id):
            yield link.start


def link_leads_to(target: str, document: str) -> bool:
    """Return whether a link leads into a document."""
    return target.partition("#")[0].split("/")[-2:] == [document, "index.md"]


def _shift(reference: Reference, by: int) -> Reference:
    """Return a reference read behind 上記 with the offsets of its text; 上記 is taken off."""
    members = tuple(_shift_member(member, by) for member in reference.members)
    start = members[0].start
    text = reference.text[len(_LEAD) :]
    return replace(
        reference, start=start, end=reference.end + by, text=text, members=members, place=""
    )


def _shift_member(member: Member, by: int) -> Member:
    path = _shift_path(member.path, by)
    last = _shift_path(member.last, by) if member.last else None
    return replace(member, start=member.start + by, end=member.end + by, path=path, last=last)


def _shift_path(path: Path, by: int) -> Path:
    steps = tuple(_shift_step(step, by) for step in path.steps)
    whole = _shift_step(path.whole, by) if path.whole else None
    return replace(path, start=path.start + by, end=path.end + by, steps=steps, whole=whole)


def _shift_step(step: CitedStep, by: int) -> CitedStep:
    return replace(step, start=step.start + by, end=step.end + by)


def find_names(citing: Places, cited: Collection[str], document: str) -> tuple[str, ...]:
    """Return the names by which a document cites another: titles, words of links, abbreviations."""
    names = dict.fromkeys(cited)
    texts = tuple(walk_texts(citing))
    for at in texts:
        for link in at.text.links:
            words = at.text.value[link.start : link.end]
            if link_leads_to(link.target, document) and words.endswith(_TITLES):
                names[words] = None
    for at in texts:
        for match in _ABBREVIATION.finditer(at.text.value):
            if at.text.value[: match.start()].endswith(tuple(names)):
                names[match["name"]] = None
    return tuple(names)
