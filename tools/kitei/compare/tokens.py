"""Tokens: the pieces a Japanese sentence is compared by.

No dictionary is used: a run of one script is about a word, and function words, which are
written without a gap behind a noun, end a run.
"""

import re
from collections.abc import Iterable

_FUNCTION_WORDS = (
    *("及び", "並びに", "又は", "若しくは", "等", "その他の", "その他", "次の", "次に掲げる"),
    *("以下", "以上", "以外", "未満", "超える", "ただし", "当該", "場合", "とき", "ところ", "もの"),
    *("こと", "における", "において", "により", "による", "に係る", "に関する", "に対する"),
    *("に基づく", "のうち", "ために", "ため", "から", "まで", "として", "とする", "する", "した"),
    *(
        "しなければならない",
        "することができる",
        "してはならない",
        "するものとする",
        "しない",
        "して",
    ),
    *("される", "された", "れる", "である", "でない", "を除く", "を含む"),
)
# Ordinary words that only look as if they held a function word.
_KANJI_NOUNS = (
    *("平等", "均等", "対等", "同等", "高等", "初等", "中等", "等級", "等価", "等分"),
    *("目次", "年次", "順次", "逐次"),
)
_KANA_ADVERBS = (
    *("したがって", "したがい", "したがう", "したがわ", "そして", "みずから", "おのずから"),
    *("あらため", "ことば", "ことごと", "ときどき", "ものさし"),
)


def _by_length(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


# Words of kanji and kana that a change of script would part.
_MIXED_WORDS = ("明らか",)
_KANJI_WORDS = _by_length((*(word for word in _FUNCTION_WORDS if word[0] >= "一"), *_MIXED_WORDS))
_KANA_WORDS = _by_length(word for word in _FUNCTION_WORDS if word[0] < "一")

# Variation selectors and combining marks stay with the character before them: 葛󠄀, か゚.
MARK = "\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_KANJI = (
    "々〆ヶ〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # 﨑 and 𠮷 included
)
_HIRAGANA = "ぁ-ゖゝゞ"
_KATAKANA = "ァ-ヵヷ-ヿ･-ﾟ"
_LATIN = "A-Za-zＡ-Ｚａ-ｚ\u00c0-\u024f"
_DIGIT = "0-9０-９"
NUMERAL = "一二三四五六七八九十百千〇" + _DIGIT
_UNIT = "編章節款目条項号年月日"


def _any_of(words: list[str]) -> str:
    """Return a pattern of the words; one letter decides first, which is most of the speed."""
    heads = "".join(sorted({word[0] for word in words}))
    return f"(?=[{heads}])(?:{'|'.join(words)})(?![{MARK}])"


_KANA_WORD = _any_of(_KANA_WORDS)
# A cited number stands alone: 第七十四条 against 第百八条第二項 differs in 七十四 and 百八.
_NUMBERED = f"第(?=[{NUMERAL}])|(?<=第)[{NUMERAL}]+|(?<=[{NUMERAL}])[{_UNIT}](?![{MARK}])"
_KANJI_WORD = _any_of(_KANJI_WORDS)
_KANJI_NOUN = _any_of(_by_length(_KANJI_NOUNS))
_KANA_ADVERB = _any_of(_by_length(_KANA_ADVERBS))
_TOKEN = re.compile(
    "|".join(
        (
            _NUMBERED,
            f"(?:{_KANJI_NOUN}|(?!{_KANJI_WORD}|第[{NUMERAL}])[{_KANJI}][{MARK}]*)+",
            f"(?:{_KANA_ADVERB}|(?!{_KANA_WORD})[{_HIRAGANA}][{MARK}]*)+",
            _KANJI_WORD,
            _KANA_WORD,
            f"(?:[{_KATAKANA}ー][{MARK}]*)+",
            f"(?:[{_LATIN}][{MARK}]*)+",
            f"(?:[{_DIGIT}][{MARK}]*)+",
            "[ \u3000\t]+",
            f"[^{MARK}][{MARK}]*",
            f"[{MARK}]+",
        )
    ),
    re.DOTALL,
)
_WORD_START = re.compile(f"{_KANA_WORD}|{_KANJI_WORD}")
_FUNCTION = frozenset(_FUNCTION_WORDS)
# First and last characters of the scripts: compared, as a pattern of all kanji is slow to compile.
_SCRIPTS = tuple(
    (first, last or first, name)
    for name, characters in (
        ("kanji", _KANJI),
        ("hiragana", _HIRAGANA),
        ("katakana", _KATAKANA + "ー"),
        ("latin", _LATIN),
        ("digit", _DIGIT),
    )
    for first, last in re.findall("(.)(?:-(.))?", characters)
)


def split_tokens(text: str) -> list[str]:
    """Return the tokens of a text; joined they give it back."""
    return _TOKEN.findall(text)


def starts_with_function_word(text: str, offset: int = 0) -> bool:
    """Return whether a function word starts at the offset: 及び, 等, とする."""
    return _WORD_START.match(text, offset) is not None


def is_function_word(text: str) -> bool:
    """Return whether the text is one function word."""
    return text in _FUNCTION


def script_of(text: str) -> str:
    """Return the script of a text's first character, or nothing for signs and spaces."""
    head = text[:1]
    return next((name for first, last, name in _SCRIPTS if first <= head <= last), "")
