"""A comparison table (新旧対照表) as a Word file: landscape A4, as an official would lay it out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from kitei.compare.comparison_table import ComparisonTable, RowKind
from kitei.compare.table_options import Phase
from kitei.model.audience import Audience
from kitei.model.edition import Edition
from kitei.render.word.comparison_cells import ASIDE, CAPTION, FIGURE
from kitei.render.word.comparison_lines import STYLE
from kitei.render.word.comparison_rows import HEAD, Sides
from kitei.render.word.cover import version_label
from kitei.render.word.dates import get_decided
from kitei.render.word.elements import Element, make, make_run
from kitei.render.word.formats import Indent, ParagraphFormat, Spacing, Tab, make_paragraph
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
    *("TableHead", "TableBody", "TableAfter", "FigureCaption"),
    "Footer",
)
_FRAMED = ("（下線部分は", "（下線部分及び破線で囲んだ図は")
_CHECKS = (
    "次の引用は、指すものが変わったおそれがあります。引用を改めると、この頁はなくなります。"
    "決裁された本文の新旧対照表には、この頁は付きません。"
)
_OWN_STYLES = (
    Style(
        "ComparisonTitle",
        "新旧対照表 題名",
        ParagraphFormat(keep_next=True, align="center", spacing=Spacing(0, 240)),
        28,
        is_gothic=True,
    ),
    Style(
        "ComparisonPreface",
        "新旧対照表 前文",
        ParagraphFormat(spacing=Spacing(0, 120), indent=Indent(0, 1)),
    ),
    Style("ComparisonNote", "新旧対照表 注記", ParagraphFormat(keep_next=True, align="right")),
    Style(
        HEAD,
        "新旧対照表 見出し",
        ParagraphFormat(off_grid=True, spacing=Spacing(40, 40), align="center"),
    ),
    Style(STYLE, "新旧対照表 本文", ParagraphFormat(off_grid=True, spacing=Spacing(line=300))),
    Style(ASIDE, "新旧対照表 注", ParagraphFormat(off_grid=True, spacing=Spacing(line=280)), 18),
    Style(
        CAPTION,
        "新旧対照表 表の題名",
        ParagraphFormat(off_grid=True, spacing=Spacing(60, 40), align="center"),
        20,
        is_gothic=True,
    ),
    Style(
        FIGURE,
        "新旧対照表 図",
        ParagraphFormat(off_grid=True, spacing=Spacing(60, 40), align="center"),
    ),
    Style("Header", "header", ParagraphFormat(underlined=True, tabs=_HEADER_TABS), 18),
)


def write_comparison(
    table: ComparisonTable,
    old: Edition,
    new: Edition,
    settings: Settings,
    *,
    checks: Sequence[str] = (),
) -> bytes:
    """Return the table as a Word file; the same table gives the same bytes.

    The editions are those whose documents were compared. `checks` are references that did not
    follow: a draft lists them on a last page, which goes when they are mended; what was decided
    never has that page. Raises RenderError where a picture is missing or a character cannot be
    written.
    """
    audience = choose_audience(old, new, settings)
    word = _open_file(table, replace(new, audience=audience), settings)
    section = word.element.body[-1]
    for element in _make_content(Sides(word, table, old, new)):
        section.addprevious(element)
    if table.phase is Phase.DRAFT:
        for element in _make_checks(checks):
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
    return table.title if _is_text(table) else f"{table.title}　新旧対照表"


def _make_content(sides: Sides) -> Iterator[Element]:
    table = sides.table
    yield _write("ComparisonTitle", _title(table))
    if not table.rows or _is_text(table):
        yield from _make_text(sides)
        return
    if table.preface:
        yield _write("ComparisonPreface", table.preface)
    if table.note:
        yield _write("ComparisonNote", _complete_note(table))
    yield sides.make_table()
    # A table may not be the last thing in a document.
    yield make_paragraph(ParagraphFormat("TableAfter"))
    if table.message:
        # What the table could not show is said below it: above, it would stand in the sentence
        # by which the text is amended.
        yield _write(ASIDE, f"（注）{table.message}")


def _make_text(sides: Sides) -> Iterator[Element]:
    """Yield the new text under a note, over the whole width: nothing stands opposite to it."""
    table = sides.table
    yield from (
        _write("ComparisonPreface", text) for text in (table.preface, table.message) if text
    )
    column = sides.make_column(sides.new, LANDSCAPE.text_width)
    for row in table.rows:
        level = column.find_level(row.new_units) or 0
        for part in row.new:
            content = list(column.make_content(row, (part,), level))
            if part.caption and content[0].tag == qn("w:p"):
                # A heading never ends a page; in a cell its row would hold the next one.
                content[0][0].insert(1, make("w:keepNext"))
            yield from content


def _is_text(table: ComparisonTable) -> bool:
    """Return whether a text is shown alone, as nothing stands opposite to it."""
    return bool(table.rows) and all(row.kind is RowKind.TEXT for row in table.rows)


def _complete_note(table: ComparisonTable) -> str:
    """Return the note above the table, with the frames where pictures have some."""
    has_frames = any(
        part.unit is not None and part.unit.picture is not None
        for row in table.rows
        if row.changes
        for part in (*row.new, *row.old)
    )
    return table.note.replace(*_FRAMED) if has_frames else table.note


def _make_checks(checks: Sequence[str]) -> Iterator[Element]:
    if checks:
        form = ParagraphFormat("ComparisonTitle", page_break=True)
        yield make_paragraph(form, make_run("引用の確認"))
        yield _write("ComparisonPreface", _CHECKS)
    for check in checks:
        form = ParagraphFormat(STYLE, indent=Indent(1, -1))
        yield make_paragraph(form, make_run(f"・{check}"))


def _write(style: str, text: str) -> Element:
    return make_paragraph(ParagraphFormat(style), make_run(text))


def _describe(table: ComparisonTable, old: Edition, new: Edition) -> str:
    """Return which texts are compared; nothing where nobody decided either."""
    if get_decided(old) is None and get_decided(new) is None:
        return ""
    if _is_text(table):
        return version_label(new)
    names = zip(table.headings, (new, old), strict=True)
    return "　".join(
        name if name.endswith("案") else f"{name} {version_label(edition)}"
        for name, edition in names
    )


def _add_running_heads(word: WordDocument, versions: str, audience: Audience) -> None:
    section = word.sections[0]
    runs = [make_run(f"{word.core_properties.title}\t{versions}")]
    if audience.label:
        runs.append(make_run(f"　【{audience.label}】", style="Marking"))
    fill(section.header, ParagraphFormat("Header"), runs)
    fill(section.footer, ParagraphFormat("Footer"), make_page_number())
