"""All media list the same edits: what each shows is read back and held against the table."""

import json
import re
from pathlib import Path
from random import Random

import pytest

from kitei.compare.outcome import Verdict
from kitei.importing.draft import ImportOptions
from kitei.importing.result import import_text
from kitei.model.audience import Audience
from kitei.model.document import Document, DocumentKind
from kitei.model.edition import Edition
from kitei.render.change_sentences import describe_change
from kitei.render.comparison_html import render_comparison_html
from kitei.render.comparison_json import render_comparison_json
from kitei.render.comparison_markdown import render_comparison_markdown
from kitei.render.comparison_report import ComparisonReport
from kitei.render.comparison_text import PIPE, Screen, render_comparison_text
from kitei.render.word.comparison import write_comparison
from kitei.settings import Organisation, Settings
from kitei.source.document_reader import read_document
from tests.compare.edits import EDITS, Author, copy, render
from tests.render.comparisons import (
    CASES,
    list_edits,
    make_case,
    make_report,
    read_html,
    read_items,
    read_json,
    read_markdown,
    read_text,
    read_word,
    show_markdown,
)
from tests.render.word.samples import make_png

AUDIENCE = Audience("public", "公開", ("policy",))
SETTINGS = Settings(Organisation("見本広域事務組合", "本組合", ()), (AUDIENCE,))
PICTURES = {name: make_png(40, 30) for name in ("a.png", "b.png")}
WIDTHS = (None, 24, 40, 83, 84, 120)


def assert_all_agree(report: ComparisonReport) -> None:
    expected = list_edits(report)
    assert read_json(render_comparison_json(report)) == expected
    assert read_markdown(render_comparison_markdown(report, 10**9)) == expected
    assert read_html(render_comparison_html(report)) == expected
    assert read_word(_write_word(report)) == expected
    for width in WIDTHS:
        screen = PIPE if width is None else Screen(width)
        assert read_text(render_comparison_text(report, screen), width) == expected, width
    sentences = [describe_change(change) for change in report.changes]
    told = json.loads(render_comparison_json(report))["changes"]
    assert [change["description"] for change in told] == sentences
    sentences = [describe_change(change) for change in report.listed]
    text = render_comparison_text(report)
    assert re.findall(r"^ *\d+\. (.*)$", text, re.MULTILINE) == sentences
    page = show_markdown(render_comparison_markdown(report, 10**9))
    assert read_items(page)[3 : 3 + len(sentences)] == sentences


def _write_word(report: ComparisonReport) -> bytes:
    outlines = report.comparison.old, report.comparison.new
    old, new = (Edition(outline.document, AUDIENCE, (), PICTURES) for outline in outlines)
    return write_comparison(report.table, old, new, SETTINGS)


@pytest.mark.parametrize("name", CASES)
def test_every_medium_marks_what_the_table_marks(name: str) -> None:
    report = make_case(name)
    assert_all_agree(report)
    is_amended = report.comparison.verdict is Verdict.AMENDED
    assert bool(list_edits(report)) is is_amended


def test_the_two_seeds_are_the_same_edits_in_every_medium(seeds: Path) -> None:
    old, new = (_import(seeds / f"{name}.txt") for name in ("nansatsu", "saitama"))
    report = make_report(old, new)
    assert_all_agree(report)
    assert report.comparison.verdict is Verdict.AMENDED
    # What a reader of both would say: the union has no preamble any more, 強靱性 stands later.
    sentences = [describe_change(change) for change in report.changes]
    for part in ("序文", "2(8)「介護認定事務系」", "6(3)「情報システム全体の強靱性の向上」"):
        assert any(part in sentence and sentence.endswith("削る。") for sentence in sentences)
    assert "6(7)「マイナンバー利用事務系の強靱性の向上」を加える。" in sentences
    assert len(sentences) < 40


def _import(path: Path) -> Document:
    options = ImportOptions(path.stem, DocumentKind.POLICY, "public", "総務課", None)
    return read_document(import_text(path.read_bytes(), options).text, path.name)


@pytest.mark.parametrize("seed", range(25))
def test_random_edits_are_the_same_in_every_medium(seed: int) -> None:
    author = Author(Random(seed), has_ids=seed % 2 == 0)
    before = author.write(8)
    after = copy(before)
    for name in author.dice.choices(EDITS, k=5):
        author.edit(after, name)
    old, new = (render(nodes, has_ids=author.has_ids) for nodes in (before, after))
    assert_all_agree(make_report(old, new))
