"""kanji-for-kana: kanji where official texts write kana."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import KANJI, KATAKANA, search, with_fix

# 従って is left alone: 方法に従って is sound. So are 毎年, 毎会計年度 and the verb 恐れる.
_WORDS = {
    "ごと": f"(?<=[{KANJI}{KATAKANA}）])毎(?=[にの、。）]|$)",
    "ただし": "但し",
    "かつ": "且つ",
    "おそれ": "虞|恐れ(?=が|の|を|は|も)",
    "とおり": "(?<=[次下記例]の)通り(?=[とでに、。に）]|$)",
    "おいて": "(?<=に)於いて",
    "なお": "(?:^|(?<=。))尚(?=、)",
    "でき": "出来(?=る|ない|た)",
}
PATTERN = re.compile("|".join(f"(?P<w{n}>{form})" for n, form in enumerate(_WORDS.values())))
_KANA = tuple(_WORDS)


def get_kana(match: re.Match[str]) -> str:
    """Return what official texts write for a match of PATTERN."""
    return _KANA[int((match.lastgroup or "w0")[1:])]


def check(scope: Scope) -> Iterator[Hit]:
    """Yield 毎, 但し, 且つ, 虞, 恐れ, 次の通り and the like."""
    for at, match in search(scope, PATTERN):
        found, kana = match.group(), get_kana(match)
        hit = hit_at(
            scope,
            at,
            match.span(),
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
