"""Terms and abbreviations: the forms of the grammar, the seeds' own, and two laws."""

import re
from collections.abc import Callable

import pytest

from kitei.model.document import Document
from kitei.model.naming import find_namings
from kitei.model.places import index_places, walk_texts
from kitei.model.terms import Definition, Terms, find_terms, find_uses
from kitei.model.text import Text

Make = Callable[..., Document]


def terms_of(document: Document) -> Terms:
    return find_terms(index_places(document))


def names(definitions: tuple[Definition, ...]) -> list[tuple[str, str]]:
    return [(definition.name, definition.kind) for definition in definitions]


def seed_document(make: Make, lines: list[str], numbering: str) -> Document:
    """Return the numbered part of a seed in the source form: sections, captions, paragraphs."""
    dot = r"\." if numbering == "outline-dotted" else ""
    blocks = []
    for line in lines:
        text = line.strip().removeprefix("- ")
        if re.match(rf"[0-9]+{dot} ", line):
            blocks.append(f"## {line}")
        elif re.match(r"\([0-9]+\) ", text) and len(text) < 40:
            blocks.append(f"### {text}")
        elif text and not re.match("[①-⑳]|[ア-ン][.]", text):
            blocks.append(text)
    return make("\n\n".join(blocks) + "\n", numbering)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("南薩組合（以下「本組合」という。）が", [("本組合", "")]),
        ("者（委託を含む。以下「職員等」という。）は", [("職員等", "")]),
        ("請求（以下この条及び第5条において「請求」という。）", [("請求", "この条及び第5条")]),
        ("者（以下この節において「代理人」と総称する。）", [("代理人", "この節")]),
        ("もの（この条において「情報システム等」という。）", [("情報システム等", "この条")]),
        ("区域（以下この章中「区域」という。）", [("区域", "この章")]),
        ("者（以下単に「乙」という。）", [("乙", "")]),
        ("国及び県（以下これらを「国等」という。）", [("国等", "")]),
        ("国及び県（以下それぞれ「甲」及び「乙」という。）", [("甲", ""), ("乙", "")]),
        (
            "者（以下この条（第3項を除く。）において「丙」という。）",
            [("丙", "この条（第3項を除く。）")],
        ),
        ("いわゆる「丁」という。", []),
        ("（「戊」というものを除く。）", []),
        ("「己」とあるのは「庚」と読み替える。", []),
    ],
)
def test_abbreviations_are_read_in_every_form(text: str, expected: list[tuple[str, str]]) -> None:
    found = [n for n in find_namings(text) if n.kind == "abbreviation"]
    assert [(text[n.start : n.end], n.scope) for n in found] == expected


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("方式（電子的なものをいう。以下同じ。）", ""),
        ("方式（電子的なものをいう。第3条第2項において同じ。）", "第3条第2項"),
        ("会議（議会を含む。以下この章において同じ。）", "この章"),
        ("者（第4条を除き、以下同じ。）", ""),
    ],
)
def test_brackets_that_hold_for_later_are_glosses(text: str, scope: str) -> None:
    (gloss,) = find_namings(text)
    assert (gloss.kind, gloss.scope) == ("gloss", scope)
    assert text[gloss.start : gloss.end].endswith("同じ。")


@pytest.mark.parametrize(
    ("text", "name", "scope"),
    [
        ("この規程において「端末」とは、機器をいう。", "端末", ""),
        ("本基本方針において「端末」とは、機器をいう。", "端末", ""),
        ("この章において「端末」とは、機器をいう。", "端末", "この章"),
        ("「端末」とは、機器をいう。", "端末", ""),
    ],
)
def test_definitions_inside_the_text_are_found(
    document: Make, text: str, name: str, scope: str
) -> None:
    (found,) = terms_of(document(f"## 第1条（目的）\n\n{text}\n", "article")).definitions
    assert (found.name, found.kind, found.scope) == (name, "inline", scope)
    assert found.text.value[found.start : found.end] == name


def test_items_of_the_definition_article_are_terms(document: Make) -> None:
    body = """\
## 第2条（定義）

この規程において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。

- (1) 端末　機器をいう。
- (2) 最高責任者（以下「CISO」という。）　副管理者をいう。
- (3) 介護系（個人番号系）　介護の情報システムをいう。
- (4) この号は用語でない。
- 2 前項の用語のほか、方針の例による。
"""
    terms = terms_of(document(body, "article"))
    assert names(terms.definitions) == [
        ("端末", "term"),
        ("最高責任者", "term"),
        ("介護系", "term"),
    ]
    assert names(terms.abbreviations) == [("CISO", "abbreviation"), ("個人番号系", "alias")]
    assert all(d.text.value[d.start : d.end] == d.name for d in terms)


