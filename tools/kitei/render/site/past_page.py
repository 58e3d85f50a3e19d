"""The page of one revision, which stays for ever: what it is, from when to when, and its text."""

from collections.abc import Iterator

from kitei.model.timeline import Standing, Status
from kitei.render.site.addresses import page_path, word_path
from kitei.render.site.amendment import Amendment
from kitei.render.site.body import render_body
from kitei.render.site.comparison_links import link_comparison
from kitei.render.site.document_page import (
    list_document_facts,
    render_contents,
    render_links,
    render_title,
)
from kitei.render.site.download import render_download
from kitei.render.site.escaping import escape_html
from kitei.render.site.inline import Setting
from kitei.render.site.page import Head, Page, make_page
from kitei.render.site.record import (
    Record,
    list_decision,
    name_revision,
    render_facts,
    render_span,
    render_status,
)
from kitei.render.site.site import Site
from kitei.render.site.volume import Volume
from kitei.render.site.work import Work, name_own_page


def render_past_page(work: Work, standing: Standing, site: Site) -> Page:
    """Return the page of a revision whose text is at hand."""
    volume = work.volumes[standing.key]
    record = Record(standing, work.history.timeline, site.settings)
    setting = Setting(volume, site.shelf, root="../../", kept=_find_kept(work, standing))
    title = volume.document.meta.title
    blocks = [
        render_title(title),
        _render_banner(record, work),
        _render_header(record, work, volume, site),
        *render_body(setting),
    ]
    head = Head(f"{title}　{name_revision(standing)}　{standing.status.label}", is_found=False)
    return make_page(page_path(work.id, standing.key), head, blocks, is_past=True)


def _find_kept(work: Work, standing: Standing) -> frozenset[str]:
    """Return the ids that lead from a text to the same provision in the text in force."""
    if work.shown is None or work.draft is not None or standing.status is Status.IN_FORCE:
        return frozenset()
    return work.shown.ids & work.volumes[standing.key].ids


def _render_banner(record: Record, work: Work) -> str:
    """Return what says at every place of the page that this is not the text in force, or is."""
    status = record.standing.status
    span = render_span(record) + ("施行" if status is Status.SCHEDULED else "")
    return (
        f'<section class="revision-banner is-{status.value}" aria-label="この版の効力">\n'
        f"<p>{render_status(status)} {escape_html(name_revision(record.standing))}"
        f' <span class="span">{span}</span></p>\n'
        f'<p><a class="to-force" href="../">{name_own_page(work)}</a></p>\n'
        "</section>"
    )


def _render_header(record: Record, work: Work, volume: Volume, site: Site) -> str:
    facts = [
        ("版", escape_html(name_revision(record.standing))),
        ("施行期間", render_span(record)),
        *list_decision(record),
        *list_document_facts(volume),
    ]
    path = word_path(work.history, record.standing)
    data = site.word_files.get(path)
    download = render_download(path.rpartition("/")[2], data) if data is not None else ""
    return (
        f'<div class="document-header">\n{render_facts(facts)}\n{download}\n'
        f"{render_links(list(_list_links(record, work)))}\n{render_contents(volume)}\n</div>"
    )


def _list_links(record: Record, work: Work) -> Iterator[str]:
    keys = list(work.volumes)
    place = keys.index(record.standing.key)
    if place > 0:
        yield _link_to(record, keys[place - 1], "前の版", "prev")
    if place + 1 < len(keys):
        yield _link_to(record, keys[place + 1], "次の版", "next")
    step = work.find_step(record.standing.key)
    if isinstance(step, Amendment):
        yield link_comparison(step, "../")
    yield '<a href="../history/">改正履歴</a>'


def _link_to(record: Record, key: str, name: str, relation: str) -> str:
    standing = record.timeline.get(key)
    label = f"{name} {name_revision(standing)}" if standing else name
    return f'<a href="../{key}/" rel="{relation}">{escape_html(label)}</a>'
