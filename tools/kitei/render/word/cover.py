"""The cover (表紙): whose document it is, its title, its version, and who may read it."""

from collections.abc import Iterator

from kitei.model.edition import Edition
from kitei.model.provision import Cell, Table
from kitei.model.revision import Revision, RevisionKind
from kitei.model.text import Text
from kitei.render.word.body import Body
from kitei.render.word.dates import decision_day, get_decided, write_day
from kitei.render.word.elements import make_run
from kitei.render.word.formats import ParagraphFormat, Spacing
from kitei.render.word.grid import place_cells
from kitei.render.word.page import TEXT_HEIGHT
from kitei.render.word.tables import fill_from, make_table
from kitei.settings import Settings

_WIDTHS = (2200, 5200)
# Height of the cover without the lines that may be there or not, in twips.
_FIXED_HEIGHT = 7600
_LINE_HEIGHT = 480
_TITLE_CHARACTERS = 20


def add_cover(body: Body) -> None:
    """Write the cover."""
    title = cover_title(body.edition, body.settings)
    lines = [line for line in body.edition.document.meta.cover if line not in _said(body)]
    body.add_paragraph(ParagraphFormat("CoverBody"), make_run(body.settings.organisation.name))
    body.add_paragraph(ParagraphFormat("CoverTitle"), make_run(title))
    if dated := _write_date(get_decided(body.edition), body.settings):
        body.add_paragraph(ParagraphFormat("CoverDate"), make_run(dated))
    for line in lines:
        body.add_paragraph(ParagraphFormat("CoverLine"), make_run(line))
    height = _LINE_HEIGHT * (len(lines) + 2 * (len(title) // _TITLE_CHARACTERS))
    room = max(TEXT_HEIGHT - _FIXED_HEIGHT - height, _LINE_HEIGHT)
    body.add_paragraph(ParagraphFormat("CoverGap", spacing=Spacing(room)))
    grid = place_cells(_make_facts(body.edition, body.settings))
    body.append(make_table(fill_from(body), grid, _WIDTHS, heads=0))
    body.break_page()


def _said(body: Body) -> tuple[str, ...]:
    """Return what the cover says already."""
    return body.settings.organisation.name, body.edition.document.meta.title


def cover_title(edition: Edition, settings: Settings) -> str:
    """Return the title without the name of the body, which stands above it."""
    title = edition.document.meta.title
    return title.removeprefix(settings.organisation.name) or title


def _write_date(revision: Revision | None, settings: Settings) -> str:
    day = decision_day(revision) if revision else None
    if revision is None or day is None:
        return ""
    return f"（{write_day(day, settings)}　{revision.kind.label}）"


def version_label(edition: Edition) -> str:
    """Return 第2版, or 案 for a text that nobody has decided on."""
    revision = get_decided(edition)
    return f"第{revision.number}版" if revision else "案"


def _make_facts(edition: Edition, settings: Settings) -> Table:
    rows = _list_facts(edition, settings)
    return Table(tuple((Cell(Text(name)), Cell(Text(value))) for name, value in rows), 2)


def _list_facts(edition: Edition, settings: Settings) -> Iterator[tuple[str, str]]:
    yield "版", version_label(edition)
    if revision := get_decided(edition):
        yield _day_name(revision), _write_days(revision, settings)
    label = f"（{edition.audience.label}）" if edition.audience.label else ""
    yield "取扱区分", edition.audience.title + label


def _day_name(revision: Revision) -> str:
    if _takes_no_effect(revision):
        return "正誤の決定日"
    is_first = revision.kind is RevisionKind.ENACTMENT
    return "制定日（施行日）" if is_first else "改正日（施行日）"


def _write_days(revision: Revision, settings: Settings) -> str:
    effective = revision.effective_from
    if _takes_no_effect(revision):
        return write_day(decision_day(revision), settings)
    second = f"{write_day(effective, settings)}施行" if effective else "施行日未定"
    return f"{write_day(decision_day(revision), settings)}（{second}）"


def _takes_no_effect(revision: Revision) -> bool:
    """Return whether a revision only puts right how the text was written down (正誤)."""
    return revision.kind is RevisionKind.CORRECTION and revision.effective_from is None
