"""The contents list is a field whose entries link to the headings and claim no page."""

import re
from collections.abc import Callable

import pytest

from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.settings import Settings
from tests.render.word.samples import read_paragraphs, read_part
from tests.render.word.structure import W


@pytest.mark.parametrize(
    ("numbering", "instruction", "entries"),
    [
        (
            "outline",
            ' TOC \\o "1-2" \\h \\z \\u ',
            [
                ("TOC1", "第1章　総則"),
                ("TOC2", "1\t目的"),
                ("TOC2", "2\t適用範囲"),
                ("TOC1", "第2章　雑則"),
                ("TOC2", "3\t委任"),
            ],
        ),
        (
            "article",
            ' TOC \\o "1-3" \\h \\z \\u ',
            [
                ("TOC1", "第1章　総則"),
                ("TOC2", "第1節　通則"),
                ("TOC3", "第1条（目的）"),
                ("TOC3", "第1条の2（定義）"),
                ("TOC2", "第2節　補則"),
                ("TOC3", "第2条　削除"),
                ("TOC1", "附則"),
            ],
        ),
    ],
)
def test_the_contents_list_names_the_headings_down_to_the_numbered_ones(
    sample_editions: dict[str, Edition],
    settings: Settings,
    numbering: str,
    instruction: str,
    entries: list[tuple[str, str]],
) -> None:
    data = write_word(sample_editions[numbering], settings)
    found = [row for row in read_paragraphs(data) if row[0].startswith("TOC")]
    assert [(style, text) for style, text, _ in found] == entries
    assert next(read_part(data).iter(W + "instrText")).text == instruction


def test_each_entry_links_to_the_bookmark_of_its_own_heading(
    sample_editions: dict[str, Edition], settings: Settings
) -> None:
    for edition in sample_editions.values():
        paragraphs = read_paragraphs(write_word(edition, settings))
        marked = {
            start.get(W + "name"): text
            for style, text, element in paragraphs
            for start in element.iter(W + "bookmarkStart")
        }
        links = [
            (text, next(element.iter(W + "hyperlink")).get(W + "anchor"))
            for style, text, element in paragraphs
            if style.startswith("TOC")
        ]
        assert links
        assert all(marked[anchor] == text for text, anchor in links)


@pytest.mark.parametrize(("last", "hang"), [("第2", 2.5), ("第10", 3), ("第10の2", 5)])
def test_the_widest_marker_of_the_list_sets_the_hang_of_its_entries(
    make_edition: Callable[..., Edition], settings: Settings, last: str, hang: float
) -> None:
    edition = make_edition(f"## 第1 甲 {{#a}}\n\n## {last} 乙 {{#b}}\n", "outline-ordinal")
    styles = read_part(write_word(edition, settings), "word/styles.xml")
    style = next(e for e in styles.iter(W + "style") if e.get(W + "styleId") == "TOC2")
    indent = next(style.iter(W + "ind"))
    assert int(str(indent.get(W + "hanging"))) == hang * 210


def test_no_entry_claims_a_page(sample_editions: dict[str, Edition], settings: Settings) -> None:
    data = write_word(sample_editions["outline"], settings)
    texts = [text for style, text, _ in read_paragraphs(data) if style.startswith("TOC")]
    assert not [text for text in texts if re.search(r"[\t.…][0-9]+$", text)]
    assert not [e for e in read_part(data).iter(W + "instrText") if "PAGEREF" in str(e.text)]
