"""What will be: the revisions that are decided and not yet in force, told on the pages of today."""

from collections.abc import Iterator

from kitei.model.timeline import Status
from kitei.render.site.amendment import Amendment
from kitei.render.site.comparison_links import link_comparison
from kitei.render.site.dates import render_date
from kitei.render.site.escaping import escape_html
from kitei.render.site.record import Record, name_revision
from kitei.render.site.work import Work
from kitei.settings import Settings

_UPCOMING = (Status.SCHEDULED, Status.DECIDED)


def list_upcoming(work: Work, settings: Settings) -> Iterator[Record]:
    """Yield what is decided and not yet in force, in legal order."""
    timeline = work.history.timeline
    for standing in timeline.decided:
        if standing.status in _UPCOMING:
            yield Record(standing, timeline, settings)


def render_change(record: Record, work: Work, prefix: str) -> str:
    """Return what a revision will do: 令和9年7月1日から第4版（一部改正）, linked to its text.

    `prefix` leads from the page to the document's folder.
    """
    standing = record.standing
    if standing.start is None:
        when = "施行日は定まっていませんが、"
    elif not standing.revision.has_text:
        return f"{render_date(standing.start, record.settings)}に廃止"
    else:
        when = f"{render_date(standing.start, record.settings)}から"
    name = escape_html(name_revision(standing))
    if standing.key in work.volumes:
        name = f'<a href="{prefix}{standing.key}/">{name}</a>'
    return f"{when}{name}"


def tell_change(record: Record, work: Work) -> str:
    """Return the same as a sentence with its reason, for the document's own page."""
    standing = record.standing
    if not standing.revision.has_text:
        verb = "されます。" if standing.start else "廃止されます。"
    elif standing.start is None:
        verb = "が決定されています。"
    else:
        verb = "が施行されます。"
    reason = record.revision.reason
    why = f"<br>理由　{escape_html(reason)}" if reason else ""
    step = work.find_step(standing.key)
    link = f"<br>{link_comparison(step, '')}" if isinstance(step, Amendment) else ""
    return f"{render_change(record, work, '')}{verb}{why}{link}"
