"""unsafe-character: characters that cannot be seen, or that change or vanish on the way."""

import re
from collections.abc import Iterator
from unicodedata import combining, is_normalized, normalize

from kitei.checks.finding import Fix, Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope
from kitei.checks.wording import address_at, search_source
from kitei.model.text import Position

# Variation selectors and characters outside the BMP occur in names: they are allowed.
_CLASSES = {
    "control": r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]",
    "invisible": r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u3164"
    r"\ufeff\uffa0\U000e0000-\U000e007f]",
    "direction": r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]",
    "private": r"[\ue000-\uf8ff\U000f0000-\U0010ffff]",
    "broken": r"[\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff]",
    "kana": r"[\uff61-\uff9f]+",
}
# (ｱ) in half-width kana is a common marker.
_MARKER = r"[(（][ｦ-ﾝ][)）]"
PATTERN = re.compile(
    _MARKER + "|" + "|".join(f"(?P<{name}>{form})" for name, form in _CLASSES.items())
)
_ANY = re.compile("|".join(_CLASSES.values()).replace("]+", "]").replace("]|[", ""))
_MESSAGES = {
    "control": ("制御文字", "消します。改行のつもりなら、段落を分けます。"),
    "invisible": ("目に見えない文字", "消します。検索や比較で、同じ語が別の語になります。"),
    "direction": ("文字の向きを変える制御文字", "消します。見える順と実際の順が違ってしまいます。"),
    "private": ("外字（私用領域の文字）", "標準の文字に替えます。ほかの端末では表示できません。"),
    "broken": ("文字化けした文字", "元の文字を確かめて書き直します。"),
    "kana": ("半角の片仮名", "全角の片仮名にします。"),
}
# Deleting these changes nothing that a reader sees.
_DELETABLE = "\u00ad\u200b\u2060\ufeff"


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the characters of the file that are unsafe, and those that NFC would change."""
    found = search_source(scope, PATTERN) if _ANY.search(scope.document.source) else ()
    for place, match in found:
        kind = match.lastgroup
        if kind is not None:
            yield _hit(scope, place, kind, match.group())
    if not is_normalized("NFC", scope.document.source):
        yield from _find_unnormalised(scope)


def _hit(scope: Scope, place: Position, kind: str, found: str) -> Hit:
    name, hint = _MESSAGES[kind]
    shown = f"「{found}」" if kind == "kana" else _code(found)
    return Hit(
        place,
        found if kind == "kana" else _code(found),
        f"{name}（{shown}）があります。",
        hint,
        address_at(scope, place.line),
        Fix(place.line, place.column, len(found), "") if found in _DELETABLE else None,
    )


def _find_unnormalised(scope: Scope) -> Iterator[Hit]:
    for number, line in enumerate(scope.document.source.split("\n"), 1):
        if is_normalized("NFC", line):
            continue
        for start, end in find_clusters(line):
            yield _unnormalised_hit(scope, Position(number, start + 1), line[start:end])


def find_clusters(line: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line that NFC would change: a character and its marks."""
    start = 0
    while start < len(line):
        end = start + 1
        while end < len(line) and _joins(line, start, end):
            end += 1
        if not is_normalized("NFC", line[start:end]):
            yield start, end
        start = end


def _joins(line: str, start: int, end: int) -> bool:
    """Return whether the character at `end` belongs to the one at `start`, Hangul included."""
    if combining(line[end]):
        return True
    joined = line[start : end + 1]
    return len(normalize("NFC", joined)) < len(normalize("NFC", line[start:end])) + 1


def _unnormalised_hit(scope: Scope, place: Position, found: str) -> Hit:
    composed = normalize("NFC", found)
    codes = " ".join(_code(character) for character in found)
    if len(found) > 1:
        message = f"「{composed}」が、分かれた文字（{codes}）で書かれています。"
        hint = f"一つの文字の「{composed}」に打ち直します。"
        fix = Fix(place.line, place.column, len(found), composed)
    else:
        message = f"「{found}」（{codes}）は、送る間に「{composed}」に変わることがあります。"
        hint = f"「{composed}」（{_code(composed)}）でよいか、人の名なら本人に確かめます。"
        fix = None
    return Hit(place, found, message, hint, address_at(scope, place.line), fix)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


RULE = Rule(
    "unsafe-character",
    Level.ERROR,
    "制御文字、見えない文字、外字、半角の片仮名など、正しく伝わらない文字がある。",
    "kitei独自: 文章はUTF-8、NFCで保存し、勝手に変えない。",
    check,
)
