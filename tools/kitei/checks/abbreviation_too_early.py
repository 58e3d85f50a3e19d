"""abbreviation-too-early: an abbreviation in running text before it is introduced."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.uses import get_bracket, is_whole_word, uses_of
from kitei.checks.wording import RUNNING, Span
from kitei.model.places import TextAt
from kitei.model.terms import Definition


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the uses of abbreviations above their introduction; captions and contents may."""
    for abbreviation in scope.subject.terms.abbreviations:
        if abbreviation.kind != "abbreviation" or abbreviation.scope:
            continue
        line = abbreviation.text.locate(abbreviation.start).line
        for at, span in _early_uses(scope, abbreviation):
            yield hit_at(
                scope,
                at,
                span,
                f"略称「{abbreviation.name}」が、それを定める所（{line}行目）より前で使われています。",
                hint="略称の定めを最初に使う所へ移すか、ここでは正式な名を書きます。",
            )


def _early_uses(scope: Scope, abbreviation: Definition) -> Iterator[tuple[TextAt, Span]]:
    limit = abbreviation.text.locate(get_bracket(abbreviation))
    for at, span in uses_of(scope, abbreviation.name):
        # The full name may end like its abbreviation: …広域連合（以下「広域連合」という。）.
        if at.text.locate(span[1]) >= limit:
            return
        if at.role in RUNNING and is_whole_word(at.text.value, span):
            yield at, span


RULE = Rule(
    "abbreviation-too-early",
    Level.WARNING,
    "略称が、それを定める前に使われている。",
    "慣行: 略称は最初に使う所で定める。",
    check,
)
