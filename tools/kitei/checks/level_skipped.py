"""level-skipped: a marker that is not of the next level of the declared style."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.levels import is_free, marker_above
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.marker import CONTAINERS, KINDS, WHOLES
from kitei.model.places import Place


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the provisions that stand deeper than the level their marker belongs to."""
    for place in scope.subject.places.all:
        if _is_skipping(scope, place):
            yield _hit(scope, place)


def _is_skipping(scope: Scope, place: Place) -> bool:
    style, marker, above = scope.document.style, place.marker, marker_above(place)
    if marker is None or is_free(scope, place):
        return False
    level = style.level(marker.kind)
    outer = style.level(above.kind) if above else -1
    if level is None or outer is None or level <= outer:
        return False
    return marker.kind not in style.allowed_below(above.kind if above else None)


def _hit(scope: Scope, place: Place) -> Hit:
    above = marker_above(place)
    allowed = scope.document.style.allowed_below(above.kind if above else None)
    labels = [KINDS[kind].label for kind in allowed if kind not in (*CONTAINERS, *WHOLES)]
    return hit_on(
        scope,
        place,
        f"符号「{place.marker}」は段を飛ばしています。"
        f"ここに置けるのは{'又は'.join(labels) or '符号のない文'}です。",
        hint="符号を次の段のものにするか、前書きのnumberingに使う符号を宣言します。",
        found=str(place.marker),
    )


RULE = Rule(
    "level-skipped",
    Level.WARNING,
    "符号が、宣言した符号体系の次の段でない。",
    "慣行: 1、(1)、アの順に細分する。",
    check,
    yields_to=("nesting-mismatch",),
)
