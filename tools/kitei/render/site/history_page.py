"""The history of a document (改正履歴): every revision, the newest first."""

from collections.abc import Iterator

from kitei.model.timeline import Standing, Status
from kitei.render.site.addresses import HISTORY, page_path, word_path
from kitei.render.site.dates import render_date
from kitei.render.site.document_page import TITLE
from kitei.render.site.download import render_download
from kitei.render.site.escaping import escape_html, escape_markdown
from kitei.render.site.page import Head, Page, make_page
from kitei.render.site.record import (
    Fact,
    Record,
    list_facts,
    name_revision,
    render_facts,
    render_span,
    render_status,
)
from kitei.render.site.site import Site
from kitei.render.site.work import Work


def render_history_page(work: Work, site: Site) -> Page:
    """Return the page that tells what applied when, what will, and why."""
    title = f"{work.title}　改正履歴"
    blocks = [
        f"# {escape_markdown(title)} {{#{TITLE}}}",
        f'<p class="lead">{render_date(site.day, site.settings)}現在　'
        f'<a href="../">{_name_own_page(work)}</a></p>',
    ]
    for standing in reversed(work.history.timeline.decided):
        record = Record(standing, work.history.timeline, site.settings)
        blocks += [_render_heading(standing), _render_entry(record, work, site)]
    return make_page(page_path(work.id, HISTORY), Head(title, is_found=False), blocks)


def _name_own_page(work: Work) -> str:
    return "施行中の規定へ" if work.shown and work.draft is None else "この文書の現在の状態へ"


def _render_heading(standing: Standing) -> str:
    name = escape_markdown(name_revision(standing))
    return f"## {name} {render_status(standing.status)} {{#revision-{standing.key}}}"


def _render_entry(record: Record, work: Work, site: Site) -> str:
    standing = record.standing
    mark = " is-current" if standing.status is Status.IN_FORCE else ""
    facts = [("施行期間", render_span(record)), *list_facts(record), *_list_texts(record, work)]
    path = word_path(work.history, standing)
    data = site.word_files.get(path)
    href = path.rpartition("/")[2]
    download = render_download(f"../{standing.key}/{href}", data) if data is not None else ""
    return f'<div class="revision{mark}">\n{render_facts(facts)}\n{download}\n</div>'


def _list_texts(record: Record, work: Work) -> Iterator[Fact]:
    standing = record.standing
    if standing.key in work.volumes:
        name = escape_html(f"{name_revision(standing)}の本文")
        yield "本文", f'<a href="../{standing.key}/">{name}</a>'
    elif absence := work.history.absences.get(standing.key):
        yield "本文", escape_html(absence.label)
