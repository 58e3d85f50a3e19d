"""Changes as sentences."""

import pytest

from kitei.compare.comparison import compare_documents
from kitei.render.change_sentences import describe_change, describe_coverage, describe_formatting
from tests.compare.building import compare_bodies, make_document

BASE = """\
## 1 目的 {#purpose}

情報資産を守るための事項を定める。

## 2 対策 {#measures}

- (1) 契約に遵守事項を定める。 {#contract}
- (2) 状況を年に一度は確かめる。 {#inspection}

## 3 見直し {#review}

5年ごとに見直す。
"""


def tell(old: str, new: str) -> list[str]:
    return [describe_change(change) for change in compare_bodies(old, new).changes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("5年", "2年", ["3「見直し」の文言を改める。"]),
        ("見直し {", "評価 {", ["3「見直し」の見出しを改める。"]),
        ("- (2) 状況を年に一度は確かめる。 {#inspection}\n", "", ["2(2)を削る。"]),
        (
            "\n## 3 見直し {#review}\n\n5年",
            "\n## 3 生成AI {#ai}\n\n承認を受けて用いる。\n\n## 4 評価 {#review}\n\n2年",
            ["3「生成AI」を加える。", "3「見直し」を4とし、見出し及び文言を改める。"],
        ),
        (
            "\n## 2 対策 {#measures}",
            "\n## 2 生成AI {#ai}\n\n次のとおりとする。\n\n- (1) 承認を受ける。\n- (2) 記録する。\n"
            "\n## 3 対策 {#measures}",
            ["2「生成AI」とその下の2か所を加える。"],
        ),
    ],
)
def test_a_change_is_told_as_the_law_tells_it(old: str, new: str, expected: list[str]) -> None:
    assert old in BASE
    assert tell(BASE, BASE.replace(old, new, 1))[: len(expected)] == expected


def test_neighbours_that_one_insertion_renumbered_are_told_at_once() -> None:
    tail = "".join(f"\n## {n} 甲{n} {{#p{n}}}\n\n乙{n}を定める。\n" for n in (4, 5, 6, 7))
    later = "".join(f"\n## {n + 1} 甲{n} {{#p{n}}}\n\n乙{n}を定める。\n" for n in (4, 5, 6, 7))
    added = "\n## 4 生成AI {#ai}\n\n承認を受けて用いる。\n"
    assert tell(BASE + tail, BASE + added + later) == [
        "4「生成AI」を加える。",
        "4から7までを5から8までとする。",
    ]


def test_three_neighbours_are_a_range_and_two_with_a_gap_are_not() -> None:
    tail = "".join(f"\n## {n} 甲{n} {{#p{n}}}\n\n乙{n}を定める。\n" for n in (4, 5))
    later = "".join(f"\n## {n + 1} 甲{n} {{#p{n}}}\n\n乙{n}を定める。\n" for n in (4, 5))
    added = "\n## 3 生成AI {#ai}\n\n承認を受けて用いる。\n"
    shifted = BASE.replace("## 3 ", "## 4 ")
    head, _, review = shifted.partition("\n## 4 ")
    new = f"{head}{added}\n## 4 {review}{later}"
    assert tell(BASE + tail, new)[1] == "3から5までを4から6までとする。"
    reworded = new.replace("乙4を定める", "乙4を守る")
    assert tell(BASE + tail, reworded)[1] == "3及び5を4及び6とする。"


def test_a_marker_written_in_another_way_is_quoted() -> None:
    old = "## 1. 目的 {#a}\n\n情報資産を守る。\n\n## 2. 対策 {#b}\n\n対策を講ずる。\n"
    new = old.replace("1.", "1").replace("2.", "2").replace("講ずる", "講じる")
    assert tell(old, new) == [
        "1「目的」の番号「1.」を「1」とする。",
        "2「対策」の番号「2.」を「2」とし、文言を改める。",
    ]


def test_a_title_is_amended_as_a_whole() -> None:
    comparison = compare_documents(make_document(BASE), make_document(BASE, title="見本基準"))
    assert list(map(describe_change, comparison.changes)) == ["題名を改める。"]


def test_a_guess_is_called_one() -> None:
    words = "- (1) 情報資産の持出しは、責任者の承認を受けた者に限り、記録を残して行うものとする。\n"
    old = f"## 1 甲\n\n次による。\n\n{words}\n## 2 乙\n\n定める。\n\n- (1) 守る。\n"
    moved = words.replace("(1)", "(2)").replace("残して", "付けて")
    new = f"## 1 甲\n\n次による。\n\n## 2 乙\n\n定める。\n\n- (1) 守る。\n{moved}"
    told = [each for each in tell(old, new) if "移し" in each]
    assert told == [
        "1(1)を2(2)に移し、文言を改める。（字句が似ているので対応させた。同一でない可能性がある。）"
    ]


def test_an_id_that_holds_another_text_is_named_to_editors() -> None:
    new = BASE.replace("情報資産を守るための事項を定める。", "罰則は、別に規則で設ける。")
    (told,) = tell(BASE, new)
    assert told.startswith("1「目的」の文言を改める。（idは同じだが")


def test_tables_and_pictures_are_called_so() -> None:
    table = "## 1 甲\n\n| 区分 | 期間 |\n| --- | --- |\n| 記録 | 1年 |\n\n![図](a.png)\n"
    assert tell(table, table.replace("1年", "2年")) == ["1の表の内容を改める。"]
    (told,) = tell(table, table.replace("![図]", "![体制]"))
    assert told == "1の図の内容を改める。"


def test_form_is_told_with_its_place_and_what_was_not_compared_is_never_called_unchanged() -> None:
    found = compare_bodies(BASE, BASE.replace("5年", "５年"))
    assert list(map(describe_formatting, found.formatting)) == [
        "3「見直し」（本文の字形、空白又は改行）"
    ]
    assert describe_coverage(found).endswith("すべて比べた結果です。")
    with_picture = BASE + "\n![体制](chart.png)\n"
    told = describe_coverage(compare_bodies(with_picture, with_picture))
    assert "すべて" not in told
    assert "図の内容は比べていません（3　chart.png）。" in told
