"""Bookmarks: the ids of provisions in a Word file, the one mark that survives every round trip."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitei.model.document import Document
from kitei.model.provision import Provision
from kitei.render.word.elements import Element, make

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark: a number and a name, each unique in its file."""

    number: int
    name: str

    def wrap(self, elements: Iterable[Element]) -> list[Element]:
        """Return the elements between the start and the end of the bookmark."""
        start = make("w:bookmarkStart", id=self.number, name=self.name)
        return [start, *elements, make("w:bookmarkEnd", id=self.number)]


@dataclass(frozen=True, slots=True)
class Bookmarks:
    """The bookmarks of a document, found by the provision itself or by its id."""

    by_object: dict[int, Bookmark]
    by_id: dict[str, str]

    def get(self, provision: Provision) -> Bookmark | None:
        """Return the provision's bookmark; items without an id have none."""
        return self.by_object.get(id(provision))

    def wrap(self, provision: Provision, elements: list[Element]) -> list[Element]:
        """Return the elements inside the provision's bookmark, or as they are."""
        bookmark = self.get(provision)
        return bookmark.wrap(elements) if bookmark else elements


def assign_bookmarks(document: Document) -> Bookmarks:
    """Return a bookmark for every provision with an id and for every heading."""
    by_object: dict[int, Bookmark] = {}
    by_id: dict[str, str] = {}
    for provision, number in _count(document):
        name = bookmark_name(provision.id) if provision.id not in by_id else None
        if provision.id and name:
            by_id[provision.id] = name
        if name or provision.is_heading:
            # Word names the bookmarks of its own contents lists like this one.
            by_object[id(provision)] = Bookmark(number, name or f"_Toc{number:09}")
    return Bookmarks(by_object, by_id)


def _count(document: Document) -> Iterator[tuple[Provision, int]]:
    yield from ((provision, number) for number, provision in enumerate(document.walk(), 1))


def bookmark_name(identifier: str | None) -> str | None:
    """Return the name of the bookmark for an id: cl_scope_assets; None where it is too long."""
    if not identifier:
        return None
    name = "cl_" + identifier.replace("-", "_")
    return name if len(name) <= LONGEST_NAME else None
