"""Which kinds of marker may stand where: what the rules on levels and nesting share."""

from kitei.checks.scope import Scope
from kitei.model.marker import WHOLES, Marker
from kitei.model.places import Place


def marker_above(place: Place) -> Marker | None:
    """Return the marker of the nearest provision around a place that has one."""
    return next((above.marker for above in place.ancestors() if above.marker), None)


def is_free(scope: Scope, place: Place) -> bool:
    """Return whether any level may begin here.

    So it is below 序文, 附則, 別表, 様式 and a heading without a marker; and a text in articles
    may, as a whole, consist of 項 only.
    """
    above = marker_above(place)
    if above is not None:
        return above.kind in WHOLES
    if place.parent is not None:
        return True
    is_paragraph = place.marker is not None and place.marker.kind == "arabic"
    return is_paragraph and scope.document.style.has_articles and _begins_with_paragraph(scope)


def _begins_with_paragraph(scope: Scope) -> bool:
    markers = (child.marker for child in scope.document.children)
    kinds = (marker.kind for marker in markers if marker and marker.kind not in WHOLES)
    return next(kinds, "") == "arabic"
