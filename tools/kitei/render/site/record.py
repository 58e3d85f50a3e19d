"""What a page tells of a revision: its name, its time in force, its decisions, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kitei.model.revision import Decision, Revision, RevisionKind
from kitei.model.timeline import Standing, Status, Timeline
from kitei.render.site.dates import render_date
from kitei.render.site.escaping import escape_html
from kitei.settings import Settings

# A name, and a value that is HTML.
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """A revision of a document as it stands on the site's day."""

    standing: Standing
    timeline: Timeline
    settings: Settings

    @property
    def revision(self) -> Revision:
        """The record itself."""
        return self.standing.revision

    @property
    def base(self) -> Standing:
        """The revision that a correction corrects, else the revision itself."""
        base = self.timeline.get(self.revision.number)
        is_correction = self.revision.kind is RevisionKind.CORRECTION
        return base if is_correction and base is not None else self.standing


def name_revision(standing: Standing) -> str:
    """Return the name of a revision: 第2版（一部改正）; the second correction of it is 正誤2."""
    count = standing.key.partition("-correction-")[2]
    kind = standing.revision.kind.label + (count if count not in ("", "1") else "")
    return f"第{standing.revision.number}版（{kind}）"


def render_status(status: Status) -> str:
    """Return the label of a status."""
    return f'<strong class="status is-{status.value}">{status.label}</strong>'


def render_span(record: Record) -> str:
    """Return the time in force: 令和6年4月1日から令和8年3月31日まで."""
    standing, settings = record.standing, record.settings
    if standing.start is None:
        return "施行日は定まっていません"
    start = render_date(standing.start, settings)
    if not standing.revision.has_text:
        return f"{start}廃止"
    if not standing.is_ever_in_force:
        return f"{start}（同じ日に次の版に替わったため、施行された期間はありません）"
    if standing.end is None:
        return f"{start}から"
    return f"{start}から{render_date(standing.end, settings)}まで"


def list_facts(record: Record) -> Iterator[Fact]:
    """Yield what is recorded of a revision: its first day, then as `list_decision`."""
    revision, settings = record.revision, record.settings
    effective = record.base.revision.effective_from
    if effective is not None:
        yield "施行日" if revision.has_text else "廃止日", render_date(effective, settings)
    if record.base is not record.standing and record.standing.start is not None:
        yield "訂正日", render_date(record.standing.start, settings)
    yield from list_decision(record)


def list_decision(record: Record) -> Iterator[Fact]:
    """Yield who decided a revision, when it was made public, and why; nothing unrecorded."""
    revision, settings = record.revision, record.settings
    if revision.applies_from is not None:
        yield "適用日", _render_application(record, revision.applies_from)
    if revision.decided:
        yield "決定", "<br>".join(_render_decision(each, settings) for each in revision.decided)
    if revision.promulgated_on is not None:
        yield "公布日", render_date(revision.promulgated_on, settings)
    if revision.published_on is not None:
        yield "公表日", render_date(revision.published_on, settings)
    if revision.reason:
        yield "理由", escape_html(revision.reason)


def _render_application(record: Record, day: date) -> str:
    effective = record.revision.effective_from
    is_earlier = effective is not None and day < effective
    note = "（施行日より前にさかのぼって適用）" if is_earlier else ""
    return render_date(day, record.settings) + note


def _render_decision(decision: Decision, settings: Settings) -> str:
    number = f"（{escape_html(decision.number)}）" if decision.number else ""
    return f"{escape_html(decision.by)}　{render_date(decision.on, settings)}{number}"


def render_facts(facts: Iterable[Fact]) -> str:
    """Return facts as a list of names and values."""
    rows = (f"<div><dt>{escape_html(name)}</dt><dd>{value}</dd></div>" for name, value in facts)
    return '<dl class="facts">\n' + "\n".join(rows) + "\n</dl>"
