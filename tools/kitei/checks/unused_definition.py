"""unused-definition: a defined term that the text never uses."""

from collections.abc import Iterator
from itertools import chain

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.uses import name_at, uses_of
from kitei.model.places import TextAt
from kitei.model.terms import Definition


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the terms that occur nowhere but in their own definition."""
    for definition in scope.subject.terms.definitions:
        names = (definition.name, *_aliases(scope, definition))
        uses = chain.from_iterable(uses_of(scope, name) for name in names)
        if any(not _is_own(at, definition) for at, _ in uses):
            continue
        yield hit_at(
            scope,
            *name_at(definition),
            f"「{definition.name}」を定義していますが、ほかの規定で使われていません。",
            hint="使わない定義は消します。別の表記で使っているなら、表記をそろえます。",
        )


def _is_own(at: TextAt, definition: Definition) -> bool:
    """Return whether a text belongs to the definition itself."""
    if definition.kind == "inline" or definition.place is None:
        return at.text is definition.text
    return at.place is definition.place


def _aliases(scope: Scope, definition: Definition) -> tuple[str, ...]:
    return tuple(
        alias.name
        for alias in scope.subject.terms.abbreviations
        if alias.kind == "alias" and alias.place is definition.place
    )


RULE = Rule(
    "unused-definition",
    Level.WARNING,
    "定義した語がどこでも使われていない。",
    "慣行: 使わない語は定義しない。",
    check,
)
