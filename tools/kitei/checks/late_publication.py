"""late-publication: a public document that was decided and not published without delay."""

from collections.abc import Iterator, Sequence

from kitei.checks.finding import Level
from kitei.checks.records import find_decided, hit_on_record, name_day, name_revision
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.model.revision import Revision


def check(scope: Scope) -> Iterator[Hit]:
    """Yield records of a public document that waited too long for publication, or still wait.

    A later publication covers what was never published before, and only the last decided record
    is told that it came late: what is past cannot be mended.
    """
    if scope.document.meta.audience != scope.settings.audiences[0].name:
        return
    decided = [s.revision for s in find_decided(scope.subject) if _is_past(scope, s.revision)]
    for revision in decided[_count_covered(scope, decided) :]:
        yield from _check_waiting(scope, revision)
    if decided:
        yield from _check_lateness(scope, decided[-1])


def _is_past(scope: Scope, revision: Revision) -> bool:
    return revision.decided_on is not None and revision.decided_on <= scope.today


def _is_published(scope: Scope, revision: Revision) -> bool:
    return revision.published_on is not None and revision.published_on <= scope.today


def _count_covered(scope: Scope, decided: Sequence[Revision]) -> int:
    """Return how many records stand up to the last published one."""
    published = [i for i, revision in enumerate(decided) if _is_published(scope, revision)]
    return published[-1] + 1 if published else 0


def _check_waiting(scope: Scope, revision: Revision) -> Iterator[Hit]:
    if revision.decided_on is None or _is_published(scope, revision):
        return
    waited = (scope.today - revision.decided_on).days
    if waited > scope.settings.publication_days:
        day = name_day(scope, revision.decided_on)
        message = (
            f"{name_revision(revision)}は、{day}の決裁から{waited}日たっても公表されていません。"
        )
        yield hit_on_record(scope, revision, message, "公表し、その日をpublished_onに書きます。")


def _check_lateness(scope: Scope, revision: Revision) -> Iterator[Hit]:
    if revision.decided_on is None or revision.published_on is None:
        return
    waited = (revision.published_on - revision.decided_on).days
    if _is_published(scope, revision) and waited > scope.settings.publication_days:
        decided, published = (
            name_day(scope, day) for day in (revision.decided_on, revision.published_on)
        )
        message = (
            f"{name_revision(revision)}の公表（{published}）が、"
            f"決裁（{decided}）から{waited}日後です。"
        )
        hint = "決裁の後、遅滞なく公表します。日が正しいか確かめてください。"
        yield hit_on_record(scope, revision, message, hint)


RULE = Rule(
    "late-publication",
    Level.WARNING,
    "公開の文書が、決裁の後、遅滞なく公表されていない。",
    "地方自治法第244条の6第2項。日数はkitei独自。",
    check,
)
