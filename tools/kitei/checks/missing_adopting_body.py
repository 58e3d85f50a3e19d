"""missing-adopting-body: a policy that an organ of the body has not decided."""

from collections.abc import Iterable, Iterator

from kitei.checks.finding import Level
from kitei.checks.records import find_decided, hit_on_record, name_revision
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.document import Document, DocumentKind
from kitei.model.revision import Revision, RevisionKind

_MADE = (RevisionKind.ENACTMENT, RevisionKind.PARTIAL, RevisionKind.FULL)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield a policy whose last decided record lacks an organ; corrections need not have all."""
    made = [s.revision for s in find_decided(scope.subject) if s.revision.kind in _MADE]
    if not made:
        return
    missing = find_missing_organs(scope.document, made[-1], scope.settings.organisation.organs)
    if missing:
        message = (
            f"{name_revision(made[-1])}に、{'、'.join(missing)}の決裁・議決の記録がありません。"
        )
        hint = "decidedに機関ごとに書きます。機関の名は設定のorgansに合わせます。"
        yield hit_on_record(scope, made[-1], message, hint)


def find_missing_organs(
    document: Document, revision: Revision, organs: Iterable[str]
) -> tuple[str, ...]:
    """Return the organs that have not decided a record, though it makes or amends a policy."""
    if document.meta.kind is not DocumentKind.POLICY or revision.kind not in _MADE:
        return ()
    by = {decision.by for decision in revision.decided}
    return tuple(organ for organ in organs if organ not in by)


RULE = Rule(
    "missing-adopting-body",
    Level.WARNING,
    "基本方針に、定めるべき機関の決裁・議決がない。",
    "地方自治法第244条の6第1項",
    check,
)
