"""The page at a document's own address while no text in force can be shown there."""

from collections.abc import Iterator

from kitei.model.timeline import Standing
from kitei.render.site.addresses import page_path
from kitei.render.site.dates import render_date
from kitei.render.site.document_page import render_links, render_title
from kitei.render.site.escaping import escape_html
from kitei.render.site.page import Head, Page, make_page
from kitei.render.site.record import Record, list_facts, name_revision, render_facts
from kitei.render.site.site import Site
from kitei.render.site.upcoming import list_upcoming, tell_change
from kitei.render.site.work import Work


def render_notice_page(work: Work, site: Site) -> Page:
    """Return the page that says why there is no text, and leads to what there is."""
    timeline = work.history.timeline
    told = timeline.repeal or timeline.in_force
    facts = list(list_facts(Record(told, timeline, site.settings))) if told else []
    blocks = [
        render_title(work.title),
        '<div class="notice" role="note">'
        + "".join(f"<p>{sentence}</p>" for sentence in _tell(work, site))
        + "</div>",
        '<div class="document-header">'
        + (render_facts(facts) if facts else "")
        + render_links(list(_list_links(work)))
        + "\n</div>",
    ]
    return make_page(page_path(work.id), Head(work.title, is_found=False), blocks)


def _tell(work: Work, site: Site) -> Iterator[str]:
    timeline = work.history.timeline
    if timeline.repeal is not None and timeline.repeal.start is not None:
        yield f"この文書は、{render_date(timeline.repeal.start, site.settings)}に廃止されました。"
    elif timeline.in_force is not None:
        absence = work.history.absences.get(timeline.in_force.key)
        name = escape_html(name_revision(timeline.in_force))
        yield f"施行中の{name}の本文は、このサイトにありません。{absence.label if absence else ''}"
    else:
        yield "この文書は、まだ施行されていません。"
    for record in list_upcoming(work, site.settings):
        yield tell_change(record, work)


def _list_links(work: Work) -> Iterator[str]:
    last = _find_last_text(work)
    if last is not None:
        yield f'<a href="{last.key}/">最後の本文　{escape_html(name_revision(last))}</a>'
    yield '<a href="history/">改正履歴</a>'


def _find_last_text(work: Work) -> Standing | None:
    """Return the last revision that was in force and whose text is at hand."""
    begun = (
        standing
        for standing in work.history.timeline.decided
        if standing.key in work.volumes
        and standing.start is not None
        and standing.start <= work.history.day
    )
    return next(reversed(list(begun)), None)
