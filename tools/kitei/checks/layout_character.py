"""layout-character: blanks and tabs that lay out a page instead of marking up a text."""

import re
from collections.abc import Iterator
from itertools import chain

from kitei.checks.finding import Fix, Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import JAPANESE, KANJI, address_at, search_source, texts_of
from kitei.model.text import Position

_MARKER = r"(?:[(（][^()（）\s]{1,5}[)）]|[0-9０-９]+[.．]?|[①-⑳㉑-㊿]|[ァ-ヺ][.．]?|第[^\s]{1,9})"
# The run in 第　　号 is a number still to come.
PATTERN = re.compile(
    r"(?P<end>[ \t\u3000\u00a0]+$)"
    r"|^(?P<before> *(?:[-#]+ +)?)(?P<start>[\u3000\u00a0][ \t\u3000\u00a0]*)"
    rf"|(?P<marker>(?:^|(?<=^#)|(?<=[-#] )){_MARKER})(?P<gap> *\t[ \t]*)"
    r"|(?P<tab>\t+)|(?<![第\u3000])(?P<run>\u3000{2,})|(?P<odd>[\u00a0\u1680\u2000-\u200a\u202f\u205f]+)",
    re.MULTILINE,
)
# What each kind is called, and what is written in its stead where that is certain.
_KINDS: dict[str, tuple[str, str | None]] = {
    "end": ("行の終わりに空白", ""),
    "start": ("行の始めに字下げの空白", ""),
    "gap": ("符号の後にタブ", " "),
    "tab": ("タブ", None),
    "run": ("全角の空白が続けて", None),
    "odd": ("特殊な空白", None),
}
_HINTS = {
    "end": "空白を消します。",
    "start": "空白を消します。字下げは表示のときに付きます。",
    "gap": "符号の後は半角の空白一つにします。",
    "tab": "表は縦線（|）で区切り、位置をそろえるためのタブは消します。",
    "run": "位置をそろえるための空白は消し、区切りには全角の空白を一つだけ使います。",
    "odd": "普通の空白に替えるか、消します。",
}
# 内 容, 目　次: characters spread over a width. A name such as 山田 太郎 is not.
SPREAD = re.compile(rf"(?:^|(?<=\s))[{KANJI}](?:[ \u3000]+[{KANJI}])+$")
PADDED = re.compile(rf"(?<=[{JAPANESE}、。」）])[ ]+(?=[{JAPANESE}「（])")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield tabs, padding, runs of full-width blanks and blanks at either end of a line."""
    for place, match in search_source(scope, PATTERN):
        yield _source_hit(scope, place, match)
    for at in texts_of(scope):
        value = at.text.value
        if " " not in value and "\u3000" not in value:
            continue
        padded = PADDED.finditer(value) if at.role == "paragraph" else ()
        spread = SPREAD.finditer(value) if len(value) < 12 else ()
        for match in chain(spread, padded):
            yield hit_at(
                scope,
                at,
                match.span(),
                f"「{_context(value, match)}」の字の間に、位置をそろえるための空白があります。",
                hint="空白を消します。",
            )


def _context(value: str, match: re.Match[str]) -> str:
    return value[max(match.start() - 4, 0) : match.end() + 4]


def _source_hit(scope: Scope, place: Position, match: re.Match[str]) -> Hit:
    kind = next(name for name in _KINDS if match.group(name))
    name, replacement = _KINDS[kind]
    column = place.column + match.start(kind) - match.start()
    found = match.group(kind)
    fix = None
    if replacement is not None:
        fix = Fix(place.line, column, len(found), replacement)
    return Hit(
        Position(place.line, column),
        found,
        f"{name}があります（{_name_blanks(found)}）。",
        _HINTS[kind],
        address_at(scope, place.line),
        fix,
    )


_BLANKS = {" ": "半角空白", "\t": "タブ", "\u3000": "全角空白"}


def _name_blanks(blanks: str) -> str:
    names = dict.fromkeys(_BLANKS.get(blank, f"U+{ord(blank):04X}") for blank in blanks)
    return f"{'、'.join(names)} {len(blanks)}文字"


RULE = Rule(
    "layout-character",
    Level.WARNING,
    "位置をそろえるためのタブや空白がある。",
    "kitei独自: 体裁は表示のときに付け、文章には残さない。",
    check,
)