def test_a_list_of_meanings_needs_no_caption(document: Make) -> None:
    lead = "次の各号に掲げる用語の意義は、当該各号による。"
    body = f"## 第2条（趣旨）\n\n{lead}\n\n- (1) 甲　乙をいう。\n"
    assert names(terms_of(document(body, "article")).definitions) == [("甲", "term")]


def test_a_captioned_provision_elsewhere_is_no_term(document: Make) -> None:
    body = """\
## 2 用語及び適用

### (1) 投稿

公開することをいう。

### (2) 適用

適用する。

## 3 範囲

### (1) 機関

議会をいう。
"""
    assert names(terms_of(document(body, "outline")).definitions) == [("投稿", "term")]


def test_the_nansatsu_text_defines_nine_terms(
    document: Make, read_seed: Callable[[str], list[str]]
) -> None:
    terms = terms_of(seed_document(document, read_seed("nansatsu.txt")[43:], "outline"))
    assert [d.name for d in terms.definitions] == [
        "ネットワーク",
        "情報システム",
        "情報セキュリティ",
        "情報セキュリティポリシー",
        "機密性",
        "完全性",
        "可用性",
        "介護認定事務系",
        "インターネット接続系",
    ]
    assert names(terms.abbreviations) == [("本組合", "abbreviation"), ("職員等", "abbreviation")]


def test_the_saitama_text_defines_eight_terms_and_an_alias(
    document: Make, read_seed: Callable[[str], list[str]]
) -> None:
    terms = terms_of(seed_document(document, read_seed("saitama.txt")[8:], "outline-dotted"))
    assert [d.name for d in terms.definitions] == [
        "情報セキュリティ",
        "情報セキュリティポリシー",
        "情報システム",
        "ネットワーク",
        "機密性",
        "完全性",
        "可用性",
        "マイナンバー利用事務系",
    ]
    assert names(terms.abbreviations) == [
        ("広域連合", "abbreviation"),
        ("個人番号利用事務系", "alias"),
        ("職員等", "abbreviation"),
    ]


def test_all_290_abbreviations_of_the_laws_are_read(
    read_law_lines: Callable[[str], list[str]],
) -> None:
    counts = []
    for name in (
        "local-autonomy-act/2026-06-14.md",
        "personal-information-protection-act/2026-06-24.md",
    ):
        lines = read_law_lines(name)
        loose = sum(len(re.findall("」と(?:いう|総称する)。）", line)) for line in lines)
        found = [n for line in lines for n in find_namings(line) if n.kind == "abbreviation"]
        assert len(found) == loose
        counts.append(len(found))
    assert counts == [212, 78]


# Uses.


def test_uses_are_found_longest_name_first() -> None:
    texts = [Text("情報セキュリティポリシー及び情報セキュリティ対策")]
    uses = find_uses("情報セキュリティ", texts, ["情報セキュリティポリシー"])
    assert [(use.start, use.end) for use in uses] == [(14, 22)]


def test_the_full_name_may_hold_the_abbreviation() -> None:
    texts = [Text("埼玉県後期高齢者医療広域連合が広域連合の")]
    uses = find_uses("広域連合", texts, ["埼玉県後期高齢者医療広域連合"])
    assert [use.start for use in uses] == [15]


@pytest.mark.parametrize(
    ("name", "text"), [("ログ", "ログイン"), ("サーバ", "サーバー"), ("ID", "IDS")]
)
def test_a_name_inside_a_longer_word_is_no_use(name: str, text: str) -> None:
    assert find_uses(name, [Text(text)]) == ()
    assert len(find_uses(name, [Text(f"{name}を{text}に")])) == 1


def test_the_definition_itself_is_no_use(document: Make) -> None:
    body = "## 1 目的\n\n組合（以下「本組合」という。）は、本組合を守る。\n\n本組合\n"
    made = document(body, "outline")
    terms = terms_of(made)
    uses = find_uses("本組合", [at.text for at in walk_texts(index_places(made))], skip=terms)
    assert [(use.text.value[:3], use.start) for use in uses] == [("組合（", 17), ("本組合", 0)]
