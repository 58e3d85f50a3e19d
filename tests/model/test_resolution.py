"""Resolving references: small documents of every form, the seeds' own, and two laws."""

from collections import Counter
from collections.abc import Callable

import pytest

from kitei.model.document import Document
from kitei.model.places import Place, Places, index_places
from kitei.model.provision import block_texts
from kitei.model.references import find_references
from kitei.model.resolution import Resolution, State, resolve_reference, resolve_references

Make = Callable[..., Document]

ARTICLES = """\
# 第1章 総則

## 第1条（目的）

この規程は、次条の用語を用いる。

## 第2条（定義）

用語は、次の各号に定める。

- (1) 甲　乙をいう。
- (2) 乙　甲をいう。
- 2 前項の用語は、第3条の2において準用する。

# 第2章 体制

## 第3条（責任者）

責任者を置く。

- 2 責任者は、次に掲げる事務を行う。
  - (1) 調査
    - ア 机上
    - イ 現地
  - (2) 報告
- 3 前2項の規定は、第1条に及ばない。

## 第3条の2（代理）

代理を置く。

## 第4条 削除

## 第5条（雑則）

雑則を定める。

# 附則

- 1 この規程は、公布の日から施行する。
- 2 第3条の規定は、前項の日から適用する。

# 別表第1（第3条関係）

表

# 別表第2（第5条関係）

表
"""

OUTLINE = """\
# 第1章 方針

## 2 定義

### (1) 甲

乙をいう。

## 3 脅威

- (1) 攻撃
- (2) 災害

## 4 範囲

### (1) 機関

機関とする。

### (2) 資産

- ① 情報
- ② 前号の写し

## 6 対策

- (1) 組織
- (2) 分類

## 7 監査

行う。

## 8 見直し

行う。

## 9 基準

定める。
"""


def resolve(
    make: Make, body: str, address: str, text: str, style: str = "article"
) -> tuple[list[Resolution], Places]:
    """Return what the references of `text` mean when it stands in the place of an address."""
    document = make(body, style)
    places = index_places(document)
    place = next((p for p in places.all if places.cite(p) == address), None)
    assert place is not None or not address, [places.cite(p) for p in places.all]
    found = [(place, r) for r in find_references(text, document.style)]
    return [one for many in resolve_references(found, places) for one in many], places


def cited(found: list[Resolution], places: Places) -> list[str]:
    return [places.cite(place) for resolution in found for place in resolution.places]


@pytest.mark.parametrize(
    ("address", "text", "expected"),
    [
        ("第1条", "第3条", ["第3条"]),
        ("第1条", "第三条の二", ["第3条の2"]),
        ("第1条", "第3条第2項第1号イ", ["第3条第2項第1号イ"]),
        ("第1条", "第3条第1項", ["第3条"]),
        ("第3条第3項", "第2項", ["第3条第2項"]),
        ("第3条第2項", "第1項", ["第3条"]),
        ("第3条第2項第2号", "第1号", ["第3条第2項第1号"]),
        ("第2条", "第2号", ["第2条第1項第2号"]),
        ("第2条第1項第2号", "前号", ["第2条第1項第1号"]),
        ("第2条", "第1項第2号", ["第2条第1項第2号"]),
        ("第1条", "第3条第2項第1号ア及びイ", ["第3条第2項第1号ア", "第3条第2項第1号イ"]),
        ("第5条", "前2条", ["第3条の2", "第4条"]),
        ("第3条の2", "前条", ["第3条"]),
        ("第3条の2", "前条第2項", ["第3条第2項"]),
        ("第1条", "次条", ["第2条"]),
        ("第3条", "次条", ["第3条の2"]),
        ("第3条第3項", "前2項", ["第3条", "第3条第2項"]),
        ("第3条第3項", "前項第2号", ["第3条第2項第2号"]),
        ("第3条第2項第1号イ", "本条", ["第3条"]),
        ("第3条第2項第1号イ", "この項", ["第3条第2項"]),
        ("第3条第2項第1号イ", "この号", ["第3条第2項第1号"]),
        ("第3条第2項", "この章", ["第2章"]),
        ("第3条第2項", "前章", ["第1章"]),
        ("第1条", "第2章", ["第2章"]),
        ("第2条", "次の各号", ["第2条第1項第1号", "第2条第1項第2号"]),
        ("第1条", "第2条各号", ["第2条第1項第1号", "第2条第1項第2号"]),
        ("第1条", "第3条第2項各号", ["第3条第2項第1号", "第3条第2項第2号"]),
        ("第3条第2項第2号", "前各号", ["第3条第2項第1号"]),
        ("第1条", "第3条から第5条まで", ["第3条", "第3条の2", "第4条", "第5条"]),
        ("第3条第3項", "第1項から第3項まで", ["第3条", "第3条第2項", "第3条第3項"]),
        ("第1条", "別表第1及び第2", ["別表第1", "別表第2"]),
        ("第1条", "附則第2項", ["附則第2項"]),
    ],
)
def test_articles_are_found_from_where_they_are_cited(
    document: Make, address: str, text: str, expected: list[str]
) -> None:
    found, places = resolve(document, ARTICLES, address, text)
    assert {resolution.state for resolution in found} == {State.RESOLVED}
    assert cited(found, places) == expected


