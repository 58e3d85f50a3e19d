"""The rules of wording on the two real policies: each known fault, at its line, and no other."""

from datetime import date
from pathlib import Path

import pytest

from kitei.checks import layout_character, mixed_conjunction_script
from kitei.checks.rules import RULES, check_document
from kitei.checks.scope import Scope
from tests.checks.rule_cases import make_sample_settings
from tests.checks.seed_documents import read_seed

# The rules that judge wording, characters, terms and dates.
WORDING = {
    "abbreviation-bypassed",
    "abbreviation-too-early",
    "conjunction-pair",
    "doubled-character",
    "duplicate-definition",
    "impossible-date",
    "imprecise-date",
    "kanji-for-kana",
    "layout-character",
    "missing-full-stop",
    "missing-legal-basis",
    "mixed-conjunction-script",
    "mixed-long-vowel",
    "mixed-punctuation",
    "mixed-spelling",
    "mixed-width-brackets",
    "mixed-width-digits",
    "polite-style",
    "sentence-too-long",
    "stray-particle",
    "undefined-term",
    "unsafe-character",
    "unused-abbreviation",
    "unused-definition",
    "variant-character",
}
# Column and text as they stand in the seed's own line, its list mark taken off.
NANSATSU = [
    (3, "missing-legal-basis"),
    (7, "imprecise-date", "2026年3月"),
    (7, "mixed-width-brackets", "(2026年3月改訂版)"),
    (26, "sentence-too-long"),
    (26, "undefined-term", "情報資産"),
    (28, "sentence-too-long"),
    (34, "kanji-for-kana", "毎"),
    (38, "layout-character", "内 容"),
    (41, "kanji-for-kana", "毎"),
    (47, "sentence-too-long"),
    (57, "undefined-term", "電磁的記録媒体"),
    (92, "doubled-character", "的的"),
    (92, "sentence-too-long"),
    (109, "sentence-too-long"),
    (145, "mixed-spelling", "うえで"),
    (145, "sentence-too-long"),
]
SAITAMA = [
    (3, "missing-legal-basis"),
    (12, "sentence-too-long"),
    (12, "undefined-term", "情報資産"),
    (26, "undefined-term", "電磁的記録媒体"),
    (44, "unused-abbreviation", "個人番号利用事務系"),
    (53, "sentence-too-long"),
    (53, "stray-particle", "的の"),
    (74, "sentence-too-long"),
    (118, "sentence-too-long"),
]
LONG = {"sentence-too-long", "missing-legal-basis"}


@pytest.mark.parametrize(
    ("name", "numbering", "expected"),
    [
        ("nansatsu.txt", "outline-circled", NANSATSU),
        ("saitama.txt", "outline-dotted", SAITAMA),
    ],
)
def test_each_known_fault_is_found_and_no_other(
    seeds: Path, name: str, numbering: str, expected: list[tuple[object, ...]]
) -> None:
    subject, lines = read_seed(seeds / name, numbering)
    scope = Scope(subject, make_sample_settings(), date(2026, 6, 1))
    found = check_document(scope, [(rule, rule.level) for rule in RULES])
    described = [
        (lines[f.line], f.rule, *(() if f.rule in LONG else (f.found,)))
        for f in found
        if f.rule in WORDING
    ]
    assert sorted(described) == expected


@pytest.mark.parametrize(
    ("name", "lines"),
    [("nansatsu.txt", {*range(11, 23), *range(38, 42)}), ("saitama.txt", set())],
)
def test_tabs_and_trailing_blanks_are_found_where_they_stand(
    seeds: Path, name: str, lines: set[int]
) -> None:
    source = (seeds / name).read_text("utf-8")
    found = [
        (source.count("\n", 0, match.start()) + 1, layout_character.get_kind(match))
        for match in layout_character.PATTERN.finditer(source)
    ]
    assert {number for number, kind in found if kind} == lines
    assert [number for number, kind in found if kind == "end"] == ([12] if lines else [])


@pytest.mark.parametrize(("name", "expected"), [("nansatsu.txt", [19]), ("saitama.txt", [])])
def test_a_conjunction_in_kana_is_found_in_the_contents(
    seeds: Path, name: str, expected: list[int]
) -> None:
    lines = (seeds / name).read_text("utf-8").split("\n")
    pattern = mixed_conjunction_script.PATTERN
    assert [number for number, line in enumerate(lines, 1) if pattern.search(line)] == expected
