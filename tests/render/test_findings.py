"""Findings as text: the mark under the place, GitHub's escapes, JSON."""

import json
from dataclasses import replace
from unicodedata import east_asian_width

import pytest

from kitei.checks.finding import Finding, Fix, Level
from kitei.render.findings import FORMATS, MAX_EXCERPT

PATH = "policy/sample/index.md"
FINDING = Finding(
    "numbering-gap", Level.ERROR, PATH, 1, 1, "4(1)", "(1)", "欠番です。", "番号を詰めます。"
)


def width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def excerpt(line: str, column: int, found: str) -> tuple[str, str]:
    """Return the line shown and the mark below it, the indentation taken off."""
    finding = replace(FINDING, column=column, found=found)
    shown = FORMATS["plain"]([finding], {PATH: line}).split("\n")[1:-1]
    assert len(shown) == 2
    assert all(row.startswith("    ") for row in shown)
    return shown[0][4:], shown[1][4:]


def marked(line: str, column: int, found: str) -> str:
    """Return the characters that stand above the mark."""
    text, mark = excerpt(line, column, found)
    start, above, at = len(mark) - len(mark.lstrip()), "", 0
    for character in text:
        if start <= at < len(mark):
            above += character
        at += width(character)
    return above


def test_people_read_place_level_rule_address_message_and_what_to_do() -> None:
    assert FORMATS["plain"]([FINDING], {PATH: "(1) 目的"}) == (
        f"{PATH}:1:1: 誤り[numbering-gap] 4(1): 欠番です。\n"
        "    (1) 目的\n"
        "    ^^^\n"
        "    直し方: 番号を詰めます。"
    )


@pytest.mark.parametrize("level", Level)
def test_the_level_is_told_in_japanese(level: Level) -> None:
    text = FORMATS["plain"]([replace(FINDING, level=level)], {})
    assert f" {level.label}[numbering-gap]" in text


def test_a_finding_on_a_file_without_text_has_no_excerpt() -> None:
    finding = replace(FINDING, address="", hint="")
    assert FORMATS["plain"]([finding], {}) == f"{PATH}:1:1: 誤り[numbering-gap]: 欠番です。"
    assert FORMATS["plain"]([finding], {PATH: ""}).count("\n") == 0
    assert FORMATS["plain"]([replace(finding, line=9)], {PATH: "一行"}).count("\n") == 0


@pytest.mark.parametrize(
    ("line", "column", "found"),
    [
        ("情報資産を守る。", 3, "資産"),
        ("abc情報de資産f", 8, "資産"),
        ("（①）を守る。", 2, "①"),
        ("ｱｲｳ情報ｱ", 4, "情報"),
        ("　　情報", 3, "情報"),
        ("情報" * 60 + "資産" + "情報" * 60, 121, "資産"),
        ("a" * 200 + "資産", 201, "資産"),
    ],
)
def test_the_mark_stands_under_what_was_found(line: str, column: int, found: str) -> None:
    assert marked(line, column, found) == found


def test_full_width_counts_as_two_columns() -> None:
    assert excerpt("情報資産を守る。", 3, "資産") == ("情報資産を守る。", "    ^^^^")


def test_a_long_line_is_shortened_on_both_sides() -> None:
    text, mark = excerpt("情" * 100 + "資産" + "報" * 100, 101, "資産")
    assert text.startswith("…情")
    assert text.endswith("報…")
    assert width(text) <= MAX_EXCERPT + 6
    assert mark.strip() == "^^^^"


def test_a_long_find_is_marked_as_far_as_it_is_shown() -> None:
    text, mark = excerpt("情" * 200, 1, "情" * 200)
    assert width(text) <= MAX_EXCERPT + 6
    assert set(mark) == {"^"}
    assert len(mark) <= width(text)


def test_what_was_found_elsewhere_is_marked_by_one_column() -> None:
    assert excerpt("id: sample", 1, "other")[1] == "^"
    assert excerpt("情報", 3, "")[1] == "    ^"


def test_characters_that_would_move_the_cursor_are_not_sent_to_the_terminal() -> None:
    text, mark = excerpt("情報\x1b[31m\u202e\x07資産", 10, "資産")
    assert text == "情報\ufffd[31m\ufffd\ufffd資産"
    assert mark.endswith("^^^^")


def test_github_gets_one_line_with_its_escapes() -> None:
    finding = replace(
        FINDING,
        path="policy/a,b:c/index.md",
        address="4(1)",
        message="100%です。\r\n::error::次",
        hint="二行の\n説明",
    )
    assert FORMATS["github"]([finding], {}) == (
        "::error file=policy/a%2Cb%3Ac/index.md,line=1,col=1,title=numbering-gap 4(1)"
        "::100%25です。%0D%0A::error::次%0A直し方: 二行の%0A説明"
    )


@pytest.mark.parametrize(
    ("level", "kind"),
    [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.INFO, "notice")],
)
def test_github_has_its_own_words_for_the_levels(level: Level, kind: str) -> None:
    text = FORMATS["github"]([replace(FINDING, level=level)], {})
    assert text.startswith(f"::{kind} file=")


def test_json_holds_the_finding_in_readable_characters() -> None:
    text = FORMATS["json"]([replace(FINDING, fix=Fix(1, 1, 1, "x"))], {})
    assert "欠番です。" in text
    assert json.loads(text) == [
        {
            "rule": "numbering-gap",
            "level": "error",
            "path": PATH,
            "line": 1,
            "column": 1,
            "address": "4(1)",
            "found": "(1)",
            "message": "欠番です。",
            "hint": "番号を詰めます。",
        }
    ]


def test_nothing_found_is_an_empty_list_in_json() -> None:
    assert json.loads(FORMATS["json"]([], {})) == []
