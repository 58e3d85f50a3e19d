"""decided-record-changed: a decided record differs from what it was at the base of --since."""

from collections.abc import Iterator
from datetime import date

from kitei.checks.finding import Level
from kitei.checks.records import (
    find_decided,
    hit_on_record,
    name_day,
    name_revision,
    record_path,
)
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.revision import Decision, Revision
from kitei.model.text import Position

# What may be filled in later, but never changed once it is there.
_FILLED = {
    "effective_from": "施行日",
    "applies_from": "適用の日",
    "promulgated_on": "告示等の日",
    "published_on": "公表の日",
    "reason": "改正の理由",
    "text_sha256": "本文のハッシュ",
}
_HINT = "決裁された記録は書き換えません。誤りは、正誤の記録を加えて正します。"


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the decided records of the base that are gone or say something else now."""
    path = record_path(scope.subject)
    if scope.base is None or path in scope.unread:
        return
    now = {standing.key: standing.revision for standing in find_decided(scope.subject)}
    for standing in find_decided(scope.base):
        old, new = standing.revision, now.get(standing.key)
        if new is None:
            message = f"決裁された{name_revision(old)}の記録がなくなっています。"
            hint = "記録を戻します。決裁された記録は消しません。"
            yield Hit(Position(1, 1), old.number, message, hint, path=path)
        elif changes := list(_list_changes(scope, old, new)):
            message = f"決裁された{name_revision(old)}の記録が書き換えられています: "
            yield hit_on_record(scope, new, message + "、".join(changes), _HINT)


def _list_changes(scope: Scope, old: Revision, new: Revision) -> Iterator[str]:
    """Yield what differs; an empty value that is filled in does not count."""
    if old.kind is not new.kind:
        yield f"種類（{old.kind.label}→{new.kind.label}）"
    if not all(_is_kept(decision, new.decided) for decision in old.decided):
        yield "決裁・議決"
    for name, label in _FILLED.items():
        before, after = getattr(old, name), getattr(new, name)
        if before and before != after:
            yield label + _describe(scope, before, after)


def _is_kept(decision: Decision, decided: tuple[Decision, ...]) -> bool:
    """Return whether a decision still stands; its number may have been added."""
    return any(
        (decision.by, decision.on) == (now.by, now.on) and decision.number in (None, now.number)
        for now in decided
    )


def _describe(scope: Scope, before: object, after: object) -> str:
    if not isinstance(before, date):
        return ""
    now = name_day(scope, after) if isinstance(after, date) else "なし"
    return f"（{name_day(scope, before)}→{now}）"


RULE = Rule(
    "decided-record-changed",
    Level.ERROR,
    "決裁された改正の記録が、書き換えられ、又は消されている。",
    "kitei独自: 沿革は書き加えるだけで、書き換えない。",
    check,
)