@pytest.mark.parametrize(
    ("address", "text", "reason"),
    [
        ("第1条", "第9条", "これに当たる規定がありません"),
        ("第1条", "前条", "ここより前に条がありません"),
        ("第1条", "前項", "ここより前に項がありません"),
        ("第2条", "前項", "ここより前に項がありません"),
        ("第3条第2項", "前2項", "ここより前に項は1つしかありません"),
        ("第3条", "前号", "ここは号の中ではありません"),
        ("第5条", "次条", "ここより次に条がありません"),
        ("第5条", "次の各号", "この下に号がありません"),
        ("第1条", "第5条各号", "第5条に号がありません"),
        ("第1条", "同条", "「同条」より前に条を引いたところがありません"),
        ("第1条", "第5条から第3条まで", "範囲の終わりが始まりより前にあります"),
        ("第1条", "別表第3", "これに当たる規定がありません"),
    ],
)
def test_what_is_not_there_says_why(document: Make, address: str, text: str, reason: str) -> None:
    found, _ = resolve(document, ARTICLES, address, text)
    assert [(one.state, one.reason) for one in found] == [(State.UNRESOLVED, reason)]


def test_same_goes_back_to_what_was_named_last(document: Make) -> None:
    text = "第3条第2項の事務のうち同項第2号のもの及び第2条の用語（同条第2項を除く。）"
    found, places = resolve(document, ARTICLES, "第1条", text)
    assert cited(found, places) == ["第3条第2項", "第3条第2項第2号", "第2条", "第2条第2項"]


def test_the_same_table_is_the_appendix_named_last_unless_a_table_at_hand_was(
    document: Make,
) -> None:
    found, places = resolve(document, ARTICLES, "第3条", "別表第2の左欄に掲げる者は、同表の右欄")
    assert cited(found, places) == ["別表第2", "別表第2"]
    found, _ = resolve(document, ARTICLES, "第3条", "別表第2及び次の表の左欄の者は、同表の右欄")
    assert [one.state for one in found] == [State.RESOLVED, State.UNKNOWN]


def test_same_passes_over_what_a_closed_bracket_named(document: Make) -> None:
    text = "第3条（第2条において準用する場合を含む。）の者は、同条第2項の事務を行う"
    found, places = resolve(document, ARTICLES, "第1条", text)
    assert cited(found, places)[-1] == "第3条第2項"


def test_an_item_goes_back_to_what_the_text_above_it_named(document: Make) -> None:
    made = document(ARTICLES, "article")
    places = index_places(made)
    above = next(p for p in places.all if places.cite(p) == "第3条第2項")
    item = next(p for p in places.all if places.cite(p) == "第3条第2項第2号")
    pairs = [
        (above, find_references("第2条第1項の", made.style)[0]),
        (item, find_references("同項第1号の", made.style)[0]),
    ]
    _, (last,) = resolve_references(pairs, places)
    assert [places.cite(place) for place in last.places] == ["第2条第1項第1号"]


