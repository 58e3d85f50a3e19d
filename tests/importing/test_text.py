"""What is read out of plain texts: both real policies, and own-written texts of each form."""

from collections import Counter
from pathlib import Path

import pytest

from kitei.errors import ImportingError
from kitei.importing.draft import Layout
from kitei.importing.result import Result, import_text
from kitei.model.document import Document
from kitei.model.provision import Provision, Table
from tests.importing.drafts import OPTIONS, draft, find_doubts, imported, outline, read_data


def import_seed(seeds: Path, name: str) -> Result:
    return import_text((seeds / name).read_bytes(), OPTIONS)


def count_units(document: Document) -> Counter[str]:
    return Counter(p.marker.kind for p in document.walk() if p.marker)


def children_of(provision: Provision) -> list[str]:
    return [str(child.marker) for child in provision.children]


def test_the_nansatsu_policy_keeps_its_41_units(seeds: Path) -> None:
    document = import_seed(seeds, "nansatsu.txt").draft.document
    units = count_units(document)
    assert units == {"preface": 1, "chapter": 1, "arabic": 10, "paren": 25, "circled": 5}
    assert document.meta.numbering == "outline-circled"


def test_the_nansatsu_units_are_nested_by_marker_and_not_by_indentation(seeds: Path) -> None:
    document = import_seed(seeds, "nansatsu.txt").draft.document
    preface, chapter = document.children
    assert children_of(preface) == []
    assert children_of(chapter) == [str(number) for number in range(1, 11)]
    sections = chapter.children
    assert [len(section.children) for section in sections] == [0, 9, 5, 2, 0, 9, 0, 0, 0, 0]
    assert children_of(sections[3].children[1]) == ["①", "②", "③"]
    assert children_of(sections[5].children[2]) == ["①", "②"]
    assert len(sections[5].children[7].blocks) == 3
    assert not any(item.is_heading for item in sections[2].children)
    assert all(item.is_heading for item in sections[5].children)


def test_the_nansatsu_doubts_name_the_damaged_indentation(seeds: Path) -> None:
    doubts = import_seed(seeds, "nansatsu.txt").draft.doubts
    (damaged,) = [doubt for doubt in doubts if "字下げ" in doubt.what]
    assert (damaged.line, damaged.last_line) == (122, 136)
    assert "6(3)〜(9)" in damaged.what
    assert "6(3)① 122行" in damaged.what
    assert "6(5)〜(9) 126〜136行" in damaged.what


def test_the_nansatsu_doubts_name_the_row_that_differs_from_its_heading(seeds: Path) -> None:
    doubts = import_seed(seeds, "nansatsu.txt").draft.doubts
    (row,) = [doubt for doubt in doubts if "目次" in doubt.what]
    assert row.line == 19
    assert "監査および自己点検" in row.what
    assert "監査及び自己点検" in row.what
    assert "139行" in row.what


def test_the_nansatsu_doubts_are_these_and_no_others(seeds: Path) -> None:
    doubts = import_seed(seeds, "nansatsu.txt").draft.doubts
    assert [doubt.line for doubt in doubts] == [3, 3, 19, 36, 38, 40, 41, 122]


def test_the_nansatsu_table_has_its_merged_cells(seeds: Path) -> None:
    document = import_seed(seeds, "nansatsu.txt").draft.document
    (table,) = [block for block in document.children[0].blocks if isinstance(block, Table)]
    assert str(table.caption) == "情報セキュリティポリシーの構成"
    spans = [[(cell.rowspan, cell.colspan) for cell in row] for row in table.rows]
    assert spans == [[(1, 2), (1, 1)], [(2, 1), (1, 1), (1, 1)], [(1, 1)] * 2, [(1, 2), (1, 1)]]
    assert str(table.rows[0][1].text) == "内 容"


def test_only_layout_is_left_out_of_the_nansatsu_policy(seeds: Path) -> None:
    result = import_seed(seeds, "nansatsu.txt")
    left_out = result.draft.left_out
    contents = [one.line for one in left_out if one.layout is Layout.CONTENTS]
    assert contents == [9, *range(11, 23)]
    bullets = [one for one in left_out if one.layout is Layout.BULLET]
    assert len(bullets) == 21
    assert {one.characters for one in bullets} == {"-"}
    visible = len("".join((seeds / "nansatsu.txt").read_text(encoding="utf-8").split()))
    assert result.proof.proved + result.proof.left_out == visible
    assert result.proof.proved == 3528


def test_the_saitama_policy_keeps_its_36_units(seeds: Path) -> None:
    document = import_seed(seeds, "saitama.txt").draft.document
    assert count_units(document) == {"dotted": 10, "paren": 23, "kana-dotted": 3}
    assert document.meta.numbering == "outline-dotted"
    sections = document.children
    assert [len(section.children) for section in sections] == [0, 8, 5, 2, 0, 8, 0, 0, 0, 0]
    assert children_of(sections[3].children[1]) == ["ア.", "イ.", "ウ."]


