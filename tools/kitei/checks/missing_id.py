"""missing-id: a captioned provision without {#id}."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the headings without an id, whose links would not last; deleted ones need none."""
    for place in scope.subject.places.all:
        provision = place.provision
        if provision.is_heading and provision.id is None and not provision.is_deleted:
            yield hit_on(
                scope,
                place,
                f"「{provision.label}」にidがありません。",
                hint="見出しの終わりに {#id} を付けます。kitei idsで補えます。",
            )


RULE = Rule(
    "missing-id",
    Level.ERROR,
    "見出しのある規定にidがない。",
    "kitei独自: 番号が変わっても続くリンクのため。",
    check,
)
