"""Units: every character of a document is in exactly one of them."""

from pathlib import Path

import pytest

from kitei.compare.listing import list_units
from kitei.compare.units import UnitKind, fold_format, make_key
from kitei.compare.verification import list_lines
from kitei.source.document_reader import read_document
from tests.compare.building import make_document

BODY = """\
前書きの段落。

## 1 目的 {#purpose}

一つ目の段落。

二つ目の段落。

- ① 項目
  - ア 細目

項目の後の段落。

表の題
| 名 | 値 |
|---|---|
| 甲 | 乙 |

![図の説明](picture.png "図の題")
"""


def test_provisions_hold_their_first_paragraphs_and_what_follows_stands_alone() -> None:
    units = list_units(make_document(BODY)).units
    assert [(unit.kind, unit.label, unit.caption, unit.text) for unit in units] == [
        (UnitKind.TITLE, "", "", "見本方針"),
        (UnitKind.PARAGRAPH, "", "", "前書きの段落。"),
        (UnitKind.PROVISION, "1", "目的", "一つ目の段落。\n二つ目の段落。"),
        (UnitKind.PROVISION, "①", "", "項目"),
        (UnitKind.PROVISION, "ア", "", "細目"),
        (UnitKind.PARAGRAPH, "", "", "項目の後の段落。"),
        (UnitKind.TABLE, "", "表の題", "名\t値\n甲\t乙"),
        (UnitKind.PICTURE, "", "図の題", "図の説明"),
    ]


def test_units_know_what_is_around_and_below_them() -> None:
    outline = list_units(make_document(BODY))
    assert [(unit.parent, unit.end, unit.depth) for unit in outline.units] == [
        (None, 1, 0),
        (None, 2, 0),
        (None, 8, 0),
        (2, 5, 1),
        (3, 5, 2),
        (2, 6, 1),
        (2, 7, 1),
        (2, 8, 1),
    ]
    assert [outline.cite(unit) for unit in outline.units] == [
        *("", "", "1", "1-①", "1-①ア", "1", "1", "1"),
    ]
    assert [unit.label for unit in outline.ancestors(outline.units[4])] == ["①", "1"]


@pytest.mark.parametrize("name", ["policy/basic-policy", "standards-private/security-standard"])
def test_the_units_of_a_sample_document_give_its_text_back(repository: Path, name: str) -> None:
    path = repository / name / "index.md"
    document = read_document(path.read_text("utf-8"), str(path))
    units = list_units(document).units
    parts = (part for unit in units for part in (unit.label, unit.caption, unit.text))
    assert [line for part in parts for line in part.split("\n") if line] == list_lines(document)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("令和８年", "令和8年"),
        ("第 1 号", "第1号"),
        ("ｻｰﾊﾞ", "サーバ"),
        ("（案）", "(案)"),
        ("が", "か\u3099"),
        ("一段落。\n二段落。", "一段落。二段落。"),
    ],
)
def test_mere_form_does_not_count(old: str, new: str) -> None:
    assert fold_format(old) == fold_format(new)
    assert make_key(old) == make_key(new)


@pytest.mark.parametrize(("old", "new"), [("①", "1"), ("㈱", "(株)"), ("㎏", "kg")])
def test_other_characters_are_other_words_even_where_the_key_is_equal(old: str, new: str) -> None:
    assert fold_format(old) != fold_format(new)
    assert make_key(old) == make_key(new)
