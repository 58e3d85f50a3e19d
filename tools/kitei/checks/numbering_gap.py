"""numbering-gap: a marker is missing between siblings."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.checks.siblings import numbered_runs
from kitei.model.address import Address, InvalidAddress, parse_address
from kitei.model.marker import KINDS, Marker, follows
from kitei.model.places import Place

# The first 項 of an article has no number: the first written one is 2.
_FIRST = {"arabic": ((1,), (2,))}


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the provisions before which a number is missing that is not declared withheld."""
    withheld = _withheld(scope)
    for run in numbered_runs(scope):
        previous: Marker | None = None
        for place, marker in run:
            if _is_gap(scope, place, previous, marker) and not _explained(
                place, previous, marker, withheld
            ):
                yield _hit(scope, place, previous, marker)
            previous = marker


def _is_gap(scope: Scope, place: Place, previous: Marker | None, marker: Marker) -> bool:
    if previous is None:
        allowed: tuple[tuple[int, ...], ...] = ((1,),)
        if scope.document.style.has_articles and _in_article(place):
            allowed = _FIRST.get(marker.kind, allowed)
        return marker.numbers not in allowed
    last = previous.last or previous.numbers
    return marker.numbers > last and not follows(last, marker.numbers)


def _in_article(place: Place) -> bool:
    parent = place.parent
    return parent is not None and parent.marker is not None and parent.marker.kind == "article"


def _withheld(scope: Scope) -> set[Address]:
    """Return the addresses declared withheld; one that cannot be read is another rule's."""
    found = set()
    for text in scope.document.meta.withheld:
        try:
            found.add(parse_address(text, scope.document.style))
        except InvalidAddress:
            continue
    return found


def _explained(
    place: Place, previous: Marker | None, marker: Marker, withheld: set[Address]
) -> bool:
    """Return whether every number left out on the way here is declared withheld."""
    start = previous.numbers[0] if previous else 0
    missing = range(start + 1, marker.numbers[0])
    steps = [(marker.kind, (number,)) for number in missing]
    declared = {(a.steps[-1].kind, a.steps[-1].numbers) for a in withheld if _is_beside(a, place)}
    return bool(steps) and set(steps) <= declared


def _is_beside(address: Address, place: Place) -> bool:
    above = Address(place.address.steps[:-1])
    return Address(address.steps[:-1]) in (above, above.without_containers())


def _hit(scope: Scope, place: Place, previous: Marker | None, marker: Marker) -> Hit:
    first = (previous.numbers[0] if previous else 0) + 1
    numbers = (first,) if previous is None or len(marker.numbers) == 1 else marker.numbers[:1]
    expected = KINDS[marker.kind].write(numbers, scope.document.style.kanji)
    before = f"「{previous}」の次" if previous else "最初"
    return hit_on(
        scope,
        place,
        f"{before}が「{marker}」です。「{expected}」がありません。",
        hint="番号を詰めるか、抜けた規定を戻します。欠番は「削除」とするか、"
        "非公開の部分なら前書きのwithheldに位置を書きます。",
        found=str(marker),
    )


RULE = Rule(
    "numbering-gap",
    Level.ERROR,
    "同じ並びの符号に欠番がある。",
    "慣行: 削除した番号は「削除」と示すか繰り上げる。",
    check,
)
