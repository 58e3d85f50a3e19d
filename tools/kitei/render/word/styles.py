"""The styles of Word files: one per role, names as the gallery shows them, ASCII ids."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitei.model.marker import KINDS
from kitei.model.numbering import NumberingStyle
from kitei.render.word.elements import Element, clean, make
from kitei.render.word.formats import BODY_SIZE, CHARACTER, Indent, ParagraphFormat, Spacing, Tab
from kitei.render.word.page import LINE_PITCH, TEXT_WIDTH
from kitei.settings import WordStyle

HALF_LINE = LINE_PITCH // 2
DEEPEST_HEADING = 6
# Sizes of headings by level, in half points.
HEADING_SIZES = (28, 24, BODY_SIZE, BODY_SIZE, BODY_SIZE, BODY_SIZE)
_BUILT_IN = ("Normal", "Heading", "TOC", "Header", "Footer", "Caption")
_PLAIN = ParagraphFormat()


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: `is_gothic` takes the font of headings; size in half points."""

    id: str
    name: str
    form: ParagraphFormat = _PLAIN
    size: int | None = None
    is_gothic: bool = False
    based_on: str = "Normal"


def _centred(before: int = 0, after: int = 0) -> ParagraphFormat:
    return ParagraphFormat(align="center", spacing=Spacing(before, after))


CELL = ParagraphFormat(off_grid=True, spacing=Spacing(line=280), align="left")
_HEADER_TABS = (Tab(TEXT_WIDTH, "right"),)

STYLES = (
    Style("CoverBody", "表紙 団体名", _centred(2600), 32),
    Style("CoverTitle", "表紙 題名", _centred(360, 360), 44, True),
    Style("CoverDate", "表紙 年月日", _centred(360), 24),
    Style("CoverLine", "表紙 その他", _centred(120), 24),
    Style("CoverGap", "表紙 余白"),
    Style(
        "ContentsTitle",
        "目次見出し",
        _centred(0, LINE_PITCH),
        28,
        True,
    ),
    Style("BodyText", "本文（字下げ）", ParagraphFormat(indent=Indent(0, 1))),
    Style("ProvisionBullet", "箇条書き ・"),
    Style(
        "Caption",
        "caption",
        ParagraphFormat(keep_next=True, spacing=Spacing(HALF_LINE, 60), align="center"),
        20,
        True,
    ),
    Style("TableHead", "表 見出し", CELL, 20, True),
    Style("TableBody", "表 本文", CELL, 20),
    Style("TableAfter", "表 の後", ParagraphFormat(off_grid=True), 12),
    Style("Figure", "図", ParagraphFormat(align="center", spacing=Spacing(HALF_LINE, 60))),
    Style("FigureCaption", "図 題名", _centred(0, HALF_LINE), 20, True),
    Style(
        "HistoryTitle",
        "改正履歴 見出し",
        ParagraphFormat(
            keep_next=True, page_break=True, align="center", spacing=Spacing(0, HALF_LINE)
        ),
        28,
        True,
    ),
    Style("Header", "header", ParagraphFormat(underlined=True, tabs=_HEADER_TABS), 18),
    Style("FirstHeader", "ヘッダー 表紙", ParagraphFormat(tabs=_HEADER_TABS), 18),
    Style("Footer", "footer", ParagraphFormat(align="center"), 18),
)


def make_styles(
    fonts: WordStyle, style: NumberingStyle, kinds: Iterable[str], *, contents_hang: float
) -> Element:
    """Return the style sheet; `kinds` are those of the markers that the text holds.

    `contents_hang` is the room for a marker in the contents list: Word makes the list anew from
    the styles alone.
    """
    rows = (*STYLES, *_headings(), *_contents(contents_hang), *_provisions(style, kinds))
    return make_sheet(fonts, rows)


def make_sheet(fonts: WordStyle, rows: Iterable[Style]) -> Element:
    """Return a style sheet with these paragraph styles, and with those that all files need."""
    return make(
        "w:styles",
        _make_defaults(fonts),
        _make_normal(fonts),
        *(_make_style(row, fonts) for row in rows),
        *_make_other(),
    )