def test_a_reference_alone_may_be_given_those_before_it(document: Make) -> None:
    made = document(ARTICLES, "article")
    places = index_places(made)
    first, second = find_references("第3条第2項。同項第1号", made.style)
    (alone,) = resolve_reference(second, places.all[1], places)
    (told,) = resolve_reference(second, places.all[1], places, previous=[first])
    assert alone.state is State.UNRESOLVED
    assert [places.cite(place) for place in told.places] == ["第3条第2項第1号"]


def test_those_items_goes_back_to_the_items_named_before(document: Make) -> None:
    text = "第3条第2項各号に掲げる者は、それぞれ当該各号に定める"
    found, places = resolve(document, ARTICLES, "第5条", text)
    assert cited(found, places)[2:] == ["第3条第2項第1号", "第3条第2項第2号"]


def test_articles_cited_in_a_supplement_are_those_of_the_main_text(document: Make) -> None:
    body = ARTICLES.replace("- 1 この規程", "## 第1条\n\nこの規程").replace(
        "- 2 第3条", "## 第2条\n\n第3条"
    )
    found, places = resolve(document, body, "附則第2条", "第1条及び附則第1条並びに前条")
    assert cited(found, places) == ["第1条", "附則第1条", "附則第1条"]


def test_paragraphs_in_a_supplement_are_its_own(document: Make) -> None:
    found, places = resolve(document, ARTICLES, "附則第2項", "前項及び第1項、この附則")
    assert cited(found, places) == ["附則第1項", "附則第1項", "附則"]


def test_a_lone_paragraph_of_a_supplement_is_the_supplement(document: Make) -> None:
    body = "## 第1条\n\n目的\n\n# 附則\n\nこの規程は、公布の日から施行する。\n"
    found, places = resolve(document, body, "第1条", "附則第1項")
    assert cited(found, places) == ["附則"]


def test_deleted_provisions_resolve_and_say_so(document: Make) -> None:
    (found,), _ = resolve(document, ARTICLES, "第1条", "第4条")
    assert found.state is State.RESOLVED
    assert found.is_deleted
    assert found.reason == "削除された規定です"


def test_an_article_inside_a_deleted_range_is_that_range(document: Make) -> None:
    body = "## 第1条\n\n甲\n\n## 第2条から第8条まで 削除\n\n## 第9条\n\n乙\n"
    (found,), _ = resolve(document, body, "第1条", "第5条")
    assert found.is_deleted


def test_numbers_that_begin_again_in_each_chapter_mean_the_same_chapter(document: Make) -> None:
    body = "# 第1章 甲\n\n## 1 目的\n\n甲\n\n# 第2章 乙\n\n## 1 目的\n\n乙\n\n## 2 範囲\n\n丙\n"
    (near,), _ = resolve(document, body, "2", "上記1", "outline")
    assert [str(place.parent.marker) for place in near.places if place.parent] == ["第2章"]
    (far,), _ = resolve(document, body, "", "上記1", "outline")
    assert far.state is State.AMBIGUOUS
    assert far.reason == "当てはまる規定が2つあります: 第1章1、第2章1"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("地方自治法第3条", State.EXTERNAL),
        ("文書取扱規程第3条", State.OTHER_DOCUMENT),
        ("この規程第3条", State.RESOLVED),
        ("第1号被保険者", State.UNKNOWN),
        ("「第99条」とあるのは", State.UNKNOWN),
        ("同表の中欄", State.UNKNOWN),
    ],
)
def test_other_texts_and_mere_words_are_never_looked_for_here(
    document: Make, text: str, state: State
) -> None:
    found, _ = resolve(document, ARTICLES, "第1条", text)
    assert [one.state for one in found] == [state]


def test_same_after_another_text_stays_in_that_text(document: Make) -> None:
    found, _ = resolve(document, ARTICLES, "第1条", "地方自治法第3条第1項の規定及び同条第9項")
    assert [one.state for one in found] == [State.EXTERNAL, State.EXTERNAL]


def test_the_own_title_before_a_path_means_this_text(document: Make) -> None:
    made = document(ARTICLES, "article", "文書規程")
    places = index_places(made)
    (reference,) = find_references("文書規程第3条", made.style)
    (found,) = resolve_reference(reference, None, places)
    assert [places.cite(place) for place in found.places] == ["第3条"]


