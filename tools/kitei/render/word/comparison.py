"""A comparison table (新旧対照表) as a Word file: landscape A4, as an official would lay it out."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from docx.document import Document as WordDocument

from kitei.compare.comparison_table import ComparisonTable, RowKind
from kitei.model.audience import Audience
from kitei.model.edition import Edition
from kitei.render.word.comparison_lines import STYLE
from kitei.render.word.comparison_rows import HEAD, Sides
from kitei.render.word.cover import version_label
from kitei.render.word.dates import get_decided
from kitei.render.word.elements import Element, make_run
from kitei.render.word.formats import ParagraphFormat, Spacing, Tab, make_paragraph
from kitei.render.word.package import repack
from kitei.render.word.page import LANDSCAPE
from kitei.render.word.pictures import number_pictures
from kitei.render.word.properties import write_properties
from kitei.render.word.running import fill, make_page_number
from kitei.render.word.styles import STYLES, Style, make_sheet
from kitei.render.word.template import open_template
from kitei.settings import Settings

_HEADER_TABS = (Tab(LANDSCAPE.text_width, "right"),)
_SHARED_STYLES = (
    *("BodyText", "Caption", "TableHead", "TableBody", "TableAfter", "FigureCaption"),
    "Footer",
)
_OWN_STYLES = (
    Style(
        "ComparisonTitle",
        "新旧対照表 題名",
        ParagraphFormat(keep_next=True, align="center", spacing=Spacing(0, 240)),
        28,
        is_gothic=True,
    ),
    Style("ComparisonNote", "新旧対照表 注記", ParagraphFormat(keep_next=True, align="right")),
    Style(
        HEAD,
        "新旧対照表 見出し",
        ParagraphFormat(off_grid=True, spacing=Spacing(40, 40), align="center"),
    ),
    Style(STYLE, "新旧対照表 本文", ParagraphFormat(off_grid=True, spacing=Spacing(line=300))),
    Style("Header", "header", ParagraphFormat(underlined=True, tabs=_HEADER_TABS), 18),
)


def write_comparison(
    table: ComparisonTable, old: Edition, new: Edition, settings: Settings
) -> bytes:
    """Return the table as a Word file; the same table gives the same bytes.

    The editions are those whose documents were compared. Raises RenderError where a picture is
    missing or a character cannot be written.
    """
    audience = choose_audience(old, new, settings)
    word = _open_file(table, replace(new, audience=audience), settings)
    section = word.element.body[-1]
    for element in _make_content(Sides(word, table, old, new)):
        section.addprevious(element)
    number_pictures(word)
    _add_running_heads(word, _describe(table, old, new), audience)
    target = BytesIO()
    word.save(target)
    return repack(target.getvalue())


def choose_audience(old: Edition, new: Edition, settings: Settings) -> Audience:
    """Return the narrower of two audiences: a file that shows both texts is for those of both."""
    ranks = {audience.name: rank for rank, audience in enumerate(settings.audiences)}
    return max(old.audience, new.audience, key=lambda audience: ranks.get(audience.name, 0))


def _open_file(table: ComparisonTable, edition: Edition, settings: Settings) -> WordDocument:
    """Return an empty file for the table, with its styles and properties."""
    meta = replace(edition.document.meta, title=_title(table))
    named = replace(edition, document=replace(edition.document, meta=meta))
    shared = (style for style in STYLES if style.id in _SHARED_STYLES)
    sheet = make_sheet(settings.word, (*shared, *_OWN_STYLES))
    return open_template(sheet, write_properties(named, settings), LANDSCAPE)


def _title(table: ComparisonTable) -> str:
    return f"{table.title}　新旧対照表"


def _make_content(sides: Sides) -> Iterator[Element]:
    table = sides.table
    yield _write("ComparisonTitle", _title(table))
    yield from (_write("BodyText", text) for text in (table.preface, table.message) if text)
    if all(row.kind is RowKind.TEXT for row in table.rows):
        column = sides.make_column(sides.new, LANDSCAPE.text_width)
        for row in table.rows:
            yield from column.make_content(row, row.new, row.new_units)
        return
    if table.note:
        yield _write("ComparisonNote", table.note)
    yield sides.make_table()
    # A table may not be the last thing in a document.
    yield make_paragraph(ParagraphFormat("TableAfter"))


def _write(style: str, text: str) -> Element:
    return make_paragraph(ParagraphFormat(style), make_run(text))


def _describe(table: ComparisonTable, old: Edition, new: Edition) -> str:
    """Return which texts are compared; nothing where nobody decided either."""
    if get_decided(old) is None and get_decided(new) is None:
        return ""
    names = zip(table.headings, (new, old), strict=True)
    return "　".join(f"{name} {version_label(edition)}" for name, edition in names)


def _add_running_heads(word: WordDocument, versions: str, audience: Audience) -> None:
    section = word.sections[0]
    runs = [make_run(f"{word.core_properties.title}\t{versions}")]
    if audience.label:
        runs.append(make_run(f"　【{audience.label}】", style="Marking"))
    fill(section.header, ParagraphFormat("Header"), runs)
    fill(section.footer, ParagraphFormat("Footer"), make_page_number())