def test_the_saitama_title_is_joined_from_two_lines_and_doubted(seeds: Path) -> None:
    result = import_seed(seeds, "saitama.txt")
    assert result.draft.meta.title == "埼玉県後期高齢者医療広域連合情報セキュリティ基本方針"
    assert result.draft.meta.cover == ("令和5年4月1日 改正", "情報セキュリティ基本方針")
    assert [doubt.line for doubt in result.draft.doubts] == [3, 3, 8]
    assert result.proof.proved == 2383


@pytest.mark.parametrize(
    ("name", "faults"),
    [
        ("nansatsu.txt", ["的的", "システム毎に", "ごとの責任者", "したうえで", "2026年3月改訂"]),
        ("saitama.txt", ["的の要因", "（個人番号利用事務系）"]),
    ],
)
def test_faults_of_the_text_are_kept_for_the_checks(
    seeds: Path, name: str, faults: list[str]
) -> None:
    text = import_seed(seeds, name).text
    assert [fault for fault in faults if fault not in text] == []


def test_a_text_with_damaged_indentation_is_nested_by_its_markers() -> None:
    result = imported(read_data("damaged"))
    assert outline(result.draft.content) == [
        "# 序文",
        "  = この方針は、",
        "  | 文書の構成",
        "# 第1章 情報管理の方針",
        "  # 1 目的",
        "    = この方針は、",
        "  # 2 用語",
        "    # (1) 端末",
        "      = 職員が使う電",
        "    # (2) 台帳",
        "      = 情報を書き出",
        "  # 3 対策",
        "    = 次の対策を行",
        "    # (1) 体制",
        "      = 管理者の下に",
        "    # (2) 分類",
        "      = 情報を次の二",
        "      - ①",
        "        = 公開するもの",
        "      - ②",
        "        = 公開しないも",
        "    # (3) 教育",
        "      = 職員に毎年教",
        "      = 教育の記録を",
        "    # (4) 委託",
        "      = 契約に次の事",
        "  # 4 点検及び見直し",
        "    = 上記3の対策",
        "    = なお、結果は",
    ]
    assert find_doubts(result.draft, "3(2)〜(4)の字下げ") == [53]
    assert find_doubts(result.draft, "点検および見直し") == [15]


def test_a_text_with_sound_indentation_raises_no_doubt_about_it() -> None:
    sound = read_data("damaged").replace("\n- ① ", "\n - ① ")
    sound = sound.replace("\n - (3)", "\n- (3)").replace("\n - (4)", "\n- (4)")
    assert find_doubts(draft(sound), "字下げ") == []


def test_dotted_markers_are_recognised_and_a_paragraph_behind_a_list_belongs_to_the_section() -> (
    None
):
    result = imported(read_data("dotted"))
    assert result.draft.meta.title == "見本地区環境衛生広域連合文書管理方針"
    assert result.draft.meta.numbering == "outline-dotted"
    assert outline(result.draft.content)[-8:] == [
        "# 3. 脅威",
        "  - (1)",
        "    = 紛失及び盗難",
        "  - (2)",
        "    = 火災及び水害",
        "  - (3)",
        "    = 誤った廃棄",
        "  = なお、新たな",
    ]
    assert find_doubts(result.draft, "列挙の後の段落") == [33]


def test_articles_take_the_captions_above_them() -> None:
    result = imported(read_data("article"))
    assert result.draft.meta.numbering == "article"
    assert result.draft.meta.title == "見本企業団情報セキュリティ規程"
    assert outline(result.draft.content) == [
        "# 第1章 総則",
        "  # 第1条 （目的）",
        "    = この規程は、",
        "  # 第2条 （定義）",
        "    = この規程にお",
        "    - (1)",
        "      = ネットワーク",
        "    - (2)",
        "      = 情報システム",
        "      - ア",
        "        = 電子計算機",
        "      - イ",
        "        = ソフトウェア",
        "    - ２",
        "      = 前項に定める",
        "  # 第3条 削除",
        "# 第2章 組織",
        "  # 第4条 （責任者）",
        "    = 企業団に、情",
        "    - ２",
        "      = 責任者は、事",
        "  # 第5条 （委任）",
        "    = この規程に定",
        "# 附　則",
        "  = （施行期日）",
        "  - １",
        "    = この規程は、",
        "  = （経過措置）",
        "  - ２",
        "    = この規程の施",
        "# 別表第1 （第4条関係）",
        "  |",
    ]
    assert [moved.line for moved in result.draft.moved] == [3, 12, 15, 26, 30]
    assert "## 第1条（目的） {#purpose}\n" in result.text


