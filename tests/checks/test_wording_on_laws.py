"""The rules of wording on two long laws: what is right there must never be found."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from kitei.checks import (
    conjunction_pair,
    doubled_character,
    kanji_for_kana,
    layout_character,
    missing_full_stop,
    mixed_conjunction_script,
    mixed_width_brackets,
    polite_style,
    stray_particle,
    unsafe_character,
)
from kitei.model.era import find_dates
from kitei.model.places import TextAt
from kitei.model.text import Text

LAWS = (
    "local-autonomy-act/2026-06-14.md",
    "personal-information-protection-act/2026-06-24.md",
)
Find = Callable[[str], Iterator[str]]
_MARKER = re.compile(r"^\s*(?:\*\*.*?\*\*|- [^　]*　|#+ )　?")


@lru_cache
def read_lines(path: Path) -> tuple[str, ...]:
    """Return the texts of a law, front matter and markers taken off."""
    body = path.read_text("utf-8").split("\n---\n", 1)[1]
    return tuple(text for line in body.split("\n") if (text := _MARKER.sub("", line)).strip())


def find_patterns(text: str) -> Iterator[str]:
    for module in (doubled_character, stray_particle, mixed_conjunction_script, unsafe_character):
        yield from (match.group() for match in module.PATTERN.finditer(text))


def find_layout(text: str) -> Iterator[str]:
    for match in layout_character.PATTERN.finditer(text):
        if layout_character.get_kind(match):
            yield match.group()
    at = TextAt(Text(text), None, "paragraph")
    for match in layout_character.PADDING.finditer(text):
        if span := layout_character.find_padding(at, match.span()):
            yield text[slice(*span)]


def find_endings(text: str) -> Iterator[str]:
    for match in polite_style.PATTERN.finditer(text):
        if polite_style.is_polite(text, match.span()):
            yield match.group()
    yield from (text[slice(*span)] for span in missing_full_stop.find_unstopped(text))


def find_brackets(text: str) -> Iterator[str]:
    yield from (match.group() for match in mixed_width_brackets.find_brackets(text))


def find_unpaired(text: str) -> Iterator[str]:
    yield from (word for _, _, word, *_ in conjunction_pair.find_unpaired([text]))


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize(
    "find",
    [
        find_patterns,
        find_layout,
        find_endings,
        find_brackets,
        find_unpaired,
    ],
)
def test_nothing_is_found_in_the_long_texts_of_the_law(corpora: Path, find: Find, law: str) -> None:
    found = [(text[:30], word) for text in read_lines(corpora / law) for word in find(text)]
    assert found == []


def test_the_words_of_the_laws_that_are_found_are_those_of_the_old_style(corpora: Path) -> None:
    found = [
        match.group()
        for law in LAWS
        for text in read_lines(corpora / law)
        for match in kanji_for_kana.PATTERN.finditer(text)
    ]
    assert set(found) == {"但し", "且つ", "通り"}


def test_the_only_impossible_dates_are_those_decided_before_the_era_ended(corpora: Path) -> None:
    found = [
        date.text
        for law in LAWS
        for text in read_lines(corpora / law)
        for date in find_dates(text)
        if not date.possible
    ]
    assert found
    assert {text[:5] for text in found} <= {f"平成三十{digit}" for digit in "一二三四"}


def test_the_searches_do_find_what_they_look_for() -> None:
    text = "文書およびを整える。(案)を示します。端末並びに機器で 必要な（ものを含む）"
    assert list(find_patterns(text)) == ["および"]
    assert list(find_endings(text)) == ["ます", "含む"]
    assert list(find_brackets(text)) == ["(案)"]
    assert list(find_unpaired(text)) == ["並びに"]
    assert list(find_layout(text)) == [" "]
