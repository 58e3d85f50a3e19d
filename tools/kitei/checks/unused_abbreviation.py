"""unused-abbreviation: an abbreviation or alias that is never used again."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.uses import name_at, uses_of


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the abbreviations that stand only where they are introduced."""
    for abbreviation in scope.subject.terms.abbreviations:
        at, span = name_at(abbreviation)
        uses = uses_of(scope, abbreviation.name)
        # The full name may end like its abbreviation: …広域連合（以下「広域連合」という。）.
        if any(use.text is not at.text or found[0] > span[1] for use, found in uses):
            continue
        yield hit_at(
            scope,
            at,
            span,
            f"略称「{abbreviation.name}」を定めていますが、その後で使われていません。",
            hint="略称の定めを消すか、正式な名の代わりに略称を使います。",
        )


RULE = Rule(
    "unused-abbreviation",
    Level.WARNING,
    "略称を定めたのに使っていない。",
    "慣行: 略称は、その後で使うときに定める。",
    check,
)
