"""Neighbours: the provisions that 前条, 次項, この章, 各号 name, seen from a place."""

from collections.abc import Iterator
from itertools import islice

from kitei.model.citation import Head
from kitei.model.marker import CONTAINERS, WHOLES, Marker
from kitei.model.numbering import NumberingStyle
from kitei.model.path_parts import unit_kind
from kitei.model.places import Place, Places


class NoNeighbour(ValueError):
    """A relative reference that names nothing where it stands; the message says why."""


def find_neighbours(head: Head, place: Place, places: Places) -> tuple[Place, ...]:
    """Return the places a relative head names, or raise NoNeighbour."""
    if head.word in ("次の各", "各"):
        return _listed(head, place, places)
    here = enclosing(head.unit, place, places)
    if here is None:
        raise NoNeighbour(f"ここは{head.unit}の中ではありません")
    if head.word == "この":
        return (here,)
    count = None if head.word == "前各" else head.count
    if head.word == "次":
        return _check(head, tuple(islice(_following(head.unit, here, places), count)))
    found = tuple(islice(_preceding(head.unit, here, places), count))
    return _check(head, found[::-1])


def _check(head: Head, found: tuple[Place, ...]) -> tuple[Place, ...]:
    if found and (head.word == "前各" or len(found) == head.count):
        return found
    side = "次" if head.word == "次" else "前"
    if not found:
        raise NoNeighbour(f"ここより{side}に{head.unit}がありません")
    raise NoNeighbour(f"ここより{side}に{head.unit}は{len(found)}つしかありません")


def enclosing(unit: str, place: Place, places: Places) -> Place | None:
    """Return the place itself or the nearest one around it that is a 条, 項 and so on."""
    style = places.document.style
    line = (place, *place.ancestors())
    if unit in ("附則", "表"):
        kind = "supplement" if unit == "附則" else "appendix"
        return next((found for found in line if _is(found, kind)), None)
    if unit == "項" and style.has_articles:
        return enclosing_paragraph(place)
    if unit == "号" and not style.has_articles:
        return _innermost_item(line, style)
    kind = unit_kind(unit, style.levels)
    return next((found for found in line if _is(found, kind)), None)


def enclosing_paragraph(place: Place) -> Place | None:
    """Return the 項 around a place; the article, or the whole, stands for its unnumbered first."""
    for found in (place, *place.ancestors()):
        if _is(found, "arabic", "article", *WHOLES):
            return found
    return None


def enclosing_whole(place: Place | None) -> Place | None:
    """Return the 附則, 別表, 様式 or 序文 a place lies in, or None for the main provisions."""
    if place is None:
        return None
    return next((found for found in (place, *place.ancestors()) if _is(found, *WHOLES)), None)


def items_of(place: Place, unit: str, places: Places) -> tuple[Place, ...]:
    """Return the 号 (or 項) of a place in order."""
    children = _children(place, places)
    style = places.document.style
    if unit == "項":
        numbered = tuple(child for child in children if _is(child, "arabic"))
        return (place, *numbered) if _has_first_paragraph(place, numbered) else numbered
    if style.has_articles:
        return tuple(child for child in children if _is(child, unit_kind("号", style.levels)))
    return _first_run(children)


def is_between(numbers: tuple[int, ...], marker: Marker | None) -> bool:
    """Return whether a number lies in the range a marker stands for (第20条から第73条まで 削除)."""
    return bool(marker and marker.last and marker.numbers <= numbers <= marker.last)


def _is(place: Place, *kinds: str) -> bool:
    return place.marker is not None and place.marker.kind in kinds


def _innermost_item(line: tuple[Place, ...], style: NumberingStyle) -> Place | None:
    top = unit_kind("項", style.levels)
    inner = (found for found in line if found.marker and not _is(found, top, *CONTAINERS, *WHOLES))
    return next(inner, None)


def _listed(head: Head, place: Place, places: Places) -> tuple[Place, ...]:
    found = items_of(place, head.unit, places)
    if not found and head.word == "各":
        around = (
            place.parent if not places.document.style.has_articles else enclosing_paragraph(place)
        )
        found = items_of(around, head.unit, places) if around else ()
    if not found:
        raise NoNeighbour(f"この下に{head.unit}がありません")
    return found


def _following(unit: str, here: Place, places: Places) -> Iterator[Place]:
    if unit == "条":
        return _articles(here, places, range(here.order + 1, len(places.all)))
    row = _row(unit, here, places)
    return iter(row[row.index(here) + 1 :])


def _preceding(unit: str, here: Place, places: Places) -> Iterator[Place]:
    if unit == "条":
        return _articles(here, places, range(here.order - 1, -1, -1))
    row = _row(unit, here, places)
    return iter(row[: row.index(here)][::-1])


def _articles(here: Place, places: Places, orders: range) -> Iterator[Place]:
    """Yield the articles of the same 附則, or of the main provisions; branches are articles too."""
    whole = enclosing_whole(here)
    for order in orders:
        place = places.all[order]
        if _is(place, "article") and enclosing_whole(place) is whole:
            yield place


def _row(unit: str, here: Place, places: Places) -> tuple[Place, ...]:
    """Return the places of one unit that are counted together with this one, in order."""
    if unit == "項" and places.document.style.has_articles:
        return _paragraph_row(here, places)
    return tuple(
        place for place in _siblings(here, places) if here.marker and _is(place, here.marker.kind)
    )


def _paragraph_row(here: Place, places: Places) -> tuple[Place, ...]:
    if not _is(here, "arabic"):
        return items_of(here, "項", places) or (here,)
    if here.parent is None or _is(here.parent, *CONTAINERS):
        return tuple(place for place in _siblings(here, places) if _is(place, "arabic"))
    return items_of(here.parent, "項", places)


def _siblings(place: Place, places: Places) -> tuple[Place, ...]:
    if place.parent is not None:
        return _children(place.parent, places)
    return tuple(places.get(child) for child in places.document.children)


def _children(place: Place, places: Places) -> tuple[Place, ...]:
    return tuple(places.get(child) for child in place.provision.children)


def _has_first_paragraph(place: Place, numbered: tuple[Place, ...]) -> bool:
    """Return whether the place itself holds an unnumbered first 項."""
    return not any(child.marker and child.marker.numbers == (1,) for child in numbered)


def _first_run(children: tuple[Place, ...]) -> tuple[Place, ...]:
    kind = next((child.marker.kind for child in children if child.marker), "")
    return tuple(child for child in children if _is(child, kind))
