"""Provisions stand where an official text puts them."""

from collections.abc import Callable

import pytest
from lxml import etree

from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.settings import Settings
from tests.render.word.samples import read_paragraphs, read_part
from tests.render.word.structure import W

Row = tuple[str, str, float, float]


def list_places(data: bytes) -> list[Row]:
    """Return style, marker, and the edges of marker and text in characters, after the contents."""
    paragraphs = read_paragraphs(data)
    start = max((i for i, row in enumerate(paragraphs) if row[0].startswith("TOC")), default=-1)
    return [
        (style, text.split("\t")[0] if "\t" in text else text[:2], *_edges(element))
        for style, text, element in paragraphs[start + 1 :]
        if style not in ("TableAfter", "Caption", "HistoryTitle")
    ]


def _edges(paragraph: etree._Element) -> tuple[float, float]:
    indent = paragraph.find(f"{W}pPr/{W}ind")
    if indent is None:
        return 0, 0
    left, hanging, first = (
        int(indent.get(W + name, 0)) / 210 for name in ("left", "hanging", "firstLine")
    )
    return left - hanging + first, left


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        (
            "outline-circled",
            [
                ("Heading1", "序文", 0, 0),
                ("BodyText", "本組", 1, 0),
                ("Heading2", "1", 0, 2),
                ("BodyText", "次の", 1, 0),
                ("Heading3", "(1)", 1, 3),
                ("BodyText", "責任", 4, 3),
                ("ProvisionCircled", "①", 3, 4.5),
                ("BodyText", "責任", 5.5, 4.5),
                ("ProvisionCircled", "②", 3, 4.5),
                ("ProvisionKana", "ア", 4.5, 6),
                ("ProvisionKana", "イ", 4.5, 6),
                ("Heading2", "2", 0, 2),
                *[("ProvisionParen", f"({n})", 1, 3.5) for n in range(1, 11)],
                ("Heading1", "附則", 0, 0),
                ("BodyText", "この", 1, 0),
            ],
        ),
        (
            "article",
            [
                ("Heading1", "第1", 0, 0),
                ("Heading2", "第1", 0, 0),
                ("Heading3", "第1", 0, 0),
                ("BodyText", "この", 1, 0),
                ("ProvisionArabic", "2", 0, 1.5),
                ("ProvisionParen", "(1)", 1, 3),
                ("ProvisionKana", "ア", 3, 4.5),
                ("ProvisionArabic", "3", 0, 1.5),
                ("Heading3", "第1", 0, 0),
                ("BodyText", "この", 1, 0),
                ("ProvisionParen", "(1)", 1, 3),
                ("Heading2", "第2", 0, 0),
                ("Heading3", "第2", 0, 0),
                ("Heading1", "附則", 0, 0),
                ("ProvisionArabic", "1", 0, 1.5),
                ("ProvisionArabic", "2", 0, 1.5),
            ],
        ),
    ],
)
def test_markers_hang_in_front_of_their_texts(
    sample_editions: dict[str, Edition], settings: Settings, numbering: str, expected: list[Row]
) -> None:
    assert list_places(write_word(sample_editions[numbering], settings)) == expected


def test_character_units_agree_with_twips_at_the_size_of_the_body(
    sample_editions: dict[str, Edition], settings: Settings
) -> None:
    for edition in sample_editions.values():
        for style, _, element in read_paragraphs(write_word(edition, settings)):
            indent = element.find(f"{W}pPr/{W}ind")
            if indent is None or style.startswith("Heading"):
                continue
            for name in ("left", "hanging", "firstLine"):
                twips, characters = indent.get(W + name), indent.get(f"{W}{name}Chars")
                assert (twips is None) == (characters is None)
                assert int(twips or 0) / 210 == int(characters or 0) / 100


@pytest.mark.parametrize(
    ("numbering", "texts"),
    [
        ("outline", ["第1章　総則", "1\t目的", "2\t適用範囲", "(1)\t機関", "(2)\t機関の特例"]),
        ("article", ["第1章　総則", "第1節　通則", "第1条（目的）", "第1条の2（定義）"]),
        ("outline-ordinal", ["第1\t趣旨", "1\t監査の計画", "別表第1（第1関係）"]),
    ],
)
def test_headings_are_marker_and_caption(
    sample_editions: dict[str, Edition], settings: Settings, numbering: str, texts: list[str]
) -> None:
    data = write_word(sample_editions[numbering], settings)
    headings = [text for style, text, _ in read_paragraphs(data) if style.startswith("Heading")]
    assert headings[: len(texts)] == texts


def test_a_deleted_article_keeps_its_number(
    sample_editions: dict[str, Edition], settings: Settings
) -> None:
    data = write_word(sample_editions["article"], settings)
    assert "第2条　削除" in [text for _, text, _ in read_paragraphs(data)]


def starts_page(paragraph: etree._Element) -> bool:
    """Return whether a page break stands before the paragraph itself."""
    return paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_chapters_forms_and_the_first_appendix_start_a_page(
    sample_editions: dict[str, Edition], settings: Settings
) -> None:
    data = write_word(sample_editions["outline-ordinal"], settings)
    starting = [text for style, text, p in read_paragraphs(data) if starts_page(p)]
    assert starting == ["目次", "第1\t趣旨", "別表第1（第1関係）", "様式第1号（第1関係）"]
    data = write_word(sample_editions["outline"], settings)
    starting = [text for style, text, p in read_paragraphs(data) if starts_page(p)]
    assert starting == ["目次", "第1章　総則", "第2章　雑則"]


def test_a_table_or_chapter_at_the_start_leaves_no_empty_page(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    data = write_word(make_edition("| a |\n| --- |\n| b |\n\n# 第1章 総則 {#a}\n"), settings)
    breaking = [text for _, text, p in read_paragraphs(data) if starts_page(p)]
    assert breaking == ["目次", "", "第1章　総則"]


def test_links_lead_out_or_to_a_bookmark_and_others_are_plain(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    body = (
        "## 1 目的 {#the-purpose}\n\n[甲](https://example.jp/?a=1&b)[乙](#the-purpose)"
        "[丙](../other/index.md#x)[丁](#nowhere)[戊](javascript:alert)\n"
    )
    data = write_word(make_edition(body), settings)
    _, text, paragraph = next(row for row in read_paragraphs(data) if row[0] == "BodyText")
    links = list(paragraph.iter(W + "hyperlink"))
    assert text == "甲乙丙丁戊"
    assert [link.get(W + "anchor") for link in links] == [None, "cl_the_purpose"]
    relations = read_part(data, "word/_rels/document.xml.rels")
    outside = [row.get("Target") for row in relations if row.get("TargetMode") == "External"]
    assert outside == ["https://example.jp/?a=1&b"]
