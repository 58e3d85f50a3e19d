"""kitei list: the documents with their kind, audience, size and last revision."""

import json
import sys

import click
from rich.console import Console
from rich.table import Table

from kitei.checks.scope import Subject
from kitei.commands.documents import open_here
from kitei.errors import ExitCode

PIPE_WIDTH = 400


@click.command(short_help="文書を一覧する")
@click.option(
    "--format", "form", type=click.Choice(["plain", "json"]), default="plain", help="出力の形。"
)
def list_(form: str) -> int:
    """文書を、種類・公開区分・規定の数・版とともに一覧します。"""
    loaded = open_here().load()
    rows = [describe(subject) for subject in loaded.subjects]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print_table(rows)
    for path, fault in loaded.faults:
        click.secho(f"読めません: {path}:{fault.position}: {fault.message}", fg="red", err=True)
    return ExitCode.FINDINGS if loaded.faults else ExitCode.OK


def describe(subject: Subject) -> dict[str, str | int | None]:
    """Return what is listed of a document."""
    document = subject.document
    current = max(subject.revisions, key=lambda revision: revision.order, default=None)
    effective = current.effective_from if current else None
    return {
        "id": document.id,
        "title": document.meta.title,
        "kind": document.meta.kind.value,
        "audience": document.meta.audience,
        "folder": subject.folder,
        "provisions": len(subject.places.all),
        "revision": current.number if current else None,
        "effective_from": effective.isoformat() if effective else None,
    }


def _print_table(rows: list[dict[str, str | int | None]]) -> None:
    table = Table(box=None, pad_edge=False)
    headings = ("文書", "題名", "種類", "公開区分", "規定", "版", "施行日")
    keys = ("id", "title", "kind", "audience", "provisions", "revision", "effective_from")
    for heading in headings:
        table.add_column(heading, no_wrap=heading == "文書", overflow="fold")
    for row in rows:
        table.add_row(*("－" if row[key] is None else str(row[key]) for key in keys))
    # A pipe has no width: there, every document is one line.
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    Console(highlight=False, width=width).print(table)
