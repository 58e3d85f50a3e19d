"""Kinds of marker (符号の種類): `KINDS` is the table of every form of marker kitei knows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kitei.model.numerals import (
    CIRCLED,
    IROHA,
    KANA,
    LATIN,
    format_kanji,
    parse_number,
)

ARABIC_DIGITS = "0123456789"
KANJI_NUMERALS = "〇一二三四五六七八九十百千"
# No marker counts further; a longer run of digits is a number of another sort, not a marker.
DIGITS = "[0-9]{1,9}"
KANJI = f"[{KANJI_NUMERALS}]{{1,9}}"
NUMERAL = f"(?:{DIGITS}|{KANJI})"
BRANCH = f"(?:の{NUMERAL})*"
# What may stand between a marker and the text behind it.
SPACE = " \t\u3000"
ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)


class InvalidMarker(ValueError):
    """A number that a kind of marker cannot count to."""


@dataclass(frozen=True)
class MarkerKind:
    """One form of marker: how it is read, written and cited.

    `form` is the expression for width-folded text; `plain` is its form inside an address (4. is
    cited as 4); `closed` kinds end by themselves and need no space before the text. `first` holds
    the characters that such a marker can begin with: one look at a text rules most kinds out.
    """

    name: str
    label: str
    first: str
    form: str
    numbers: Callable[[re.Match[str]], tuple[int, ...]]
    write: Callable[[tuple[int, ...], bool], str]
    plain: Callable[[tuple[int, ...], bool], str]
    closed: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The form compiled, which takes long: a document uses few of the kinds."""
        return re.compile(self.form)


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    found = re.findall(NUMERAL, match.group("numbers") or "")
    return tuple(number for text in found if (number := parse_number(text)) is not None)


def _numeral(number: int, kanji: bool) -> str:
    return format_kanji(number) if kanji else str(number)


def _joined(numbers: tuple[int, ...], kanji: bool) -> str:
    return "の".join(_numeral(number, kanji) for number in numbers)


def _unit_kind(name: str, unit: str) -> MarkerKind:
    one = f"第{NUMERAL}{unit}{BRANCH}"
    pattern = (
        f"(?P<numbers>{one})(?:(?:から|乃至|及び)(?P<last>{one})(?:まで)?)?"
        if unit == "条"
        else f"(?P<numbers>{one})"
    )

    def write(numbers: tuple[int, ...], kanji: bool) -> str:
        branch = "".join("の" + _numeral(number, kanji) for number in numbers[1:])
        return f"第{_numeral(numbers[0], kanji)}{unit}{branch}"

    return MarkerKind(name, unit, "第", pattern, _numbers, write, write, closed=True)


def _ordinal_kind() -> MarkerKind:
    pattern = f"(?P<numbers>第{NUMERAL}{BRANCH})(?![編章節款目条項号])"

    def write(numbers: tuple[int, ...], kanji: bool) -> str:
        return "第" + _joined(numbers, kanji)

    return MarkerKind("ordinal", "第1", "第", pattern, _numbers, write, write, closed=True)


def _digits_kind(name: str, label: str, *, kanji: bool = False) -> MarkerKind:
    digits, first = (KANJI, KANJI_NUMERALS) if kanji else (DIGITS, ARABIC_DIGITS)
    pattern = f"(?P<numbers>{digits}(?:の{digits})*)(?![0-9.])"

    def write(numbers: tuple[int, ...], _: bool) -> str:
        return _joined(numbers, kanji)

    return MarkerKind(name, label, first, pattern, _numbers, write, write)


def _dotted_kind() -> MarkerKind:
    pattern = rf"(?P<numbers>{DIGITS}(?:の{DIGITS})*)\.(?![0-9])"
    return MarkerKind(
        "dotted",
        "1.",
        ARABIC_DIGITS,
        pattern,
        _numbers,
        lambda numbers, _: _joined(numbers, False) + ".",
        _joined,
        closed=True,
    )


