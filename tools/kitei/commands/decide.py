"""kitei decide: enters a decision into the open record and fixes the text that was decided."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict, Unpack

import click

from kitei.checks.finding import Finding, Level
from kitei.checks.records import find_before, find_decided
from kitei.checks.rules import select_rules
from kitei.commands.asking import ask, confirm, has_terminal, parse_optional_day
from kitei.commands.days import Day, today
from kitei.commands.decisions import ask_decisions, parse_decisions, refuse_missing
from kitei.commands.documents import DOCUMENT, folder_of
from kitei.commands.earlier import load_earlier
from kitei.commands.findings import find_all
from kitei.commands.recording import Record, open_record
from kitei.commands.standings import name_revision
from kitei.commands.steps import say_next
from kitei.errors import ExitCode, StoreError
from kitei.model.document import DocumentKind
from kitei.model.revision import Revision
from kitei.model.timeline import make_timeline
from kitei.render.findings import render_plain
from kitei.source.record_editor import write_record

# The days that a record may hold besides the decision: name of the option, key, word.
_DAYS = (
    ("effective", "effective_from", "施行日"),
    ("applies", "applies_from", "適用の日"),
    ("promulgated", "promulgated_on", "告示等の日"),
    ("published", "published_on", "公表の日"),
)


class Given(TypedDict):
    """The options as typed."""

    decisions: tuple[str, ...]
    revision: str | None
    effective: date | None
    applies: date | None
    promulgated: date | None
    published: date | None
    record_text: bool
    yes: bool


@dataclass(frozen=True, slots=True)
class Target:
    """The record to be written: its place in the file, as it is and as it will be."""

    record: Record
    index: int
    now: Revision

    @property
    def identifier(self) -> str:
        """The document's id."""
        return self.record.subject.document.id


@click.command(short_help="決裁を記録する")
@DOCUMENT
@click.option(
    "--decision",
    "decisions",
    multiple=True,
    metavar="機関:日:番号",
    help="決裁。番号は省ける。機関ごとに繰り返す。例: 管理者:2026-03-16:見広総第41号",
)
@click.option("--effective", type=Day(), metavar="日", help="施行日。")
@click.option("--applies", type=Day(), metavar="日", help="適用の日。施行日と違うときだけ。")
@click.option("--promulgated", type=Day(), metavar="日", help="告示、訓令又は公布の日。")
@click.option("--published", type=Day(), metavar="日", help="公表の日。")
@click.option("--revision", metavar="版", help="決裁済みの版に、後で決まった日を書き足す。")
@click.option(
    "--record-text", is_flag=True, help="--revisionの版の本文が今の原稿であることを記録する。"
)
@click.option("--yes", is_flag=True, help="端末でも尋ねずに書き込む。")
def decide(document: str, **given: Unpack[Given]) -> int:
    """決裁前の改正の記録に決裁を書き込み、決裁された本文を固定します。

    検査に誤りがあるうちは書き込みません。端末では、指定のない決裁と施行日を尋ねます。
    """
    target = choose_target(open_record(document), given["revision"])
    decided = decide_draft(target, given) if target.now.is_open else complete(target, given)
    findings = find_errors(target, decided)
    if findings:
        source = target.record.subject.document
        click.echo(render_plain(findings, {source.path: source.source}))
        hint = f"kitei check {target.identifier} で見られる誤りも含め、直してからやり直します。"
        raise StoreError(f"誤りが{len(findings)}件あるので、記録しません。", hint)
    if not agree(target, decided, is_agreed=given["yes"]):
        click.echo("書き込みませんでした。", err=True)
        return ExitCode.USER_ERROR
    target.record.replace(target.index, decided)
    click.echo(say_next(target.record.subject, target.now, decided))
    return ExitCode.OK


def choose_target(record: Record, key: str | None) -> Target:
    """Return the open record, or the one asked for by its key."""
    revisions = record.revisions
    if key is None:
        indexes = [index for index, revision in enumerate(revisions) if revision.is_open]
        if not indexes:
            identifier = record.subject.document.id
            raise StoreError(
                f"{record.path}に決裁前の記録がありません。",
                f"kitei revise {identifier} で起こすか、--revision で決裁済みの版を指定します。",
            )
        return Target(record, indexes[-1], revisions[indexes[-1]])
    standings = make_timeline(revisions, today()).standings
    found = next((standing for standing in standings if standing.key == key), None)
    if found is None:
        known = "、".join(standing.key for standing in standings) or "なし"
        raise StoreError(f"版「{key}」の記録がありません。", f"記録されている版: {known}")
    index = next(i for i, revision in enumerate(revisions) if revision is found.revision)
    return Target(record, index, found.revision)


def decide_draft(target: Target, given: Given) -> Revision:
    """Return the open record with decisions, days and the hash of the text."""
    if given["record_text"]:
        raise StoreError(
            "--record-text は決裁済みの版に使うものです。", "決裁を記録すれば本文も記録されます。"
        )
    asks = has_terminal() and not given["decisions"]
    organs = list_organs(target)
    decided = ask_decisions(organs) if asks else parse_decisions(given["decisions"], organs)
    subject, settings = target.record.subject, target.record.workspace.settings
    refuse_missing(subject.document, replace(target.now, decided=decided), settings)
    days = {key: given[option] for option, key, _ in _DAYS if given[option]}  # type: ignore[literal-required]
    if asks and target.now.effective_from is None and not given["effective"]:
        days["effective_from"] = ask("施行日（未定なら、そのままEnter）", parse_optional_day)
    fixed = replace(target.now, decided=decided, **days)
    if not fixed.has_text:
        return fixed
    fixed = replace(fixed, text_sha256=target.record.workspace.hash_text(subject))
    refuse_unchanged(target, fixed)
    return fixed


