"""Alignment: each pass links what it should and nothing else, from either side."""

import pytest

from kitei.compare.alignment import Alignment, align
from kitei.compare.link import Evidence
from kitei.compare.listing import list_units
from kitei.model.matching import Judgement, Match
from tests.compare.building import make_document

# Long enough that one changed text does not make another document of it.
REST = "".join(
    f"## {number} 第{number}の見出し\n\n{text}\n\n"
    for number, text in enumerate(
        (
            "管理者は、毎年度、点検の計画を定め、課長に通知しなければならない。",
            "職員等は、貸与を受けた端末を庁舎の外へ持ち出してはならない。",
            "委託事業者を選ぶときは、認証の取得の有無を確かめるものとする。",
            "停電に備え、予備の電源を設け、年に一回は切替えの訓練を行う。",
        ),
        11,
    )
)


def find_links(
    old: str, new: str, *decisions: Match, ids: tuple[str, str] = ("a", "a")
) -> tuple[Alignment, list[tuple[str, str, Evidence]]]:
    """Return the alignment and its links between provisions that are not in REST, as cited."""
    one = list_units(make_document(old + REST, id_=ids[0]))
    other = list_units(make_document(new + REST, id_=ids[1]))
    alignment = align(one, other, decisions)
    found = [
        (
            "+".join(one.cite(one.units[index]) for index in link.old),
            "+".join(other.cite(other.units[index]) for index in link.new),
            link.evidence,
        )
        for link in alignment.links
        if not one.units[link.old[0]].is_front
    ]
    return alignment, [link for link in found if link[0] not in ("11", "12", "13", "14")]


def test_an_id_links_whatever_the_words_have_become() -> None:
    _, links = find_links(
        "## 1 目的 {#a}\n\n資産を守る。\n\n",
        "## 2 まったく別のこと {#a}\n\n会議を年に三回開く。\n\n",
    )
    assert links == [("1", "2", Evidence.ID)]


def test_an_id_of_another_document_says_nothing() -> None:
    bodies = "## 1 目的 {#a}\n\n資産を守る。\n\n", "## 2 会議 {#a}\n\n会議を年に三回開く。\n\n"
    assert find_links(*bodies, ids=("a", "b"))[1] == []


def test_words_that_occur_once_are_linked_wherever_they_stand() -> None:
    _, links = find_links(
        "## 1 甲\n\n鍵を掛ける。\n\n## 2 乙\n\n記録を残す。\n\n",
        "## 1 乙\n\n記録を残す。\n\n## 2 甲\n\n鍵を掛ける。\n\n",
    )
    assert links == [("2", "1", Evidence.EXACT), ("1", "2", Evidence.EXACT)]


def test_words_that_occur_often_are_linked_at_the_same_place() -> None:
    body = "## 1 甲\n\n前文のとおり。\n\n## 2 甲\n\n前文のとおり。\n\n"
    assert find_links(body, body)[1] == [
        ("1", "1", Evidence.PLACE),
        ("2", "2", Evidence.PLACE),
    ]


ITEMS = "- ① 一部を消すこと。\n- ② 全部を消すこと。\n\n"
DEFINED = f"## {{}} 甲\n\n匿名とするとは、次の措置をいう。\n\n{ITEMS}"
INSERTED = f"## {{}} 乙\n\n仮名とするとは、誰であるかを隠す次の措置をいう。\n\n{ITEMS}"


def test_items_stay_with_their_provision_where_one_with_the_same_items_takes_its_number() -> None:
    alignment, links = find_links(DEFINED.format(1), INSERTED.format(1) + DEFINED.format(2))
    assert links == [
        ("1", "2", Evidence.EXACT),
        ("1-①", "2-①", Evidence.PLACE),
        ("1-②", "2-②", Evidence.PLACE),
    ]
    assert not alignment.moved
    assert len(alignment.added) == 3


def test_items_of_a_provision_that_stayed_are_not_those_of_a_new_one_at_their_place() -> None:
    reworded = DEFINED.format(2).replace(ITEMS, "- ① 何もしないこと。\n\n")
    again = INSERTED.format(20).replace("乙", "丁").replace("仮名", "無名")
    alignment, links = find_links(DEFINED.format(1) + again, INSERTED.format(1) + reworded + again)
    assert ("1", "2", Evidence.EXACT) in links
    assert not [link for link in links if link[:2] == ("1-①", "1-①")]
    assert not alignment.moved


def test_words_that_occur_often_are_linked_beside_an_anchor() -> None:
    old = "## 1 甲\n\n鍵を掛ける。\n\n## 2 削除\n\n## 3 削除\n\n"
    new = "## 5 甲\n\n鍵を掛ける。\n\n## 6 削除\n\n## 7 削除\n\n"
    assert find_links(old, new)[1] == [
        ("1", "5", Evidence.EXACT),
        ("2", "6", Evidence.NEIGHBOUR),
        ("3", "7", Evidence.NEIGHBOUR),
    ]


