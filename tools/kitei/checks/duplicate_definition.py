"""duplicate-definition: one name defined or abbreviated twice."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.uses import name_at
from kitei.model.terms import Definition


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every definition of a name that already has one where it holds."""
    first: dict[tuple[str, str, int], Definition] = {}
    for definition in sorted(scope.subject.terms, key=_order):
        earlier = first.setdefault(_key(definition), definition)
        if earlier is definition:
            continue
        line = earlier.text.locate(earlier.start).line
        yield hit_at(
            scope,
            *name_at(definition),
            f"「{definition.name}」は{line}行目でも定義されています。",
            hint="どちらかを消すか、違うものなら別の語にします。",
        )


def _order(definition: Definition) -> tuple[int, int]:
    place = definition.text.locate(definition.start)
    return place.line, place.column


def _key(definition: Definition) -> tuple[str, str, int]:
    """Return what must not occur twice: a scope such as この条 is that of its own article."""
    if not definition.scope or definition.place is None:
        return definition.name, "", -1
    outer = (definition.place, *definition.place.ancestors())
    article = next(
        (place for place in outer if place.marker and place.marker.kind == "article"), outer[-1]
    )
    return definition.name, definition.scope, article.order


RULE = Rule(
    "duplicate-definition",
    Level.ERROR,
    "一つの語が二度定義されている。",
    "慣行: 一つの文書では、一つの語に一つの意味を与える。",
    check,
)
