"""appendix-unreferenced: a 別表 or 様式 that no provision calls."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the appendices and forms that no reference elsewhere in the text leads to."""
    called = {
        place.order
        for at, _, resolutions in scope.subject.resolutions
        for resolution in resolutions
        for place in resolution.places
        if at.place is None or all(place is not own for own in (at.place, *at.place.ancestors()))
    }
    for place in scope.subject.places.all:
        marker = place.marker
        if marker and marker.kind in ("appendix", "form") and place.order not in called:
            message = f"「{marker}」を引用する規定がありません。"
            hint = f"どの規定が使うのかを本文に書きます（「{marker}のとおりとする。」など）。"
            yield hit_on(scope, place, message, hint=hint, found=str(marker))


RULE = Rule(
    "appendix-unreferenced",
    Level.WARNING,
    "どの規定からも引用されない別表・様式。",
    "慣行: 別表と様式は、それを用いる規定が定める。",
    check,
)
