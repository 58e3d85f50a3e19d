"""revision-without-text: a decided record whose text is unrecorded, or nowhere to be found."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.records import find_decided, hit_on_record, name_revision
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.history import Absence

_AGAIN = "本文があれば、decidedを空にし、kitei decideで記録し直します。"
_NOT_KEPT = "本文が残っていない古い版は、text_sha256: null と書きます。"


def check(scope: Scope) -> Iterator[Hit]:
    """Yield decided records without a hash, and those whose text the whole history lacks."""
    absences = scope.history.absences if scope.history else {}
    for standing in find_decided(scope.subject):
        revision = standing.revision
        if not revision.has_text or revision.is_text_lost:
            continue
        name = name_revision(revision)
        if revision.text_sha256 is None:
            message = f"決裁された{name}の本文が記録されていません（text_sha256）。"
            yield hit_on_record(scope, revision, message, f"{_AGAIN}{_NOT_KEPT}")
        elif absences.get(standing.key) is Absence.LOST:
            message = f"決裁された{name}の本文が、gitの履歴のどこにもありません。"
            hint = f"その本文をコミットした枝を取り込みます。{_NOT_KEPT}"
            yield hit_on_record(scope, revision, message, hint)


RULE = Rule(
    "revision-without-text",
    Level.ERROR,
    "決裁された版の本文が、記録にも履歴にもない。",
    "kitei独自: 決裁された文は後から確かめられなければならない。",
    check,
)
