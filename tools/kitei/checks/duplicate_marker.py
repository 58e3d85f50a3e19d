"""duplicate-marker: two siblings with one marker."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every provision whose full address already stands above it."""
    for places in scope.subject.places.by_address.values():
        for place in places[1:]:
            if place.marker is None or not place.marker.numbers:
                continue
            yield hit_on(
                scope,
                place,
                f"同じ並びに「{place.marker}」が二つあります"
                f"（先のものは{places[0].provision.position.line}行目）。",
                hint="後のものから番号を付け直します。引用も合わせて直してください。",
                found=str(place.marker),
            )


RULE = Rule(
    "duplicate-marker",
    Level.ERROR,
    "同じ並びに同じ符号が二つある。",
    "慣行: 一つの位置は一つの規定を指す。",
    check,
)
