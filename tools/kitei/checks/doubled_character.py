"""doubled-character: a particle or 的 written twice."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import search

# Only what was never sound in the long texts of the law; のの (もののほか) and とと (こととし) are.
# A word may begin with the second character: 自分でできる, 本組合ははじめに.
PATTERN = re.compile("的的|をを|がが(?!っ)|にに(?!な)|はは(?![ぁ-ん])|でで(?![きか])")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield 的的, をを, がが, にに, はは and でで."""
    for at, span in search(scope, PATTERN):
        found = at.text.value[slice(*span)]
        yield hit_at(
            scope,
            at,
            span,
            f"「{found}」は「{found[0]}」が重なっています。",
            hint=f"余分な「{found[0]}」を消すか、間に抜けた語を補います。",
        )


RULE = Rule(
    "doubled-character",
    Level.ERROR,
    "助詞又は「的」が重なっている。",
    "kitei独自: 書き誤り。二つの法律に誤検出はない。",
    check,
)
