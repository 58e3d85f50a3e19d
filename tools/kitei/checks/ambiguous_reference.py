"""ambiguous-reference: a reference that several provisions could answer to."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.model.resolution import State


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every member of a reference that several places answer to."""
    for at, reference, resolutions in scope.subject.resolutions:
        for resolution in resolutions:
            if resolution.state is State.AMBIGUOUS:
                member = resolution.member
                places = "、".join(scope.subject.places.cite(p) for p in resolution.places[:4])
                yield hit_at(
                    scope,
                    at,
                    (member.start, member.end),
                    f"引用「{reference.text}」は、{places}のどれを指すか決まりません。",
                    hint="上の段の番号から書きます（上記4(2)など）。",
                )


RULE = Rule(
    "ambiguous-reference",
    Level.WARNING,
    "引用の指す規定が一つに決まらない。",
    "kitei独自。",
    check,
    yields_to=("stale-reference",),
)
