"""Markers (見出し符号): the official labels that stand before provisions, as values.

`KINDS` is the table of every form of marker kitei knows. A marker keeps its text as written; kind
and numbers say what it means, so that （３）and (3) are the same place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kitei.model.numerals import (
    CIRCLED,
    IROHA,
    KANA,
    LATIN,
    fold,
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


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker (見出し符号): `text` as written; kind and numbers are its meaning.

    Branch numbers follow the stem: 第3条の2 is (3, 2). `last` ends a range such as
    第20条から第73条まで, which stands for all articles between.
    """

    kind: str
    numbers: tuple[int, ...]
    text: str
    last: tuple[int, ...] | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> tuple[str, tuple[int, ...]]:
        """Kind and numbers: equal for markers that name the same place."""
        return self.kind, self.numbers

    @property
    def is_kanji(self) -> bool:
        """Whether the numeral is written in kanji."""
        return any(c in KANJI_NUMERALS for c in self.text)


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


_KINDS_BEGINNING: dict[str, frozenset[str]] = {
    character: frozenset(name for name, kind in KINDS.items() if character in kind.first)
    for character in sorted({character for kind in KINDS.values() for character in kind.first})
}


@dataclass(frozen=True, slots=True)
class Split:
    """A text divided into its marker and what stands behind: `rest` is an offset."""

    marker: Marker
    separator: str
    rest: int


def split_marker(text: str, kinds: tuple[str, ...]) -> Split | None:
    """Return the marker that `text` starts with, trying the kinds in order, or None."""
    possible = _KINDS_BEGINNING.get(fold(text[:1]))
    if possible is None:
        return None
    folded = fold(text)
    for name in kinds:
        if name in possible and (split := _split_kind(text, folded, KINDS[name])):
            return split
    return None


def _split_kind(text: str, folded: str, kind: MarkerKind) -> Split | None:
    match = kind.pattern.match(folded)
    if match is None:
        return None
    end = match.end()
    rest = end
    while rest < len(text) and text[rest] in SPACE:
        rest += 1
    if not _ends_here(kind, folded, end, rest):
        return None
    marker = Marker(kind.name, kind.numbers(match), text[:end], _last(match))
    return Split(marker, text[end:rest], rest)


def _ends_here(kind: MarkerKind, folded: str, end: int, rest: int) -> bool:
    if end == len(folded) or rest > end:
        return True
    if kind.name in WHOLES:
        return folded[end] == "("
    if kind.name == "article":
        return folded[end] == "("
    return kind.closed and kind.name not in (*CONTAINERS, "ordinal")


def _last(match: re.Match[str]) -> tuple[int, ...] | None:
    text = match.groupdict().get("last")
    if not text:
        return None
    return tuple(n for part in re.findall(NUMERAL, text) if (n := parse_number(part)) is not None)


def make_marker(kind: str, numbers: tuple[int, ...], *, kanji: bool = False) -> Marker:
    """Return the marker of a kind with the given numbers, in its usual writing."""
    return Marker(kind, numbers, KINDS[kind].write(numbers, kanji))


def follows(previous: tuple[int, ...], following: tuple[int, ...]) -> bool:
    """Return whether `following` is a right next number: 3 or 2の2 after 2, 3 after 2の5."""
    if following == (*previous, 2):
        return True
    return any(
        following == (*previous[:depth], previous[depth] + 1) for depth in range(len(previous))
    )