def test_a_caption_that_occurs_once_links_words_that_are_not_quite_unlike() -> None:
    old = "## 1 監査の実施\n\n監査委員は、毎年度、監査を行う。\n\n"
    new = "## 3 監査の実施\n\n管理者は、必要があるときに外部監査を行わせる。\n\n"
    assert find_links(old, new)[1] == [("1", "3", Evidence.CAPTION)]


def test_a_caption_over_quite_other_words_links_nothing() -> None:
    old = "## 1 監査\n\n監査委員は、毎年度、定期にこれを行う。\n\n"
    new = "## 3 監査\n\nXYZ-9000: see the vendor's manual, chapter 12.\n\n"
    assert find_links(old, new)[1] == []


def test_between_anchors_like_words_are_linked() -> None:
    old = "## 1 甲\n\n端末を持ち帰るときは、課長の許可を得て、台帳に記録する。\n\n"
    new = "## 3 乙\n\n端末を持ち帰るときは、管理者の許可を得て、帳簿に記録する。\n\n"
    assert find_links(old, new)[1] == [("1", "3", Evidence.GAP)]


def test_weak_likeness_needs_a_second_sign() -> None:
    old = "## 1 甲\n\n認定の取消しは、書面により、理由を付して行うものとする。\n\n"
    new = "## {} 乙\n\n手数料の額は、実費を勘案して、規則により定めるものとする。\n\n"
    assert find_links(old, new.format(3))[1] == []


@pytest.mark.parametrize("number", [1, 3])
def test_weak_likeness_at_the_same_place_is_enough(number: int) -> None:
    old = "## 1 甲\n\n端末の持出しは、課長が書面で許可したものに限り行う。\n\n"
    new = f"## {number} 乙\n\n端末の持出しは、認めない。ただし、課長が許可したものを除く。\n\n"
    expected = [("1", "1", Evidence.GAP)] if number == 1 else []
    assert find_links(old, new)[1] == expected


def test_ids_of_their_own_keep_like_words_apart() -> None:
    old = "## 1 甲 {#a}\n\n端末を持ち帰るときは、課長の許可を得て、台帳に記録する。\n\n"
    new = "## 1 乙 {#b}\n\n端末を持ち帰るときは、課長の許可を得て、帳簿に記録する。\n\n"
    assert find_links(old, new)[1] == []


FAR = "端末を庁舎の外へ持ち帰るときは、あらかじめ課長の許可を得て、台帳に記録する。"


def test_very_like_words_are_linked_over_a_distance() -> None:
    alignment, links = find_links(
        f"## 1 甲\n\n{FAR}\n\n## 2 乙\n\n鍵を掛けて帰る。\n\n",
        f"## 1 乙\n\n鍵を掛けて帰る。\n\n## 2 丙\n\n{FAR.replace('課長', '管理者')}\n\n",
    )
    assert links == [("2", "1", Evidence.EXACT), ("1", "2", Evidence.FAR)]
    assert len(alignment.moved) == 1


def test_two_like_candidates_far_away_are_no_partner() -> None:
    twins = "".join(
        f"## {number} 丙{number}\n\n{FAR.replace('課長', word)}\n\n"
        for number, word in ((2, "管理者"), (3, "副管理者"))
    )
    _, links = find_links(
        f"## 1 甲\n\n{FAR}\n\n## 2 乙\n\n鍵を掛けて帰る。\n\n",
        f"## 1 乙\n\n鍵を掛けて帰る。\n\n{twins}",
    )
    assert links == [("2", "1", Evidence.EXACT)]


def test_a_heading_is_followed_by_what_stands_below_it() -> None:
    items = "- ① 鍵を掛ける。\n- ② 記録を残す。\n- ③ 訓練を行う。\n\n"
    old, new = f"## 1 物理的な対策\n\n{items}", f"## 3 庁舎を守るために\n\n{items}"
    assert ("1", "3", Evidence.BELOW) in find_links(old, new)[1]


def test_a_heading_is_never_linked_by_the_likeness_of_its_words() -> None:
    old = "## 1 個人情報取扱事業者等の義務\n\n### (1) 甲\n\n鍵を掛ける。\n\n"
    new = "## 3 個人情報取扱事業者等の監督\n\n### (1) 乙\n\n会議は公開する。\n\n"
    assert find_links(old, new)[1] == []


WHOLE = "職員等は、端末を施錠して保管し、離席するときは画面を隠し、退庁するときは電源を切る。"


def test_a_provision_in_two_pieces_is_a_split_and_the_other_way_a_merger() -> None:
    one = f"## 1 甲\n\n{WHOLE}\n\n"
    two = (
        "## 1 甲\n\n職員等は、端末を施錠して保管し、離席するときは画面を隠す。\n\n"
        "## 2 乙\n\n退庁するときは電源を切る。\n\n"
    )
    assert find_links(one, two)[1] == [("1", "1+2", Evidence.PART)]
    assert find_links(two, one)[1] == [("1+2", "1", Evidence.PART)]


