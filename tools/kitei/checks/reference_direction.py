"""reference-direction: 上記 pointing down, or 下記 pointing up."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at

_WRONG = {"上記": "down", "前記": "down", "下記": "up"}


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the references whose word of place contradicts where their target stands."""
    for at, reference, resolutions in scope.subject.resolutions:
        wrong = _WRONG.get(reference.place)
        if wrong is None or all(resolution.direction != wrong for resolution in resolutions):
            continue
        where = "後" if wrong == "down" else "前"
        yield hit_at(
            scope,
            at,
            (reference.start, reference.end),
            f"「{reference.text}」とありますが、指す規定はここより{where}にあります。",
            hint="「上記」は前の規定、「下記」は後の規定に使います。",
        )


RULE = Rule(
    "reference-direction",
    Level.WARNING,
    "「上記」が後を、又は「下記」が前を指す。",
    "kitei独自。",
    check,
)
