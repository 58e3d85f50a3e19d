"""kitei revise: opens the record of a revision in preparation, before its text is edited."""

from datetime import date
from typing import TypedDict, Unpack

import click

from kitei.checks.records import precedes
from kitei.checks.scope import Subject
from kitei.commands.asking import (
    ask,
    has_terminal,
    parse_kind,
    parse_line,
    parse_number,
    parse_optional_day,
)
from kitei.commands.days import Day, today
from kitei.commands.documents import DOCUMENT
from kitei.commands.recording import open_record
from kitei.commands.standings import name_revision
from kitei.errors import ExitCode, StoreError
from kitei.model.era import format_date
from kitei.model.revision import (
    Revision,
    RevisionKind,
    get_number,
    get_number_between,
    sort_revisions,
)
from kitei.model.timeline import make_timeline
from kitei.settings import Settings

_KINDS = [kind.value for kind in RevisionKind]


class Given(TypedDict):
    """The options as typed."""

    number: str | None
    kind: str | None
    reason: str | None
    effective: date | None


@click.command(short_help="改正の記録を起こす")
@DOCUMENT
@click.option("--kind", type=click.Choice(_KINDS), help="改正の種類。既定は一部改正か制定。")
@click.option("--number", metavar="版", help="新しい版。既定は前の版の次。正誤では前の版のまま。")
@click.option("--effective", type=Day(), metavar="日", help="施行日。未定なら書かない。")
@click.option("--reason", metavar="理由", help="改正の理由。公開の文書では公開される。")
def revise(document: str, **given: Unpack[Given]) -> int:
    """これから改める文書に、決裁前の改正の記録（revisions.ymlの一件）を起こします。

    端末では、指定のない項目を尋ねます。本文は、この後に直します。
    """
    record = open_record(document)
    settings = record.workspace.settings
    refuse_open(record.revisions, record.path)
    draft = make_draft(record.subject, given)
    refuse_bad_order(record.revisions, draft, settings)
    record.append(draft)
    click.echo(f"{record.path} に{name_revision(draft)}の記録を起こしました。")
    click.echo(say_next(record.subject.document.id, draft))
    return ExitCode.OK


def refuse_open(revisions: tuple[Revision, ...], path: str) -> None:
    """Raise StoreError where a revision is in preparation already."""
    opened = next((revision for revision in revisions if revision.is_open), None)
    if opened is not None:
        raise StoreError(
            f"{path}:{opened.line}: 決裁前の{name_revision(opened)}が既にあります。",
            "その改正を続けるか、その記録を消してから、やり直してください。",
        )


def make_draft(subject: Subject, given: Given) -> Revision:
    """Return the record to be opened, from the options and, on a terminal, from answers."""
    asks = has_terminal()
    default = RevisionKind.PARTIAL if may_be_amended(subject.revisions) else RevisionKind.ENACTMENT
    kind = RevisionKind(given["kind"]) if given["kind"] else default
    if asks and given["kind"] is None:
        known = "、".join(f"{one.value} {one.label}" for one in RevisionKind)
        kind = ask(f"改正の種類（{known}）", parse_kind, default.value)
    refuse_kind(subject.revisions, kind)
    number = parse_number(given["number"] or get_number(subject.revisions, kind))
    if asks and given["number"] is None:
        number = ask("版", parse_number, number)
    effective = given["effective"]
    if asks and effective is None:
        effective = ask("施行日（未定なら、そのままEnter）", parse_optional_day)
    return Revision(number, kind, effective_from=effective, reason=_get_reason(given, asks=asks))


def _get_reason(given: Given, *, asks: bool) -> str:
    if given["reason"] is not None:
        return parse_line(given["reason"])
    if not asks:
        raise StoreError("改正の理由がありません。", "--reason で理由を指定してください。")
    return ask("改正の理由", parse_line)


def may_be_amended(revisions: tuple[Revision, ...]) -> bool:
    """Return whether there is something to amend: an enactment that no repeal follows."""
    return bool(revisions) and sort_revisions(revisions)[-1].kind is not RevisionKind.REPEAL


