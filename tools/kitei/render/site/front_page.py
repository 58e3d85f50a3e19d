"""The front page: what is in force today, what will change, what changed last, and downloads."""

from collections.abc import Iterator

from kitei.model.document import DocumentKind
from kitei.model.revision import RevisionKind
from kitei.render.site.addresses import page_folder, word_path
from kitei.render.site.dates import render_date
from kitei.render.site.download import render_download
from kitei.render.site.escaping import escape_html, escape_markdown
from kitei.render.site.page import Head, Page, make_page
from kitei.render.site.record import Fact, Record, name_revision, render_facts
from kitei.render.site.site import Site
from kitei.render.site.upcoming import list_upcoming, render_change
from kitei.render.site.work import Work

LONGEST_REASON = 160


def render_front_page(site: Site) -> Page:
    """Return the front page of a site."""
    lead = _lead(site)
    blocks = [
        f'# <span class="body-name">{escape_markdown(site.settings.organisation.name)}</span>'
        f" {escape_markdown(site.name)}",
        f'<p class="lead">{escape_html(lead)}（{render_date(site.day, site.settings)}現在）</p>',
    ]
    for name, anchor, works in _sections(site):
        if works:
            cards = "\n".join(_render_card(work, site) for work in works)
            blocks += [f"## {name} {{#{anchor}}}", f'<ul class="cards">\n{cards}\n</ul>']
    return make_page("index.md", Head(site.title, lead, hide=("toc",)), blocks)


def _lead(site: Site) -> str:
    name = site.settings.organisation.name
    if not site.shelf.works:
        return "現在、掲載している文書はありません。"
    if site.audience.is_restricted:
        return f"{name}の現行の規程を掲載しています（公開区分: {site.audience.title}）。"
    return f"{name}の現行の規程を公表しています。"


def _sections(site: Site) -> Iterator[tuple[str, str, list[Work]]]:
    """Yield the sections: the tiers with what is in force, then what is not."""
    works = list(site.shelf.works.values())
    in_force = [work for work in works if work.history.timeline.in_force]
    for kind in DocumentKind:
        tier = [work for work in in_force if work.face and work.face.meta.kind is kind]
        yield kind.label, kind.value, tier
    yield "その他の文書", "others", [work for work in in_force if work.face is None]
    others = [work for work in works if work not in in_force]
    repealed = [work for work in others if work.history.timeline.repeal]
    yield "これから施行する文書", "scheduled", [work for work in others if work not in repealed]
    yield "廃止した文書", "repealed", repealed


def _render_card(work: Work, site: Site) -> str:
    summary = work.face.meta.summary if work.face else None
    told = f"<p>{escape_html(summary)}</p>" if summary else ""
    path = word_path(work.history)
    data = site.word_files.get(path)
    download = render_download(path, data) if data is not None else ""
    return (
        f'<li class="card"><h3><a href="{page_folder(work.id)}">{escape_html(work.title)}</a></h3>'
        f"{told}{render_facts(_list_facts(work, site))}"
        f'<div class="card-links">{download}{_render_history_link(work)}</div></li>'
    )


def _render_history_link(work: Work) -> str:
    if not work.history.timeline.decided:
        return ""
    return f'<p class="more"><a href="{page_folder(work.id, "history")}">改正履歴</a></p>'


def _list_facts(work: Work, site: Site) -> Iterator[Fact]:
    """Yield what is in force, what changed last and what will change, and whose it is."""
    timeline, settings = work.history.timeline, site.settings
    if timeline.in_force is not None:
        yield from _list_current(Record(timeline.in_force, timeline, settings))
    absence = work.history.absences.get(timeline.in_force.key) if timeline.in_force else None
    if absence is not None and work.shown is None:
        yield "本文", escape_html(absence.label)
    if timeline.repeal is not None:
        record = Record(timeline.repeal, timeline, settings)
        day = timeline.repeal.start
        when = render_date(day, settings) if day else ""
        yield "廃止", when + _explain(record)
    for record in list_upcoming(work, settings):
        yield "今後", render_change(record, work, page_folder(work.id)) + _explain(record)
    if work.face is not None:
        yield "所管", escape_html(work.face.meta.owner)


def _list_current(record: Record) -> Iterator[Fact]:
    base = record.base
    since = f"{render_date(base.start, record.settings)}施行　" if base.start else ""
    yield "施行中", since + escape_html(name_revision(record.standing))
    start = record.standing.start
    when = f"{render_date(start, record.settings)}　" if start else ""
    is_enacted = record.revision.kind is RevisionKind.ENACTMENT
    kind = "" if is_enacted else record.revision.kind.label
    yield "制定" if is_enacted else "直近の改正", when + kind + _explain(record)


def _explain(record: Record) -> str:
    """Return why, in short."""
    reason = record.revision.reason
    if len(reason) > LONGEST_REASON:
        reason = reason[: LONGEST_REASON - 1] + "…"
    return f'<br><span class="reason">{escape_html(reason)}</span>' if reason else ""
