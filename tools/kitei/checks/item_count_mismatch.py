"""item-count-mismatch: 次の二段階 with another number of children."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.model.numerals import parse_number
from kitei.model.provision import Provision

_COUNT = re.compile(
    "次の(?P<number>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
    "(?:段階|つ(?!き)|項目|点|種類?|区分|要件|事項|段|通り)"
)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the announced numbers that differ from the number of children below."""
    for at in scope.subject.texts:
        if at.role != "paragraph" or at.place is None:
            continue
        for match in _COUNT.finditer(at.text.value):
            listed = _count_listed(at.place.provision)
            if listed and parse_number(match.group("number")) != listed:
                yield hit_at(
                    scope,
                    at,
                    match.span(),
                    f"「{match.group()}」とありますが、下に掲げてあるのは{listed}個です。",
                    hint="数を直すか、項目の過不足を直します。",
                )


def _count_listed(provision: Provision) -> int:
    """Return how many children are counted: of two kinds, those of the first.

    The 項 of an article are no list: they go on from its first paragraph.
    """
    is_article = provision.marker is not None and provision.marker.kind == "article"
    kinds = [child.marker.kind if child.marker else "" for child in provision.children]
    kinds = [kind for kind in kinds if not (is_article and kind == "arabic")]
    return kinds.count(kinds[0]) if kinds else 0


RULE = Rule(
    "item-count-mismatch",
    Level.ERROR,
    "「次の二段階」などの数と項目の数が違う。",
    "kitei独自。",
    check,
)
