"""The corrections that rules offer: put in, they leave nothing to correct and change no more."""

from pathlib import Path

import pytest

from kitei.checks.corrections import fix_text
from kitei.checks.finding import Finding
from tests.checks.rule_cases import DATA, Case

CORRECTING = (
    "kanji-for-kana",
    "layout-character",
    "mixed-conjunction-script",
    "mixed-punctuation",
    "mixed-width-brackets",
    "mixed-width-digits",
    "unsafe-character",
)


def find(rule: str, path: Path) -> list[Finding]:
    return [finding for finding in Case(rule, path).find() if finding.rule == rule]


def correct(rule: str) -> str:
    path = DATA / rule / "bad.md"
    return fix_text(path.read_text("utf-8"), find(rule, path))


@pytest.mark.parametrize("rule", CORRECTING)
def test_a_corrected_text_has_no_finding_that_could_be_corrected(rule: str, tmp_path: Path) -> None:
    corrected = tmp_path / "sample.md"
    corrected.write_text(correct(rule), encoding="utf-8")
    assert [finding for finding in find(rule, DATA / rule / "bad.md") if finding.fix]
    assert [finding for finding in find(rule, corrected) if finding.fix] == []


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            "mixed-conjunction-script",
            "文書または図面ならびに機器もしくは",
            "文書又は図面並びに機器若しくは",
        ),
        (
            "kanji-for-kana",
            "次の通り、システム毎に行う。但し、",
            "次のとおり、システムごとに行う。ただし、",
        ),
        ("mixed-punctuation", "基本，組織及び役割を定める．", "基本、組織及び役割を定める。"),
        (
            "mixed-width-brackets",
            "本組合(以下「組合」という。)は、",
            "本組合（以下「組合」という。）は、",
        ),
        (
            "mixed-width-brackets",
            "機器(端末(携帯するものを含む。)及び上記4(1)の",
            "機器（端末（携帯するものを含む。）及び上記4(1)の",
        ),
        ("mixed-width-digits", "3年間、写しは５年", "3年間、写しは5年"),
        ("layout-character", "　本組合は、基本を定める。 \n", "本組合は、基本を定める。\n"),
        ("layout-character", "- (1)\t機器", "- (1) 機器"),
        ("unsafe-character", "見え\u200bない字", "見えない字"),
        ("unsafe-character", "か\u3099く", "がく"),
    ],
)
def test_a_correction_replaces_what_was_found(rule: str, before: str, after: str) -> None:
    assert before in (DATA / rule / "bad.md").read_text("utf-8")
    assert before not in correct(rule)
    assert after in correct(rule)


def test_characters_of_names_are_reported_and_never_corrected() -> None:
    found = find("unsafe-character", DATA / "unsafe-character" / "bad.md")
    assert [finding.fix for finding in found if finding.found == "\ufa19"] == [None]
