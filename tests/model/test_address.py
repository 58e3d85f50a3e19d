"""Addresses parse and print, and lead to the provisions they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitei.model.address import Address, InvalidAddress, Step, parse_address
from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.model.marker import CONTAINERS
from kitei.model.numbering import STYLES, get_style
from kitei.model.places import index_places
from kitei.source.markdown_reader import read_body

SPOKEN = [
    ("outline-circled", "6(3)①", [("arabic", (6,)), ("paren", (3,)), ("circled", (1,))]),
    ("outline-dotted", "4(2)ア", [("dotted", (4,)), ("paren", (2,)), ("kana-dotted", (1,))]),
    ("outline", "第1章4(1)の2", [("chapter", (1,)), ("arabic", (4,)), ("paren", (1, 2))]),
    (
        "article",
        "第3条の2第2項第1号ア",
        [("article", (3, 2)), ("arabic", (2,)), ("paren", (1,)), ("kana", (1,))],
    ),
    (
        "article-kanji",
        "第二百四十四条第一項第二号イ",
        [("article", (244,)), ("arabic", (1,)), ("kanji", (2,)), ("iroha", (1,))],
    ),
    ("article", "附則第2項", [("supplement", ()), ("arabic", (2,))]),
    ("article", "別表第1", [("appendix", (1,))]),
]


@pytest.mark.parametrize(("style", "text", "steps"), SPOKEN)
def test_an_address_is_read_and_printed_as_it_is_cited(style, text, steps) -> None:
    address = parse_address(text, get_style(style))
    assert address == Address(tuple(Step(*step) for step in steps))
    assert address.format(get_style(style)) == text


@pytest.mark.parametrize("text", ["", "第3条第", "6(3)犬", "①6"])
def test_what_is_no_address_is_refused(text) -> None:
    with pytest.raises(InvalidAddress):
        parse_address(text, get_style("outline-circled"))


@st.composite
def styles_and_addresses(draw):
    style = draw(st.sampled_from(list(STYLES.values())))
    levels = [kind for kind in style.levels if kind not in CONTAINERS]
    depth = draw(st.integers(1, min(4, len(levels))))
    steps = [Step(kind, (draw(st.integers(1, 15)),)) for kind in levels[:depth]]
    return style, Address(tuple(steps))


@given(styles_and_addresses())
def test_a_printed_address_parses_to_itself(case) -> None:
    style, address = case
    assert parse_address(address.format(style), style) == address


def make_document(body: str, numbering: str) -> Document:
    meta = FrontMatter("x", DocumentKind.POLICY, "題", "public", numbering, "課")
    content, _ = read_body(body, meta_style := get_style(numbering))
    assert meta_style
    return Document(meta, content)


ARTICLES = """# 第1章 総則

## 第1条（目的） {#purpose}

目的を定める。

## 第2条（定義） {#definitions}

次の各号に定める。

- (1) 職員
- (2) 委託先
- 2 前項の規定は、次のとおりとする。
  - (1) 甲

# 附則

- 1 この規程は、公布の日から施行する。
- 2 経過措置

# 附則（令和8年訓令第1号）

- 1 施行する。
- 2 なお従前の例による。
"""


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("第2条第1項第2号", "委託先"),
        ("第2条第2項第1号", "甲"),
        ("第1条", "目的を定める。"),
        ("第1条第1項", "目的を定める。"),
        ("第1章第1条", "目的を定める。"),
        ("附則第2項", "経過措置"),
        ("附則〔2〕第2項", "なお従前の例による。"),
    ],
)
def test_an_address_leads_to_its_provision(address, text) -> None:
    document = make_document(ARTICLES, "article")
    (place,) = index_places(document).find(parse_address(address, document.style))
    assert place.provision.lead == text


def test_items_of_the_first_paragraph_are_cited_with_it() -> None:
    places = index_places(make_document(ARTICLES, "article"))
    cited = [places.cite(place) for place in places.all]
    assert "第2条第1項第1号" in cited
    assert [place for place in cited if cited.count(place) > 1] == []


def test_numbers_that_restart_in_each_chapter_are_told_apart() -> None:
    body = "# 第1章 甲\n\n## 1 あ\n\n本文\n\n# 第2章 乙\n\n## 1 い\n\n本文\n"
    document = make_document(body, "outline")
    places = index_places(document)
    assert [places.anchor(place) for place in places.all] == ["ch1", "ch1-1", "ch2", "ch2-1"]
    near = places.all[3]
    found = places.find(parse_address("1", document.style), near)
    assert [str(place.provision.caption) for place in found] == ["い"]
