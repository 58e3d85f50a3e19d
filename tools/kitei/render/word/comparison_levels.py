"""How deep each unit stands in a cell of a comparison table: one character for each level."""

from kitei.compare.units import Outline, Unit
from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.numbering import NumberingStyle
from kitei.render.word.indents import is_outer


def measure_levels(outline: Outline) -> tuple[int, ...]:
    """Return the level of every unit; chapters and the like take no room."""
    levels: list[int] = []
    style = outline.document.style
    for unit in outline.units:
        above = None if unit.parent is None else outline.units[unit.parent]
        levels.append(_find_level(unit, above, style, levels))
    return tuple(levels)


def _find_level(unit: Unit, above: Unit | None, style: NumberingStyle, levels: list[int]) -> int:
    if above is None or (above.marker and above.marker.kind in (*CONTAINERS, *WHOLES)):
        return 0
    # A 項 stands below its article and begins on the same line edge.
    is_level_with = is_outer(unit.marker, style) and is_outer(above.marker, style)
    return levels[above.index] + (0 if is_level_with else 1)
