"""The forms that a comparison is written in, one row each, loaded when they are asked for."""

import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from kitei.commands.comparison_pair import Pair
from kitei.compare.outcome import Verdict
from kitei.errors import RenderError, explain
from kitei.model.edition import Edition
from kitei.model.revision import Revision, RevisionKind, get_number
from kitei.render.comparison_report import ComparisonReport, describe_reference
from kitei.render.comparison_text import PIPE, Screen


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written: a report with the texts that it is about, and where it is shown.

    `day` is the day of changes that nobody has decided yet.
    """

    report: ComparisonReport
    pair: Pair
    screen: Screen = PIPE
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the module and function that write it, what these take, and whether it is text."""

    module: str
    function: str
    arguments: Callable[[Job], tuple[Any, ...]]
    options: Callable[[Job], dict[str, Any]] = lambda job: {}
    is_text: bool = True

    def write(self, job: Job) -> bytes:
        """Return the comparison in this form."""
        function = getattr(importlib.import_module(self.module), self.function)
        written: str | bytes = function(*self.arguments(job), **self.options(job))
        return written.encode() if isinstance(written, str) else written


def _take_report(job: Job) -> tuple[Any, ...]:
    return (job.report,)


def _take_editions(job: Job) -> tuple[Any, ...]:
    return job.pair.old.edition, _record_draft(job), job.pair.settings


def _record_draft(job: Job) -> Edition:
    """Return the new edition; a draft without a record of its own gets an open one.

    Else the last decision, which was about the old text, would speak for it.
    """
    edition = job.pair.new.edition
    current = edition.current
    if not job.pair.new.is_draft or current is None or current.is_open:
        return edition
    is_full = job.report.comparison.verdict is Verdict.REPLACED
    kind = RevisionKind.FULL if is_full else RevisionKind.PARTIAL
    record = Revision(get_number(edition.revisions, kind), kind)
    return replace(edition, revisions=(*edition.revisions, record))


def _list_checks(job: Job) -> dict[str, Any]:
    stale = (found for found in job.report.references if found.is_stale)
    places = job.report.comparison.new.places
    return {"checks": [describe_reference(found, places) for found in stale]}


FORMS: dict[str, Form] = {
    "text": Form(
        "kitei.render.comparison_text",
        "render_comparison_text",
        lambda job: (job.report, job.screen),
    ),
    "markdown": Form(
        "kitei.render.comparison_markdown", "render_comparison_markdown", _take_report
    ),
    "html": Form("kitei.render.comparison_html", "render_comparison_html", _take_report),
    "docx": Form(
        "kitei.render.word.comparison",
        "write_comparison",
        lambda job: (job.report.table, *_take_editions(job)),
        _list_checks,
        is_text=False,
    ),
    "tracked": Form(
        "kitei.render.word.tracked",
        "write_tracked",
        lambda job: (job.report.comparison, *_take_editions(job)),
        lambda job: {"day": job.day},
        is_text=False,
    ),
    "json": Form("kitei.render.comparison_json", "render_comparison_json", _take_report),
}


def find_screen(out: Path | None) -> Screen:
    """Return how wide the terminal is; a pipe and a file have no width and no colours."""
    if out is not None or not sys.stdout.isatty():
        return PIPE
    import shutil  # noqa: PLC0415 - slow to load for the one question, which no pipe asks

    has_colours = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Screen(shutil.get_terminal_size().columns, has_colours)


def write_out(content: bytes, out: Path | None, pair: Pair) -> None:
    """Write a comparison to its file, or show it."""
    if out is None:
        click.echo(content, nl=False)
        return
    if out.exists() and any(file.exists() and out.samefile(file) for file in pair.files):
        raise RenderError(
            f"{out}は比べる文書のファイルです。", "--out には、ほかのファイルを指定してください。"
        )
    if out.is_dir():
        raise RenderError(
            f"{out}はフォルダーです。", "--out には、ファイルの名まで書いてください。例: 対照表.md"
        )
    if not out.parent.exists():
        raise RenderError(
            f"{out}に書き込めません: フォルダー{out.parent}がありません。",
            "先にフォルダーを作るか、--out の名を確かめてください。",
        )
    aside = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        aside.write_bytes(content)
        aside.replace(out)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise RenderError(
            f"{out}に書き込めません: {explain(error)}",
            "--out に、書き込める場所のファイルを指定してください。",
        ) from error
