"""kitei history: every revision of the documents, with what decided it and when it applies."""

import json
import sys
from datetime import date
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from kitei.checks.scope import Subject
from kitei.commands.days import AS_OF
from kitei.commands.documents import DOCUMENTS, choose, open_here
from kitei.commands.past import find_histories
from kitei.commands.standings import NONE, format_span
from kitei.errors import ExitCode
from kitei.model.era import DateStyle, format_date
from kitei.model.history import History
from kitei.model.timeline import Standing, Status

_HEADINGS = ("版", "種類", "状態", "施行日", "期間", "決定", "本文", "理由")
# A pipe has no width: there, every revision is one line, however long its reason is.
_PIPE_WIDTH = 2000


@click.command(short_help="改正の履歴を示す")
@DOCUMENTS
@click.option(
    "--format", "form", type=click.Choice(["plain", "json"]), default="plain", help="出力の形。"
)
@AS_OF
def history(documents: tuple[str, ...], form: str, as_of: date) -> int:
    """文書の改正を、状態・施行日・期間・決裁・理由とともに、制定から順に示します。"""
    workspace = open_here()
    loaded = workspace.load()
    subjects = choose(loaded, documents, workspace.root)
    histories = find_histories(workspace, subjects, as_of)
    pairs = [(subject, histories[subject.document.id]) for subject in subjects]
    if form == "json":
        rows = [row for subject, found in pairs for row in describe_all(subject, found)]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        style = workspace.settings.era_style
        for index, (subject, found) in enumerate(pairs):
            click.echo("\n" * (index > 0) + f"{subject.document.id}  {subject.document.meta.title}")
            print_history(subject, found, style)
    for path, fault in loaded.faults:
        click.secho(f"読めません: {path}:{fault.position}: {fault.message}", fg="red", err=True)
    return ExitCode.FINDINGS if loaded.faults else ExitCode.OK


def describe_all(subject: Subject, found: History) -> list[dict[str, Any]]:
    """Return what is told to machines of every revision, and of a draft without a record."""
    rows = [describe(subject, found, standing) for standing in found.timeline.standings]
    if has_unrecorded_draft(subject, found):
        blank = dict.fromkeys(rows[0]) if rows else {}
        names = {"document": subject.document.id, "title": subject.document.meta.title}
        draft = {"key": "draft", "status": Status.DRAFT.value, "decided": [], "has_text": True}
        rows.append(blank | names | draft)
    return rows


def describe(subject: Subject, found: History, standing: Standing) -> dict[str, Any]:
    """Return what is told to machines of a revision; days in ISO form."""
    revision = standing.revision
    is_draft = standing.status is Status.DRAFT
    has_text = found.draft is not None if is_draft else standing.key in found.editions
    days = {
        "start": standing.start,
        "end": standing.end,
        "effective_from": revision.effective_from,
        "applies_from": revision.applies_from,
        "published_on": revision.published_on,
        "promulgated_on": revision.promulgated_on,
    }
    return {
        "document": subject.document.id,
        "title": subject.document.meta.title,
        "revision": revision.number,
        "key": standing.key,
        "kind": revision.kind.value,
        "status": standing.status.value,
        "decided": [
            {"by": one.by, "on": one.on.isoformat(), "number": one.number}
            for one in revision.decided
        ],
        **{key: day.isoformat() if day else None for key, day in days.items()},
        "reason": revision.reason or None,
        "text_sha256": revision.text_sha256,
        "has_text": has_text,
    }


def print_history(subject: Subject, found: History, style: DateStyle) -> None:
    """Print the table of a document, and a line on what is in preparation."""
    table = Table(box=None, pad_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading, no_wrap=heading in ("版", "種類", "状態"), overflow="fold")
    for standing in found.timeline.standings:
        table.add_row(*list_cells(found, standing, style))
    if table.rows:
        width = None if sys.stdout.isatty() else _PIPE_WIDTH
        Console(highlight=False, markup=False, width=width).print(table)
    if note := describe_draft(subject, found):
        click.echo(f"案: {note}")


def list_cells(found: History, standing: Standing, style: DateStyle) -> list[str]:
    """Return the cells of a revision's row."""
    revision = standing.revision
    start = format_start(standing, style)
    if revision.applies_from:
        start += f"（{format_date(revision.applies_from, style)}から適用）"
    decided = [
        " ".join(filter(None, (one.by, format_date(one.on, style), one.number)))
        for one in revision.decided
    ]
    return [
        standing.key,
        revision.kind.label,
        standing.status.label,
        start,
        format_span(standing, style),
        "、".join(decided) or NONE,
        describe_text(found, standing),
        revision.reason or NONE,
    ]


def format_start(standing: Standing, style: DateStyle) -> str:
    """Return the day of effect, of a draft the one that is planned; a dash where none is fixed."""
    planned = standing.revision.effective_from
    if standing.status is Status.DRAFT and planned is not None:
        return f"{format_date(planned, style)}（予定）"
    return format_date(standing.start, style) if standing.start else NONE


def describe_text(found: History, standing: Standing) -> str:
    """Return whether a revision's text is at hand, or why it is not."""
    if not standing.revision.has_text:
        return NONE
    if standing.status is Status.DRAFT:
        return "作業中" if found.draft else NONE
    absence = found.absences.get(standing.key)
    return absence.label if absence else "あり"


def has_unrecorded_draft(subject: Subject, found: History) -> bool:
    """Return whether the working text is a draft that no record stands for."""
    has_open = any(s.status is Status.DRAFT for s in found.timeline.standings)
    is_judged = bool(subject.text_sha256) or not found.timeline.standings
    return found.draft is not None and not has_open and is_judged


def describe_draft(subject: Subject, found: History) -> str:
    """Return what is in preparation, nothing where the working text is a decided one."""
    drafts = [s for s in found.timeline.standings if s.status is Status.DRAFT]
    if drafts:
        return f"改正中（版{drafts[-1].key}）"
    if not found.timeline.standings:
        return "改正の記録がありません。"
    if has_unrecorded_draft(subject, found):
        return "記録なしの変更あり"
    return "本文のハッシュの記録がないので、変更の有無は分かりません。" if found.draft else ""
