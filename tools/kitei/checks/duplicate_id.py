"""duplicate-id: one id on two provisions."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every provision whose id already stands above it."""
    first: dict[str, str] = {}
    for place in scope.subject.places.all:
        identifier = place.provision.id
        if identifier is None:
            continue
        if identifier in first:
            yield hit_on(
                scope,
                place,
                f"id「{identifier}」は「{first[identifier]}」で使われています。",
                hint="別のidを付けます。前からある規定のidは変えません。",
                found=identifier,
            )
        first.setdefault(identifier, scope.subject.places.cite(place) or place.provision.label)


RULE = Rule(
    "duplicate-id",
    Level.ERROR,
    "二つの規定に同じidがある。",
    "kitei独自: idは規定の同一性を示す。",
    check,
    blocks_build=True,
)
