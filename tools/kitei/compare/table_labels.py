"""How a table names provisions that it leaves out: (2), (2)及び(3), (2)～(5)."""

from collections.abc import Sequence

from kitei.compare.units import Unit


def join_labels(units: Sequence[Unit]) -> str:
    """Return the labels of neighbours of one kind as one; nothing where they have none."""
    labels = [get_label(unit) for unit in units]
    if not all(labels):
        return ""
    if len(set(labels)) == 1:  # several 附則 may have one label
        return labels[0]
    joint = "及び" if len(labels) == 2 else "～"
    return f"{labels[0]}{joint}{labels[-1]}"


def get_label(unit: Unit) -> str:
    """Return what names a unit where its text is left out: the marker, else the caption.

    Only its caption tells a 附則 from the others: 附則（令和8年10月5日改正）.
    """
    return unit.label + unit.caption if _is_supplement(unit) else unit.label or unit.caption


def get_row(unit: Unit) -> tuple[str, str]:
    """Return what units that are named together have in common: the kind of their markers.

    Those that only a caption names stand alone; those without a name are left out together.
    """
    if _is_supplement(unit):
        return "supplement", unit.caption
    if unit.marker is not None:
        return "marker", unit.marker.kind
    return ("caption", unit.caption) if unit.caption else ("", "")


def _is_supplement(unit: Unit) -> bool:
    return unit.marker is not None and unit.marker.kind == "supplement"
