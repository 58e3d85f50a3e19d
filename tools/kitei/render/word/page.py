"""The page of Word files: A4 with the margins and line grid of an official document."""

from kitei.render.word.elements import Element, make

_TWIPS_PER_MM = 1440 / 25.4


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)


WIDTH, HEIGHT = 11906, 16838
LEFT, RIGHT, TOP, BOTTOM = _twips(28), _twips(26), _twips(30), _twips(25)
TEXT_WIDTH = WIDTH - LEFT - RIGHT
TEXT_HEIGHT = HEIGHT - TOP - BOTTOM
LINE_PITCH = 360


def make_section() -> Element:
    """Return the properties of the only section; its first page, the cover, differs."""
    return make(
        "w:sectPr",
        make("w:pgSz", w=WIDTH, h=HEIGHT),
        make(
            "w:pgMar",
            top=TOP,
            right=RIGHT,
            bottom=BOTTOM,
            left=LEFT,
            header=_twips(13),
            footer=_twips(12),
            gutter=0,
        ),
        make("w:cols", space=425),
        make("w:titlePg"),
        make("w:docGrid", type="lines", linePitch=LINE_PITCH),
    )
