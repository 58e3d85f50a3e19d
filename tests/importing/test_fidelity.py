"""The proof finds every lost, changed or swapped character, and believes no false layout."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitei.errors import ImportingError, SourceError
from kitei.importing.draft import Draft, Layout, LeftOut, Moved
from kitei.importing.fidelity import Difference, find_difference, prove
from kitei.importing.result import Result
from kitei.source.document_reader import read_document, write_document
from tests.importing.drafts import draft, imported, read_data

NAMES = ["damaged", "dotted", "article", "kanji", "wrapped"]
# What the source form adds: the keys, signs of headings, items and tables, ids, escapes.
MARKUP = re.compile(
    r"^(?:---|(?:id|kind|audience|numbering|owner): .*|cover:|title: |#+ | *- )"
    r"|\{#[a-z0-9-]+\}$|\||\^\^|-{3,}|\\|'",
    re.MULTILINE,
)


@cache
def import_data(name: str) -> Result:
    return imported(read_data(name))


def content_places(text: str) -> list[int]:
    """The offsets of the characters that come from the foreign text."""
    markup = {n for match in MARKUP.finditer(text) for n in range(match.start(), match.end())}
    return [n for n, c in enumerate(text) if n not in markup and not c.isspace()]


def is_found(name: str, text: str) -> bool:
    """Whether a changed file is no longer a document, or is refused by the proof."""
    try:
        document = read_document(text, "sample")
    except SourceError:
        return True
    return find_difference(read_data(name), import_data(name).draft, document) is not None


@pytest.mark.parametrize("name", NAMES)
def test_the_documents_themselves_are_proved(name: str) -> None:
    result = import_data(name)
    assert not is_found(name, result.text)
    visible = len("".join(read_data(name).split()))
    assert result.proof.proved == visible - result.proof.left_out
    assert len(content_places(result.text)) == result.proof.proved


@pytest.mark.parametrize("name", ["damaged", "article"])
def test_every_single_character_that_is_dropped_is_found(name: str) -> None:
    text = import_data(name).text
    missed = [n for n in content_places(text) if not is_found(name, text[:n] + text[n + 1 :])]
    assert [text[n - 5 : n + 5] for n in missed] == []


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0), st.characters(categories=["L", "N"]), st.booleans())
def test_any_character_that_is_changed_or_put_in_is_found(
    name: str, place: int, character: str, is_added: bool
) -> None:
    text = import_data(name).text
    places = content_places(text)
    offset = places[place % len(places)]
    if text[offset] == character:
        return
    assert is_found(name, text[:offset] + character + text[offset + (not is_added) :])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0), st.integers(0))
def test_two_characters_that_change_places_are_found(name: str, one: int, other: int) -> None:
    text = import_data(name).text
    places = content_places(text)
    first, second = sorted((places[one % len(places)], places[other % len(places)]))
    if text[first] == text[second]:
        return
    swapped = list(text)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert is_found(name, "".join(swapped))


def test_white_space_inside_a_text_is_part_of_the_proof() -> None:
    text = import_data("damaged").text
    assert is_found("damaged", text.replace("内 容", "内容"))
    assert is_found("damaged", text.replace("内 容", "内　容"))
    assert is_found("damaged", text.replace("管理者の下に", "管理者 の下に"))


def test_the_first_difference_is_told_with_its_line() -> None:
    source = read_data("damaged")
    result = import_data("damaged")
    changed = result.text.replace("教育の記録を残す。", "教育の記録は残す。")
    difference = find_difference(source, result.draft, read_document(changed, "sample"))
    assert isinstance(difference, Difference)
    assert difference.line == 57
    assert "記録を残す" in difference.expected
    assert "記録は残す" in difference.found
    with pytest.raises(ImportingError, match="元の57行"):
        prove(source, result.draft, read_document(changed, "sample"))


def test_a_text_cut_short_or_drawn_out_is_found() -> None:
    text = import_data("damaged").text
    assert is_found("damaged", text.replace("\nなお、結果は管理者に報告する。\n", ""))
    assert is_found("damaged", text + "\n余計な文。\n")


def cheat(line: int, layout: Layout) -> tuple[str, Draft]:
    """A text and its draft without one paragraph, said to be layout."""
    source = "見本規程\n\n1 目的\n\n大切な文である。\n\n2 範囲\n\n文。\n"
    honest = draft(source)
    characters = source.split("\n")[line - 1]
    without = draft(source.replace(f"{characters}\n", "\n"))
    left_out = LeftOut(line, 1, characters, layout)
    return source, replace(honest, content=without.content, left_out=(left_out,))


@pytest.mark.parametrize("layout", list(Layout))
def test_a_paragraph_is_not_believed_to_be_layout(layout: Layout) -> None:
    source, false = cheat(5, layout)
    document = read_document(write_document(false.document), "sample")
    difference = find_difference(source, false, document)
    assert difference is not None
    assert difference.line == 5


def test_a_heading_is_not_believed_to_be_a_row_of_the_contents() -> None:
    source = "見本規程\n\n目次\n1 目的\t1\n2 範囲\t1\n\n序文\n\n文。\n\n"
    source += "1 目的\n\n文。\n\n2 範囲\n\n文。\n"
    honest = draft(source)
    assert [one.line for one in honest.left_out] == [3, 4, 5]
    lost = LeftOut(7, 1, "序文", Layout.CONTENTS)
    false = replace(honest, content=honest.content[1:], left_out=(*honest.left_out, lost))
    document = read_document(write_document(false.document), "sample")
    difference = find_difference(source, false, document)
    assert difference is not None
    assert difference.line == 7


def test_a_sentence_is_not_believed_to_have_been_moved() -> None:
    source = "見本規程\n\n1 目的\n\n文である。\n\n2 範囲\n\n別の文。\n"
    honest = draft(source)
    first, second = honest.content
    swapped = (
        replace(first, content=()),
        replace(second, content=(*first.content, *second.content)),
    )
    moved = Moved(5, "文である。", 7, 99, "")
    false = replace(honest, content=swapped, moved=(moved,))
    document = read_document(write_document(false.document), "sample")
    difference = find_difference(source, false, document)
    assert difference is not None
    assert difference.line == 5


@pytest.mark.parametrize("name", ["nansatsu.txt", "saitama.txt"])
def test_a_character_dropped_from_a_real_policy_is_found(seeds: Path, name: str) -> None:
    source = (seeds / name).read_text(encoding="utf-8")
    result = imported(source)
    places = content_places(result.text)
    for offset in places[::97]:
        text = result.text[:offset] + result.text[offset + 1 :]
        document = read_document(text, "sample")
        assert find_difference(source, result.draft, document) is not None, text[
            offset - 9 : offset
        ]