# Outlines.


@pytest.mark.parametrize(
    ("address", "text", "expected"),
    [
        ("6", "上記4(1)", ["4(1)"]),
        ("6", "上記3", ["3"]),
        ("9", "上記6、7及び8", ["6", "7", "8"]),
        ("9", "上記6から8まで", ["6", "7", "8"]),
        ("6(2)", "上記(1)", ["6(1)"]),
        ("4(2)②", "前号", ["4(2)①"]),
        ("4(2)②", "上記①", ["4(2)①"]),
        ("9", "上記4(2)①及び②", ["4(2)①", "4(2)②"]),
        ("7", "上記①", ["4(2)①"]),
        ("3(2)", "この章", ["第1章"]),
    ],
)
def test_local_numbers_are_found_from_the_inside_out(
    document: Make, address: str, text: str, expected: list[str]
) -> None:
    found, places = resolve(document, OUTLINE, address, text, "outline-circled")
    assert {one.state for one in found} == {State.RESOLVED}
    assert cited(found, places) == expected


def test_an_item_number_that_several_sections_have_is_ambiguous(document: Make) -> None:
    (found,), places = resolve(document, OUTLINE, "9", "上記(2)", "outline-circled")
    assert found.state is State.AMBIGUOUS
    assert [places.cite(place) for place in found.places] == ["3(2)", "4(2)", "6(2)"]


def test_the_direction_tells_whether_the_target_stands_before(document: Make) -> None:
    found, _ = resolve(document, OUTLINE, "6", "上記4(1)及び9並びに6", "outline-circled")
    assert [one.direction for one in found] == ["up", "down", "here"]


def test_ordinals_are_cited_with_the_number_below_them(document: Make) -> None:
    body = "## 第1 甲\n\n### 1 乙\n\n- (1) 丙\n\n## 第2 丁\n\n戊\n"
    found, places = resolve(document, body, "第2", "上記第1の1(1)", "outline-ordinal")
    assert cited(found, places) == ["第1-1(1)"]


# The seeds: their structure made by hand, their sentences read.


def test_all_nine_targets_of_the_seeds_resolve(document: Make, corpus_seeds: list[str]) -> None:
    made = document(OUTLINE.replace("# 第1章 方針", ""), "outline-circled")
    places = index_places(made)
    where = {"上記4(1)": "7", "上記3": "6", "上記6、7及び8": "9"}
    targets = []
    for line in corpus_seeds:
        for reference in find_references(line, made.style):
            if reference.place:
                place = next(p for p in places.all if places.cite(p) == where[reference.text])
                targets += resolve_reference(reference, place, places)
    assert len(targets) == 9
    assert {(one.state, one.direction) for one in targets} == {(State.RESOLVED, "up")}


# The laws, whose references are all sound.


def _resolve_all(document: Document) -> list[tuple[Place, Resolution]]:
    places = index_places(document)
    pairs = [
        (place, reference)
        for place in places.all
        for block in place.provision.blocks
        for text in block_texts(block)
        for reference in find_references(str(text), document.style)
    ]
    results = resolve_references(pairs, places)
    return [(place, one) for (place, _), many in zip(pairs, results, strict=True) for one in many]


@pytest.mark.parametrize(
    ("name", "resolved", "unresolved"),
    [
        ("personal-information-protection-act/2026-06-24.md", 900, 24),
        ("local-autonomy-act/2026-06-14.md", 2300, 8),
    ],
)
def test_nearly_every_reference_of_a_law_resolves(
    law_document: Callable[[str], Document], name: str, resolved: int, unresolved: int
) -> None:
    # What is left: the 別表, which the reader of this test leaves out; a table of another law's
    # articles in 第百六条; articles that a 附則 cites by their numbers of that day.
    counts = Counter(one.state for _, one in _resolve_all(law_document(name)))
    assert counts[State.RESOLVED] > resolved
    assert counts[State.UNRESOLVED] <= unresolved
    assert counts[State.AMBIGUOUS] == 0
