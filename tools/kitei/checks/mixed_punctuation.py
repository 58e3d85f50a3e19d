"""mixed-punctuation: ，． beside 、。."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.variants import Writing, find_deviations
from kitei.checks.wording import occurs, search, with_fix

_GROUP_OF = {"、": "読点", "，": "読点", "。": "句点", "．": "句点"}
_USUAL = frozenset("、。")
# Between digits they belong to the number: １，０００ and １．５.
PATTERN = re.compile("[、。]|[，．](?<![0-9０-９][，．])|[，．](?![0-9０-９])")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every ， beside a 、 and every ． beside a 。."""
    if not occurs(scope, "，", "．"):
        return
    found = ((at, span, at.text.value[span[0]]) for at, span in search(scope, PATTERN))
    writings = (Writing(_GROUP_OF[mark], mark, at, *span) for at, span, mark in found)
    for deviation in find_deviations(writings, _USUAL):
        writing, usual = deviation.writing, deviation.usual
        hit = hit_at(
            scope,
            writing.at,
            (writing.start, writing.end),
            f"{writing.group}の「{writing.found}」と「{usual.found}」が混じっています。",
            hint=f"「{usual.found}」にそろえます。公用文では「、」「。」を使います。",
        )
        yield with_fix(hit, usual.found)


RULE = Rule(
    "mixed-punctuation",
    Level.ERROR,
    "句読点に「，」「．」と「、」「。」が混じっている。",
    "公用文作成の考え方（文化審議会建議 令和4年）",
    check,
)