def test_kanji_articles_are_read_with_their_items() -> None:
    result = imported(read_data("kanji"))
    assert result.draft.meta.numbering == "article-kanji"
    assert outline(result.draft.content) == [
        "# 第一条 （趣旨）",
        "  = この会則は、",
        "# 第二条",
        "  = 会員は、次に",
        "  - 一",
        "    = 正会員",
        "  - 二",
        "    = 準会員",
        "    - イ",
        "      = 個人",
        "    - ロ",
        "      = 団体",
        "  - ２",
        "    = 会員は、会費",
        "# 第二条の二",
        "  = 会長は、一人",
        "# 附則",
        "  = この会則は、",
    ]


def test_lines_broken_at_one_width_are_joined_and_doubted() -> None:
    result = imported(read_data("wrapped"))
    assert "ここでいう個人情報とは、生存する" in result.text
    assert "（1） 総括責任者　事務局長をもって充てる。" in result.text
    assert find_doubts(result.draft, "折り返されている") == [5, 9]
    assert [one.characters for one in result.draft.left_out] == ["- 1 -"]


def test_lines_of_uneven_width_are_not_joined_but_doubted() -> None:
    result = imported(
        "見本規程\n\n1 目的\nこの規程は、情報を\n守るためのものである。\n2 次\n文。\n"
    )
    assert "この規程は、情報を\n\n守るためのものである。" in result.text
    assert find_doubts(result.draft, "句点で終わらない段落「この規程は、情報を」") == [4]


def test_several_fitting_styles_are_doubted() -> None:
    result = draft("見本規程\n\n1 目的\n\n次のとおり。\n\n(1) 一つ\n(2) 二つ\n")
    assert result.meta.numbering == "outline"
    assert find_doubts(result, "outline、outline-circledのどれとも読める") == [3]


def test_a_text_without_markers_is_doubted() -> None:
    result = draft("見本規程\n\nこれは文である。\n")
    assert find_doubts(result, "符号のある規定がない") == [3]


def test_a_gap_in_the_numbers_is_kept_and_doubted() -> None:
    result = draft("見本規程\n\n1 目的\n\n文。\n\n2 範囲\n\n文。\n\n4 雑則\n\n文。\n")
    assert [str(p.marker) for p in result.document.walk()] == ["1", "2", "4"]
    assert find_doubts(result, "番号が続いていない") == [11]


def test_a_sentence_that_begins_with_a_number_is_no_provision() -> None:
    result = draft("見本規程\n\n1 期間\n\n期間は次による。\n\n10 年を超えないものとする。\n")
    assert [str(p.marker) for p in result.document.walk()] == ["1"]
    assert find_doubts(result, "符号のような「10」") == [7]


def test_characters_that_are_not_normal_are_doubted_and_kept() -> None:
    decomposed = "か\u3099"
    result = imported(f"見本規程\n\n1 目的\n\n文書{decomposed}ある。\n")
    assert decomposed in result.text
    assert find_doubts(result.draft, "NFC") == [5]


def test_half_width_kana_are_kept() -> None:
    assert "ｼｽﾃﾑ" in imported("見本規程\n\n1 目的\n\nｼｽﾃﾑを守る。\n").text


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(ImportingError, match="文字がありません"):
        draft("\n \n")


def test_a_text_without_title_asks_for_one() -> None:
    with pytest.raises(ImportingError, match="題名が見つかりません") as caught:
        draft("1 目的\n\n文。\n")
    assert "--title" in caught.value.hint
    assert draft("1 目的\n\n文。\n", "見本規程").meta.title == "見本規程"


def test_a_given_title_that_is_not_the_first_line_leaves_the_title_page_whole() -> None:
    result = draft("古い題名\n\n1 目的\n\n文。\n", "新しい題名")
    assert (result.meta.title, result.meta.cover) == ("新しい題名", ("古い題名",))
    assert find_doubts(result, "指定された題名") == [1]


def test_an_opening_without_number_is_a_heading_only_before_chapters() -> None:
    chapters = draft("見本規程\n\nはじめに\n\n文である。\n\n第1章 総則\n\n1 目的\n\n文。\n")
    assert outline(chapters.content)[:2] == ["# はじめに", "  = 文である。"]
    sections = draft("見本規程\n\nはじめに\n\n文である。\n\n1 目的\n\n文。\n")
    assert outline(sections.content)[:2] == ["= はじめに", "= 文である。"]


def test_a_marker_alone_takes_the_short_line_below_as_its_caption() -> None:
    result = imported("見本規程\n\n1\n目的\n文である。\n2\n範囲\n文である。\n")
    assert outline(result.draft.content)[::2] == ["# 1 目的", "# 2 範囲"]
    assert find_doubts(result.draft, "だけの行") == [4, 7]
