"""appendix-unreferenced: a 別表 or 様式 that no provision calls."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the appendices and forms that no reference elsewhere in the text leads to."""
    called = {
        id(place.provision)
        for at, _, resolutions in scope.subject.resolutions
        for resolution in resolutions
        for place in resolution.places
        if at.place is None or at.place.provision is not place.provision
    }
    for place in scope.subject.places.all:
        if place.marker is None or place.marker.kind not in ("appendix", "form"):
            continue
        if id(place.provision) not in called:
            yield hit_on(
                scope,
                place,
                f"「{place.marker}」を引用する規定がありません。",
                hint=f"どの規定が使うのかを本文に書きます（「{place.marker}のとおりとする。」など）。",
                found=str(place.marker),
            )


RULE = Rule(
    "appendix-unreferenced",
    Level.WARNING,
    "どの規定からも引用されない別表・様式。",
    "慣行: 別表と様式は、それを用いる規定が定める。",
    check,
)
