"""kitei show: the text of a revision, or the text in force on a day."""

import sys
from datetime import date

import click

from kitei.commands.days import AS_OF
from kitei.commands.documents import open_here
from kitei.commands.history import format_span
from kitei.commands.past import find_histories
from kitei.commands.recording import DOCUMENT, choose_one, name_revision
from kitei.errors import ExitCode, StoreError
from kitei.model.document import Document
from kitei.model.era import DateStyle, format_date
from kitei.model.history import Absence, History
from kitei.model.timeline import Standing, Status
from kitei.render.plain_text import render_text
from kitei.source.document_reader import write_document

DRAFT = "draft"
_FORMS = {"markdown": write_document, "text": render_text}

# Why a text is missing, and the way out.
_WAYS_OUT = {
    Absence.UNRECORDED: "今の原稿がその本文なら、kitei decide {id} --revision {key} "
    "--record-text で記録できます。",
    Absence.NOT_KEPT: "記録（revisions.yml）に、本文は残っていないと書かれています。",
    Absence.LOST: "本文を含む枝を git fetch で取得するか、その本文を原稿として一度コミットします。",
    Absence.NO_REPOSITORY: "git cloneで得たリポジトリーで実行してください。",
    Absence.OTHER_AUDIENCE: "その版は、ほかの公開区分の文書でした。",
}


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
    loaded = workspace.load()
    subject = choose_one(loaded, document, workspace.root)
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


def get_standing(found: History, key: str | None, style: DateStyle) -> Standing:
    """Return the revision asked for, or the one in force; StoreError lists those there are."""
    if key is None:
        if found.timeline.in_force is None:
            day = format_date(found.day, style)
            raise StoreError(f"{day}に施行中の版はありません。", list_revisions(found))
        return found.timeline.in_force
    standing = found.timeline.get(key)
    if standing is None:
        raise StoreError(f"版「{key}」はありません。", list_revisions(found))
    if standing.status is Status.DRAFT:
        name = name_revision(standing.revision)
        hint = f"作業中の本文は kitei show {found.id} --revision {DRAFT} で示します。"
        raise StoreError(f"{name}は決裁前です。", hint)
    return standing


def list_revisions(found: History) -> str:
    """Return the revisions there are, with their status."""
    known = [f"{s.key}（{s.status.label}）" for s in found.timeline.standings]
    return f"--revision で指定できる版: {'、'.join([*known, f'{DRAFT}（作業中の本文）'])}"


def get_text(found: History, standing: Standing) -> Document:
    """Return the text of a revision, or raise StoreError saying why it is missing."""
    edition = found.edition(standing)
    if edition is not None:
        return edition.document
    name = name_revision(standing.revision)
    if not standing.revision.has_text:
        hint = "廃止の前の版を --revision で指定してください。" + list_revisions(found)
        raise StoreError(f"{name}には本文がありません。", hint)
    absence = found.absences[standing.key]
    hint = _WAYS_OUT[absence].format(id=found.id, key=standing.key)
    raise StoreError(f"{name}の本文を示せません: {absence.label}", hint)


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
