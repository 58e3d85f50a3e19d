"""Plain text: every character of a document with its markers, and no Markdown."""

from pathlib import Path

from kitei.model.places import index_places, walk_texts
from kitei.render.plain_text import render_text
from kitei.source.document_reader import read_document

TEXT = """\
---
id: sample
kind: standard
title: 見本の文書
cover: [見本広域事務組合, 令和8年4月1日施行]
audience: staff
numbering: outline-circled
owner: 総務課
---

## 1 目的 {#purpose}

[規程](x.md)による\\*。

表1

| 区分 | 例 |
|---|---|
| 甲 | 乙 |

![組織図](a.png "図1")

- (1) 庁舎
  - ① 一階
  - ② 二階
- (2) 端末

  次の端末とする。
"""
EXPECTED = """\
見本の文書
見本広域事務組合
令和8年4月1日施行

1 目的
　規程による*。
　表1
　区分 | 例
　甲 | 乙
　［図: 組織図］
　図1
　(1) 庁舎
　　① 一階
　　② 二階
　(2) 端末
　　次の端末とする。
"""


def test_markers_items_tables_and_pictures_are_lines() -> None:
    assert render_text(read_document(TEXT, "index.md")) == EXPECTED


def test_a_caption_in_brackets_stands_right_behind_its_marker() -> None:
    text = TEXT.partition("## ")[0].replace("outline-circled", "article")
    document = read_document(f"{text}## 第1条（目的）\n\n目的とする。\n", "index.md")
    assert "\n第1条（目的）\n　目的とする。\n" in render_text(document)


def test_no_character_of_the_sample_is_left_out(repository: Path) -> None:
    paths = sorted(repository.glob("*/*/index.md"))
    assert paths
    for path in paths:
        document = read_document(path.read_text("utf-8"), str(path))
        shown, offset = render_text(document), 0
        for at in walk_texts(index_places(document)):
            found = shown.find(str(at.text), offset)
            assert found >= 0, str(at.text)
            offset = found
