"""Alignment: which units of two documents are the same, found in passes from certain to likely."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kitei.compare.certain import link_certain, link_decided
from kitei.compare.likeness import measure_likeness
from kitei.compare.link import Evidence, Link
from kitei.compare.moved import find_moved
from kitei.compare.pairing import Pairing, counts_for_guard
from kitei.compare.parts import link_parts
from kitei.compare.similar import SECOND_SIGN_RATIO, link_similar
from kitei.compare.units import Outline, Unit
from kitei.model.matching import Match

# With fewer of the smaller text linked than this, the two are held to be different texts.
GUARD_SHARE = 0.2
# Texts smaller than this are not judged by their share alone.
GUARD_SIZE = 8
_LASTING = (Evidence.FILE, Evidence.ID)


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of every unit: links in the order of the new text, and those without a partner.

    `moved` holds the first old unit of each link that moved. `is_full` says that the texts have
    so little in common (`share`, of the smaller one) that nothing was paired: 全部改正.
    `unused` are the decisions that name nothing in these two texts, `related` the pairs that
    somebody called related but not the same.
    """

    links: tuple[Link, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    moved: frozenset[int]
    is_full: bool
    share: float
    unused: tuple[Match, ...] = ()
    related: tuple[tuple[int, int], ...] = ()


def align(old: Outline, new: Outline, decisions: Sequence[Match] = ()) -> Alignment:
    """Return the alignment; that of new and old is the same seen from the other side."""
    if _comes_first(old, new):
        return _align(old, new, decisions)
    turned = [decision.turn() for decision in decisions]
    return _turn(_align(new, old, turned))


def _comes_first(old: Outline, new: Outline) -> bool:
    """Return from which side the work is done, so that no direction is preferred."""
    if len(old.units) != len(new.units):
        return len(old.units) < len(new.units)
    texts = zip(map(_read, old.units), map(_read, new.units), strict=True)
    return next((one < other for one, other in texts if one != other), True)


def _read(unit: Unit) -> tuple[str, str, str]:
    return unit.text, unit.caption, unit.label


def _align(old: Outline, new: Outline, decisions: Iterable[Match]) -> Alignment:
    pairing = Pairing(old, new, has_ids=old.document.id == new.document.id)
    unused = link_decided(pairing, decisions)
    link_certain(pairing)
    share = _measure_share(pairing)
    is_full = share < GUARD_SHARE and not _is_small_and_alike(pairing)
    if is_full:
        _keep_lasting(pairing)
    else:
        link_similar(pairing)
        link_parts(pairing)
    moved = find_moved(pairing)
    links = sorted(pairing.links.values(), key=lambda link: link.new)
    return Alignment(
        tuple(links),
        tuple(unit.index for unit in pairing.free_old()),
        tuple(unit.index for unit in pairing.free_new()),
        frozenset(pairing.links[head].old[0] for head in moved),
        is_full,
        share,
        unused,
        tuple(sorted(pairing.related)),
    )


def _measure_share(pairing: Pairing) -> float:
    """Return how much of the smaller text is linked already; 1 where there is nothing to link."""
    linked = sum(counts_for_guard(pairing.old.units[head]) for head in pairing.links)
    size = _measure_size(pairing)
    return linked / size if size else 1.0


def _measure_size(pairing: Pairing) -> int:
    sizes = (
        sum(counts_for_guard(unit) for unit in outline.units)
        for outline in (pairing.old, pairing.new)
    )
    return min(sizes)


def _is_small_and_alike(pairing: Pairing) -> bool:
    """Return whether two very short texts have a provision in common, if in other words."""
    if _measure_size(pairing) >= GUARD_SIZE:
        return False
    return any(
        measure_likeness(old.key, new.key) >= SECOND_SIGN_RATIO
        for old in pairing.free_old()
        for new in pairing.free_new()
        if counts_for_guard(old) and counts_for_guard(new) and pairing.is_same_place(old, new)
    )


def _keep_lasting(pairing: Pairing) -> None:
    """Take apart all links but those that somebody vouched for."""
    for link in list(pairing.links.values()):
        if link.evidence not in _LASTING and not pairing.old.units[link.old[0]].is_front:
            pairing.unlink(link)


def _turn(alignment: Alignment) -> Alignment:
    """Return the alignment seen from the other side."""
    links = [replace(link, old=link.new, new=link.old) for link in alignment.links]
    moved = {link.new[0] for link in alignment.links if link.old[0] in alignment.moved}
    return Alignment(
        tuple(sorted(links, key=lambda link: link.new)),
        alignment.added,
        alignment.removed,
        frozenset(moved),
        alignment.is_full,
        alignment.share,
        tuple(found.turn() for found in alignment.unused),
        tuple(sorted((new, old) for old, new in alignment.related)),
    )
