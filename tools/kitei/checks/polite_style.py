"""polite-style: です or ます in a text that is written in である."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import RUNNING, Span, mask_quotes, search_spans

# 済ます, 励ます, だます are plain verbs.
PATTERN = re.compile("(?:です|でした|(?<![済励覚冷澄悩増だ])ます|ました|ません|ましょう)(?=。)")


def find_polite(text: str) -> Iterator[Span]:
    """Yield the polite endings before a full stop, quoted ones left out."""
    if "です。" in text or "ます。" in text or PATTERN.search(text):
        yield from (match.span() for match in PATTERN.finditer(mask_quotes(text)))


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the sentences that end in です or ます."""
    for at, span in search_spans(scope, find_polite, RUNNING):
        found = at.text.value[slice(*span)]
        yield hit_at(
            scope,
            at,
            span,
            f"文が「{found}。」で終わっています。規程の文は「である」体で書きます。",
            hint="「である。」「する。」「とする。」などに改めます。",
        )


RULE = Rule(
    "polite-style",
    Level.WARNING,
    "文が「です」「ます」で終わっている。",
    "慣行: 規程は「である」体で書く。二つの法律に誤検出はない。",
    check,
)
