"""The front page: which documents there are, in force since when, and where to get them."""

from collections.abc import Iterator

from kitei.model.document import DocumentKind
from kitei.render.site.dates import render_date
from kitei.render.site.download import render_download
from kitei.render.site.escaping import escape_html, escape_markdown
from kitei.render.site.page import Head, Page, make_page
from kitei.render.site.site import Site
from kitei.render.site.volume import Volume


def render_front_page(site: Site) -> Page:
    """Return the front page of a site."""
    lead = _lead(site)
    blocks = [
        f'# <span class="body-name">{escape_markdown(site.settings.organisation.name)}</span>'
        f" {escape_markdown(site.name)}",
        f'<p class="lead">{escape_html(lead)}</p>',
        *_render_tiers(site),
    ]
    return make_page("index.md", Head(site.title, lead, hide=("toc",)), blocks)


def _lead(site: Site) -> str:
    name = site.settings.organisation.name
    if not site.shelf.volumes:
        return "現在、掲載している文書はありません。"
    if site.audience.is_restricted:
        return f"{name}の現行の規程を掲載しています（公開区分: {site.audience.title}）。"
    return f"{name}の現行の規程を公表しています。"


def _render_tiers(site: Site) -> Iterator[str]:
    for kind in DocumentKind:
        volumes = [v for v in site.shelf.volumes.values() if v.document.meta.kind is kind]
        if volumes:
            yield f"## {kind.label} {{#{kind.value}}}"
            cards = (_render_card(volume, site) for volume in volumes)
            yield '<ul class="cards">\n' + "\n".join(cards) + "\n</ul>"


def _render_card(volume: Volume, site: Site) -> str:
    document = volume.document
    summary = f"<p>{escape_html(document.meta.summary)}</p>" if document.meta.summary else ""
    data = site.word_files.get(document.id)
    download = render_download(document, data, f"{document.id}/") if data is not None else ""
    return (
        f'<li class="card"><h3><a href="{escape_html(document.id)}/">'
        f"{escape_html(document.meta.title)}</a></h3>"
        f"{summary}{_render_state(volume, site)}{download}</li>"
    )


def _render_state(volume: Volume, site: Site) -> str:
    """Return since when the document is in force, its revision, and whose it is."""
    revision = volume.edition.current
    parts = []
    if revision is not None and revision.effective_from is not None:
        parts.append(f"{render_date(revision.effective_from, site.settings)}施行")
    if revision is not None:
        parts.append(escape_html(f"第{revision.number}版（{revision.kind.label}）"))
    parts.append(f"所管　{escape_html(volume.document.meta.owner)}")
    return '<ul class="state">' + "".join(f"<li>{part}</li>" for part in parts) + "</ul>"
