"""item-count-mismatch: 次の二段階 with another number of children."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.model.numerals import parse_number
from kitei.model.provision import Provision

_COUNT = re.compile(
    r"次の(?P<number>[0-9０-９]+|[一二三四五六七八九十]+)(?:段階|つ(?!き)|項目|点|種類|区分|要件|事項|段|通り|種)"
)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the announced numbers that differ from the number of children below."""
    for at in scope.subject.texts:
        if at.role != "paragraph" or at.place is None:
            continue
        children = _listed(at.place.provision)
        for match in _COUNT.finditer(str(at.text)):
            announced = parse_number(match.group("number"))
            if children and announced != children:
                yield hit_at(
                    scope,
                    at,
                    match.span(),
                    f"「{match.group()}」とありますが、下に掲げてあるのは{children}個です。",
                    hint="数を直すか、項目の過不足を直します。",
                )


def _listed(provision: Provision) -> int:
    """Return how many children are counted: of two kinds, those of the first."""
    kinds = [child.marker.kind if child.marker else None for child in provision.children]
    return sum(kind == kinds[0] for kind in kinds) if kinds else 0


RULE = Rule(
    "item-count-mismatch",
    Level.ERROR,
    "「次の二段階」などの数と項目の数が違う。",
    "kitei独自。",
    check,
)
