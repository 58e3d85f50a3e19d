"""The table of revisions (改正履歴) at the end of a Word file."""

from collections.abc import Iterator

from kitei.model.provision import Cell, Table
from kitei.model.revision import Decision, Revision, RevisionKind
from kitei.model.text import Text
from kitei.render.word.body import Body
from kitei.render.word.dates import write_day
from kitei.render.word.elements import make_run
from kitei.render.word.formats import ParagraphFormat
from kitei.render.word.page import TEXT_WIDTH
from kitei.render.word.tables import add_table
from kitei.settings import Settings

_HEADS = ("版", "区分", "決定日", "決定した機関", "施行日", "理由")
# Dates on one line each; what is left goes to the reasons.
_WIDTHS = (480, 1000, 2000, 1450, 2000)


def add_history(body: Body) -> None:
    """Write the table of revisions, where there are any."""
    revisions = sorted(body.edition.revisions, key=lambda revision: revision.order)
    if not revisions:
        return
    body.add_paragraph(ParagraphFormat("HistoryTitle"), make_run("改正履歴"))
    widths = (*_WIDTHS, TEXT_WIDTH - sum(_WIDTHS))
    rows = [_make_row(*_HEADS)]
    for revision in revisions:
        rows += _make_rows(revision, body.settings)
    add_table(body, Table(tuple(rows), len(_HEADS)), widths)


def _make_rows(revision: Revision, settings: Settings) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each decision; what they have in common is merged."""
    first, *others = revision.decided or (None,)
    common = (revision.number, revision.kind.label)
    number, kind, effective, reason = (
        Cell(Text(text), rowspan=len(others) + 1)
        for text in (*common, _write_effect(revision, settings), revision.reason)
    )
    yield (number, kind, *_make_decision(first, settings), effective, reason)
    for decision in others:
        yield _make_decision(decision, settings)


def _make_row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(Text(text)) for text in texts)


def _make_decision(decision: Decision | None, settings: Settings) -> tuple[Cell, ...]:
    if decision is None:
        return _make_row("未決定", "")
    number = f"（{decision.number}）" if decision.number else ""
    return _make_row(write_day(decision.on, settings), decision.by + number)


def _write_effect(revision: Revision, settings: Settings) -> str:
    if revision.kind is RevisionKind.CORRECTION and revision.effective_from is None:
        return ""
    effective = write_day(revision.effective_from, settings)
    if revision.applies_from is None:
        return effective
    return f"{effective}（{write_day(revision.applies_from, settings)}から適用）"
