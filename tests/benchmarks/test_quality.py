"""Marks are counted alike for every way of marking, and only where they give the texts back."""

from pathlib import Path

import pytest

from benchmarks.compare_check import NotRebuilt
from benchmarks.compare_texts import write_pair
from benchmarks.environments import Package
from benchmarks.quality import MARKERS, Marker, count, list_changed, measure_quality

TEXTS = [("広域連合の資産", "本組合の資産")]
WORDS = {"広域連合の資産": {0, 4, 5, 7}, "本組合の資産": {0, 3, 4, 6}}
FRONT = """\
---
id: sample
kind: policy
title: 方針
audience: public
numbering: outline
owner: 課
---
"""


def test_spans_that_end_where_words_end_cut_nothing() -> None:
    whole = [[("広域連合", "本組合"), ("の資産", "の資産")]]
    found = count("whole", TEXTS, whole, WORDS, [1.0])
    assert (found.spans, found.marked, found.cut) == (1, 7, 0)


def test_spans_that_end_inside_a_word_are_counted_on_both_sides() -> None:
    half = [[("広域連", "本組"), ("合の資産", "合の資産")]]
    found = count("half", TEXTS, half, WORDS, [1.0])
    assert (found.spans, found.marked, found.cut, found.numbers) == (1, 5, 2, 0)


def test_a_number_parted_from_its_unit_is_told_apart() -> None:
    texts = [("第十七条", "第二十条")]
    pieces = [[("第", "第"), ("十七", "二十"), ("条", "条")]]
    found = count("number", texts, pieces, {"第十七条": {0, 1, 4}, "第二十条": {0, 1, 3, 4}}, [1.0])
    assert (found.cut, found.numbers) == (1, 1)


def test_without_a_referee_nothing_is_judged() -> None:
    assert count("none", TEXTS, [[TEXTS[0]]], None, [1.0]).cut is None


def test_marks_that_lose_a_character_are_refused() -> None:
    with pytest.raises(NotRebuilt):
        count("lossy", TEXTS, [[("広域連合", "本組合"), ("の資", "の資")]], WORDS, [1.0])


def test_only_reworded_provisions_that_were_linked_are_given(tmp_path: Path) -> None:
    old = f"{FRONT}## 1 目的\n\n資産を守る。\n\n## 2 範囲\n\n全部とする。\n"
    new = old.replace("守る", "保護する") + "\n## 3 新設\n\n別に定める。\n"
    pair = write_pair(tmp_path, "pair", old, new)
    assert list_changed([pair]) == [("資産を守る。", "資産を保護する。")]


def test_ways_that_cannot_be_installed_are_named(tmp_path: Path) -> None:
    own = [marker for marker in MARKERS if marker.package is None]
    foreign = Marker("foreign", ("mark_dmp.py",), Package("no such package", "1"))
    found, absent = measure_quality(TEXTS, 1, tmp_path / "none", [*own, foreign], referee=None)
    assert [(each.name.split()[0].strip(","), each.spans) for each in found] == [
        ("kitei", 1),
        ("characters", 1),
    ]
    assert absent.keys() == {"foreign"}
    assert found[0].marked == 7
    assert found[1].marked == 5