def refuse_kind(revisions: tuple[Revision, ...], kind: RevisionKind) -> None:
    """Raise StoreError for a kind that cannot follow what is recorded."""
    is_enactment = kind is RevisionKind.ENACTMENT
    if not revisions and not is_enactment:
        raise StoreError(
            f"制定の記録がないので、{kind.label}の記録は起こせません。",
            "先に制定を記録します（--kind enactment）。",
        )
    if is_enactment and may_be_amended(revisions):
        raise StoreError(
            "制定は既に記録されています。",
            "改めるときは --kind partial（一部改正）又は full（全部改正）とします。",
        )
    last = sort_revisions(revisions)[-1] if revisions else None
    # Until a repeal takes effect, wording as published can still be put right.
    is_over = make_timeline(revisions, today()).repeal is not None
    allowed = is_enactment or (kind is RevisionKind.CORRECTION and not is_over)
    if last is not None and last.kind is RevisionKind.REPEAL and not allowed:
        raise StoreError(
            f"この文書には{name_revision(last)}の記録があるので、{kind.label}はできません。",
            "改めて定めるときは --kind enactment（制定）とします。",
        )


def refuse_bad_order(revisions: tuple[Revision, ...], draft: Revision, settings: Settings) -> None:
    """Raise StoreError for a number or a day that cannot follow what is recorded."""
    _refuse_number(revisions, draft, settings)
    day = draft.effective_from
    before = [
        one for one in sort_revisions(revisions) if one.effective_from and one.order < draft.order
    ]
    if day is None or draft.kind is RevisionKind.CORRECTION or not before:
        return
    last = before[-1]
    start = last.effective_from
    if start is not None and day < start:
        raise StoreError(
            f"施行日（{format_date(day, settings.era_style)}）が、{name_revision(last)}の施行日"
            f"（{format_date(start, settings.era_style)}）より前です。",
            _advise_day(revisions, day),
        )


def _advise_day(revisions: tuple[Revision, ...], day: date) -> str:
    """Return the way out for an amendment that would take effect before the last one."""
    ordered = sort_revisions(revisions)
    later = next((one for one in ordered if one.effective_from and one.effective_from > day), None)
    before = [one for one in ordered if later is not None and one.order < later.order]
    if later is None or not before or day < today():
        return (
            "施行日を確かめてください。遡って適用するときは、決裁のときに --applies で指定します。"
        )
    number = get_number_between(before[-1], later)
    return (
        f"{name_revision(later)}より先に施行する改正なら、間の版を付けます: "
        f"--number {number} --effective {day.isoformat()}"
    )


def _refuse_number(revisions: tuple[Revision, ...], draft: Revision, settings: Settings) -> None:
    same = [one for one in revisions if one.order == draft.order]
    higher = [one for one in sort_revisions(revisions) if one.order > draft.order]
    is_correction = draft.kind is RevisionKind.CORRECTION
    if is_correction and any(one.number == draft.number and one.has_text for one in same):
        return
    if not same and all(precedes(draft, one, today()) for one in higher):
        return
    highest = (*same, *higher)[-1]
    hint = f"{highest.number}より大きな版にしてください。"
    if is_correction:
        hint += "正誤は、正す版の番号のままにもできます。"
    scheduled = next((one.effective_from for one in higher if one.effective_from), None)
    if scheduled is not None and scheduled > today():
        day = format_date(scheduled, settings.era_style)
        hint += f"{day}より前に施行する改正には、使われていない間の版を付けられます。"
    raise StoreError(f"版{draft.number}は、今までの版{highest.number}より後になりません。", hint)


def say_next(identifier: str, draft: Revision) -> str:
    """Return what is to be done until the revision is decided."""
    steps = [
        "本文（index.md）を直す。" * draft.has_text,
        f"kitei check {identifier} で検査する。",
        "決裁を受ける。",
        f"kitei decide {identifier} で決裁を記録する。",
    ]
    numbered = enumerate(filter(None, steps), 1)
    return "\n".join(["この後にすること", *(f"  {number}. {step}" for number, step in numbered)])
