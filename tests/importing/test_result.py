"""Whole imports: long real laws, and hostile files that soon end in a document or an error."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kitei.errors import ImportingError
from kitei.importing.draft import ImportOptions
from kitei.importing.result import import_text
from kitei.model.document import DocumentKind
from kitei.source.document_reader import read_document
from tests.importing.drafts import OPTIONS, imported

HEAD = "見本規程\n\n1 目的\n\n"
NESTED = "1 あ\n(1) い\nア う\n(ア) え\na お\n(a) か\n"
SECONDS = 30


def read_law(path: Path) -> str:
    """A law's Markdown as the plain text it was: no front matter, hash signs, bold type."""
    head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    title = re.search('title: "(.*?)"', head)
    assert title is not None
    return title.group(1) + "\n" + re.sub(r"^#+ ", "", body, flags=re.MULTILINE).replace("**", "")


def test_a_whole_law_is_imported_and_proved(corpora: Path) -> None:
    path = corpora / "personal-information-protection-act" / "2020-06-12.md"
    result = imported(read_law(path))
    units = Counter(p.marker.kind for p in result.draft.document.walk() if p.marker)
    assert result.draft.meta.numbering == "article-kanji"
    assert (units["chapter"], units["section"], units["article"]) == (7, 8, 119)
    assert (units["arabic"], units["kanji"], units["supplement"]) == (112, 109, 10)
    assert result.proof.proved == 31404


def test_captions_above_the_articles_of_a_law_give_the_same_document(corpora: Path) -> None:
    law = read_law(corpora / "personal-information-protection-act" / "2020-06-12.md")
    above = re.sub(r"^(第\S+?条\S*?)(（[^（）]*?）)(?=　)", r"\2\n\1", law, flags=re.MULTILINE)
    assert above != law
    result = imported(above)
    assert len(result.draft.moved) == 108
    assert result.draft.content == imported(law).draft.content


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文字がありません"),
        (b"\n \t\n", "文字がありません"),
        (bytes(range(256)), "テキストではない"),
        ((HEAD + "あ" * 1_700_000).encode(), "5行が長すぎます"),
        ((HEAD + "1" * 5_000_000).encode(), "5行が長すぎます"),
        ((HEAD + "あ。\n" * 60_000).encode(), "行が多すぎます"),
        ((HEAD + "[" * 40_000).encode(), "行が長すぎます"),
    ],
    ids=["empty", "blank", "binary", "long line", "digits", "lines", "escapes"],
)
def test_what_cannot_be_imported_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ImportingError, match=message):
        import_text(data, OPTIONS)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1" * 49_000 + " 文。",
        HEAD + "(" + "1" * 49_000 + ") 文。",
        HEAD + "千" * 49_000 + " 文。",
        HEAD + "あ" + " " * 49_000 + "い。",
        HEAD + "第1条（" + "（" * 40_000 + "\n本文。",
        HEAD + "(1) あ\n" * 5_000,
        "見本規程\n" + NESTED * 1_000,
        HEAD + "① a\na b\n(ア) c\nイ d\n(イ) x\ni y\n(i) z\n一 k\n" * 500,
        "見本規程\n目次\n" + "".join(f"{n} あ\n" for n in range(1, 1_000)) * 2,
        "見本規程\n1 あ\n" + "\t".join("abcdefghij") + "\n" + ("a\t\tc\t\t\tj\n" * 1_000),
        "見本規程\n1 あ\n" + "a\t" * 5_000 + "b\n" + "\t" * 5_000 + "c\n",
        "見本規程\n" + "".join(f"（見出し）\n第{n}条 あ。\n" for n in range(1, 2_000)),
        HEAD + "- 3 -\n" * 5_000,
        "見本規程\x01\n1 あ\x02\x0b\x0cい\x85う\u2028え\n",
    ],
    ids=[
        *("digits", "digits in brackets", "kanji digits", "blanks", "brackets", "one marker"),
        *("nested", "foreign markers", "contents", "table", "wide table", "captions", "pages"),
        "controls",
    ],
)
def test_hostile_texts_are_imported_in_bounded_time(text: str) -> None:
    start = time.monotonic()
    result = imported(text)
    assert time.monotonic() - start < SECONDS
    visible = len("".join(text.split()))
    assert result.proof.proved + result.proof.left_out == visible


def test_signs_of_markdown_are_kept_as_characters() -> None:
    text = HEAD + "# 見出し **強** _x_ `c` [a](b) <b> &amp; \\ {#id}\n> 引用\n```\n"
    text += "| a | b |\n---\n![a](b)\n"
    result = imported(text)
    document = read_document(result.text, "x")
    assert document.content == result.draft.content
    assert document.remarks == ()


LINES = st.sampled_from(
    [
        *("1 目的", "2 範囲", "10 年", "(1) 体制", "- (2) 分類", " - ① 甲", "ア 乙", "ア. 丙"),
        *("第1章 総則", "第1条　文。", "（目的）", "第2条（定義） 文。", "附則", "別表第1", "序文"),
        *("文である。", "文が続き", "名\t値", "\t値", "目次", "1 目的\t1", "- 3 -", "3", "- 項目"),
        *("", "", "はじめに", "令和5年4月1日", "見本組合", "2　前項の文。", "一　甲", "イ　乙"),
        *("* 星", "# 井", "| 縦 |", "1. 点", "\\", "***", "（注） 文。", "^^", "第1章", "(1)", "1"),
    ]
)


@settings(max_examples=500, deadline=None)
@example(["0\x850"])
@given(st.lists(LINES | st.text(max_size=12), max_size=24))
def test_every_text_is_imported_whole(lines: list[str]) -> None:
    options = ImportOptions("sample", DocumentKind.POLICY, "public", "総務課", "見本規程")
    text = "\n".join(lines).replace("\0", "")
    assume(text.strip())
    result = import_text(text.encode("utf-8", errors="ignore"), options)
    assert result.proof.proved + result.proof.left_out == len("".join(text.split()))
