"""mixed-width-brackets: half-width brackets round Japanese text."""

import re
from collections.abc import Iterator
from itertools import chain

from kitei.checks.finding import Fix, Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import JAPANESE, front_texts, texts_of
from kitei.model.places import TextAt

# (1), (ア), (a), (一) are markers and references to them.
_MARKER = re.compile(r"[(（](?:[0-9０-９]+|[ァ-ヺｦ-ﾝ]|[a-zａ-ｚ]+|[〇一二三四五六七八九十]+)[)）]")
_INSIDE = r"(?:[^()（）]|[(（][^()（）]*[)）])*"
PATTERN = re.compile(rf"\({_INSIDE}[)）]|（{_INSIDE}\)")
_TEXT = re.compile(f"[{JAPANESE}]")


def find_brackets(text: str) -> Iterator[re.Match[str]]:
    """Yield the brackets round Japanese text of which one at least is half-width."""
    if "(" not in text and ")" not in text:
        return
    for match in PATTERN.finditer(text):
        if _TEXT.search(match.group()) and not _MARKER.fullmatch(match.group()):
            yield match


def widen(text: str) -> str:
    """Return a bracketed text with its brackets, and those of text inside, full-width."""
    inside, done = text[1:-1], 0
    parts = []
    for match in find_brackets(inside):
        parts += [inside[done : match.start()], widen(match.group())]
        done = match.end()
    return f"（{''.join(parts)}{inside[done:]}）"


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the half-width brackets in the texts, the title and on the title page."""
    for at in chain(front_texts(scope.document), texts_of(scope)):
        for match in find_brackets(at.text.value):
            yield _hit(scope, at, match)


def _hit(scope: Scope, at: TextAt, match: re.Match[str]) -> Hit:
    found = match.group()
    hit = hit_at(
        scope,
        at,
        match.span(),
        f"「{found}」の括弧が半角です。文中の括弧は全角で書きます。",
        hint=f"「{widen(found)}」とします。半角の括弧は(1)のような符号に使います。",
    )
    return Hit(hit.position, hit.found, hit.message, hit.hint, hit.address, _make_fix(at, match))


def _make_fix(at: TextAt, match: re.Match[str]) -> Fix | None:
    """Return the correction, unless the characters stand otherwise in the file (links, escapes)."""
    start, last = at.text.locate(match.start()), at.text.locate(match.end() - 1)
    found = match.group()
    if start.line != last.line or last.column - start.column != len(found) - 1 or start.column == 1:
        return None
    return Fix(start.line, start.column, len(found), widen(found))


RULE = Rule(
    "mixed-width-brackets",
    Level.WARNING,
    "日本語の文を半角の括弧で囲んでいる。",
    "kitei独自: 文中の括弧は全角、符号の括弧は半角で書く。",
    check,
)
