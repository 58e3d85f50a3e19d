"""Where two texts differ: the place in the newer file, the words on both sides, how often."""

import time

import pytest

from kitei.checks.differences import Difference, find_difference
from tests.checks.rule_cases import hash_text, make_subject

FRONT = """\
---
id: sample
kind: standard
title: 見本の基準
audience: staff
numbering: outline-circled
owner: 総務課
cover: [令和8年4月1日]
---

"""
BODY = """\
## 1 目的 {#purpose}

この基準は、[方針](../../policy/basic-policy/index.md)に基づき、情報の取扱いを定める。

- (1) 紙の文書
- (2) 電子の文書

![組織図](picture.png "図1")

| 機関 | 責任者 |
|---|---|
| 議会 | 議長 |
| 監査委員 | 代表 |
"""


def compare(old: str, new: str, front: str = FRONT) -> Difference | None:
    """Return the difference; there is one exactly where the hashes differ."""
    before, after = make_subject(FRONT + old).document, make_subject(front + new).document
    found = find_difference(before, after)
    assert (found is None) == (hash_text(before) == hash_text(after))
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## 1 目的 {#purpose}", "## 1  目的 {#aim}"),
        ("policy/basic-policy", "policy/security-policy"),
        ("picture.png", "chart.png"),
        ("|---|---|", "| --- | --- |"),
        ("- (2) 電子", "\n\n- (2) 電子"),
    ],
)
def test_what_a_decision_does_not_cover_is_no_difference(old: str, new: str) -> None:
    assert old in BODY
    assert compare(BODY, BODY.replace(old, new)) is None


@pytest.mark.parametrize(
    ("old", "new", "place", "found", "words"),
    [
        ("目的 {", "趣旨 {", "11:6", "趣旨", ("目的", "趣旨")),
        ("取扱いを", "扱いを", "13:55", "", ("…に基づき、情報の取扱いを定める。", "")),
        ("定める。", "定めるものとする。", "13:62", "ものとす", ("", "")),
        ("(2)", "(3)", "16:4", "3", ("(2)", "(3)")),
        ("- (2) 電", "- (2) 新しい電", "16:7", "新しい", ("電子の文書", "新しい電子の文書")),
        ("[方針](../../policy/basic-policy/index.md)", "方針", "13:1", "この基準は、", ("", "")),
        ("組織図", "体制図", "18:3", "体制", ("組織図", "体制図")),
        ('"図1"', '"図2"', "18:3", "組織図", ("組織図", "組織図")),
        ("| 議長 |", "| 副議長 |", "22:8", "副", ("議長", "副議長")),
        ("監査委員", "^^", "22:3", "議会", ("議会", "議会")),
        ("- (2)", "  - (2)", "16:5", "(2)", ("(2)", "(2)")),
    ],
)
def test_the_first_difference_is_found_in_its_place(
    old: str, new: str, place: str, found: str, words: tuple[str, str]
) -> None:
    assert BODY.count(old) == 1
    difference = compare(BODY, BODY.replace(old, new))
    assert difference is not None
    assert str(difference.position) == place
    assert difference.found.startswith(found)
    assert all(words) is False or (difference.old, difference.new) == words


def test_what_is_missing_is_told_where_the_next_follows() -> None:
    difference = compare(BODY, BODY.replace("- (1) 紙の文書\n", ""))
    assert difference is not None
    assert (str(difference.position), difference.found) == ("15:3", "")
    assert difference.describe("決裁された本文") == (
        "違いは1箇所、最初は決裁された本文「(1)」に対し今の本文（なし）です。"
    )
    end = BODY.index("| 監査委員")
    assert str(compare(BODY, BODY[:end]).position) == "22:8"  # type: ignore[union-attr]


def test_what_is_new_is_told_where_it_begins() -> None:
    difference = compare(BODY, BODY.replace("- (2)", "- (2) 録音\n- (3)"))
    assert difference is not None
    assert (str(difference.position), difference.old) == ("16:7", "")
    difference = compare(BODY, f"{BODY}\n## 2 見直し {{#review}}\n\n毎年行う。\n")
    assert difference is not None
    assert (str(difference.position), difference.old, difference.new) == ("25:4", "", "2")


def test_a_heading_without_a_number_is_told_by_its_words() -> None:
    difference = compare(BODY, f"{BODY}\n## 教育 {{#edu}}\n\n行う。\n")
    assert difference is not None
    assert (difference.found, difference.new) == ("", "教育")
    difference = compare(f"{BODY}\n## 教育 {{#edu}}\n\n行う。\n", BODY)
    assert difference is not None
    assert (difference.old, difference.new) == ("教育", "")


def test_title_and_cover_are_part_of_the_text() -> None:
    for old, new, place in (("見本の", "手本の", "4:8"), ("8年4月", "8年5月", "8:13")):
        difference = compare(BODY, BODY, FRONT.replace(old, new))
        assert difference is not None
        assert str(difference.position) == place


def test_every_stretch_that_differs_counts_once() -> None:
    changed = BODY.replace("目的", "趣旨").replace("紙の", "紙の上の").replace("代表", "代表者")
    difference = compare(BODY, changed)
    assert difference is not None
    assert difference.count == 3


def test_long_texts_of_equal_pieces_are_compared_in_time() -> None:
    rows = "".join(f"| 項目{number} | ○ |\n" for number in range(3000))
    body = BODY + rows
    start = time.monotonic()
    difference = compare(body, body.replace("項目10 ", "細目10 ").replace("項目2990 ", "細目 "))
    assert time.monotonic() - start < 10
    assert difference is not None
    assert difference.count == 2
