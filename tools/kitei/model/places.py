"""Places: every provision of a document with its address and parent, and the texts in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import TypeVar

from kitei.model.address import Address, Step
from kitei.model.document import Document
from kitei.model.marker import CONTAINERS, Marker
from kitei.model.provision import Block, Paragraph, Provision, block_texts
from kitei.model.text import Text

FIRST_PARAGRAPH = Step("arabic", (1,))
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Place:
    """A provision where it stands: `order` counts from 0 in the order of the text.

    `address` is the full path of markers; provisions without a marker take their parent's.
    """

    provision: Provision
    parent: "Place | None"
    address: Address
    order: int
    depth: int

    @property
    def marker(self) -> Marker | None:
        """The provision's marker."""
        return self.provision.marker

    def ancestors(self) -> Iterator["Place"]:
        """Yield the parent, its parent and so on."""
        place = self.parent
        while place is not None:
            yield place
            place = place.parent

    def container(self) -> Address:
        """Return the path of the containers (編章節款目) the provision stands in."""
        return Address(tuple(step for step in self.address.steps if step.kind in CONTAINERS))


@dataclass(frozen=True)
class Places:
    """All places of a document, found by provision, address or id.

    The indexes are made when first asked for: comparing, for one, needs few of them.
    """

    document: Document
    all: tuple[Place, ...]
    by_object: dict[int, Place] = field(repr=False)

    @cached_property
    def by_id(self) -> dict[str, Place]:
        """The first place of each id."""
        return {place.provision.id: place for place in reversed(self.all) if place.provision.id}

    @cached_property
    def by_address(self) -> dict[Address, tuple[Place, ...]]:
        """The places of each full address."""
        return _group((place.address, place) for place in self._marked)

    @cached_property
    def by_short(self) -> dict[Address, tuple[Place, ...]]:
        """The places of each address without its containers."""
        return _group((place.address.without_containers(), place) for place in self._marked)

    @cached_property
    def by_last(self) -> dict[Step, tuple[Place, ...]]:
        """The places by the last step of their address."""
        return _group((place.address.steps[-1], place) for place in self._marked)

    @cached_property
    def ranges(self) -> tuple[Place, ...]:
        """Those whose marker stands for several: 第20条から第73条まで　削除."""
        return tuple(place for place in self._marked if place.marker and place.marker.last)

    @property
    def _marked(self) -> Iterator[Place]:
        return (place for place in self.all if place.marker is not None)

    def get(self, provision: Provision) -> Place:
        """Return the place of a provision of this document: the very object, not an equal one."""
        return self.by_object[id(provision)]

    def find(self, address: Address, near: Place | None = None) -> tuple[Place, ...]:
        """Return the places an address may mean, in order.

        Containers may be left out. Where numbers restart in each chapter, the places in the same
        container as `near` win. 第3条第1項 is 第3条 itself where only one paragraph stands there.
        """
        for candidate in (address, *_other_spellings(address)):
            if found := self.by_address.get(candidate) or self._find_short(candidate, near):
                return found
        return ()

    def find_ending(self, steps: tuple[Step, ...]) -> tuple[Place, ...]:
        """Return the places whose address ends in these steps, in order."""
        found = self.by_last.get(steps[-1], ())
        return tuple(place for place in found if place.address.steps[-len(steps) :] == steps)

    def _find_short(self, address: Address, near: Place | None) -> tuple[Place, ...]:
        found = self.by_short.get(address, ())
        if near is None or len(found) < 2:
            return found
        here = near.container()
        return tuple(place for place in found if place.container() == here) or found

    def cite(self, place: Place) -> str:
        """Return the shortest address that names the place alone, as this document cites it."""
        short = place.address.without_containers()
        is_whole = short is place.address
        unique = is_whole or len(self.by_short.get(short, ())) < 2
        return (short if unique else place.address).format(self.document.style)

    def anchor(self, place: Place) -> str:
        """Return the anchor of the place's address: 4-2; empty for one without a marker."""
        if place.marker is None:
            return ""
        short = place.address.without_containers()
        unique = len(self.by_short.get(short, ())) < 2
        return (short if unique else place.address).slug()


@dataclass(frozen=True, slots=True)
class TextAt:
    """A text with the place it stands in (None outside every provision).

    `role` is paragraph, cell (a table's caption too) or caption.
    """

    text: Text
    place: Place | None
    role: str
    paragraph: Paragraph | None = None


def walk_texts(places: Places) -> Iterator[TextAt]:
    """Yield every text of a document as it is read: what closes a list comes behind its items."""
    yield from _walk_content(places.document.content, None, places)


def _walk_content(
    content: Iterable[Block | Provision], place: Place | None, places: Places
) -> Iterator[TextAt]:
    for node in content:
        if isinstance(node, Provision):
            below = places.get(node)
            if node.caption:
                yield TextAt(node.caption, below, "caption")
            yield from _walk_content(node.content, below, places)
        elif isinstance(node, Paragraph):
            yield TextAt(node.text, place, "paragraph", node)
        else:
            yield from (TextAt(text, place, "cell") for text in block_texts(node))


def index_places(document: Document) -> Places:
    """Return the places of all provisions of a document."""
    places: list[Place] = []
    supplements = count(1)
    for child in document.children:
        _collect(child, None, _step_of(child, supplements), places)
    return Places(document, tuple(places), {id(place.provision): place for place in places})


def _group(found: Iterable[tuple[Key, Place]]) -> dict[Key, tuple[Place, ...]]:
    """Return the places under each key, in their order."""
    groups: defaultdict[Key, list[Place]] = defaultdict(list)
    for key, place in found:
        groups[key].append(place)
    return {key: tuple(places) for key, places in groups.items()}


def _step_of(provision: Provision, supplements: "count[int]") -> Address:
    """Return the address of an outermost provision.

    Every amending instrument brings its own 附則: the second and later are told apart by order.
    """
    if provision.marker is None:
        return Address()
    if provision.marker.kind == "supplement":
        order = next(supplements)
        return Address((Step("supplement", (order,) if order > 1 else ()),))
    return Address((Step.of(provision.marker),))


def _collect(
    provision: Provision, parent: Place | None, address: Address, places: list[Place]
) -> None:
    depth = 0 if parent is None else parent.depth + 1
    place = Place(provision, parent, address, len(places), depth)
    places.append(place)
    children = provision.children
    if not children:
        return
    has_later_paragraphs = _has_later_paragraphs(provision)
    for child in children:
        below = address
        if child.marker is not None:
            if has_later_paragraphs and child.marker.kind != "arabic":
                below = below / FIRST_PARAGRAPH
            below = below / Step.of(child.marker)
        _collect(child, place, below, places)


def _has_later_paragraphs(provision: Provision) -> bool:
    """Return whether 項 2 and on follow the unnumbered first 項 of an article."""
    if provision.marker is None or provision.marker.kind != "article":
        return False
    return any(child.marker and child.marker.kind == "arabic" for child in provision.children)


def _other_spellings(address: Address) -> Iterator[Address]:
    """Yield the address with 第1項 taken out or put in behind the article."""
    steps = address.steps
    for index, step in enumerate(steps):
        if step.kind != "article":
            continue
        head, tail = steps[: index + 1], steps[index + 1 :]
        if tail and tail[0] == FIRST_PARAGRAPH:
            yield Address((*head, *tail[1:]))
        elif tail and tail[0].kind != "arabic":
            yield Address((*head, FIRST_PARAGRAPH, *tail))
