"""Parts of a cited path: steps, heads, and what a member of a list takes from the one before."""

import re
from dataclasses import replace
from functools import lru_cache

from kitei.model.citation import CitedStep, Head, Path
from kitei.model.marker import CONTAINERS, KINDS, WHOLES
from kitei.model.numbering import NumberingStyle
from kitei.model.numerals import fold, parse_number
from kitei.model.reference_grammar import NUM

_UNIT_KINDS = dict(zip("編章節款目条", (*CONTAINERS, "article"), strict=True))
# The kinds of marker a written form may be, the one of the style's own levels first.
_FORMS = {
    "num": ("arabic", "dotted", "ordinal", "kanji"),
    "ordinal": ("ordinal",),
    "paren": ("paren",),
    "circled": ("circled",),
    "kana": ("kana", "kana-dotted", "iroha"),
    "kanaparen": ("kana-paren", "iroha-paren"),
    "latin": ("latin",),
    "latinparen": ("latin-paren", "roman-paren"),
}
_NUMBERS = re.compile(NUM)


@lru_cache(maxsize=1024)
def unit_kind(unit: str, levels: tuple[str, ...]) -> str:
    """Return the kind of marker that a unit (条, 項, 号) names in a style of these levels."""
    if unit in _UNIT_KINDS:
        return _UNIT_KINDS[unit]
    if "article" in levels:
        return "arabic" if unit == "項" else ("kanji" if "kanji" in levels else "paren")
    inner = [kind for kind in levels if kind not in CONTAINERS]
    return inner[min(0 if unit == "項" else 1, len(inner) - 1)]


@lru_cache(maxsize=4096)
def read_step(form: str, text: str, levels: tuple[str, ...]) -> tuple[str, tuple[int, ...], str]:
    """Return (kind, numbers, unit) of a step as written."""
    if form == "unit":
        unit = next(c for c in text if c in "編章節款目条項号")
        return unit_kind(unit, levels), read_numbers(text), unit
    options = _FORMS[form]
    kind = next((option for option in options if option in levels), options[0])
    plain = KINDS[kind.removesuffix("-dotted")]
    match = plain.pattern.match(fold(text))
    numbers = plain.numbers(match) if match else read_numbers(text)
    return kind, numbers, ""


def read_numbers(text: str) -> tuple[int, ...]:
    found = (parse_number(match.group()) for match in _NUMBERS.finditer(text))
    return tuple(number for number in found if number is not None)


def read_head(match: re.Match[str]) -> Head | None:
    """Return the relative word that a match of the grammar begins with, or None."""
    for word, kind in (("前", "before"), ("次", "after"), ("同", "same"), ("この", "this")):
        if match[kind]:
            return _relative(word, match["headunit"], match)
    if match["below"]:
        return Head("次の各", match["belowunit"])
    if match["every"]:
        return Head("各", "号")
    is_own = (match["supplement"] or "").startswith(("この", "本"))
    return Head("この", "附則") if is_own else None


def _relative(word: str, unit: str, match: re.Match[str]) -> Head:
    if word == "前" and match["beforeeach"]:
        return Head("前各", unit)
    count = match["beforecount"] if word == "前" else match["aftercount"]
    return Head(word, unit, (count and parse_number(count)) or 1)


def _rank(step: CitedStep, style: NumberingStyle) -> int:
    level = style.level(step.kind)
    return len(style.levels) if level is None else level


def _head_rank(head: Head, style: NumberingStyle) -> int:
    if head.unit in ("表", "附則"):
        return -1
    return style.level(unit_kind(head.unit, style.levels)) or 0


def _leading_head(previous: Path, rank: int, style: NumberingStyle) -> Head | None:
    head = previous.head
    return head if head is not None and _head_rank(head, style) < rank else None


def inherit(path: Path, previous: Path, style: NumberingStyle, *, below: bool = False) -> Path:
    """Return a member of a list with the leading steps of the one before: 第3条第1項及び第2項.

    A list goes on at a level the one before has, or above it; `below` asks for a deeper level, as
    the bracket in 第3条（第2項を除く。） does.
    """
    if path.head is not None or path.whole is not None or not path.steps:
        return path
    if path.steps[0].kind in WHOLES:
        return replace(path, whole=path.steps[0], steps=path.steps[1:], title=previous.title)
    rank = _rank(path.steps[0], style)
    # An article is named by its number alone; the chapter of the one before is not its own.
    is_article = path.steps[0].unit == "条"
    leading = tuple(s for s in previous.steps if _rank(s, style) < rank and not is_article)
    has_equal = bool(previous.each) or any(_rank(s, style) >= rank for s in previous.steps)
    if has_equal == below:
        return (
            path if below or path.title == previous.title else replace(path, title=previous.title)
        )
    head = None if is_article else _leading_head(previous, rank, style)
    steps = (*leading, *path.steps)
    whole, title = previous.whole, previous.title
    return Path(path.start, path.end, steps, head, whole, title, path.each, len(leading))
