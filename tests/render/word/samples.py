"""Small documents in every numbering style, and the texts of a Word file in their order."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from kitei.model.document import Document
from kitei.model.provision import Block, Paragraph, Picture, Provision, Table, block_texts
from kitei.render.picture_metadata import PNG
from kitei.render.word.package import pack
from tests.render.word.structure import W

TABLE = """\
保存の期間
| 区分 || 期間 |
| --- | --- | --- |
| 文書 | 起案文書 | 5年 |
| ^^ | 収受文書 | ^^ |
| その他 || 1年 |
"""

SAMPLES = {
    "outline": f"""\
# 第1章 総則 {{#general}}

## 1 目的 {{#purpose}}

この方針は、[手引](https://example.jp/guide?a=1&b=2)に定める事項を、[適用範囲](#scope)において行うための方針とする。

## 2 適用範囲 {{#scope}}

### (1) 機関 {{#scope-bodies}}

次の機関とする。

- ア 管理者
  - (ア) 事務局
    - a 総務課
      - (a) 庶務係
- イ 議会

{TABLE}
### (2) 機関の特例 {{#scope-exception}}

- 番号のない項目である。

# 第2章 雑則 {{#misc}}

## 3 委任 {{#delegation}}

この方針の施行に必要な事項は、別に定める。
""",
    "outline-circled": """\
# 序文 {#preface}

本組合は、次のとおり定める。

## 1 対策 {#measures}

次の対策を講ずる。

### (1) 組織 {#organisation}

責任者を置く。

- ① 責任者

  責任者は、管理者とする。

- ② 担当者
  - ア 総務課の職員
  - イ 業務課の職員

## 2 用語 {#terms}

- (1) 端末をいう。
- (2) 回線をいう。
- (3) 媒体をいう。
- (4) 記録をいう。
- (5) 文書をいう。
- (6) 図面をいう。
- (7) 写真をいう。
- (8) 音声をいう。
- (9) 映像をいう。
- (10) 台帳をいう。

# 附則 {#supplement}

この方針は、令和8年4月1日から施行する。
""",
    "outline-dotted": """\
## 1. 目的 {#purpose}

この手順は、投稿の方法を定める。

### (1) 投稿 {#post}

- ア. 文章を投稿すること。
  - (ア) 敬体で書くこと。
- イ. 写真を投稿すること。
""",
    "outline-ordinal": f"""\
## 第1 趣旨 {{#purpose}}

この手順は、監査の方法を定める。

### 1 監査の計画 {{#plan}}

- (1) 対象
  - ア 課室
- (2) 時期

# 別表第1（第1関係） {{#table-first}}

{TABLE}
# 別表第2（第1関係） {{#table-second}}

{TABLE}
# 様式第1号（第1関係） {{#form-first}}

| 項目 | 記入欄 |
| --- | --- |
| 氏名 | |
""",
    "article": """\
# 第1章 総則 {#general}

## 第1節 通則 {#rules}

### 第1条（目的） {#purpose}

この規程は、必要な事項を定める。

- 2 前項の事項は、次のとおりとする。
  - (1) 組織に関すること。
    - ア 責任者
- 3 前項に定めるもののほか、管理者が定める。

### 第1条の2（定義） {#definitions}

この規程において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。

- (1) 端末　業務で使用する機器をいう。

## 第2節 補則 {#extra}

### 第2条 削除 {#deleted}

# 附則 {#supplement}

- 1 この規程は、公布の日から施行する。
- 2 第1条の規定は、なお従前の例による。
""",
    "article-kanji": """\
## 第一条（目的） {#purpose}

この法律は、目的を定める。

- 一 第一の事項
  - イ 細目
    - (1) 細目の細目
- 二 第二の事項

- 2 前項の規定は、準用する。
""",
}


def pieces(document: Document) -> Iterator[str]:
    """Yield every marker and text of a document in order."""
    for node in document.content:
        yield from _pieces(node)


def _pieces(node: Block | Provision) -> Iterator[str]:
    if isinstance(node, Provision):
        yield str(node.marker or ("" if node.is_heading else "・"))
        yield str(node.caption or "")
        for child in node.content:
            yield from _pieces(child)
    elif isinstance(node, Picture):
        yield node.caption or ""
    elif isinstance(node, Table):
        yield from (str(text) for text in block_texts(node))
    else:
        assert isinstance(node, Paragraph)
        yield str(node.text)


def squeeze(text: str) -> str:
    """Return the text without white space: what stands, not how it is spaced."""
    return re.sub(r"\s+", "", text)


def read_part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return a part of a Word file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def read_paragraphs(data: bytes) -> list[tuple[str, str, etree._Element]]:
    """Return style, text and element of every paragraph outside tables, in order."""
    body = read_part(data)[0]
    return [(get_style(p), get_text(p), p) for p in body.iterchildren(W + "p")]


def get_style(paragraph: etree._Element) -> str:
    """Return the id of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(W + "val"))


def get_text(element: etree._Element) -> str:
    """Return the text in an element, tabs as tabs, the tab stops left out."""
    texts = {W + "t": lambda e: e.text or "", W + "tab": lambda _: "\t"}
    return "".join(
        texts[str(e.tag)](e) for e in element.iter(*texts) if e.getparent().tag == W + "r"
    )


def get_body_text(data: bytes) -> str:
    """Return the squeezed text between the contents list and the table of revisions."""
    kept, is_body = [], False
    for block in read_part(data)[0].iterchildren(W + "p", W + "tbl"):
        style = get_style(block)
        if style == "HistoryTitle":
            break
        if is_body and not style.startswith("TOC"):
            kept.append(get_text(block))
        is_body = is_body or style.startswith("TOC")
    return squeeze("".join(kept))


def change_part(
    data: bytes, pattern: bytes, replacement: bytes, name: str = "word/document.xml"
) -> bytes:
    """Return a Word file with the first match of a pattern in one part replaced."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    changed, count = re.subn(pattern, replacement, parts[name], count=1, flags=re.DOTALL)
    assert count == 1, pattern
    return pack(parts | {name: changed})


def make_png(width: int, height: int, *more: tuple[bytes, bytes]) -> bytes:
    """Return a grey PNG with additional chunks behind its header."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        *more,
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return PNG + b"".join(
        struct.pack(">I4s", len(content), kind)
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
