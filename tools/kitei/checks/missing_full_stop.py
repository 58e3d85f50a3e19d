"""missing-full-stop: a sentence, こと or とき without its 。."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import Span, mask_quotes, search_spans

# Endings of predicates. よう, ほう and 一つ are nouns.
_PREDICATE = (
    "(?:[くすぬむるぐぶ]|(?<![よほとこど])う|[持立待保放打断もたか勝]つ"
    "|[ぁ-ん得見]た|(?:な|た|し|よ)い)"
)
_AT_BRACKET = re.compile(f"{_PREDICATE}$")
_AT_END = re.compile(f"(?:{_PREDICATE}|こと|とき)$")
# An ending is judged by this many characters.
_REACH = 8


def find_unstopped(text: str) -> Iterator[Span]:
    """Yield the last two characters of each predicate that wants a 。 behind it.

    A text that ends in a noun has none; a bracket has one when it holds a sentence.
    """
    masked = mask_quotes(text.rstrip())
    end = masked.find("）")
    while end >= 0:
        if _AT_BRACKET.search(masked[max(end - _REACH, 0) : end]):
            yield _last_two(end)
        end = masked.find("）", end + 1)
    if _AT_END.search(masked[-_REACH:]):
        yield _last_two(len(masked))


def _last_two(end: int) -> Span:
    return max(end - 2, 0), end


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the paragraphs and brackets that end in a predicate, こと or とき."""
    for at, span in search_spans(scope, find_unstopped, ("paragraph",)):
        text = at.text.value
        found = text[slice(*span)]
        where = "括弧書き" if text[span[1] : span[1] + 1] == "）" else "文"
        yield hit_at(
            scope,
            at,
            span,
            f"{where}が「{found}」で終わっていますが、句点「。」がありません。",
            hint=f"「{found}。」とします。名詞で終わるときは句点を付けません。",
        )


RULE = Rule(
    "missing-full-stop",
    Level.WARNING,
    "文、「こと」又は「とき」で終わる文章や括弧書きに句点がない。",
    "慣行: 名詞で終わるときのほかは句点を付ける。二つの法律に誤検出はない。",
    check,
)
