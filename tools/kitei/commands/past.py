"""Histories for the commands of editors: loaded with progress, told where texts are missing."""

import sys
from collections.abc import Iterable
from datetime import date

import click

from kitei.checks.scope import Subject
from kitei.model.history import Absence, History
from kitei.store.chronicle import load_histories
from kitei.store.workspace import Workspace

_NO_REPOSITORY = (
    "注意: gitの履歴がないので、過去の版の本文は示せません。"
    "git cloneで得たリポジトリーで実行してください。"
)


def find_histories(
    workspace: Workspace, subjects: Iterable[Subject], day: date
) -> dict[str, History]:
    """Return the histories by document id; without git, one line says what that means."""
    histories = load_histories(workspace, subjects, day, report=_show_progress)
    absences = {absence for found in histories.values() for absence in found.absences.values()}
    if Absence.NO_REPOSITORY in absences:
        click.secho(_NO_REPOSITORY, fg="yellow", err=True)
    return histories


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        is_over = done >= total
        click.echo(f"\r過去の本文を探しています {done}/{total}", nl=is_over, err=True)
