"""Likeness: long lists and long texts are measured in another way and give the same pairs."""

from random import Random

import pytest

from kitei.compare import likeness
from kitei.compare.likeness import find_like, measure_likeness
from kitei.compare.listing import list_units
from kitei.compare.units import Unit
from tests.compare.building import make_document
from tests.compare.edits import Author


def make_units(sentences: list[str]) -> list[Unit]:
    body = "".join(f"## {n} 見出し\n\n{text}\n\n" for n, text in enumerate(sentences, 1))
    return list(list_units(make_document(body)).units[1:])


def test_a_long_list_gives_the_pairs_of_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    author = Author(Random(3), has_ids=False)
    sentences = [author.sentence() for _ in range(60)]
    old = make_units(sentences)
    new = make_units([text.replace("を", "をも", 1) for text in reversed(sentences)])
    tried = {(one.index, other.index) for _, one, other in find_like(old, new, 80.0)}
    monkeypatch.setattr(likeness, "_ALL_PAIRS", 0)
    likely = {(one.index, other.index) for _, one, other in find_like(old, new, 80.0)}
    assert len(tried) >= 60
    assert tried == likely


def test_long_texts_are_like_as_far_as_their_pieces_are() -> None:
    author = Author(Random(5), has_ids=False)
    text = "".join(author.sentence() for _ in range(100))
    other = "".join(author.sentence() for _ in range(100))
    assert len(text) > 1_500
    assert measure_likeness(text, text) == 100
    assert measure_likeness(text, text.replace("。", "」", 3)) > 95
    assert measure_likeness(text, other) < measure_likeness(text, text[: len(text) // 2] + other)


def test_a_long_text_finds_its_partner_among_short_ones() -> None:
    author = Author(Random(7), has_ids=False)
    text = "".join(author.sentence() for _ in range(100))
    old = make_units([text])
    new = make_units([author.sentence(), text[10:], author.sentence()])
    assert [(one.index, other.index) for _, one, other in find_like(old, new, 80.0)] == [(1, 2)]
