"""date-order: records whose days or order contradict each other."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from kitei.checks.finding import Level
from kitei.checks.records import hit_on_record, name_day, name_revision
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.revision import Revision, RevisionKind, sort_revisions

_CHECK_DATES = "日付を確かめます。"


def check(scope: Scope) -> Iterator[Hit]:
    """Yield what contradicts within a record, between records, and in their order."""
    revisions = scope.subject.revisions
    for revision in revisions:
        yield from _check_days(scope, revision)
    decided = tuple(r for r in sort_revisions(revisions) if not r.is_open)
    yield from _check_forces(scope, [r for r in decided if r.kind is not RevisionKind.CORRECTION])
    yield from _check_kinds(scope, sort_revisions(revisions))
    yield from _check_open(scope, revisions)


def _check_days(scope: Scope, revision: Revision) -> Iterator[Hit]:
    """Yield the days before the decision; what applies to the past has `applies_from` for that."""
    decided = revision.decided_on
    if decided is None:
        return
    hint = f"{_CHECK_DATES}遡って適用するときは、施行日でなくapplies_fromに書きます。"
    days: list[tuple[str, date | None, str]] = [
        ("公表の日", revision.published_on, _CHECK_DATES),
        ("告示等の日", revision.promulgated_on, _CHECK_DATES),
    ]
    # A correction puts right what was in force before it was decided.
    if revision.kind is not RevisionKind.CORRECTION:
        days.insert(0, ("施行日", revision.effective_from, hint))
    for name, day, advice in days:
        if day is not None and day < decided:
            message = (
                f"{name_revision(revision)}の{name}（{name_day(scope, day)}）が、"
                f"決裁の日（{name_day(scope, decided)}）より前です。"
            )
            yield hit_on_record(scope, revision, message, advice)


def _check_forces(scope: Scope, decided: Sequence[Revision]) -> Iterator[Hit]:
    """Yield revisions in force before an earlier one, and undated ones that another follows.

    Two revisions may take effect on one day: the higher number is then in force.
    """
    dated = [revision for revision in decided if revision.effective_from is not None]
    for before, after in pairwise(dated):
        if _effect(after) < _effect(before):
            what = "廃止の日" if after.kind is RevisionKind.REPEAL else "施行日"
            message = (
                f"{name_revision(after)}の{what}（{name_day(scope, _effect(after))}）が、"
                f"前の版「{before.number}」の施行日（{name_day(scope, _effect(before))}）"
                "より前です。"
            )
            yield hit_on_record(scope, after, message, _CHECK_DATES)
    for index, revision in enumerate(decided):
        later = next((r for r in decided[index + 1 :] if r.effective_from is not None), None)
        if revision.effective_from is None and later is not None:
            message = (
                f"{name_revision(revision)}に施行日がありませんが、後の版「{later.number}」は"
                f"{name_day(scope, _effect(later))}に施行されます。"
            )
            yield hit_on_record(scope, revision, message, "施行日（effective_from）を書きます。")


def _effect(revision: Revision) -> date:
    """Return the day of effect of a dated record."""
    return revision.effective_from or date.max


def _check_kinds(scope: Scope, ordered: Sequence[Revision]) -> Iterator[Hit]:
    """Yield what stands before the enactment, a second enactment, and what follows a repeal."""
    before: Revision | None = None
    for revision in ordered:
        if message := _judge_kind(before, revision):
            hint = "改正の種類（kind）と版を確かめます。"
            yield hit_on_record(scope, revision, f"{name_revision(revision)}{message}", hint)
        # A correction leaves the document what it was.
        if revision.kind is not RevisionKind.CORRECTION or before is None:
            before = revision


def _judge_kind(before: Revision | None, revision: Revision) -> str:
    is_enactment = revision.kind is RevisionKind.ENACTMENT
    if before is None:
        return "" if is_enactment else "の前に、制定の記録がありません。"
    if before.kind is RevisionKind.REPEAL:
        name = f"{name_revision(before)}"
        return "" if is_enactment else f"が、{name}の後にあります。廃止の後は制定だけができます。"
    return f"が、前の版「{before.number}」の後にあります。制定は一度だけです。" * is_enactment


def _check_open(scope: Scope, revisions: Sequence[Revision]) -> Iterator[Hit]:
    """Yield open records that are not the last: one draft at a time, at the end of the file."""
    for revision, after in pairwise(revisions):
        if revision.is_open:
            what = "決裁前の" if after.is_open else "決裁された"
            message = (
                f"決裁前の{name_revision(revision)}の後に、{what}版「{after.number}」があります。"
            )
            hint = "決裁を待つ改正は一件だけとし、最後に書きます。"
            yield hit_on_record(scope, revision, message, hint)


RULE = Rule(
    "date-order",
    Level.ERROR,
    "改正の記録の日付又は順序が合わない。",
    "kitei独自: どの日にも、効力を持つ版は一つである。",
    check,
)
