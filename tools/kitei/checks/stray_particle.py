"""stray-particle: 的の before a noun, where 的 or 的な is meant."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import KANJI, Span, search

PATTERN = re.compile(f"的の(?<![目標]的の)(?=[{KANJI}])")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every 的の before kanji, unless it is 目的の or 標的の."""
    for at, span in search(scope, PATTERN):
        yield hit_at(
            scope,
            at,
            span,
            f"「{_context(at.text.value, span)}」の「の」は余分な助詞のようです。",
            hint="「の」を消して「的」とするか、「的な」とします。",
        )


def _context(text: str, span: Span) -> str:
    return text[max(span[0] - 4, 0) : span[1] + 2]


RULE = Rule(
    "stray-particle",
    Level.WARNING,
    "「的」と名詞の間に余分な「の」がある。",
    "kitei独自: 書き誤り。二つの法律に誤検出はない。",
    check,
)
