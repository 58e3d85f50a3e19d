"""Anchors: the ids in a page by which a provision can be cited, each one once."""

import re
from dataclasses import dataclass

from kitei.model.places import Place, Places

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The anchors of a provision: `id` is linked to, `address` is set where it is another.

    Both are empty for an item that has neither id nor marker.
    """

    id: str
    address: str = ""


def assign_anchors(places: Places) -> tuple[Anchor, ...]:
    """Return the anchors of every place in the order of the text.

    Ids come before addresses, and the earlier provision before the later: in a faulty text with
    two provisions of one address, the second is reached by its id only.
    """
    taken: set[str] = set()
    ids = [_take(_own_id(place), taken) for place in places.all]
    addresses = [_take(places.anchor(place), taken) for place in places.all]
    return tuple(
        _make_anchor(place, own, address, taken)
        for place, own, address in zip(places.all, ids, addresses, strict=True)
    )


def _own_id(place: Place) -> str:
    own = place.provision.id or ""
    return own if _ID.fullmatch(own) else ""


def _take(name: str, taken: set[str]) -> str:
    if not name or name in taken:
        return ""
    taken.add(name)
    return name


def _make_anchor(place: Place, own: str, address: str, taken: set[str]) -> Anchor:
    if own:
        return Anchor(own, address)
    if address or not place.provision.is_heading:
        return Anchor(address)
    # A heading must have an id, or the generator would make one from its place among headings.
    name = f"provision-{place.order + 1}"
    while name in taken:
        name += "-2"
    return Anchor(_take(name, taken))
