"""kanji-for-kana: kanji where official texts write kana."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import KANJI, KATAKANA, search, with_fix

# 従って is left alone: 方法に従って is sound. So are 毎年, 毎会計年度 and the verb 恐れる.
_KANA = {
    "毎": "ごと",
    "但し": "ただし",
    "且つ": "かつ",
    "虞": "おそれ",
    "恐れ": "おそれ",
    "通り": "とおり",
    "於いて": "おいて",
    "尚": "なお",
    "出来": "でき",
}
PATTERN = re.compile(
    f"毎(?<=[{KANJI}{KATAKANA}）]毎)(?=[にの、。）]|$)|但し|且つ|虞|恐れ(?=[がのをはも])"
    "|通り(?<=[次下記例の]通り)(?=[とでに、。）]|$)|於いて(?<=に於いて)"
    "|尚(?<![^\n。]尚)(?=、)|出来(?=る|ない|た)",
    re.MULTILINE,
)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield 毎, 但し, 且つ, 虞, 恐れ, 次の通り and the like."""
    for at, span in search(scope, PATTERN):
        found = at.text.value[slice(*span)]
        kana = _KANA[found]
        hit = hit_at(
            scope,
            at,
            span,
            f"「{found}」が漢字で書かれています。公用文では「{kana}」と仮名で書きます。",
            hint=f"「{kana}」とします。",
        )
        yield with_fix(hit, kana)


RULE = Rule(
    "kanji-for-kana",
    Level.WARNING,
    "公用文で仮名書きにする語が漢字で書かれている。",
    "公用文における漢字使用等について（平成22年内閣訓令第1号）、"
    "法令における漢字使用等について（平成22年内閣法制局）",
    check,
)