def list_organs(target: Target) -> tuple[str, ...]:
    """Return the organs expected to decide: a policy needs all, other documents the first."""
    organs = target.record.workspace.settings.organisation.organs
    is_policy = target.record.subject.document.meta.kind is DocumentKind.POLICY
    return organs if is_policy else organs[:1]


def refuse_unchanged(target: Target, fixed: Revision) -> None:
    """Raise StoreError where the text is that of a neighbour: nothing was amended.

    A later text, decided already, must not take effect under the number of an earlier one.
    """
    subject = target.record.subject
    before = find_before(subject, target.now)
    if before and before[-1].revision.text_sha256 == fixed.text_sha256:
        raise StoreError(
            f"本文が{name_revision(before[-1].revision)}から変わっていません。",
            "本文（index.md）を直してから、決裁を記録してください。",
        )
    for later in find_decided(subject)[len(before) :]:
        if later.revision.text_sha256 == fixed.text_sha256:
            key = before[-1].key if before else later.key
            raise StoreError(
                f"今の原稿は、後の{name_revision(later.revision)}の本文です。",
                f"kitei show {target.identifier} --revision {key} で示す本文を直したものを、"
                "原稿（index.md）にしてください。",
            )


def complete(target: Target, given: Given) -> Revision:
    """Return a decided record with days, or the hash, that it lacked; nothing in it changes."""
    now = target.now
    if given["decisions"]:
        raise StoreError(
            f"{name_revision(now)}は決裁済みです。", "決裁を改めるには、新しい改正を起こします。"
        )
    days = {}
    for option, key, word in _DAYS:
        day, old = given[option], getattr(now, key)  # type: ignore[literal-required]
        if day and old and day != old:
            raise StoreError(
                f"{name_revision(now)}の{word}は、既に{old.isoformat()}と記録されています。",
                "決裁された記録は変えません。誤記であれば、revisions.ymlで経緯とともに直します。",
            )
        if day and not old:
            days[key] = day
    completed = _record_text(target, replace(now, **days)) if given["record_text"] else None
    completed = completed or replace(now, **days)
    if completed == now:
        raise StoreError(
            f"{name_revision(now)}に書き足すものがありません。",
            "--published などの日か、--record-text を指定してください。",
        )
    return completed


def _record_text(target: Target, revision: Revision) -> Revision:
    """Return the record with the hash of the working text, which the user says is its text."""
    name = name_revision(revision)
    if not revision.has_text or revision.text_sha256:
        why = "本文は既に記録されています" if revision.has_text else "廃止には本文がありません"
        raise StoreError(f"{name}: {why}。", "--record-text を外してください。")
    digest = target.record.workspace.hash_text(target.record.subject)
    other = next((one for one in target.record.revisions if one.text_sha256 == digest), None)
    if other is not None:
        raise StoreError(
            f"今の原稿は{name_revision(other)}の本文です。{name}の本文ではありません。",
            "その版の本文を原稿に戻してから、やり直してください。",
        )
    return replace(revision, text_sha256=digest, is_text_lost=False)


def find_errors(target: Target, decided: Revision) -> list[Finding]:
    """Return the errors of the document as it would be, with the decision recorded.

    What is only added to a decided record is judged by its days: the text may be a later draft.
    """
    record = target.record
    revisions = (
        *record.revisions[: target.index],
        decided,
        *record.revisions[target.index + 1 :],
    )
    subject = replace(record.subject, revisions=revisions)
    if target.now.is_open:
        subject = replace(subject, text_sha256=record.workspace.hash_text(subject))
    subjects = tuple(subject if s is record.subject else s for s in record.loaded.subjects)
    # What is decided is the text as it is: the last text by number may be another.
    known = {rule.name for rule, _ in select_rules(record.workspace.settings)}
    judged = known - {"decided-text-changed"} if target.now.is_open else {"date-order"}
    rules = [
        (rule, level)
        for rule, level in select_rules(record.workspace.settings)
        if rule.name in judged
    ]
    loaded = replace(record.loaded, subjects=subjects)
    earlier = load_earlier(record.workspace, loaded, {subject.folder}, None)
    findings = find_all(loaded, record.workspace.settings, rules, today(), earlier)
    return [
        finding
        for finding in findings
        if finding.level is Level.ERROR and folder_of(finding.path) == subject.folder
    ]


def agree(target: Target, decided: Revision, *, is_agreed: bool) -> bool:
    """Show what will be written, and return whether it may be."""
    click.echo(f"{target.record.path} に、次のとおり記録します。\n")
    click.echo(write_record(decided))
    organs = target.record.workspace.settings.organisation.organs
    for decision in decided.decided if target.now.is_open else ():
        if decision.by not in organs:
            click.secho(f"注意: 「{decision.by}」は設定の機関にありません。", fg="yellow", err=True)
        if decision.on > today():
            click.secho(f"注意: 決裁の日（{decision.on}）が今日より後です。", fg="yellow", err=True)
    return is_agreed or not has_terminal() or confirm("書き込みますか")
