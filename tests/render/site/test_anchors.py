from kitei.model.document import Document
from kitei.model.places import index_places
from kitei.render.site.anchors import assign_anchors
from tests.render.site.editions import make_document


def anchors_of(document: Document) -> list[tuple[str, str]]:
    return [(anchor.id, anchor.address) for anchor in assign_anchors(index_places(document))]


def test_a_provision_is_reached_by_its_id_and_by_its_address() -> None:
    document = make_document(
        "## 4 範囲 {#scope}\n\n### (2) 資産 {#assets}\n\n次のとおり。\n\n- ① 一\n"
    )
    assert anchors_of(document) == [("scope", "4"), ("assets", "4-2"), ("4-2-1", "")]


def test_an_address_that_is_an_id_elsewhere_is_left_out() -> None:
    document = make_document("# 第1章 総則 {#general}\n\n## 1 目的 {#ch1}\n")
    assert anchors_of(document) == [("general", ""), ("ch1", "1")]


def test_the_second_of_two_provisions_with_one_address_has_its_id_only() -> None:
    document = make_document("## 1 一 {#one}\n\n## 1 二 {#two}\n\n- (1) 甲\n- (1) 乙\n")
    assert anchors_of(document) == [("one", "1"), ("two", ""), ("1-1", ""), ("", "")]


def test_a_heading_without_id_and_marker_gets_a_name_of_its_own() -> None:
    document = make_document("# 序文 {#preface}\n\n# 甲\n\n## 1 乙 {#provision-2}\n")
    names = [name for name, _ in anchors_of(document)]
    assert names == ["preface", "provision-2-2", "provision-2"]


def test_no_name_is_given_twice_in_the_sample_of_every_kind() -> None:
    document = make_document(
        "## 第1条（目的） {#purpose}\n\n本文\n\n- (1) 号\n- 2 項\n  - (1) 号\n\n"
        "# 附則 {#supplement}\n\n- 1 施行\n\n# 附則 {#supplement-2}\n\n- 1 施行\n\n"
        "# 別表第1 {#table}\n",
        numbering="article",
    )
    names = [name for pair in anchors_of(document) for name in pair if name]
    assert len(names) == len(set(names))
    assert {"1-2-1", "sp-1", "ap1"} <= set(names)
