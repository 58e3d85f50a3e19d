"""The pairing under construction: which units found a partner so far, and what it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kitei.compare.likeness import measure_likeness
from kitei.compare.link import Evidence, Link
from kitei.compare.ordering import find_increasing
from kitei.compare.units import Outline, Unit, UnitKind, make_key
from kitei.model.marker import CONTAINERS

FREE = -1


@dataclass(slots=True)
class Pairing:
    """Two outlines and the partner of each unit; `barred` holds pairs that must not be linked,
    `related` those of them that somebody called related.

    A link is kept under its first old unit, its head; `heads` leads from merged ones to it.
    """

    old: Outline
    new: Outline
    has_ids: bool
    partners_of_old: list[int] = field(init=False)
    partners_of_new: list[int] = field(init=False)
    links: dict[int, Link] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)
    barred: set[tuple[int, int]] = field(default_factory=set)
    related: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.partners_of_old = [FREE] * len(self.old.units)
        self.partners_of_new = [FREE] * len(self.new.units)

    def link(self, old: Unit, new: Unit, evidence: Evidence, reason: str = "") -> None:
        """Make the two units partners."""
        score = 100.0 if old.has_words_of(new) else measure_likeness(old.key, new.key)
        self.links[old.index] = Link((old.index,), (new.index,), evidence, score, reason)
        self.partners_of_old[old.index] = new.index
        self.partners_of_new[new.index] = old.index

    def get_link(self, old_index: int) -> Link:
        """Return the link of an old unit that has a partner."""
        return self.links[self.heads.get(old_index, old_index)]

    def extend(self, link: Link, index: int, evidence: Evidence, *, is_new: bool) -> None:
        """Add a further new (or old) unit to a link: a split (or a merger)."""
        head = self.heads.get(link.old[0], link.old[0])
        if is_new:
            link = replace(link, new=tuple(sorted((*link.new, index))), evidence=evidence)
            self.partners_of_new[index] = head
        else:
            link = replace(link, old=tuple(sorted((*link.old, index))), evidence=evidence)
            self.partners_of_old[index] = link.new[0]
            self.heads[index] = head
        self.links[head] = replace(link, score=self._score(link))

    def unlink(self, link: Link) -> None:
        """Take a link of one and one apart again."""
        self.partners_of_old[link.old[0]] = FREE
        self.partners_of_new[link.new[0]] = FREE
        del self.links[link.old[0]]

    def decide(self, old: Unit, new: Unit, reason: str) -> None:
        """Link what somebody decided to be the same; a second pair makes a split or a merger."""
        if self.is_free(old, new):
            self.link(old, new, Evidence.FILE, reason)
        elif self.partners_of_new[new.index] == FREE:
            self._decide_part(self.get_link(old.index), new.index, is_new=True)
        elif self.partners_of_old[old.index] == FREE:
            link = self.get_link(self.partners_of_new[new.index])
            self._decide_part(link, old.index, is_new=False)

    def _decide_part(self, link: Link, index: int, *, is_new: bool) -> None:
        if len(link.old if is_new else link.new) == 1:
            self.extend(link, index, Evidence.FILE, is_new=is_new)

    def _score(self, link: Link) -> float:
        """Return the likeness of all old keys to all new ones."""
        old = "".join(self.old.units[index].key for index in link.old)
        new = "".join(self.new.units[index].key for index in link.new)
        return measure_likeness(old, new)

    def free_old(self) -> list[Unit]:
        """Return the old units without a partner, in order."""
        return _free(self.old.units, self.partners_of_old)

    def free_new(self) -> list[Unit]:
        """Return the new units without a partner, in order."""
        return _free(self.new.units, self.partners_of_new)

    def is_free(self, old: Unit, new: Unit) -> bool:
        """Return whether neither has a partner."""
        return self.partners_of_old[old.index] == FREE and self.partners_of_new[new.index] == FREE

    def is_barred(self, old: Unit, new: Unit) -> bool:
        """Return whether likeness must not link them: an id of each, or a person, says so."""
        if self.has_ids and old.id and new.id and old.id != new.id:
            return True
        return (old.index, new.index) in self.barred

    def is_same_place(self, old: Unit, new: Unit) -> bool:
        """Return whether both have one number path, or one label in provisions that are linked."""
        if old.address and old.address == new.address:
            return True
        if _number(old) != _number(new):
            return False
        if old.parent is None or new.parent is None:
            return old.parent is new.parent
        return self.partners_of_old[old.parent] == new.parent

    def may_share_parents(self, old: Unit, new: Unit) -> bool:
        """Return whether no provision around the two is known to be another one."""
        if old.parent is None or new.parent is None:
            return True
        partners = self.partners_of_old[old.parent], self.partners_of_new[new.parent]
        return partners in ((new.parent, old.parent), (FREE, FREE))

    def has_same_caption(self, old: Unit, new: Unit) -> bool:
        """Return whether both have one caption, be it that of the article around them."""
        caption = _caption_over(self.old, old)
        return bool(caption) and caption == _caption_over(self.new, new)

    def anchors(self) -> list[Link]:
        """Return the links that kept their order, in that order."""
        links = [self.links[old] for old in sorted(self.links)]
        kept = find_increasing([link.new[0] for link in links])
        return [links[position] for position in kept]

    def gaps(self) -> Iterator[tuple[list[Unit], list[Unit]]]:
        """Yield the units without a partner between one anchor and the next."""
        start_old = start_new = 0
        ends = [(link.old[0], link.new[0]) for link in self.anchors()]
        for end_old, end_new in [*ends, (len(self.old.units), len(self.new.units))]:
            if end_old > start_old and end_new > start_new:
                old = _free(self.old.units[start_old:end_old], self.partners_of_old)
                new = _free(self.new.units[start_new:end_new], self.partners_of_new)
                if old and new:
                    yield old, new
            start_old, start_new = end_old + 1, end_new + 1


def is_comparable(unit: Unit) -> bool:
    """Return whether likeness of words can say anything: headings are too short for it."""
    return unit.has_words and not unit.is_heading


def counts_for_guard(unit: Unit) -> bool:
    """Return whether the unit is one of those by which two texts are held to be one text."""
    return unit.has_words and unit.kind in (UnitKind.PROVISION, UnitKind.PARAGRAPH)


def _free(units: Iterable[Unit], partners: list[int]) -> list[Unit]:
    return [unit for unit in units if partners[unit.index] == FREE]


def _number(unit: Unit) -> object:
    """Return what stands for the number: a table has none but its kind."""
    if unit.kind is not UnitKind.PROVISION:
        return unit.kind
    return unit.marker.key if unit.marker else unit


def _caption_over(outline: Outline, unit: Unit) -> str:
    for candidate in (unit, *outline.ancestors(unit)):
        if candidate.marker is not None and candidate.marker.kind in CONTAINERS:
            return ""
        if candidate.caption:
            return make_key(candidate.caption)
    return ""
