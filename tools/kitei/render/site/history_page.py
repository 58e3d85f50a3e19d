"""The history of a document (改正履歴): every revision, the newest first."""

from collections.abc import Iterator

from kitei.model.timeline import Standing, Status
from kitei.render.site.addresses import HISTORY, page_path, word_path
from kitei.render.site.amendment import Amendment
from kitei.render.site.comparison_links import link_comparison, link_files
from kitei.render.site.dates import render_date
from kitei.render.site.document_page import TITLE
from kitei.render.site.download import link_word
from kitei.render.site.escaping import escape_html, escape_markdown
from kitei.render.site.page import Head, Page, make_page
from kitei.render.site.record import (
    Fact,
    Record,
    list_decision,
    name_revision,
    render_facts,
    render_span,
    render_status,
)
from kitei.render.site.site import Site
from kitei.render.site.work import Work, name_own_page


def render_history_page(work: Work, site: Site) -> Page:
    """Return the page that tells what applied when, what will, and why."""
    blocks = [
        f'# <span class="body-name">{escape_markdown(work.title)}</span> 改正履歴 {{#{TITLE}}}',
        f'<p class="lead">{render_date(site.day, site.settings)}現在　'
        f'<a class="to-force" href="../">{name_own_page(work)}</a></p>',
    ]
    for standing in reversed(work.history.timeline.decided):
        record = Record(standing, work.history.timeline, site.settings)
        blocks += [_render_heading(standing), _render_entry(record, work, site)]
    return make_page(
        page_path(work.id, HISTORY), Head(f"{work.title}　改正履歴", is_found=False), blocks
    )


def _render_heading(standing: Standing) -> str:
    name = escape_markdown(name_revision(standing))
    return f"## {name} {render_status(standing.status)} {{#revision-{standing.key}}}"


def _render_entry(record: Record, work: Work, site: Site) -> str:
    mark = " is-current" if record.standing.status is Status.IN_FORCE else ""
    facts = [
        ("施行期間", f"<b>{render_span(record)}</b>"),
        *list_decision(record),
        *_list_texts(record, work, site),
        *_list_comparisons(record, work, site),
    ]
    return f'<div class="revision{mark}">\n{render_facts(facts)}\n</div>'


def _list_texts(record: Record, work: Work, site: Site) -> Iterator[Fact]:
    standing = record.standing
    if standing.key in work.volumes:
        name = escape_html(f"{name_revision(standing)}の本文")
        path = word_path(work.history, standing)
        data = site.word_files.get(path)
        word = (
            f'<span class="word">　{link_word(f"../../{path}", data)}</span>'
            if data is not None
            else ""
        )
        yield "本文", f'<a href="../{standing.key}/">{name}</a>{word}'
    elif absence := work.history.absences.get(standing.key):
        yield "本文", escape_html(absence.label)


def _list_comparisons(record: Record, work: Work, site: Site) -> Iterator[Fact]:
    """Yield the comparison with the revision before, or why there is none."""
    step = work.find_step(record.standing.key)
    if step is None:
        return
    files = link_files(work, step, site, "../../") if isinstance(step, Amendment) else ()
    words = "".join(f'<br><span class="word">{link}</span>' for link in files)
    yield "新旧対照表", link_comparison(step, "../") + words
