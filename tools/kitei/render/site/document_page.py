"""The page of a document: what it is and since when, then its text."""

from collections.abc import Iterator

from kitei.model.places import Place
from kitei.model.revision import Decision, Revision
from kitei.render.site.body import render_body
from kitei.render.site.dates import render_date
from kitei.render.site.download import render_download
from kitei.render.site.escaping import escape_html, escape_markdown
from kitei.render.site.inline import Setting
from kitei.render.site.page import Head, Page, make_page
from kitei.render.site.site import Site
from kitei.render.site.volume import Volume
from kitei.settings import Settings

CONTENTS_DEPTH = 2
# The id of the title, that the generator would else make of its digits: no provision can have it.
TITLE = "document_title"


def render_document_page(volume: Volume, site: Site) -> Page:
    """Return the page of a document."""
    document = volume.document
    blocks = [
        f"# {escape_markdown(document.meta.title)} {{#{TITLE}}}",
        _render_header(volume, site),
        *render_body(Setting(volume, site.shelf)),
    ]
    head = Head(document.meta.title, document.meta.summary or "")
    return make_page(f"{document.id}/index.md", head, blocks)


def _render_header(volume: Volume, site: Site) -> str:
    """Return the box between title and text; the text begins behind it."""
    rows = "\n".join(
        f"<div><dt>{escape_html(name)}</dt><dd>{value}</dd></div>"
        for name, value in _facts(volume, site.settings)
    )
    data = site.word_files.get(volume.document.id)
    download = render_download(volume.document, data, "") if data is not None else ""
    return (
        '<div class="document-header">\n'
        f'<dl class="facts">\n{rows}\n</dl>\n{download}\n{_render_contents(volume)}\n</div>'
    )


def _facts(volume: Volume, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield what the box tells: names, and values that are HTML."""
    meta = volume.document.meta
    revision = volume.edition.current
    if revision is not None:
        yield from _revision_facts(revision, settings)
    if meta.legal_basis:
        yield "根拠", escape_html(meta.legal_basis)
    yield "所管", escape_html(meta.owner)
    yield "公開区分", escape_html(volume.edition.audience.title)


def _revision_facts(revision: Revision, settings: Settings) -> Iterator[tuple[str, str]]:
    yield "版", escape_html(f"第{revision.number}版（{revision.kind.label}）")
    if revision.effective_from is not None:
        yield "施行日", render_date(revision.effective_from, settings)
    if revision.applies_from is not None:
        yield "適用日", render_date(revision.applies_from, settings)
    if revision.decided:
        decisions = (_render_decision(decision, settings) for decision in revision.decided)
        yield "決定", "<br>".join(decisions)
    if revision.published_on is not None:
        yield "公表日", render_date(revision.published_on, settings)


def _render_decision(decision: Decision, settings: Settings) -> str:
    number = f"（{escape_html(decision.number)}）" if decision.number else ""
    return f"{escape_html(decision.by)}　{render_date(decision.on, settings)}{number}"


def _render_contents(volume: Volume) -> str:
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
