"""Links that need no likeness: decided, by id, by equal words, by equal captions."""

from collections.abc import Callable, Hashable, Iterable, Iterator

from kitei.compare.likeness import measure_likeness
from kitei.compare.link import Evidence
from kitei.compare.pairing import FREE, Pairing
from kitei.compare.units import Outline, Unit, UnitKind, make_key
from kitei.model.matching import Judgement, Match

CAPTION_RATIO = 35.0

# What a unit is called for the time being; None if it has no such name.
Name = Callable[[Unit], Hashable | None]


def link_certain(pairing: Pairing) -> None:
    """Link what is the same beyond doubt; a caption is a strong sign, no more."""
    _link_fronts(pairing)
    if pairing.has_ids:
        _link_unique(pairing, lambda unit: unit.id or None, Evidence.ID)
    _link_unique(pairing, _words, Evidence.EXACT)
    _link_unique(pairing, _key, Evidence.EXACT)
    _link_siblings(pairing)
    _link_places(pairing)
    _link_unique(
        pairing, lambda unit: unit.picture.source if unit.picture else None, Evidence.PLACE
    )
    _link_neighbours(pairing)
    _link_captions(pairing)


def link_decided(pairing: Pairing, decisions: Iterable[Match]) -> tuple[Match, ...]:
    """Link and bar what the file of decisions says; return the decisions that name nothing here."""
    waiting = tuple(decisions)
    if not waiting:
        return ()
    old, new = _names(pairing.old), _names(pairing.new)
    unused = []
    for decision in waiting:
        pair = old.get(decision.old), new.get(decision.new)
        if pair[0] is None or pair[1] is None or pair[0].kind is not pair[1].kind:
            unused.append(decision)
        elif decision.judgement is not Judgement.SAME:
            _bar(pairing, pair[0], pair[1], decision.judgement)
        else:
            pairing.decide(pair[0], pair[1], decision.reason)
    return tuple(unused)


def _bar(pairing: Pairing, old: Unit, new: Unit, judgement: Judgement) -> None:
    pairing.barred.add((old.index, new.index))
    if judgement is Judgement.RELATED:
        pairing.related.add((old.index, new.index))


def _names(outline: Outline) -> dict[str, Unit]:
    """Return the provisions by what a decision may call them: id or address as cited."""
    names: dict[str, Unit] = {}
    for unit in outline.units:
        if unit.kind is UnitKind.PROVISION and unit.marker is not None:
            names.setdefault(outline.cite(unit), unit)
    return names | {unit.id: unit for unit in reversed(outline.units) if unit.id}


def _link_fronts(pairing: Pairing) -> None:
    """Link title with title and cover with cover: each document has one."""
    old, new = pairing.old.units, pairing.new.units
    for kind in (UnitKind.TITLE, UnitKind.COVER):
        pair = [
            next((unit for unit in units[:2] if unit.kind is kind), None) for units in (old, new)
        ]
        if pair[0] and pair[1]:
            pairing.link(pair[0], pair[1], Evidence.PLACE)


def _link_unique(pairing: Pairing, name: Name, evidence: Evidence) -> None:
    """Link the free units whose name occurs once on both sides."""
    for unit, other in _find_unique(pairing.free_old(), pairing.free_new(), name):
        if unit.kind is other.kind and not _is_refused(pairing, unit, other):
            pairing.link(unit, other, evidence)


def _link_siblings(pairing: Pairing) -> None:
    """Link what says the same once below provisions that are linked: parents come first."""
    children = _group_children(pairing.free_new())
    for parent, units in _group_children(pairing.free_old()).items():
        others = children.get(pairing.partners_of_old[parent], ())
        for unit, other in _find_unique(units, others, _key):
            if not _is_refused(pairing, unit, other):
                pairing.link(unit, other, Evidence.PLACE)


def _link_places(pairing: Pairing) -> None:
    """Link boilerplate that stands once at an address, unless that is now another provision's."""

    def name(unit: Unit) -> Hashable | None:
        return (unit.kind, unit.address, unit.key) if unit.address else None

    for unit, other in _find_unique(pairing.free_old(), pairing.free_new(), name):
        if pairing.may_share_parents(unit, other) and not _is_refused(pairing, unit, other):
            pairing.link(unit, other, Evidence.PLACE)


def _group_children(units: Iterable[Unit]) -> dict[int, list[Unit]]:
    children: dict[int, list[Unit]] = {}
    for unit in units:
        if unit.parent is not None:
            children.setdefault(unit.parent, []).append(unit)
    return children


def _words(unit: Unit) -> Hashable | None:
    """Return the words as written: most are, and are found without the cost of a key."""
    return (unit.kind, unit.caption, unit.text) if unit.has_words else None


def _key(unit: Unit) -> Hashable | None:
    return (unit.kind, unit.key) if unit.key else None


def _find_unique(
    old: Iterable[Unit], new: Iterable[Unit], name: Name
) -> Iterator[tuple[Unit, Unit]]:
    """Yield the units of one name that occurs once on both sides."""
    others = _index_unique(new, name)
    for key, unit in _index_unique(old, name).items():
        other = others.get(key)
        if unit is not None and other is not None:
            yield unit, other


def _index_unique(units: Iterable[Unit], name: Name) -> dict[object, Unit | None]:
    found: dict[object, Unit | None] = {}
    for unit in units:
        key = name(unit)
        if key is not None:
            found[key] = None if key in found else unit
    return found


def _link_neighbours(pairing: Pairing) -> None:
    """Link what stands next to linked units on both sides, as long as the words are equal."""
    for old_index in sorted(pairing.links):
        new_index = pairing.partners_of_old[old_index]
        for step in (1, -1):
            _link_outwards(pairing, old_index + step, new_index + step, step)


def _link_outwards(pairing: Pairing, old_index: int, new_index: int, step: int) -> None:
    old, new = pairing.old.units, pairing.new.units
    while 0 <= old_index < len(old) and 0 <= new_index < len(new):
        if pairing.partners_of_old[old_index] != FREE or pairing.partners_of_new[new_index] != FREE:
            return
        one, other = old[old_index], new[new_index]
        if (
            one.kind is not other.kind
            or not one.has_words_of(other)
            or _is_refused(pairing, one, other)
        ):
            return
        pairing.link(one, other, Evidence.NEIGHBOUR)
        old_index, new_index = old_index + step, new_index + step


def _is_refused(pairing: Pairing, old: Unit, new: Unit) -> bool:
    return (old.index, new.index) in pairing.barred


def _link_captions(pairing: Pairing) -> None:
    """Link units of one unique caption that are not quite unlike."""

    def name(unit: Unit) -> Hashable | None:
        return (unit.kind, make_key(unit.caption)) if unit.caption else None

    for unit, other in _find_unique(pairing.free_old(), pairing.free_new(), name):
        if pairing.is_barred(unit, other):
            continue
        if measure_likeness(unit.key, other.key) >= CAPTION_RATIO:
            pairing.link(unit, other, Evidence.CAPTION)
