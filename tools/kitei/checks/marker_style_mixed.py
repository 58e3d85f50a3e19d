"""marker-style-mixed: one level written in two styles."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.marker import CONTAINERS, KINDS
from kitei.model.places import Place


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the markers that differ from the style of their level, or from their siblings."""
    style = scope.document.style
    for place in scope.subject.places.all:
        marker = place.marker
        if marker is None:
            continue
        if style.level(marker.kind) is None:
            yield _hit(scope, place, f"符号「{marker}」は、この文書の符号体系にありません。")
        elif (first := _first_sibling(place)) is not None and _differs(first, place):
            yield _hit(
                scope, place, f"同じ並びに「{first.marker}」と「{marker}」が混じっています。"
            )
    yield from _mixed_numerals(scope)


def _first_sibling(place: Place) -> Place | None:
    if place.parent is None:
        return None
    siblings = place.parent.provision.children
    first = next((s for s in siblings if s.marker is not None), None)
    if first is None or first is place.provision:
        return None
    return Place(first, place.parent, place.address, 0, place.depth)


def _differs(first: Place, place: Place) -> bool:
    """Return whether two siblings are of two kinds, other than 号 beside the 項 of an article."""
    if first.marker is None or place.marker is None or first.marker.kind == place.marker.kind:
        return False
    parent = place.parent.marker if place.parent else None
    if parent is not None and (parent.kind == "article" or parent.kind in CONTAINERS):
        return False
    return (
        KINDS[first.marker.kind].plain((1,), False) != KINDS[place.marker.kind].plain((1,), False)
        or {first.marker.kind, place.marker.kind} & {"dotted", "kana-dotted"} != set()
    )


def _mixed_numerals(scope: Scope) -> Iterator[Hit]:
    """Yield containers and articles counted in the numerals that the style does not use."""
    kanji = scope.document.style.kanji
    for place in scope.subject.places.all:
        marker = place.marker
        if marker is None or marker.kind not in (*CONTAINERS, "article"):
            continue
        if marker.is_kanji is not kanji:
            right = "漢数字" if kanji else "算用数字"
            yield _hit(scope, place, f"「{marker}」の数字は{right}で書きます。")


def _hit(scope: Scope, place: Place, message: str) -> Hit:
    levels = scope.document.style.levels
    listed = "、".join(KINDS[kind].label for kind in levels if kind not in CONTAINERS)
    hint = f"宣言した符号体系は、外側から{listed}です。"
    return hit_on(scope, place, message, hint=hint, found=str(place.marker))


RULE = Rule(
    "marker-style-mixed",
    Level.ERROR,
    "一つの段に二つの書き方の符号がある。",
    "慣行: 一つの段は一つの書き方で数える。",
    check,
)
