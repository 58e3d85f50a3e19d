"""All pages of a site, and the list by which the generator shows them."""

from collections.abc import Iterator

from kitei.model.document import DocumentKind
from kitei.render.site.addresses import FRONT, page_path
from kitei.render.site.comparison_page import render_comparison_page
from kitei.render.site.document_page import render_document_page
from kitei.render.site.escaping import escape_html
from kitei.render.site.front_page import render_front_page
from kitei.render.site.history_page import render_history_page
from kitei.render.site.notice_page import render_notice_page
from kitei.render.site.page import Page
from kitei.render.site.past_page import render_past_page
from kitei.render.site.site import Site
from kitei.render.site.work import Work

# What the generator takes as `nav`: titles with a page or with further entries.
Navigation = list[dict[str, object]]


def render_pages(site: Site) -> tuple[Page, ...]:
    """Return the pages of a site: the front page, then those of each document."""
    works = site.shelf.works.values()
    return (render_front_page(site), *(page for work in works for page in _render(work, site)))


def _render(work: Work, site: Site) -> Iterator[Page]:
    """Yield the pages of a document: its own, its history, its texts, their comparisons."""
    if work.shown is not None:
        yield render_document_page(work, work.shown, site)
    else:
        yield render_notice_page(work, site)
    decided = work.history.timeline.decided
    if decided:
        yield render_history_page(work, site)
    for standing in decided:
        if standing.key in work.volumes:
            yield render_past_page(work, standing, site)
    for amendment in work.amendments:
        yield render_comparison_page(work, amendment, site)


def make_navigation(site: Site) -> Navigation:
    """Return the navigation: the front page, then the documents of each tier."""
    navigation: Navigation = [{"トップページ": FRONT}]
    tiers = ((kind.label, kind) for kind in DocumentKind)
    for label, kind in (*tiers, ("その他の文書", None)):
        entries = [
            {escape_html(work.title): page_path(work.id)}
            for work in site.shelf.works.values()
            if (work.face.meta.kind if work.face else None) is kind
        ]
        if entries:
            navigation.append({label: entries})
    return navigation
