"""A comparison that does not give back both texts is no measurement."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.compare_check import NotRebuilt, check_rebuild, to_pieces
from benchmarks.compare_texts import read_pair, write_random
from benchmarks.line_diff import compare_lines
from kitei.compare.comparison import compare_documents
from kitei.compare.inline import compare_texts
from kitei.compare.outcome import Comparison
from kitei.compare.run import Run, RunKind


def compare(tmp_path: Path) -> Comparison:
    return compare_documents(*read_pair(write_random(tmp_path, 60)))


def test_a_comparison_gives_both_texts_back(tmp_path: Path) -> None:
    comparison = compare(tmp_path)
    assert comparison.changes
    check_rebuild(comparison)


def test_a_change_left_out_is_noticed(tmp_path: Path) -> None:
    comparison = compare(tmp_path)
    for index, change in enumerate(comparison.changes):
        if "renumbered" not in change.kinds and "moved" not in change.kinds:
            rest = comparison.changes[:index] + comparison.changes[index + 1 :]
            with pytest.raises(NotRebuilt):
                check_rebuild(replace(comparison, changes=rest))


def test_a_run_with_wrong_words_is_noticed(tmp_path: Path) -> None:
    comparison = compare(tmp_path)
    index = next(i for i, change in enumerate(comparison.changes) if change.runs)
    change = comparison.changes[index]
    wrong = (Run(change.runs[0].kind, "誤" * len(change.runs[0].text)), *change.runs[1:])
    changes = list(comparison.changes)
    changes[index] = replace(change, runs=wrong)
    with pytest.raises(NotRebuilt):
        check_rebuild(replace(comparison, changes=tuple(changes)))


def test_what_went_and_what_came_in_its_place_are_one_piece() -> None:
    assert to_pieces(compare_texts("広域連合の資産", "本組合の資産")) == [
        ("広域連合", "本組合"),
        ("の資産", "の資産"),
    ]
    added = to_pieces([Run(RunKind.EQUAL, "甲"), Run(RunKind.ADDED, "乙")])
    assert added == [("甲", "甲"), ("", "乙")]


def test_lines_are_marked_as_diff_marks_them() -> None:
    assert list(compare_lines(["甲", "乙"], ["甲", "丙"])) == ["  甲", "- 乙", "+ 丙"]
