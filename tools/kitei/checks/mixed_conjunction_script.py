"""mixed-conjunction-script: the four conjunctions of the law in kana."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import search, with_fix

KANJI_FORMS = {
    "および": "及び",
    "または": "又は",
    "ならびに": "並びに",
    "もしくは": "若しくは",
}
# また、はじめに… without its comma is no または.
PATTERN = re.compile("|".join(KANJI_FORMS).replace("または", "または(?!じ)"))


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every および, または, ならびに and もしくは."""
    for at, span in search(scope, PATTERN):
        found = at.text.value[slice(*span)]
        expected = KANJI_FORMS[found]
        hit = hit_at(
            scope,
            at,
            span,
            f"「{found}」が仮名で書かれています。公用文では「{expected}」と漢字で書きます。",
            hint=f"「{expected}」とします。",
        )
        yield with_fix(hit, expected)


RULE = Rule(
    "mixed-conjunction-script",
    Level.ERROR,
    "接続詞「及び」「又は」「並びに」「若しくは」が仮名で書かれている。",
    "公用文における漢字使用等について（平成22年内閣訓令第1号）",
    check,
)
