"""What plain Markdown does to numbering does not happen here, and nothing is lost."""

import time

import pytest

from kitei.model.numbering import get_style
from kitei.model.provision import Paragraph, Provision, Table
from kitei.model.text import Position
from kitei.source.markdown_reader import read_body
from kitei.source.markdown_writer import write_body


def read(text: str, style: str = "outline-circled"):
    return read_body(text, get_style(style))


def sketch(content) -> list:
    """Return a tree as nested lists: [marker, first words, children]."""
    return [
        [str(node.marker or ""), str(node.caption or node.lead), sketch(node.content)]
        for node in content
        if isinstance(node, Provision)
    ]


def test_a_list_interrupted_by_a_paragraph_keeps_its_numbers() -> None:
    content, _ = read("## 3 脅威\n\n- (3) 甲\n\n途中の文\n\n- (4) 乙\n")
    assert sketch(content) == [["3", "脅威", [["(3)", "甲", []], ["(4)", "乙", []]]]]


def test_items_need_no_blank_line_before_them() -> None:
    content, _ = read("## 3 脅威\n\n次のとおり。\n- (1) 甲\n- (2) 乙\n")
    assert sketch(content)[0][2] == [["(1)", "甲", []], ["(2)", "乙", []]]


def test_two_spaces_nest_an_item() -> None:
    content, _ = read("## 3 脅威\n\n- (1) 甲\n  - ① 一\n    - ア い\n- (2) 乙\n")
    assert sketch(content)[0][2][0] == ["(1)", "甲", [["①", "一", [["ア", "い", []]]]]]


def test_an_ordered_list_is_not_counted_by_anybody() -> None:
    content, remarks = read("3. 甲\n4. 乙\n", "outline-dotted")
    (paragraph,) = content
    assert str(paragraph.text) == "3. 甲4. 乙"
    assert {str(remark.kind) for remark in remarks} == {"unmarked", "unsupported"}


def test_paragraphs_of_an_item_stay_apart() -> None:
    content, _ = read("- (8) 一\n\n  二\n\n  三\n")
    assert [str(block.text) for block in content[0].blocks] == ["一", "二", "三"]


def test_a_line_end_between_japanese_characters_is_no_space() -> None:
    (paragraph,), _ = read("情報資産を\n保護する。\n")
    assert str(paragraph.text) == "情報資産を保護する。"


def test_a_lazy_line_is_read_and_named() -> None:
    content, remarks = read("- (1) 範囲\n本基本方針が適用される。\n")
    assert content[0].lead == "範囲本基本方針が適用される。"
    assert [(remark.name, remark.position) for remark in remarks] == [
        ("字下げのない続きの行", Position(2, 1))
    ]


def test_every_character_knows_its_place() -> None:
    (paragraph,), _ = read("あ\\*[い](#x)う\nえ\n")
    text = paragraph.text
    places = [text.locate(offset) for offset in range(len(text.value))]
    assert text.value == "あ*いうえ"
    assert [(place.line, place.column) for place in places] == [
        (1, 1),
        (1, 3),
        (1, 5),
        (1, 11),
        (2, 1),
    ]


def test_the_first_line_number_counts_from_the_file() -> None:
    content, _ = read_body("## 1 目的\n", get_style("outline"), first_line=12)
    assert content[0].position.line == 12


def test_a_caption_of_a_deleted_article_is_known() -> None:
    content, _ = read("## 第4条 削除 {#old}\n", "article")
    assert content[0].is_deleted


def test_sections_do_not_fall_into_the_preface() -> None:
    content, _ = read("# 序文\n\n前置き\n\n## 1 目的\n\n本文\n\n# 附則\n\n施行する。\n")
    assert [entry[:2] for entry in sketch(content)] == [
        ["序文", "前置き"],
        ["1", "目的"],
        ["附則", "施行する。"],
    ]


