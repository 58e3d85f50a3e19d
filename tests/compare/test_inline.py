"""Inline differences: the cases of the facts, the laws of rebuilding, and the real law."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitei.compare.inline import compare_texts
from kitei.compare.run import Run, RunKind, new_text, old_text

CASES = Path(__file__).parents[1] / "data" / "compare" / "inline.txt"
SPAN = re.compile(r"\[([^\[\]→]*)→([^\[\]→]*)\]")
# Words that meet in official texts, so that random texts share much and differ a little.
WORDS = (
    *("広域連合", "本組合", "情報資産", "及び", "並びに", "等", "の", "を", "は", "、", "。"),
    *("とする", "ものとする", "定める", "ただし、", "第三条", "第12条", "（", "）", "葛󠄀城市"),
    *("か\u3099", "ー", "サーバ", "Web", "＜&|", " ", "\n", "\U00020bb7田", "々", "一", "十"),
)
FEW = ("する", "。", "の", "等", "策定", "、", "\n", "第", "二", "十")
texts = st.lists(st.sampled_from(WORDS), max_size=14).map("".join) | st.text(max_size=12)
few = st.lists(st.sampled_from(FEW), max_size=6).map("".join)
# A part more, a part less: what stays may begin or end as the part does.
pairs = st.tuples(texts, texts) | st.tuples(few, few, few, few).map(
    lambda parts: (parts[0] + parts[2], parts[0] + parts[1] + parts[2] + parts[3])
)


def read_cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def show(runs: tuple[Run, ...]) -> str:
    """Write runs as [old→new] between what stayed."""
    marks = {RunKind.EQUAL: "{}", RunKind.REMOVED: "[{}→]", RunKind.ADDED: "[→{}]"}
    return "".join(marks[run.kind].format(run.text) for run in runs).replace("→][→", "→")


def spans(runs: tuple[Run, ...]) -> list[Run]:
    return [run for run in runs if run.kind is not RunKind.EQUAL]


@pytest.mark.parametrize("expected", read_cases())
def test_a_case_of_the_facts_marks_what_a_reader_would_mark(expected: str) -> None:
    old, new = SPAN.sub(r"\1", expected), SPAN.sub(r"\2", expected)
    assert show(compare_texts(old, new)) == expected


@pytest.mark.parametrize("expected", read_cases())
def test_a_case_read_backwards_marks_the_same_places(expected: str) -> None:
    old, new = SPAN.sub(r"\2", expected), SPAN.sub(r"\1", expected)
    assert show(compare_texts(old, new)) == SPAN.sub(r"[\2→\1]", expected)


def test_a_part_less_at_the_end_may_slide_to_its_sentence() -> None:
    found = show(compare_texts("策定する。\nなお、非公開とする。", "策定する。"))
    assert found == "策定する。[\nなお、非公開とする。→]"


def test_equal_texts_are_one_run_and_empty_ones_are_none() -> None:
    assert compare_texts("本組合", "本組合") == (Run(RunKind.EQUAL, "本組合"),)
    assert compare_texts("", "") == ()


def test_an_empty_side_is_all_added_or_all_removed() -> None:
    assert compare_texts("", "本組合。") == (Run(RunKind.ADDED, "本組合。"),)
    assert compare_texts("本組合。", "") == (Run(RunKind.REMOVED, "本組合。"),)


@given(pairs)
def test_runs_rebuild_both_texts_and_are_never_empty(pair: tuple[str, str]) -> None:
    old, new = pair
    runs = compare_texts(old, new)
    assert (old_text(runs), new_text(runs)) == (old, new)
    assert all(run.text for run in runs)
    assert all(one.kind is not two.kind for one, two in pairwise(runs))


@given(pairs)
def test_a_removal_stands_before_the_addition_that_replaces_it(pair: tuple[str, str]) -> None:
    kinds = [run.kind for run in compare_texts(*pair)]
    assert (RunKind.ADDED, RunKind.REMOVED) not in pairwise(kinds)


@given(pairs)
def test_the_way_back_swaps_added_and_removed(pair: tuple[str, str]) -> None:
    old, new = pair

    def strip(runs: tuple[Run, ...], kind: RunKind) -> list[str]:
        return [run.text for run in runs if run.kind is kind]

    there, back = compare_texts(old, new), compare_texts(new, old)
    assert strip(there, RunKind.EQUAL) == strip(back, RunKind.EQUAL)
    assert strip(there, RunKind.ADDED) == strip(back, RunKind.REMOVED)


@given(pairs)
def test_no_mark_is_parted_from_its_character(pair: tuple[str, str]) -> None:
    old, new = pair
    marks = ("\u3099", "\U000e0100")
    runs = compare_texts(old, new)
    starts = [run.text[0] for run in runs if run.text.startswith(marks)]
    assert len(starts) <= (old + new).startswith(marks) + new.startswith(marks)


def test_a_text_without_a_word_in_common_is_one_replacement() -> None:
    assert show(compare_texts("予算", "監査委員")) == "[予算→監査委員]"


def test_numbers_are_marked_whole() -> None:
    assert show(compare_texts("10日", "100日")) == "[10→100]日"


@pytest.mark.parametrize("text", ["ア" * 20_000, "及び" * 10_000, "第一" * 10_000, "葛󠄀" * 9_000])
def test_a_very_long_monotonous_text_takes_no_long_time(text: str) -> None:
    start = time.perf_counter()
    assert show(compare_texts(text, text + "。"))[-4:] == "[→。]"
    assert time.perf_counter() - start < 2