def _paren_kind() -> MarkerKind:
    branch = f"(?:の{DIGITS})*"
    pattern = rf"(?P<numbers>\({DIGITS}{branch}\){branch}|{DIGITS}の\({DIGITS}\))"

    def write(numbers: tuple[int, ...], _: bool) -> str:
        return f"({numbers[0]})" + "".join(f"の{number}" for number in numbers[1:])

    first = "(" + ARABIC_DIGITS
    return MarkerKind("paren", "(1)", first, pattern, _numbers, write, write, closed=True)


def _letter_kind(name: str, letters: tuple[str, ...], form: str) -> MarkerKind:
    """A kind counting by letters; `form` is its shape, such as `(ア)` written `({})`."""
    ordered = sorted(letters, key=len, reverse=True)
    alternatives = "|".join(re.escape(letter) for letter in ordered)
    before, after = (re.escape(part) for part in form.split("{}"))
    first = form[0] if before else "".join(letter[0] for letter in letters)
    pattern = f"{before}(?P<numbers>{alternatives})(?P<branch>(?:の{DIGITS})*){after}"

    def numbers(match: re.Match[str]) -> tuple[int, ...]:
        branch = [int(text) for text in re.findall("[0-9]+", match.group("branch"))]
        return (letters.index(match.group("numbers")) + 1, *branch)

    def bare(values: tuple[int, ...], _: bool) -> str:
        if not 0 < values[0] <= len(letters):
            raise InvalidMarker(f"{label}は{len(letters)}までしか数えられません: {values[0]}")
        return letters[values[0] - 1] + "".join(f"の{value}" for value in values[1:])

    def write(values: tuple[int, ...], kanji: bool) -> str:
        return form.format(bare(values, kanji))

    label = form.format(letters[0])
    closed = form != "{}" or letters[0] == "①"
    plain = bare if form.endswith(".") else write
    return MarkerKind(name, label, first, pattern, numbers, write, plain, closed=closed)


def _whole_kind(name: str, word: str, first: str, pattern: str) -> MarkerKind:
    """A kind named by a word, numbered only where there are several: 附則, 別表第1."""

    def write(numbers: tuple[int, ...], kanji: bool) -> str:
        if not numbers:
            return word
        if name == "supplement":
            return f"{word}〔{numbers[0]}〕"
        suffix = "号" if name == "form" else ""
        return f"{word}第{_joined(numbers, kanji)}{suffix}"

    return MarkerKind(name, word, first, pattern, _numbers, write, write)


CONTAINERS = ("part", "chapter", "section", "subsection", "division")
WHOLES = ("preface", "supplement", "appendix", "form")

KINDS: dict[str, MarkerKind] = {
    kind.name: kind
    for kind in (
        _unit_kind("part", "編"),
        _unit_kind("chapter", "章"),
        _unit_kind("section", "節"),
        _unit_kind("subsection", "款"),
        _unit_kind("division", "目"),
        _unit_kind("article", "条"),
        _ordinal_kind(),
        _digits_kind("arabic", "1"),
        _dotted_kind(),
        _paren_kind(),
        _letter_kind("circled", tuple(CIRCLED), "{}"),
        _letter_kind("kana", tuple(KANA), "{}"),
        _letter_kind("kana-dotted", tuple(KANA), "{}."),
        _letter_kind("kana-paren", tuple(KANA), "({})"),
        _letter_kind("latin", tuple(LATIN), "{}"),
        _letter_kind("latin-paren", tuple(LATIN), "({})"),
        _digits_kind("kanji", "一", kanji=True),
        _letter_kind("iroha", tuple(IROHA), "{}"),
        _letter_kind("iroha-paren", tuple(IROHA), "({})"),
        _letter_kind("roman-paren", ROMAN, "({})"),
        _whole_kind("preface", "序文", "序前", "(?:序文|前文)(?P<numbers>)"),
        _whole_kind("supplement", "附則", "附", f"附[{SPACE}]*則(?P<numbers>(?:〔{DIGITS}〕)?)"),
        _whole_kind("appendix", "別表", "別", f"別表(?P<numbers>(?:第{NUMERAL}{BRANCH})?)"),
        _whole_kind(
            "form", "様式", "様別", f"(?:別記)?様式(?P<numbers>(?:第{NUMERAL}{BRANCH}号?)?)"
        ),
    )
}