def test_merged_cells_are_read_as_spans() -> None:
    content, remarks = read(
        "題\n| 文書 || 内容 |\n|---|---|---|\n| 方針 | 甲 | x |\n| ^^ | 乙 | y |\n| 手順 || z |\n"
    )
    (table,) = content
    assert isinstance(table, Table)
    assert str(table.caption) == "題"
    assert [[(c.text.value, c.rowspan, c.colspan) for c in row] for row in table.rows] == [
        [("文書", 1, 2), ("内容", 1, 1)],
        [("方針", 2, 1), ("甲", 1, 1), ("x", 1, 1)],
        [("乙", 1, 1), ("y", 1, 1)],
        [("手順", 1, 2), ("z", 1, 1)],
    ]
    assert remarks == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[a](javascript:alert(1))\n", "unsafe-link"),
        ("[a](javascript:a 't')\n", "unsafe-link"),
        ("[a]( javascript:a )\n", "unsafe-link"),
        ("[a\nb](javascript:a)\n", "unsafe-link"),
        ("[a [b] c](javascript:a)\n", "unsafe-link"),
        ("[a](<javascript:a>)\n", "unsafe-link"),
        ("[a](data:text/html,x)\n", "unsafe-link"),
        ('[a](https://example.jp/ "題名")\n', "unsupported"),
        ("| a | b |\n| c | d |\n", "bare-table"),
        ("・甲\n・乙\n", "unmarked"),
        ("第一　甲\n第二　乙\n", "unmarked"),
        ("＃＃ 5 目的\n", "unsupported"),
        ("| a | b |\n|---|---|\n| c |\n", "ragged-table"),
        ("| a | b |\n|---|---|\n| ^^ | c |\n| || d |\n", "ragged-table"),
        ("|| b |\n|---|---|\n| c | d |\n", "bad-merge"),
        ("| a || b |\n|---|---|---|\n| ^^ | c | d |\n", "bad-merge"),
        ("a <b>c</b>\n", "raw-html"),
        ("<!-- 秘 -->\n", "raw-html"),
        ("[a](javascript:x)\n", "unsafe-link"),
        ("[a](java&#115;cript:x)\n", "unsafe-link"),
        ("![a](../../etc/passwd.png)\n", "unsafe-link"),
        ("## 1 目的 {: onclick=x}\n", "bad-attribute"),
        ("## 1 目的 {.x}\n", "bad-attribute"),
        ("**強調**\n", "unsupported"),
        ("`コード`\n", "unsupported"),
        ("> 引用\n", "unsupported"),
        ("***\n", "unsupported"),
        ("段落\n---\n", "unsupported"),
        ("[x]: https://example.jp\n", "unsupported"),
        ("&amp;\n", "unsupported"),
        ("```\n甲\n```\n", "unsupported"),
        ('--8<-- "a.md"\n', "unsupported"),
        ("##目的\n", "unsupported"),
        ("# 1 目的\n\n### (1) 甲\n", "level"),
        ("4 適用範囲\n", "unmarked"),
    ],
)
def test_what_is_no_part_of_the_form_is_remarked_upon(text, kind) -> None:
    _, remarks = read(text)
    assert kind in [str(remark.kind) for remark in remarks]


@pytest.mark.parametrize(
    "text",
    [
        "**強調**と`コード`\n",
        "<b>太</b>\n",
        "段落\n\n> 引用\n",
        "- (1) 甲\n   - ① 乙\n",
        "```\n甲\n```\n",
        "## \u30001 目的\n",
    ],
)
def test_no_letter_is_lost_even_where_the_form_is_wrong(text) -> None:
    content, _ = read(text)
    kept = write_body(content)
    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]


def test_every_pasted_line_that_begins_like_an_item_is_named() -> None:
    _, remarks = read("(1) 丙\n(2) 丁\n")
    assert [(str(r.kind), r.position.line) for r in remarks] == [("unmarked", 1), ("unmarked", 2)]


def test_a_target_may_hold_brackets() -> None:
    (paragraph,), remarks = read("[甲](https://example.jp/a(b))\n")
    assert [link.target for link in paragraph.text.links] == ["https://example.jp/a(b)"]
    assert remarks == []


def test_names_outside_the_basic_plane_and_variants_are_kept() -> None:
    (paragraph,), _ = read("𠮷田﨑葛\U000e0100城が\n")
    assert isinstance(paragraph, Paragraph)
    assert str(paragraph.text) == "𠮷田﨑葛\U000e0100城が"


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("## 1 目的 ##", "目的"),
        ("## 1 目的#", "目的#"),
        ("## 1 C# #", "C#"),
        ("## 1 目的 \\#", "目的 #"),
    ],
)
def test_closing_hash_signs_are_no_part_of_a_caption(line, caption) -> None:
    content, _ = read(f"{line}\n", "outline")
    assert str(content[0].caption) == caption


def test_a_caption_that_ends_in_a_hash_sign_is_written_so_that_it_stays() -> None:
    content, _ = read("## 1 目的 \\#\n")
    assert read(write_body(content))[0] == content


def test_a_long_line_costs_no_more_than_its_length() -> None:
    """Each of these made a regular expression look at every pair of places."""
    for line in ("## " + " " * 40_000 + "x", "- (1) " + " " * 40_000 + "x", "#" * 40_000):
        started = time.process_time()
        read(f"{line}\n")
        assert time.process_time() - started < 2


def test_a_run_of_digits_too_long_to_count_is_text() -> None:
    content, _ = read(f"- ({'9' * 5000}) 甲\n", "outline")
    assert content[0].marker is None
