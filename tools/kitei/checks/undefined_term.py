"""undefined-term: a term of the body's list that a text uses without saying what it means."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.uses import uses_of
from kitei.checks.wording import RUNNING
from kitei.model.document import DocumentKind

_TIERS = tuple(DocumentKind)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the first use of each listed term that neither this text nor one above it defines.

    Where a text could not be read, it may hold the definition: nothing is said.
    """
    own = {definition.name for definition in scope.subject.terms}
    for term in scope.settings.terms:
        if term in own:
            continue
        uses = list(uses_of(scope, term, scope.settings.terms))
        first = next((use for use in uses if use[0].role in RUNNING), None)
        if first is not None and not scope.unread and not _is_defined_above(scope, term):
            at, span = first
            yield hit_at(
                scope,
                at,
                span,
                f"「{term}」が{len(uses)}か所で使われていますが、定義がありません。",
                hint="定義の規定に加えるか、最初に使う所で意味を示します。"
                "定義の要らない語なら、設定のtermsから除きます。",
            )


def _is_defined_above(scope: Scope, term: str) -> bool:
    """Return whether a document of the tiers above this one defines a term.

    Asked only for terms that are used: there may be a thousand documents.
    """
    tier = _TIERS.index(scope.document.meta.kind)
    return any(
        definition.name == term
        for other in scope.others.values()
        if _TIERS.index(other.document.meta.kind) < tier
        for definition in other.terms
    )


RULE = Rule(
    "undefined-term",
    Level.INFO,
    "設定に挙げた用語が定義されずに使われている。",
    "kitei独自: 大切な語の意味は文書で示す。",
    check,
)
