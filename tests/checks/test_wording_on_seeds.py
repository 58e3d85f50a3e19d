"""The rules of wording on the two real policies: each known fault, at its line, and no other."""

import re
from pathlib import Path

import pytest

from kitei.checks import layout_character, mixed_conjunction_script
from kitei.checks.rules import RULES, check_document
from kitei.checks.scope import Scope, Subject
from kitei.importing.draft import ImportOptions
from kitei.importing.text import read_text
from kitei.model.document import Document, DocumentKind
from kitei.source.document_reader import read_document, write_document
from tests.checks.rule_cases import TODAY, make_sample_settings

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
# The line of the seed, and what is found where that says more than the line.
NANSATSU = [
    (0, "missing-legal-basis"),
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
    (0, "missing-legal-basis"),
    (12, "sentence-too-long"),
    (12, "undefined-term", "情報資産"),
    (26, "undefined-term", "電磁的記録媒体"),
    (44, "unused-abbreviation", "個人番号利用事務系"),
    (53, "sentence-too-long"),
    (53, "stray-particle", "的の"),
    (74, "sentence-too-long"),
    (118, "sentence-too-long"),
]
# Rules whose finding is a whole sentence or title.
LONG = {"sentence-too-long", "missing-legal-basis"}


def read_seed(text: str) -> Document:
    options = ImportOptions("sample", DocumentKind.POLICY, "public", "総務課")
    return read_document(write_document(read_text(text, options).document), "sample.md")


def trace_line(line: str, seed: str) -> int:
    """Return the number of the seed's line that a line of the document came from, or 0."""
    plain = re.sub(r"^(?:#+|-) |^title: .*|\{#.*\}$", "", line).strip()
    words = max(plain.split("|"), key=len).strip()
    lines = enumerate(seed.split("\n"), 1)
    return max((number for number, found in lines if words and words in found), default=0)


@pytest.mark.parametrize(
    ("name", "expected"), [("nansatsu.txt", NANSATSU), ("saitama.txt", SAITAMA)]
)
def test_each_known_fault_is_found_and_no_other(
    seeds: Path, name: str, expected: list[tuple[object, ...]]
) -> None:
    seed = (seeds / name).read_text("utf-8")
    document = read_seed(seed)
    scope = Scope(Subject(document, folder="policy/sample"), make_sample_settings(), TODAY)
    lines = document.source.split("\n")
    found = [
        (
            trace_line(lines[finding.line - 1], seed),
            finding.rule,
            *(() if finding.rule in LONG else (finding.found,)),
        )
        for finding in check_document(scope, [(rule, rule.level) for rule in RULES])
        if finding.rule in WORDING
    ]
    assert sorted(found) == expected


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
