"""All pages of a site, and the list by which the generator shows them."""

from kitei.model.document import DocumentKind
from kitei.render.site.document_page import render_document_page
from kitei.render.site.escaping import escape_html
from kitei.render.site.front_page import render_front_page
from kitei.render.site.page import Page
from kitei.render.site.site import Site

# What the generator takes as `nav`: titles with a page or with further entries.
Navigation = list[dict[str, object]]


def render_pages(site: Site) -> tuple[Page, ...]:
    """Return the pages of a site: the front page, then one for each document."""
    documents = (render_document_page(volume, site) for volume in site.shelf.volumes.values())
    return (render_front_page(site), *documents)


def make_navigation(site: Site) -> Navigation:
    """Return the navigation: the front page, then the documents of each tier."""
    navigation: Navigation = [{"トップページ": "index.md"}]
    for kind in DocumentKind:
        documents = [volume.document for volume in site.shelf.volumes.values()]
        entries = [
            {escape_html(document.meta.title): f"{document.id}/index.md"}
            for document in documents
            if document.meta.kind is kind
        ]
        if entries:
            navigation.append({kind.label: entries})
    return navigation
