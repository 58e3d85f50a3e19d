"""missing-revision-record: a document of which nothing says who decided it, or will."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.locating import locate_value
from kitei.checks.records import FILE, record_path
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope


def check(scope: Scope) -> Iterator[Hit]:
    """Yield a document without any record, whose record is not merely unreadable."""
    path = record_path(scope.subject)
    is_unread = path in scope.unread or any(
        file.path == path and file.kind != "file" for file in scope.subject.files
    )
    if scope.subject.revisions or is_unread:
        return
    yield Hit(
        locate_value(scope.document, "id", scope.document.id),
        scope.document.id,
        f"改正の記録（{FILE}）がありません。",
        f"kitei revise {scope.document.id} で制定の記録を起こします。",
    )


RULE = Rule(
    "missing-revision-record",
    Level.ERROR,
    "改正の記録がない。",
    "地方自治法第244条の6: 方針は機関が定め、公表する。",
    check,
)
