"""What became of provisions and of the references to them, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kitei.compare.outcome import Comparison
from kitei.compare.units import Outline, UnitKind
from kitei.model.places import Place, Places, TextAt


class ReferenceState(StrEnum):
    """What became of a reference; all but REGENERATED and RETARGETED want an editor's eye."""

    REGENERATED = "regenerated"  # rewritten, and it means the same provisions as before
    RETARGETED = "retargeted"  # rewritten, and it means others
    STALE_TEXT = "stale-text"  # as written before, and it means some others besides or instead
    TARGET_REMOVED = "target-removed"  # as written before, but what it meant is gone
    ANOTHER_PROVISION = "another-provision"  # as written before, and it means quite another one
    DANGLING = "dangling"  # it means nothing
    WIDENED = "widened"  # a range whose ends are right, with something new inside


_SILENT = (ReferenceState.REGENERATED, ReferenceState.RETARGETED)


@dataclass(frozen=True, slots=True)
class StaleReference:
    """One reference of the new text, or of a text that cites the changed one.

    `at`, `start` and `end` say where it stands. `old_labels` name what it meant in the old text,
    `new_labels` where that stands now, `now_labels` what the words mean now.
    """

    document: str
    at: TextAt
    start: int
    end: int
    found: str
    state: ReferenceState
    old_labels: tuple[str, ...] = ()
    new_labels: tuple[str, ...] = ()
    now_labels: tuple[str, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the text did not follow."""
        return self.state not in _SILENT


@dataclass(frozen=True)
class Following:
    """Two versions and which new provisions each old one became: orders to orders, in order."""

    old: Places
    new: Places
    partners: Mapping[int, tuple[int, ...]]
    origins: dict[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        origins: dict[int, int] = {}
        for old, news in sorted(self.partners.items()):
            for new in news:
                origins.setdefault(new, old)
        object.__setattr__(self, "origins", origins)

    def follow(self, places: Sequence[Place]) -> tuple[tuple[Place, ...], bool]:
        """Return where old places stand now, in order, and whether some are gone."""
        found = [self.partners.get(place.order, ()) for place in places]
        orders = sorted({order for partners in found for order in partners})
        return tuple(self.new.all[order] for order in orders), not all(found)

    def old_labels(self, found: Sequence[Place]) -> tuple[str, ...]:
        """Return how the old text cites places of its own."""
        return _cite(found, self.old)

    def new_labels(self, found: Sequence[Place]) -> tuple[str, ...]:
        """Return how the new text cites places of its own."""
        return _cite(found, self.new)


def _cite(found: Sequence[Place], places: Places) -> tuple[str, ...]:
    return tuple(places.cite(place) or place.provision.label for place in found)


def follow_provisions(comparison: Comparison) -> Following:
    """Return where every provision of the old text stands in the new one."""
    old, new = comparison.old, comparison.new
    partners: dict[int, tuple[int, ...]] = {}
    for link in comparison.alignment.links:
        orders = _orders(new, link.new)
        partners.update(dict.fromkeys(_orders(old, link.old), orders))
    return Following(old.places, new.places, partners)


def follow_itself(places: Places) -> Following:
    """Return how a text follows itself: nothing moved."""
    return Following(places, places, {place.order: (place.order,) for place in places.all})


def _orders(outline: Outline, indices: Sequence[int]) -> tuple[int, ...]:
    units = (outline.units[index] for index in indices)
    places = (outline.find_place(unit) for unit in units if unit.kind is UnitKind.PROVISION)
    return tuple(place.order for place in places if place is not None)
