"""Formats of paragraphs as values, for styles and for single paragraphs alike."""

from dataclasses import dataclass

from kitei.render.word.elements import Element, make

# One full-width character of the body (10.5 pt), in twentieths of a point.
CHARACTER = 210
BODY_SIZE = 21


@dataclass(frozen=True, slots=True)
class Indent:
    """An indentation in characters of the body; a negative first line hangs out to the left.

    Word prefers its own character units to twips. They grow with the size of the paragraph, so
    paragraphs of another size go without them (`in_characters`).
    """

    left: float = 0
    first: float = 0
    in_characters: bool = True

    def to_element(self) -> Element:
        """Return the `w:ind`: twips, and their twins in hundredths of a character."""
        first = "hanging" if self.first < 0 else "firstLine"
        units = [("", CHARACTER)] + ([("Chars", 100)] if self.in_characters else [])
        attributes = {}
        for suffix, unit in units:
            attributes[f"left{suffix}"] = round(self.left * unit)
            attributes[f"{first}{suffix}"] = round(abs(self.first) * unit)
        return make("w:ind", **attributes)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop, in twips from the left edge of the text."""

    position: int
    kind: str = "left"
    leader: str = "none"


@dataclass(frozen=True, slots=True)
class Spacing:
    """The space around a paragraph in twips; `line` is the least height of its lines."""

    before: int = 0
    after: int = 0
    line: int | None = None

    def to_element(self) -> Element:
        """Return the `w:spacing`."""
        around = {"before": self.before, "after": self.after}
        if self.line is None:
            return make("w:spacing", **around)
        return make("w:spacing", **around, line=self.line, lineRule="atLeast")


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """What is set on a paragraph or a style; what is left at its default is inherited."""

    style: str | None = None
    keep_next: bool = False
    page_break: bool = False
    underlined: bool = False
    tabs: tuple[Tab, ...] = ()
    off_grid: bool = False
    spacing: Spacing | None = None
    indent: Indent | None = None
    align: str | None = None
    outline: int | None = None

    def to_element(self) -> Element:
        """Return the `w:pPr`, its children in the order the schema asks for."""
        return make(
            "w:pPr",
            make("w:pStyle", val=self.style) if self.style else None,
            make("w:keepNext") if self.keep_next else None,
            make("w:pageBreakBefore") if self.page_break else None,
            _make_border() if self.underlined else None,
            make("w:tabs", *map(_make_tab, self.tabs)) if self.tabs else None,
            make("w:snapToGrid", val=0) if self.off_grid else None,
            self.spacing.to_element() if self.spacing else None,
            self.indent.to_element() if self.indent else None,
            make("w:jc", val=self.align) if self.align else None,
            make("w:outlineLvl", val=self.outline) if self.outline is not None else None,
        )


def _make_border() -> Element:
    return make("w:pBdr", make("w:bottom", val="single", sz=4, space=1, color="A6A6A6"))


def _make_tab(tab: Tab) -> Element:
    return make("w:tab", val=tab.kind, leader=tab.leader, pos=tab.position)


def make_paragraph(form: ParagraphFormat, *children: Element) -> Element:
    """Return a paragraph."""
    return make("w:p", form.to_element(), *children)
