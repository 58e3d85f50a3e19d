"""The page of a comparison (新旧対照表): what changed from one revision to the next."""

from collections.abc import Iterator

from kitei.model.era import format_date
from kitei.render.change_sentences import tell_change
from kitei.render.comparison_html import name_both, name_page
from kitei.render.comparison_markup import (
    CHANGES,
    TABLE,
    render_changes,
    render_notes,
    render_summary,
    render_table,
)
from kitei.render.site.addresses import page_path
from kitei.render.site.amendment import Amendment
from kitei.render.site.comparison_links import link_files
from kitei.render.site.document_page import TITLE, render_links
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


def render_comparison_page(work: Work, amendment: Amendment, site: Site) -> Page:
    """Return the page that holds two texts against each other."""
    report = amendment.report
    title = escape_markdown(report.table.title)
    blocks = [
        f'# <span class="body-name">{title}</span> 新旧対照表 {{#{TITLE}}}',
        _render_header(work, amendment, site),
        f'<div class="summary">{render_summary(report)}</div>',
    ]
    if changes := render_changes(report, tell_change):
        blocks += [f"## 変更の一覧 {{#{CHANGES}}}", changes]
    caption = name_both(report, *_name_texts(amendment, site))
    if table := render_table(report.table, caption):
        blocks += [f"## 新旧対照表 {{#{TABLE}}}", f"<div>\n{table}\n</div>"]
    for number, (heading, notes) in enumerate(render_notes(report), 1):
        blocks += [f"## {heading} {{#note_{number}}}", notes]
    name = f"{name_page(report)}　{report.old.name}から{report.new.name}へ"
    head = Head(name, hide=("toc",), is_found=False)
    return make_page(page_path(work.id, amendment.key), head, blocks, is_past=True)


def _name_texts(amendment: Amendment, site: Site) -> Iterator[str]:
    """Yield the new and the old revision with the days from which they are in force."""
    for standing in (amendment.new, amendment.old):
        day = standing.start
        since = f"　{format_date(day, site.settings.era_style)}施行" if day else ""
        yield name_revision(standing) + since


def _render_header(work: Work, amendment: Amendment, site: Site) -> str:
    """Return the box that says which texts these are, since when, and who decided."""
    new, old = (
        Record(standing, work.history.timeline, site.settings)
        for standing in (amendment.new, amendment.old)
    )
    facts: list[Fact] = [
        ("改正後", _render_text(new)),
        ("改正前", _render_text(old)),
        *list_decision(new),
    ]
    files = [f"<p>{link}</p>" for link in link_files(work, amendment, site, "../../")]
    downloads = f'<div class="word">{"".join(files)}</div>\n' if files else ""
    links = [f'<a href="../">{name_own_page(work)}</a>', '<a href="../history/">改正履歴</a>']
    return (
        f'<div class="document-header">\n{render_facts(facts)}\n{downloads}'
        f"{render_links(links)}\n</div>"
    )


def _render_text(record: Record) -> str:
    """Return a revision with the way to its text, and when it is in force."""
    name = escape_html(name_revision(record.standing))
    status = render_status(record.standing.status)
    return (
        f'<a href="../{record.standing.key}/">{name}</a> {status}'
        f' <span class="span">{render_span(record)}</span>'
    )
