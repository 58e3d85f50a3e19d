"""kitei show: the text of a revision, or the text in force on a day."""

import sys
from datetime import date

import click

from kitei.commands.days import AS_OF
from kitei.commands.documents import DOCUMENT, load_one, open_here
from kitei.commands.past import find_histories
from kitei.commands.standings import (
    DRAFT,
    format_span,
    get_standing,
    get_text,
    name_revision,
)
from kitei.errors import ExitCode
from kitei.model.document import Document
from kitei.model.era import DateStyle
from kitei.model.history import History
from kitei.model.timeline import Standing
from kitei.render.plain_text import render_text
from kitei.source.document_reader import write_document

_FORMS = {"markdown": write_document, "text": render_text}


@click.command(short_help="ある版又はある日の本文を示す")
@DOCUMENT
@click.option("--revision", metavar="版", help="この版を示す。作業中の本文はdraft。")
@click.option(
    "--format", "form", type=click.Choice(list(_FORMS)), default="markdown", help="出力の形。"
)
@AS_OF
@click.pass_context
def show(
    context: click.Context, document: str, revision: str | None, form: str, as_of: date
) -> int:
    """文書の本文を示します。版の指定がなければ、その日に施行中の本文です。"""
    source = context.get_parameter_source("as_of")
    if revision is not None and source is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError("--revision と --as-of は同時に指定できません。")
    workspace = open_here()
    subject = load_one(workspace, document)
    if revision == DRAFT:
        _write(subject.document, form)
        return ExitCode.OK
    found = find_histories(workspace, [subject], as_of)[subject.document.id]
    style = workspace.settings.era_style
    standing = get_standing(found, revision, style)
    _write(get_text(found, standing), form)
    for note in list_notes(found, standing, style, is_asked=revision is not None):
        click.secho(note, fg="yellow", err=True)
    return ExitCode.OK


def _write(document: Document, form: str) -> None:
    sys.stdout.write(_FORMS[form](document))


def list_notes(
    found: History, standing: Standing, style: DateStyle, *, is_asked: bool
) -> list[str]:
    """Return what a reader of the text must know: what it is, and that it was put right."""
    notes = []
    if is_asked:
        span = f"（{format_span(standing, style)}）" if standing.is_ever_in_force else ""
        notes.append(f"{name_revision(standing.revision)}: {standing.status.label}{span}")
    number = standing.revision.number
    later = [s.key for s in found.timeline.decided if s.revision.number == number]
    corrections = later[later.index(standing.key) + 1 :]
    if corrections:
        notes.append(f"この版には正誤があります: --revision {corrections[-1]} で示します。")
    return notes
