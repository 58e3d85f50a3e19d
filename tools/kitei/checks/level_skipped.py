"""level-skipped: a marker that is not of the next level of the declared style."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.marker import CONTAINERS, KINDS, WHOLES
from kitei.model.places import Place


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the provisions that stand deeper than the level their marker belongs to."""
    style = scope.document.style
    for place in scope.subject.places.all:
        marker = place.marker
        if marker is None or style.level(marker.kind) is None or marker.kind in WHOLES:
            continue
        above = _nearest_kind(place)
        allowed = style.allowed_below(above)
        level, parent_level = style.level(marker.kind), style.level(above) if above else -1
        if marker.kind in allowed or level is None or parent_level is None:
            continue
        if above in WHOLES or level > parent_level:
            yield _hit(scope, place, allowed)


def _nearest_kind(place: Place) -> str | None:
    return next((a.marker.kind for a in place.ancestors() if a.marker is not None), None)


def _hit(scope: Scope, place: Place, allowed: tuple[str, ...]) -> Hit:
    names = [KINDS[kind].label for kind in allowed if kind not in (*CONTAINERS, *WHOLES)]
    expected = "又は".join(names) or "符号のない文"
    return hit_on(
        scope,
        place,
        f"符号「{place.marker}」は段を飛ばしています。この下に置けるのは{expected}です。",
        hint="符号を次の段のものにするか、前書きのnumberingに使う符号を宣言します。",
        found=str(place.marker),
    )


RULE = Rule(
    "level-skipped",
    Level.WARNING,
    "符号が、宣言した符号体系の次の段でない。",
    "慣行: 1、(1)、アの順に細分する。",
    check,
)
