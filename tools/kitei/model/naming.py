"""Sentences that give a name: （以下「本組合」という。）, 「甲」とは、…をいう。, （以下同じ。）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

# One pass over these is enough: brackets and full stops make the frame, the rest gives names.
_TOKEN = re.compile(
    "（|）|。"
    "|「(?P<name>[^「」]{1,80})」と(?:いう|いい|総称|略称|略記|略す)"
    "|「(?P<inline>[^「」]{1,80})」とは、"
    "|(?P<same>同じ)。）"
)
# The names before the last: 以下「甲」又は「乙」という。
_EARLIER = re.compile("「([^「」]{1,80})」(?:、|及び|又は|並びに)$")
_MANNER = re.compile("(?:、|これら(?:を|の[^「」。、]{1,20}を)?|単に|それぞれ|総称して)$")
_WITHIN = re.compile("(?:において|中)(?:は)?$")
_OWN = re.compile(
    "(?:^|.*、)(?:この|本)(?:法律|政令|省令|規則|条例|規程|規約|訓令|要綱|要領|[^、。]{0,12}"
    "(?:基準|方針|手順|計画|指針|ポリシー|マニュアル))$"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name given at [start:end] of a text; for a gloss, the sentence 以下…同じ。 itself."""

    start: int
    end: int
    kind: Literal["abbreviation", "inline", "gloss"]
    scope: str


@dataclass(slots=True)
class _Frame:
    """A bracket (or the text itself): where it and its present sentence begin."""

    start: int
    sentence: int


def find_namings(text: str) -> Iterator[Naming]:
    """Yield the names that a text gives, in order."""
    if "」と" not in text and "同じ。" not in text:
        return
    frames = [_Frame(-1, 0)]
    for match in _TOKEN.finditer(text):
        sentence = frames[-1].sentence
        if match.lastgroup is not None:
            yield from _read(text, match, sentence, is_bracketed=len(frames) > 1)
        _move(frames, match)


def _move(frames: list[_Frame], match: re.Match[str]) -> None:
    mark = match.group()
    if mark == "（":
        frames.append(_Frame(match.start(), match.end()))
    elif mark.endswith("）"):
        if len(frames) > 1:
            frames.pop()
    elif mark == "。":
        frames[-1].sentence = match.end()


def _read(
    text: str, match: re.Match[str], sentence: int, *, is_bracketed: bool
) -> Iterator[Naming]:
    if match.lastgroup == "inline":
        scope = _scope(text[sentence : match.start()])
        own = scope is None or _OWN.match(scope)
        yield Naming(*match.span("inline"), "inline", "" if own else scope or "")
    elif is_bracketed and match.lastgroup == "name":
        yield from _read_abbreviation(text, match, sentence)
    elif is_bracketed and match.lastgroup == "same":
        lead = text[sentence : match.start()]
        scope = _scope(lead)
        if scope is not None or "以下" in lead:
            yield Naming(sentence, match.end() - 1, "gloss", _after_since(scope or ""))


def _read_abbreviation(text: str, match: re.Match[str], sentence: int) -> Iterator[Naming]:
    spans = [match.span("name")]
    lead = text[sentence : match.start()]
    while earlier := _EARLIER.search(lead):
        spans.append((sentence + earlier.start(1), sentence + earlier.end(1)))
        lead = lead[: earlier.start()]
    scope = _scope(lead)
    if scope is None and "以下" not in lead:
        return
    for start, end in reversed(spans):
        yield Naming(start, end, "abbreviation", _after_since(scope or ""))


def _scope(lead: str) -> str | None:
    """Return the words before において or 中 at the end of `lead`, or None."""
    while manner := _MANNER.search(lead):
        lead = lead[: manner.start()]
    within = _WITHIN.search(lead)
    return lead[: within.start()] if within else None


def _after_since(scope: str) -> str:
    return scope.rpartition("以下")[2].lstrip("、")
