"""polite-style: です or ます in a text that is written in である."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import RUNNING, Span, mask_quotes, search

# 済ます, 励ます, だます are plain verbs.
PATTERN = re.compile("で(?:す|した)(?=。)|ま(?:す|した|せん|しょう)(?=。)")
_PLAIN = re.compile("[済励覚冷澄悩増だ]$")


def is_polite(text: str, span: Span) -> bool:
    """Return whether a match of PATTERN is a polite ending of the text's own, not of a quote."""
    start, end = span
    if mask_quotes(text)[start:end] != text[start:end]:
        return False
    return text[start:end] != "ます" or not _PLAIN.search(text[:start])


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the sentences that end in です or ます."""
    for at, span in search(scope, PATTERN, RUNNING):
        if not is_polite(at.text.value, span):
            continue
        yield hit_at(
            scope,
            at,
            span,
            f"文が「{at.text.value[slice(*span)]}。」で終わっています。"
            "規程の文は「である」体で書きます。",
            hint="「である。」「する。」「とする。」などに改めます。",
        )


RULE = Rule(
    "polite-style",
    Level.WARNING,
    "文が「です」「ます」で終わっている。",
    "慣行: 規程は「である」体で書く。二つの法律に誤検出はない。",
    check,
)
