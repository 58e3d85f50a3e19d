"""Renumbering: everything that must be written anew so that an edited text is in order again.

Nothing is written here: the outcome says what would change, and all that is not certain.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitei.compare.comparison import compare_documents
from kitei.compare.counting import Count, count_anew, put_markers
from kitei.compare.enumerations import settle_members
from kitei.compare.following import Following, follow_itself, follow_provisions
from kitei.compare.incoming_links import find_fixed_links
from kitei.compare.meaning import Meaning
from kitei.compare.outcome import Comparison
from kitei.compare.readings import (
    Reading,
    Versions,
    find_names,
    read_incoming,
    read_own,
)
from kitei.compare.renumbered import Read, find_failures, has_markers
from kitei.compare.respelling import Respelling, Unspellable, respell
from kitei.model.document import Document
from kitei.model.marker import Marker
from kitei.model.places import Place, Places, TextAt, index_places
from kitei.model.text import Position


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a source file to be replaced: `old` stands at a place of it."""

    path: str
    position: Position
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class MarkerChange:
    """A marker that becomes another; the addresses are as the text stands and as it becomes."""

    place: Place
    old: Marker
    new: Marker
    old_address: str
    new_address: str


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    """A reference that is respelled, with the document it stands in and its address there."""

    path: str
    position: Position
    address: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of a place: what keeps the whole from being done, or why it stays as it is."""

    path: str
    position: Position
    address: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that may cite the changed one, and its own text before, None if not known."""

    document: Document
    before: Document | None = None


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What would be done; with any doubt, nothing may be."""

    versions: Versions
    read: tuple[Read, ...]
    markers: tuple[MarkerChange, ...]
    references: tuple[ReferenceChange, ...]
    edits: tuple[Edit, ...]
    notes: tuple[Remark, ...]
    doubts: tuple[Remark, ...]


def find_versions(old: Document, working: Document) -> tuple[Versions, Count]:
    """Return the old text, the text as it stands and as it becomes, and what of it is uncertain."""
    comparison = compare_documents(old, working)
    following = follow_provisions(comparison)
    count = count_anew(following)
    target = index_places(put_markers(following.new, count.markers))
    becomes = Following(following.old, target, following.partners)
    guessed, is_replaced = _find_guessed(comparison), comparison.alignment.is_full
    return Versions(becomes, following.new, guessed, is_replaced), count


def _find_guessed(comparison: Comparison) -> frozenset[int]:
    guessed = set()
    for link in comparison.alignment.links:
        if link.evidence.is_guess:
            places = (comparison.old.find_place(comparison.old.units[index]) for index in link.old)
            guessed |= {place.order for place in places if place is not None}
    return frozenset(guessed)


def renumber(old: Document, working: Document, citing: Sequence[Citing]) -> Renumbering:
    """Return what must be done to the text and to those that cite it."""
    versions, count = find_versions(old, working)
    doubts = [
        _doubt_marker(doubt.place, doubt.found, doubt.reason, versions) for doubt in count.doubts
    ]
    markers = tuple(_list_markers(versions, count))
    doubts += _doubt_whole(versions, markers)
    writer = _Writer(versions, [], [], [], doubts)
    for change in markers:
        writer.write_marker(change)
    read = [Read(versions.working, (), tuple(read_own(versions)))]
    read += [read_citing(other, versions) for other in citing]
    for one in read:
        writer.write_references(one)
        writer.doubts += [
            writer.remark(one.places, at, start, found, reason)
            for at, start, found, reason in find_fixed_links(one.places, versions)
        ]
    found = writer.references, writer.edits, writer.notes, writer.doubts
    references, edits, notes, doubts = found
    return Renumbering(
        versions, tuple(read), markers, tuple(references), tuple(edits), tuple(notes), tuple(doubts)
    )


def read_citing(citing: Citing, versions: Versions) -> Read:
    """Return the references of a citing document, compared with its own text before."""
    places = index_places(citing.document)
    before = None
    if citing.before == citing.document:
        before = follow_itself(places)
    elif citing.before is not None:
        before = follow_provisions(compare_documents(citing.before, citing.document))
        places = before.new
    cited = (versions.following.old.document, versions.working.document)
    titles = tuple(dict.fromkeys(document.meta.title for document in cited))
    names = find_names(places, titles, cited[1].id)
    return Read(places, names, tuple(read_incoming(places, before, versions, names)))


def prove(renumbering: Renumbering, rewritten: Mapping[str, Document]) -> tuple[Remark, ...]:
    """Return what the documents, read again as they would be written, do not say as they ought."""
    versions = renumbering.versions
    working = versions.working.document
    changed = rewritten.get(working.path, working)
    if not has_markers(changed, versions.following.new):
        reason = "書き改めても、符号が順に並びません"
        return (Remark(working.path, Position(1, 1), "", working.meta.title, reason),)
    reason = "書き改めても、元の規定を指しません"
    return tuple(
        Remark(
            one.places.document.path, at.text.locate(start), _cite(one.places, at), found, reason
        )
        for one, at, start, found in find_failures(renumbering.read, versions, rewritten)
    )


def _list_markers(versions: Versions, count: Count) -> Iterator[MarkerChange]:
    working, becomes = versions.working, versions.following.new
    for order, marker in sorted(count.markers.items()):
        place = working.all[order]
        if place.marker is not None:
            addresses = place.address, becomes.all[order].address
            cited = [
                found.without_containers().format(working.document.style) for found in addresses
            ]
            yield MarkerChange(place, place.marker, marker, *cited)


def _doubt_marker(place: Place | None, found: str, reason: str, versions: Versions) -> Remark:
    position = place.provision.position if place else Position(1, 1)
    address = versions.working.cite(place) if place else ""
    return Remark(versions.working.document.path, position, address, found, reason)


def _doubt_whole(versions: Versions, markers: Sequence[MarkerChange]) -> Iterator[Remark]:
    """Yield what stands in the way of the whole: another text, or parts that are not there."""
    document = versions.working.document
    if versions.is_replaced:
        reason = "前の本文と違いすぎるので、どの規定がどこに動いたのかが決められません"
        yield Remark(document.path, Position(1, 1), "", document.meta.title, reason)
    if document.meta.withheld and markers:
        position = Position(document.meta.line("withheld"), 1)
        reason = "非公開とした部分の位置（withheld）が動くかどうかが決められません"
        yield Remark(document.path, position, "", "、".join(document.meta.withheld), reason)


@dataclass(slots=True)
class _Writer:
    """Collects what is to be written, and what cannot be."""

    versions: Versions
    references: list[ReferenceChange]
    edits: list[Edit]
    notes: list[Remark]
    doubts: list[Remark]

    def write_marker(self, change: MarkerChange) -> None:
        """Add the edit of a marker in the source."""
        document = self.versions.working.document
        position = _locate_marker(document, change.place, str(change.old))
        if position is None:
            reason = "原稿の中で符号の位置が分かりません"
            self.doubts.append(_doubt_marker(change.place, str(change.old), reason, self.versions))
            return
        self.edits.append(Edit(document.path, position, str(change.old), str(change.new)))

    def write_references(self, read: Read) -> None:
        """Add the edits of the references in one document."""
        for reading in read.readings:
            respellings: list[Respelling] = []
            known = len(self.doubts)
            for meaning in settle_members(reading, self.versions):
                respellings += self._respell(read.places, reading, meaning)
            if respellings and len(self.doubts) == known:
                self._write(read.places, reading, sorted(set(respellings), key=lambda r: r.start))

    def _respell(self, places: Places, reading: Reading, meaning: Meaning) -> list[Respelling]:
        member = reading.becomes[meaning.index].member
        reason = meaning.reason
        if not reason and meaning.changes:
            try:
                return list(respell(reading, meaning, self.versions.following.new))
            except Unspellable as fault:
                reason = str(fault)
        if reason or meaning.note:
            remark = self.remark(
                places, reading.at, member.start, member.text, reason or meaning.note
            )
            (self.doubts if reason else self.notes).append(remark)
        return []

    def _write(self, places: Places, reading: Reading, respellings: list[Respelling]) -> None:
        text, path = reading.at.text, places.document.path
        lines = places.document.source.split("\n")
        start, end = reading.reference.start, reading.reference.end
        new, done = "", start
        for found in respellings:
            old = text.value[found.start : found.end]
            position = text.locate(found.start)
            if not lines[position.line - 1].startswith(old, position.column - 1):
                reason = "原稿の中で引用の位置が分かりません"
                self.doubts.append(self.remark(places, reading.at, found.start, old, reason))
                return
            self.edits.append(Edit(path, position, old, found.text))
            new += text.value[done : found.start] + found.text
            done = found.end
        new += text.value[done:end]
        at, cited = text.locate(start), _cite(places, reading.at)
        self.references.append(ReferenceChange(path, at, cited, text.value[start:end], new))

    def remark(self, places: Places, at: TextAt, start: int, found: str, reason: str) -> Remark:
        """Return a remark on characters of a text."""
        position = at.text.locate(start)
        return Remark(places.document.path, position, _cite(places, at), found, reason)


def _cite(places: Places, at: TextAt) -> str:
    return places.cite(places.all[at.place.order]) if at.place else ""


def _locate_marker(document: Document, place: Place, marker: str) -> Position | None:
    number = place.provision.position.line
    line = document.source.split("\n")[number - 1]
    column = line.find(marker)
    if column < 0 or line[:column].strip(" #-"):
        return None
    return Position(number, column + 1)


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """Return a source with the edits made, from the end so that places stay true."""
    lines = source.split("\n")
    for edit in sorted(edits, key=lambda edit: edit.position, reverse=True):
        line, column = lines[edit.position.line - 1], edit.position.column - 1
        lines[edit.position.line - 1] = line[:column] + edit.new + line[column + len(edit.old) :]
    return "\n".join(lines)