def _headings() -> Iterator[Style]:
    for level, size in enumerate(HEADING_SIZES, 1):
        spacing = {1: Spacing(LINE_PITCH, HALF_LINE), 2: Spacing(HALF_LINE)}.get(level, Spacing())
        form = ParagraphFormat(keep_next=True, spacing=spacing, align="left", outline=level - 1)
        yield Style(f"Heading{level}", f"heading {level}", form, size, True)


def _contents(hang: float) -> Iterator[Style]:
    """Yield the styles of the contents list: the right tab waits for the page numbers."""
    right = Tab(TEXT_WIDTH, "right", "dot")
    for level in range(1, DEEPEST_HEADING + 1):
        indent = Indent(level - 1 + hang, -hang)
        tabs = (Tab(round(indent.left * CHARACTER)), right)
        yield Style(f"TOC{level}", f"toc {level}", ParagraphFormat(tabs=tabs, indent=indent))


def _provisions(style: NumberingStyle, kinds: Iterable[str]) -> Iterator[Style]:
    for kind in kinds:
        yield Style(provision_style(kind), f"規定 {style.units.get(kind, KINDS[kind].label)}")


def provision_style(kind: str) -> str:
    """Return the id of the style of list items with that kind of marker."""
    return "Provision" + "".join(part.capitalize() for part in kind.split("-"))


def make_fonts(font: str) -> Element:
    """Return a `w:rFonts` with every slot filled, so that no Latin face slips in."""
    name = clean(font)
    return make("w:rFonts", hint="eastAsia", ascii=name, eastAsia=name, hAnsi=name, cs=name)


def _make_defaults(fonts: WordStyle) -> Element:
    run = make(
        "w:rPr",
        make_fonts(fonts.body_font),
        make("w:kern", val=2),
        make("w:sz", val=BODY_SIZE),
        make("w:szCs", val=BODY_SIZE),
        make("w:lang", val="ja-JP", eastAsia="ja-JP", bidi="ar-SA"),
    )
    return make("w:docDefaults", make("w:rPrDefault", run), make("w:pPrDefault", make("w:pPr")))


def _make_normal(fonts: WordStyle) -> Element:
    form = make("w:pPr", make("w:widowControl"), make("w:jc", val="both"))
    return make(
        "w:style",
        make("w:name", val="Normal"),
        make("w:qFormat"),
        form,
        make("w:rPr", make_fonts(fonts.body_font)),
        type="paragraph",
        styleId="Normal",
        default=1,
    )


def _make_style(row: Style, fonts: WordStyle) -> Element:
    is_built_in = row.id.startswith(_BUILT_IN)
    return make(
        "w:style",
        make("w:name", val=row.name),
        make("w:basedOn", val=row.based_on),
        make("w:next", val="BodyText") if row.id.startswith("Heading") else None,
        make("w:qFormat"),
        row.form.to_element(),
        _make_face(row, fonts),
        type="paragraph",
        styleId=row.id,
        **({} if is_built_in else {"customStyle": 1}),
    )


def _make_face(row: Style, fonts: WordStyle) -> Element | None:
    face = make(
        "w:rPr",
        make_fonts(fonts.heading_font) if row.is_gothic else None,
        make("w:sz", val=row.size) if row.size else None,
        make("w:szCs", val=row.size) if row.size else None,
    )
    return face if len(face) else None


def _make_other() -> Iterator[Element]:
    """Yield the styles that are none of paragraphs: links, marking, tables."""
    yield _make_character("Hyperlink", "Hyperlink", make("w:u", val="single"))
    yield _make_character("Marking", "取扱区分", make("w:color", val="C00000"))
    borders = [
        make(f"w:{side}", val="single", sz=4, space=0, color="auto")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    margins = [
        make(f"w:{side}", w=width, type="dxa")
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    ]
    yield make(
        "w:style",
        make("w:name", val="Table Grid"),
        make("w:tblPr", make("w:tblBorders", *borders), make("w:tblCellMar", *margins)),
        type="table",
        styleId="TableGrid",
    )


def _make_character(style_id: str, name: str, face: Element) -> Element:
    attributes = {} if name == style_id else {"customStyle": 1}
    return make(
        "w:style",
        make("w:name", val=name),
        make("w:rPr", face),
        type="character",
        styleId=style_id,
        **attributes,
    )
