"""variant-character: two shapes of one character or sign in one document."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.variants import Writing, find_deviations
from kitei.checks.wording import search

# 靱 and 靭; wave dash and full-width tilde; horizontal bar, em dash and full-width hyphen.
_GROUPS = ("靱靭", "\u301c\uff5e", "\u2015\u2014\uff0d")
_GROUP_OF = {character: group for group in _GROUPS for character in group}
PATTERN = re.compile("[靱靭\u301c\uff5e\u2015\u2014\uff0d]")
# Between digits or letters the hyphen joins a number: it is no dash.
_JOINING = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]\uff0d[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the rarer shapes of a character that a document writes in two ways."""
    for deviation in find_deviations(_writings(scope)):
        writing, usual = deviation.writing, deviation.usual
        yield hit_at(
            scope,
            writing.at,
            (writing.start, writing.end),
            f"「{writing.found}」（{_code(writing.found)}）と「{usual.found}」"
            f"（{_code(usual.found)}、{usual.line}行目など）が混じっています。",
            hint=f"一つの文書では「{usual.found}」（{_code(usual.found)}）にそろえます。"
            "字の形が違うと、検索で見付かりません。",
        )


def _writings(scope: Scope) -> Iterator[Writing]:
    for at, (start, end) in search(scope, PATTERN):
        text = at.text.value
        if not _JOINING.match(text, max(start - 1, 0)):
            yield Writing(_GROUP_OF[text[start]], text[start], at, start, end)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


RULE = Rule(
    "variant-character",
    Level.WARNING,
    "一つの字や記号が二通りの字体・符号で書かれている。",
    "kitei独自: 検索と比較のため。",
    check,
)