def test_words_that_were_only_added_beside_are_no_split() -> None:
    one = f"## 1 甲\n\n{WHOLE}\n\n"
    two = f"{one}## 2 乙\n\n退庁するときは電源を切る。\n\n"
    assert find_links(one, two)[1] == [("1", "1", Evidence.EXACT)]


def test_a_decision_comes_before_everything_else() -> None:
    old = "## 1 甲 {#a}\n\n鍵を掛ける。\n\n## 2 乙\n\n記録を残す。\n\n"
    new = "## 1 甲 {#a}\n\n鍵を掛ける。\n\n## 2 丙\n\n会議は公開する。\n\n"
    decision = Match("2", "2", Judgement.SAME, "趣旨が同じ")
    alignment, links = find_links(old, new, decision)
    assert ("2", "2", Evidence.FILE) in links
    assert [link.reason for link in alignment.links if link.evidence is Evidence.FILE] == [
        "趣旨が同じ"
    ]


def test_two_decisions_make_a_split() -> None:
    old = "## 1 甲\n\n鍵を掛ける。\n\n"
    new = "## 1 乙\n\n記録を残す。\n\n## 2 丙\n\n会議は公開する。\n\n"
    decisions = [Match("1", number, Judgement.SAME) for number in ("1", "2")]
    assert find_links(old, new, *decisions)[1] == [("1", "1+2", Evidence.FILE)]


@pytest.mark.parametrize("judgement", [Judgement.DIFFERENT, Judgement.RELATED])
def test_a_decision_keeps_even_equal_words_apart(judgement: Judgement) -> None:
    body = "## 1 甲\n\n鍵を掛ける。\n\n"
    alignment, links = find_links(body, body, Match("1", "1", judgement))
    assert links == []
    assert (len(alignment.removed), len(alignment.added)) == (1, 1)


def test_a_decision_that_names_nothing_is_reported() -> None:
    decision = Match("99", "1", Judgement.SAME)
    alignment, _ = find_links("## 1 甲\n\n鍵。\n\n", "## 1 甲\n\n鍵。\n\n", decision)
    assert alignment.unused == (decision,)


def make_strangers(words: str) -> str:
    return "".join(
        f"## {number} {words}{number}\n\n{words}は、{number}日以内に{words}を行う。\n\n"
        for number in range(1, 13)
    )


def test_two_texts_with_nothing_in_common_are_not_paired() -> None:
    old, new = make_document(make_strangers("点検")), make_document(make_strangers("会議"))
    alignment = align(list_units(old), list_units(new))
    assert alignment.is_full
    assert alignment.share < 0.2
    assert len(alignment.links) == 1  # the titles


def test_ids_keep_a_rewritten_text_one_text() -> None:
    bodies = [
        make_strangers(words).replace("\n\n" + words, f" {{#a}}\n\n{words}", 3)
        for words in ("点検", "会議")
    ]
    old, new = (
        make_document("".join(part.replace("#a", f"#a{i}") for i, part in enumerate(split(body))))
        for body in bodies
    )
    alignment = align(list_units(old), list_units(new))
    assert not alignment.is_full


def split(body: str) -> list[str]:
    return [f"## {part}" for part in body.split("## ")[1:]]


def test_a_short_text_in_other_words_is_still_the_same_text() -> None:
    old = make_document("## 1 目的\n\nこの方針は、情報資産を守ることを目的とする。\n")
    new = make_document("## 1 目的\n\nこの方針は、情報資産を守るための基本を定める。\n")
    assert not align(list_units(old), list_units(new)).is_full


def test_what_moves_with_the_provision_around_it_did_not_move_itself() -> None:
    first = "## {} 甲\n\n鍵の扱いは、次による。\n\n- ① 掛ける。\n- ② 預ける。\n- ③ 返す。\n\n"
    second = "## {} 乙\n\n記録の扱いは、次による。\n\n- ① 残す。\n- ② 消す。\n\n"
    alignment, _ = find_links(
        first.format(1) + second.format(2), second.format(1) + first.format(2)
    )
    assert len(alignment.moved) == 1


def test_an_item_that_changed_its_provision_moved() -> None:
    old = "## 1 甲\n\n次による。\n\n- ① 鍵を掛ける。\n- ② 鍵を預ける。\n\n## 2 乙\n\n- ① 消す。\n\n"
    new = "## 1 甲\n\n次による。\n\n- ① 鍵を掛ける。\n\n## 2 乙\n\n- ① 鍵を預ける。\n- ② 消す。\n\n"
    alignment, links = find_links(old, new)
    assert ("1-②", "2-①", Evidence.EXACT) in links
    assert len(alignment.moved) == 1


def test_a_heading_put_in_between_moves_nothing() -> None:
    old = "# 第1章 甲\n\n## 1 乙\n\n鍵を掛ける。\n\n## 2 丙\n\n記録を残す。\n\n"
    new = old.replace("## 2", "# 第2章 丁\n\n## 2")
    alignment, _ = find_links(old, new)
    assert (alignment.moved, len(alignment.added), alignment.removed) == (frozenset(), 1, ())
