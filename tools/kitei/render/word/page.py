"""The pages of Word files: A4 with the margins and line grid of an official document."""

from dataclasses import dataclass

from kitei.render.word.elements import Element, make

_TWIPS_PER_MM = 1440 / 25.4
LINE_PITCH = 360


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its margins in twips; `has_cover` sets the first page apart."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    has_cover: bool = True

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """The height between the margins."""
        return self.height - self.top - self.bottom


PORTRAIT = Page(11906, 16838, _twips(28), _twips(26), _twips(30), _twips(25))
_NARROW = _twips(20)
LANDSCAPE = Page(16838, 11906, _NARROW, _NARROW, _NARROW, _NARROW, has_cover=False)
TEXT_WIDTH, TEXT_HEIGHT = PORTRAIT.text_width, PORTRAIT.text_height


def make_section(page: Page) -> Element:
    """Return the properties of the only section."""
    is_landscape = page.width > page.height
    size = {"w": page.width, "h": page.height} | ({"orient": "landscape"} if is_landscape else {})
    return make(
        "w:sectPr",
        make("w:pgSz", **size),
        make(
            "w:pgMar",
            top=page.top,
            right=page.right,
            bottom=page.bottom,
            left=page.left,
            header=_twips(13 if page.has_cover else 10),
            footer=_twips(12 if page.has_cover else 10),
            gutter=0,
        ),
        make("w:cols", space=425),
        make("w:titlePg") if page.has_cover else None,
        make("w:docGrid", type="lines", linePitch=LINE_PITCH),
    )
