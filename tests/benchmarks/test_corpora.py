"""The reader of the long real texts keeps their provisions and their words."""

import pytest

from benchmarks.corpora import PAIRS, convert_baseline, convert_law, has_corpora, read_corpus
from kitei.compare.listing import list_units
from kitei.source.document_reader import read_document

LAW = """\
---
title: "見本法"
status: "in_force"
---

### 第一章　総則

**第一条（目的）**　この法律は、見本を定める。

**２**　前項の見本は、次に掲げるものとする。

- 一　書面
  - イ　紙
- 二　記録

**第二条（雑則）**　削除
"""


def test_articles_paragraphs_and_items_of_a_law_become_provisions() -> None:
    units = list_units(read_document(convert_law(LAW), "law.md")).units
    labels = [(unit.depth, unit.label, unit.text) for unit in units if unit.marker]
    assert labels == [
        (0, "第一章", ""),
        (1, "第一条", "この法律は、見本を定める。"),
        (2, "２", "前項の見本は、次に掲げるものとする。"),
        (3, "一", "書面"),
        (4, "イ", "紙"),
        (3, "二", "記録"),
        (1, "第二条", "削除"),
    ]


def test_of_the_requirements_only_the_front_matter_is_replaced() -> None:
    body = "\n# 1. INTRODUCTION\n\n## 1.1 Overview\n\nText --- with dashes.\n"
    source = convert_baseline(f"---\ntitle: Requirements\ndate: x\n---\n{body}")
    assert source.endswith("---\n" + body)
    assert "title: Requirements\n" in source
    assert "date: x" not in source


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.folder)
def test_no_words_of_a_real_text_are_lost(pair: object) -> None:
    if not has_corpora():
        pytest.skip("no ../shared/corpora here")
    units = list_units(read_document(read_corpus(pair.folder, pair.new), "new.md")).units
    given = sum(len(unit.text) + len(unit.caption) for unit in units)
    assert len(units) > 500
    assert given > 0.8 * len(read_corpus(pair.folder, pair.new))
