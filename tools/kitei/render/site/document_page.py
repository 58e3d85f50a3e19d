"""The page of a document: what it is and since when, then its text in force."""

from collections.abc import Iterator

from kitei.model.places import Place
from kitei.render.site.addresses import page_path, word_path
from kitei.render.site.body import render_body
from kitei.render.site.download import render_download
from kitei.render.site.escaping import escape_html, escape_markdown
from kitei.render.site.inline import Setting
from kitei.render.site.page import Head, Page, make_page
from kitei.render.site.record import Fact, Record, list_facts, name_revision, render_facts
from kitei.render.site.site import Site
from kitei.render.site.upcoming import list_upcoming, tell_change
from kitei.render.site.volume import Volume
from kitei.render.site.work import Work

CONTENTS_DEPTH = 2
# The id of the title, that the generator would else make of its digits: no provision can have it.
TITLE = "document_title"


def render_document_page(work: Work, volume: Volume, site: Site) -> Page:
    """Return the page at a document's own address, which shows a text."""
    meta = volume.document.meta
    is_draft = work.draft is not None
    blocks = [
        render_title(meta.title),
        *([_render_draft_banner(work)] if is_draft else []),
        *_render_notices(work, site),
        _render_header(work, volume, site),
        *render_body(Setting(volume, site.shelf)),
    ]
    head = Head(meta.title, meta.summary or "", is_found=not is_draft)
    return make_page(page_path(work.id), head, blocks)


def render_title(title: str) -> str:
    """Return the heading of a page."""
    return f"# {escape_markdown(title)} {{#{TITLE}}}"


def list_document_facts(volume: Volume) -> Iterator[Fact]:
    """Yield what a document says of itself."""
    meta = volume.document.meta
    if meta.legal_basis:
        yield "根拠", escape_html(meta.legal_basis)
    yield "所管", escape_html(meta.owner)
    yield "公開区分", escape_html(volume.edition.audience.title)


def render_links(links: list[str]) -> str:
    """Return links to other pages of the document as a list."""
    items = "".join(f"<li>{link}</li>" for link in links)
    return f'<ul class="page-links">{items}</ul>' if links else ""


def _render_header(work: Work, volume: Volume, site: Site) -> str:
    """Return the box between title and text; the text begins behind it."""
    record = Record(work.standing, work.history.timeline, site.settings) if work.standing else None
    facts: list[Fact] = []
    if record is not None:
        facts += [("版", escape_html(name_revision(record.standing))), *list_facts(record)]
    facts += list_document_facts(volume)
    data = site.word_files.get(word_path(work.history))
    download = render_download(f"{work.id}.docx", data) if data is not None else ""
    links = ['<a href="history/">改正履歴</a>'] if work.history.timeline.decided else []
    return (
        f'<div class="document-header">\n{render_facts(facts)}\n{download}\n'
        f"{render_links(links)}\n{render_contents(volume)}\n</div>"
    )


def _render_draft_banner(work: Work) -> str:
    standing = work.history.timeline.in_force
    link = (
        f' <a href="{standing.key}/">施行中の規定へ</a>'
        if standing and standing.key in work.volumes
        else ""
    )
    return (
        '<section class="revision-banner is-draft" aria-label="この版の効力">\n'
        f'<p><strong class="status is-draft">案</strong> 決定されていない原稿です。{link}</p>\n'
        "</section>"
    )


def _render_notices(work: Work, site: Site) -> Iterator[str]:
    """Yield what will change, so that nobody takes the text for good beyond its day."""
    for record in list_upcoming(work, site.settings):
        yield f'<div class="notice" role="note"><p>{tell_change(record, work)}</p></div>'


def render_contents(volume: Volume) -> str:
    """Return the list of contents for narrow screens, where the theme's own is put away."""
    entries = [
        f'<li class="contents-{place.depth + 1}">'
        f'<a href="#{volume.anchor_at(place).id}">{_label(place)}</a></li>'
        for place in volume.places.all
        if place.provision.is_heading and place.depth < CONTENTS_DEPTH
    ]
    if not entries:
        return ""
    return (
        '<details class="contents"><summary>目次</summary>\n<ul>\n'
        + "\n".join(entries)
        + "\n</ul></details>"
    )


def _label(place: Place) -> str:
    provision = place.provision
    parts = (str(provision.marker or ""), str(provision.caption or ""))
    between = "" if provision.has_attached_caption else " "
    return escape_html(between.join(part for part in parts if part))
