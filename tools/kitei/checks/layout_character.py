"""layout-character: blanks and tabs that lay out a page instead of marking up a text."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Fix, Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import JAPANESE, KANJI, Span, address_at, search, search_source
from kitei.model.places import TextAt
from kitei.model.text import Position

_ODD = "\t\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f"
PATTERN = re.compile(f"(?<![ {_ODD}])(?: *[{_ODD}][ {_ODD}]*| +$)", re.MULTILINE)
_BULLET = re.compile(" *(?:(?:-|#+) +)?$")
_MARKER = re.compile(
    r" *(?:(?:-|#+) +)?(?:[(（][^()（）\s]{1,5}[)）]|[0-9０-９]+[.．]?|[①-⑳㉑-㊿]|[ァ-ヺ][.．]?"
    r"|第[^\s]{1,9})$"
)
# What each kind is called, and what is written in its stead where that is certain.
_KINDS: dict[str, tuple[str, str | None]] = {
    "end": ("行の終わりに空白があります", ""),
    "start": ("行の始めに字下げの空白があります", ""),
    "gap": ("符号の後にタブがあります", " "),
    "tab": ("タブがあります", None),
    "run": ("全角の空白が続いています", None),
    "odd": ("特殊な空白があります", None),
}
_HINTS = {
    "end": "空白を消します。",
    "start": "空白を消します。字下げは表示のときに付きます。",
    "gap": "符号の後は半角の空白一つにします。",
    "tab": "表は縦線（|）で区切り、位置をそろえるためのタブは消します。",
    "run": "位置をそろえるための空白は消し、区切りには全角の空白を一つだけ使います。",
    "odd": "普通の空白に替えるか、消します。",
}
PADDING = re.compile("[ \u3000]+")
_BEFORE, _AFTER = re.compile(f"[{JAPANESE}、。」）]"), re.compile(f"[{JAPANESE}「（]")
# 内 容, 目　次: characters spread over a width. A name such as 山田 太郎 in a cell is not.
_SPREAD = re.compile(f"[{KANJI}](?:[ \u3000]+[{KANJI}])+")

_WIDEST = 40


def find_padding(at: TextAt, blanks: Span) -> Span | None:
    """Return the place of blanks that push characters apart, with the whole of 内 容, or None."""
    start, end = blanks
    text = at.text.value
    if len(text) <= _WIDEST and _SPREAD.fullmatch(text):
        return (0, len(text)) if " " not in text[:start] and "\u3000" not in text[:start] else None
    if at.role != "paragraph" or "\u3000" in text[start:end] or not 0 < start < end < len(text):
        return None
    is_inside = _BEFORE.match(text[start - 1]) and _AFTER.match(text[end])
    return blanks if is_inside else None


def check(scope: Scope) -> Iterator[Hit]:
    """Yield tabs, padding, runs of full-width blanks and blanks at either end of a line."""
    for place, match in search_source(scope, PATTERN):
        if kind := get_kind(match):
            yield _source_hit(scope, place, match, kind)
    for at, blanks in search(scope, PADDING):
        if span := find_padding(at, blanks):
            yield hit_at(
                scope,
                at,
                span,
                f"「{_context(at.text.value, span)}」に、位置をそろえるための空白があります。",
                hint="空白を消します。",
            )


def get_kind(match: re.Match[str]) -> str | None:
    """Return what blanks of a file are: a key of _KINDS, or None where they are in order."""
    source, blanks = match.string, match.group()
    if match.end() == len(source) or source[match.end()] == "\n":
        return "end"
    before = source[source.rfind("\n", 0, match.start()) + 1 : match.start()]
    if "\t" in blanks:
        return "gap" if _MARKER.match(before) else "tab"
    if _BULLET.match(before):
        return "start"
    if blanks.strip(" \u3000"):
        return "odd"
    # The run in 第　　号 is a number still to come.
    return "run" if len(blanks) > 1 and not before.endswith("第") else None


def _source_hit(scope: Scope, place: Position, match: re.Match[str], kind: str) -> Hit:
    name, replacement = _KINDS[kind]
    # Ordinary blanks at the start are the indentation of a list.
    indent = len(match.group()) - len(match.group().lstrip(" ")) if kind == "start" else 0
    found = match.group()[indent:]
    position = Position(place.line, place.column + indent)
    fix = None
    if replacement is not None:
        fix = Fix(position.line, position.column, len(found), replacement)
    return Hit(
        position,
        found,
        f"{name}（{_name_blanks(found)}）。",
        _HINTS[kind],
        address_at(scope, place.line),
        fix,
    )


_BLANKS = {" ": "半角空白", "\t": "タブ", "\u3000": "全角空白"}


def _name_blanks(blanks: str) -> str:
    names = dict.fromkeys(_BLANKS.get(blank, f"U+{ord(blank):04X}") for blank in blanks)
    return f"{'、'.join(names)} {len(blanks)}文字"


def _context(value: str, span: Span) -> str:
    return value[max(span[0] - 4, 0) : span[1] + 4]


RULE = Rule(
    "layout-character",
    Level.WARNING,
    "位置をそろえるためのタブや空白がある。",
    "kitei独自: 体裁は表示のときに付け、文章には残さない。",
    check,
)
