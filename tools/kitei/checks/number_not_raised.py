"""number-not-raised: a change that keeps the number of what was decided before."""

from collections.abc import Iterator, Sequence
from datetime import date

from kitei.checks import decided_text_changed
from kitei.checks.decided_text_changed import hit_difference
from kitei.checks.differences import find_difference
from kitei.checks.finding import Level
from kitei.checks.records import find_decided, find_last_text, find_open, hit_on_record, precedes
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, Subject
from kitei.model.revision import Revision, RevisionKind


def check(scope: Scope) -> Iterator[Hit]:
    """Yield records numbered no higher than one before, and texts changed without a new record."""
    yield from _check_numbers(scope)
    # Where the hash of the last record already tells, one finding is enough.
    if scope.base is not None and not any(decided_text_changed.check(scope)):
        yield from _check_change(scope, scope.base)


def _check_numbers(scope: Scope) -> Iterator[Hit]:
    """Yield the records that neither stand above all before nor may have a lower number."""
    revisions = scope.subject.revisions
    for place, revision in enumerate(revisions):
        higher = [one for one in revisions[:place] if one.order >= revision.order]
        if higher and not _may_be_lower(revision, higher, scope.today):
            highest = max(higher, key=lambda one: one.order)
            message = (
                f"版「{revision.number}」が、前にある版「{highest.number}」より上がっていません。"
            )
            hint = (
                "改正のたびに、前より大きな版を付けます。同じ版のままにできるのは正誤だけ、"
                "小さな版にできるのは、大きな版の施行の前に施行する改正だけです。"
            )
            yield hit_on_record(scope, revision, message, hint)


def _may_be_lower(revision: Revision, higher: Sequence[Revision], day: date) -> bool:
    """Return whether a record corrects one of these, or takes effect before all of them."""
    if any(one.order == revision.order for one in higher):
        return revision.kind is RevisionKind.CORRECTION
    return all(precedes(revision, one, day) for one in higher)


def _check_change(scope: Scope, base: Subject) -> Iterator[Hit]:
    """Yield a text changed since the base, where neither an open nor a new record stands for it."""
    subject = scope.subject
    known = {standing.key for standing in find_decided(base)}
    is_new = any(standing.key not in known for standing in find_decided(subject))
    if not known or is_new or find_open(subject) or _is_decided(base, subject):
        return
    found = find_difference(base.document, subject.document)
    if found is not None:
        start = "本文が変えられましたが、新しい版の記録がありません。"
        yield hit_difference(scope, found, start + found.describe("比べた版"))


def _is_decided(base: Subject, subject: Subject) -> bool:
    """Return whether the text is back to what was decided at the base: a draft was given up."""
    last = find_last_text(base)
    return last is not None and last.revision.text_sha256 == subject.text_sha256 != ""


RULE = Rule(
    "number-not-raised",
    Level.ERROR,
    "本文を改めたのに、版が上がっていない。",
    "kitei独自: 一つの版は一つの本文を指す。",
    check,
)
