"""Links by likeness: between anchors, far away, and headings by what stands below them."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from kitei.compare.likeness import find_like
from kitei.compare.link import Evidence
from kitei.compare.pairing import Pairing, is_comparable
from kitei.compare.units import Unit

GAP_RATIO = 50.0
SAME_PLACE_RATIO = 35.0
SAME_PLACE_BONUS = 5.0
# Below this the words alone prove nothing: legal prose is alike everywhere.
SECOND_SIGN_RATIO = 65.0
FAR_RATIO = 80.0
FAR_MARGIN = 8.0
FAR_LENGTH = 15

Scored = tuple[float, Unit, Unit]


def link_similar(pairing: Pairing) -> None:
    """Link what likeness shows to be the same, nearest first."""
    link_headings(pairing)
    for old, new in list(pairing.gaps()):
        _link_gap(pairing, old, new)
    _link_far(pairing)
    link_headings(pairing)


def _link_gap(pairing: Pairing, old: Sequence[Unit], new: Sequence[Unit]) -> None:
    """Link the likest of a gap, best first; ties go to the earliest."""
    old, new = ([unit for unit in side if is_comparable(unit)] for side in (old, new))
    alone = len(old) == len(new) == 1
    found = [
        (score + SAME_PLACE_BONUS * pairing.is_same_place(one, other), one, other)
        for score, one, other in find_like(old, new, SAME_PLACE_RATIO if alone else GAP_RATIO)
        if _is_convincing(pairing, score, one, other)
    ]
    _link_best_first(pairing, found, Evidence.GAP)


def _is_convincing(pairing: Pairing, score: float, old: Unit, new: Unit) -> bool:
    if pairing.is_barred(old, new):
        return False
    if score >= SECOND_SIGN_RATIO:
        return True
    if pairing.is_same_place(old, new):
        return True
    return score >= GAP_RATIO and pairing.has_same_caption(old, new)


def _link_best_first(pairing: Pairing, found: list[Scored], evidence: Evidence) -> None:
    # The sum of the places makes both directions of a comparison choose alike.
    found.sort(key=lambda item: (-item[0], item[1].index + item[2].index, item[1].index))
    for _, old, new in found:
        if pairing.is_free(old, new):
            pairing.link(old, new, evidence)


def _link_far(pairing: Pairing) -> None:
    """Link what is very much alike anywhere, unless another is nearly as much."""
    old, new = (
        [unit for unit in side if is_comparable(unit) and len(unit.key) >= FAR_LENGTH]
        for side in (pairing.free_old(), pairing.free_new())
    )
    found = list(find_like(old, new, FAR_RATIO))
    rows: defaultdict[int, list[float]] = defaultdict(list)
    columns: defaultdict[int, list[float]] = defaultdict(list)
    for score, one, other in found:
        rows[one.index].append(score)
        columns[other.index].append(score)
    clear = [
        (score, one, other)
        for score, one, other in found
        if not pairing.is_barred(one, other)
        and _is_clear(score, rows[one.index])
        and _is_clear(score, columns[other.index])
    ]
    _link_best_first(pairing, clear, Evidence.FAR)


def _is_clear(score: float, rivals: list[float]) -> bool:
    """Return whether the score is the best by a margin; it is one of the rivals itself."""
    return sum(rival > score - FAR_MARGIN for rival in rivals) == 1


def link_headings(pairing: Pairing) -> None:
    """Link free provisions most of whose children, on both sides, belong together."""
    children_of_old = _count_children(pairing.old.units)
    children_of_new = _count_children(pairing.new.units)
    votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for unit in reversed(pairing.old.units):
        if unit.index in votes:
            _link_voted(pairing, unit, votes[unit.index], (children_of_old, children_of_new))
        partner = pairing.partners_of_old[unit.index]
        if partner >= 0 and unit.parent is not None:
            above = pairing.new.units[partner].parent
            if above is not None:
                votes[unit.parent][above] += 1


def _link_voted(
    pairing: Pairing, old: Unit, votes: Counter[int], children: tuple[Counter[int], Counter[int]]
) -> None:
    new_index, count = min(votes.items(), key=lambda item: (-item[1], item[0]))
    new = pairing.new.units[new_index]
    is_majority = 2 * count > children[0][old.index] and 2 * count > children[1][new_index]
    if is_majority and pairing.is_free(old, new) and not pairing.is_barred(old, new):
        pairing.link(old, new, Evidence.BELOW)


def _count_children(units: Sequence[Unit]) -> Counter[int]:
    return Counter(unit.parent for unit in units if unit.parent is not None)
