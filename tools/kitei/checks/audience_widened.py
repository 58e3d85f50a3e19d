"""audience-widened: more people may read a document than at the base of --since."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.locating import locate_value
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope


def check(scope: Scope) -> Iterator[Hit]:
    """Yield an audience that stands before the one of the base in the order of the settings.

    It speaks beside audience-folder-mismatch: which of audience and folder is to be put right
    depends on whether the wider audience is meant. Of an audience that the settings no longer
    have, nothing is known.
    """
    if scope.base is None:
        return
    audiences = scope.settings.audiences
    ranks = {audience.name: rank for rank, audience in enumerate(audiences)}
    now, before = scope.document.meta.audience, scope.base.document.meta.audience
    if now in ranks and before in ranks and ranks[now] < ranks[before]:
        narrow, wide = audiences[ranks[before]].title, audiences[ranks[now]].title
        yield Hit(
            locate_value(scope.document, "audience", now),
            now,
            f"公開区分が「{narrow}」から「{wide}」に広がり、より多くの人に読まれます。",
            "広げると決めたときだけにします。"
            "前の版の本文は載りませんが、revisions.ymlの理由なども読まれるので、読み直します。",
        )


RULE = Rule(
    "audience-widened",
    Level.WARNING,
    "公開区分が、前より広がっている。",
    "kitei独自: 一度読まれた内容は取り戻せない。",
    check,
)
