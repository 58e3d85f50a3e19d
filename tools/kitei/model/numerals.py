"""Numerals of official texts: Arabic in either width, kanji, circled, kana, iroha, latin."""

import re

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
LATIN = "abcdefghijklmnopqrstuvwxyz"
KANJI_DIGITS = "〇一二三四五六七八九"
KANJI_UNITS = {"千": 1000, "百": 100, "十": 10}
_KANJI = KANJI_DIGITS + "".join(KANJI_UNITS)

# No text counts so far; longer runs of digits are no numerals.
MAX_DIGITS = 9

# Full-width forms of what occurs in markers, and half-width katakana, folded to the usual form.
FOLD = str.maketrans(
    "０１２３４５６７８９（）．ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
    "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
    "0123456789().abcdefghijklmnopqrstuvwxyz" + KANA,
)
# The block that all of them are from: most of a long text is not translated at all.
_WIDE = re.compile("[\uff00-\uffef]+")


def fold(text: str) -> str:
    """Return the text with the width of digits, brackets, letters and kana unified."""
    return _WIDE.sub(lambda match: match.group().translate(FOLD), text)


def parse_kanji(text: str) -> int | None:
    """Return the value of a kanji numeral (二百四十四, 二〇), or None if it is none."""
    if not 0 < len(text) <= MAX_DIGITS or text.strip(_KANJI):
        return None
    if not any(c in KANJI_UNITS for c in text):
        return int("".join(str(KANJI_DIGITS.index(c)) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in KANJI_UNITS:
            total, digit = total + (digit or 1) * KANJI_UNITS[c], 0
        else:
            digit = KANJI_DIGITS.index(c)
    return total + digit


def format_kanji(number: int) -> str:
    """Return the kanji numeral of a number below 10,000: 244 is 二百四十四."""
    if number == 0:
        return KANJI_DIGITS[0]
    parts = []
    for unit, size in KANJI_UNITS.items():
        count, number = divmod(number, size)
        if count:
            parts.append((KANJI_DIGITS[count] if count > 1 else "") + unit)
    return "".join(parts) + (KANJI_DIGITS[number] if number else "")


def parse_arabic(text: str) -> int | None:
    """Return the value of Arabic digits of either width, or None."""
    folded = fold(text)
    is_number = folded.isascii() and folded.isdigit() and len(folded) <= MAX_DIGITS
    return int(folded) if is_number else None


def parse_number(text: str) -> int | None:
    """Return the value of an Arabic or kanji numeral, or None."""
    number = parse_arabic(text)
    return parse_kanji(text) if number is None else number
