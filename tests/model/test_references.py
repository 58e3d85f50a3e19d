"""Finding references: the grammar, its traps, and two long laws that hold every form of it."""

import re
import time
from collections.abc import Callable

import pytest

from kitei.model.numbering import STYLES
from kitei.model.references import Head, Member, Reference, find_references

OUTLINE = STYLES["outline-circled"]
ARTICLE = STYLES["article"]
KANJI = STYLES["article-kanji"]
LAWS = (
    "local-autonomy-act/2026-06-14.md",
    "personal-information-protection-act/2026-06-24.md",
)
KANJI_NUMBER = "[〇一二三四五六七八九十百千]+"


def texts(text: str, style: str = "article") -> list[str]:
    return [reference.text for reference in find_references(text, STYLES[style])]


def only(text: str, style: str = "article") -> Reference:
    (reference,) = find_references(text, STYLES[style])
    return reference


def steps(member: Member) -> list[tuple[str, tuple[int, ...]]]:
    return [(step.kind, step.numbers) for step in member.path.steps]


# The five expressions of the two seeds.


def test_the_seeds_hold_five_expressions_with_nine_targets(corpus_seeds: list[str]) -> None:
    found = [r for line in corpus_seeds for r in find_references(line, OUTLINE) if r.place]
    assert [r.text for r in found] == [
        "上記4(1)",
        "上記3",
        "上記6、7及び8",
        "上記3",
        "上記6、7及び8",
    ]
    assert sum(len(reference.members) for reference in found) == 9


def test_the_seeds_hold_nothing_else_but_the_word_for_their_preface(
    corpus_seeds: list[str],
) -> None:
    others = [
        r.text for line in corpus_seeds for r in find_references(line, OUTLINE) if not r.place
    ]
    assert set(others) <= {"序文", "第1章"}


# Members and their offsets.


def test_each_member_has_its_own_offsets() -> None:
    text = "上記6、7及び8に規定する対策"
    reference = only(text, "outline")
    assert [text[m.start : m.end] for m in reference.members] == ["6", "7", "8"]
    assert reference.place == "上記"
    assert reference.kind == "local"


def test_a_local_path_goes_down_to_any_level() -> None:
    member = only("上記6(3)①の対策", "outline-circled").members[0]
    assert steps(member) == [("arabic", (6,)), ("paren", (3,)), ("circled", (1,))]


def test_dotted_markers_are_cited_without_their_dot() -> None:
    member = only("上記3(2)ウの点検", "outline-dotted").members[0]
    assert steps(member) == [("dotted", (3,)), ("paren", (2,)), ("kana-dotted", (3,))]


def test_a_member_takes_missing_steps_from_the_one_before() -> None:
    first, second = only("第3条第1項及び第2項の規定").members
    assert steps(second) == [("article", (3,)), ("arabic", (2,))]
    assert second.path.inherited == 1
    assert [step.kind for step in second.path.written] == ["arabic"]
    assert first.path.inherited == 0


def test_a_member_takes_the_relative_head_too() -> None:
    second = only("前条第1項又は第2項").members[1]
    assert second.path.head == Head("前", "条")
    assert steps(second) == [("arabic", (2,))]


def test_an_article_takes_no_chapter_from_the_member_before() -> None:
    second = only("この章及び第20条").members[1]
    assert second.path.head is None
    assert steps(second) == [("article", (20,))]


def test_a_list_goes_on_behind_a_bracket() -> None:
    found = find_references("第3条第1項（前項を除く。）、第2項及び第5条", ARTICLE)
    assert [r.text for r in found] == ["第3条第1項", "前項", "第2項及び第5条"]
    assert steps(found[2].members[0]) == [("article", (3,)), ("arabic", (2,))]


def test_a_bracket_right_behind_a_reference_speaks_of_what_is_below_it() -> None:
    found = find_references("第9条（第2項を除く。）の規定", ARTICLE)
    assert steps(found[1].members[0]) == [("article", (9,)), ("arabic", (2,))]
    assert found[1].depth == 1


def test_a_lone_kana_goes_on_with_a_list_that_ended_in_one() -> None:
    reference = only("第3条第1号ア及びイ、ネットワーク")
    assert [m.text for m in reference.members] == ["第3条第1号ア", "イ"]
    assert steps(reference.members[1]) == [("article", (3,)), ("paren", (1,)), ("kana", (2,))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第5条から第7条までの規定", "第5条から第7条まで"),
        ("第1項から第3項まで", "第1項から第3項まで"),
        ("第二十条乃至第七十三条", "第二十条乃至第七十三条"),
        ("上記3から5までに定める", "上記3から5まで"),
    ],
)
def test_ranges_are_one_member_with_an_end(text: str, expected: str) -> None:
    reference = only(text)
    assert reference.text == expected
    (member,) = reference.members
    assert member.last is not None


@pytest.mark.parametrize(
    ("text", "word", "unit", "count"),
    [
        ("前条の", "前", "条", 1),
        ("前2条の", "前", "条", 2),
        ("前二項に", "前", "項", 2),
        ("次項に", "次", "項", 1),
        ("同号に", "同", "号", 1),
        ("同表の", "同", "表", 1),
        ("本条に", "この", "条", 1),
        ("この章に", "この", "章", 1),
        ("次の各号に", "次の各", "号", 1),
        ("当該各号に", "各", "号", 1),
        ("前各号に", "前各", "号", 1),
        ("この附則に", "この", "附則", 1),
    ],
)
def test_relative_words_are_read_as_heads(text: str, word: str, unit: str, count: int) -> None:
    assert only(text).members[0].path.head == Head(word, unit, count)


@pytest.mark.parametrize(
    ("text", "kind", "numbers"),
    [
        ("序文に", "preface", ()),
        ("附則に", "supplement", ()),
        ("附　則に", "supplement", ()),
        ("別表第1に", "appendix", (1,)),
        ("別表に", "appendix", ()),
        ("様式第2号に", "form", (2,)),
        ("別記様式に", "form", ()),
        ("第2号様式に", "form", (2,)),
        ("届出書（様式）に", "form", ()),
    ],
)
def test_wholes_are_found_by_name_and_number(
    text: str, kind: str, numbers: tuple[int, ...]
) -> None:
    whole = only(text).members[0].path.whole
    assert whole is not None
    assert (whole.kind, whole.numbers) == (kind, numbers)


def test_a_second_table_may_leave_out_the_word() -> None:
    first, second = only("別表第1及び第2に").members
    assert second.path.whole is not None
    assert (second.text, second.path.whole.numbers) == ("第2", (2,))
    assert first.text == "別表第1"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("第5条ただし書", "ただし書"),
        ("同項後段の", "後段"),
        ("第1項各号列記以外の部分", "各号列記以外の部分"),
        ("前条第1項本文", "本文"),
    ],
)
def test_the_part_of_a_provision_is_kept(text: str, part: str) -> None:
    member = only(text).members[-1]
    assert member.part == part
    assert member.text.endswith(part)


def test_a_path_may_mean_all_items_below_it() -> None:
    assert only("第3条第1項各号に").members[0].path.each == "号"


def test_kanji_numerals_equal_arabic_ones() -> None:
    kanji = only("第二百四十四条の六第二項", "article-kanji").members[0]
    arabic = only("第２４４条の6第2項").members[0]
    assert steps(kanji) == steps(arabic) == [("article", (244, 6)), ("arabic", (2,))]


def test_items_are_of_the_kind_of_the_style() -> None:
    kanji = only("第三条第一号ロ", "article-kanji").members[0]
    assert steps(kanji) == [("article", (3,)), ("kanji", (1,)), ("iroha", (2,))]


# Other texts.


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("地方自治法第244条の6第1項", "地方自治法", "external"),
        ("同法第3条", "同法", "external"),
        ("同条例第3条", "同条例", "external"),
        ("組合規約第4条", "組合規約", "document"),
        ("文書取扱規程第5条", "文書取扱規程", "document"),
        ("基本方針6(1)", "", ""),
        ("令和6年訓令第5号", "令和6年訓令", "external"),
        ("見広総第41号", "見広総", "external"),
        ("整備法附則第3条", "整備法", "external"),
    ],
)
def test_titles_before_a_path_make_it_another_text(text: str, title: str, kind: str) -> None:
    found = find_references(text, ARTICLE)
    assert [(r.members[0].path.title, r.kind) for r in found] == ([(title, kind)] if title else [])


def test_the_number_of_a_law_in_brackets_does_not_hide_its_title() -> None:
    text = "地方自治法（昭和22年法律第67号）第244条の6第1項及び第2項"
    number, reference = find_references(text, ARTICLE)
    assert (number.text, number.kind) == ("第67号", "external")
    assert [m.kind for m in reference.members] == ["external", "external"]
    assert {m.path.title for m in reference.members} == {"地方自治法"}


@pytest.mark.parametrize(
    "own", ["この規程第3条", "本基準第3条", "この情報セキュリティ対策基準第3条"]
)
def test_the_text_itself_is_no_other_text(own: str) -> None:
    assert [(r.text, r.kind) for r in find_references(own, ARTICLE)] == [("第3条", "path")]


def test_a_number_that_is_part_of_a_name_is_told_apart() -> None:
    assert only("第1号被保険者の資格").kind == "name"


def test_words_in_quotes_are_marked_as_quoted() -> None:
    found = find_references("第3条中「前条」とあるのは「第5条」と読み替える", ARTICLE)
    assert [(r.text, r.is_quoted) for r in found] == [
        ("第3条", False),
        ("前条", True),
        ("第5条", True),
    ]


# Traps.


@pytest.mark.parametrize(
    "text",
    [
        "次のとおりとする。",
        "以下の脅威を想定する。",
        "次の二段階の対策を講じる。",
        "3 対象とする脅威(1)",
        "ネットワーク、サーバ及びア、イ",
        "上記の対策",
        "上記3点",
        "上記2つ",
        "上記3か月",
        "上記12月",
        "上記2.5倍",
        "上記5人以上",
        "この条例の規定",
        "基本条例を定める",
        "次項目を確認する",
        "この目的を達する",
        "本編集方針",
        "この節約",
        "前条件",
        "期限、様式等を示した",
        "以前項目",
    ],
)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert texts(text, "outline") == []


def test_a_particle_makes_no_branch_number() -> None:
    assert only("上記3の脅威から情報資産を保護する", "outline").text == "上記3"


def test_from_without_until_makes_no_range() -> None:
    reference = only("上記3の脅威から5までの", "outline")
    assert reference.text == "上記3"
    assert [r.text for r in find_references("第3条から第5条の規定", ARTICLE)] == ["第3条", "第5条"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第3条の一部を改正する", "第3条"),
        ("第3条の2の2第1項", "第3条の2の2第1項"),
        ("第3条の2人の委員", "第3条"),
        ("第3条の10分の1", "第3条"),
        ("別表第一の三の項", "別表第一"),
        ("第2条第1項第1号アに", "第2条第1項第1号ア"),
        ("第1号アクセス制御", "第1号"),
        ("第5条、3日以内に", "第5条"),
        ("上記6、7日以内に", "上記6"),
    ],
)
def test_a_reference_ends_where_it_should(text: str, expected: str) -> None:
    assert texts(text) == [expected]


def test_paragraphs_never_branch() -> None:
    assert only("第2項の2").text == "第2項"


# The laws.


@pytest.fixture(params=LAWS)
def law(request: pytest.FixtureRequest, read_law_lines: Callable[[str], list[str]]) -> list[str]:
    return read_law_lines(request.param)


def test_every_article_paragraph_and_item_word_of_the_laws_lies_in_a_reference(
    law: list[str],
) -> None:
    word = re.compile(
        f"第{KANJI_NUMBER}[条項号]|前(?:{KANJI_NUMBER}|各)?[条項号](?![例約件])"
        f"|次[条項号](?![例約件])|同[条項号](?![例約件])|各号|本[条項号](?![例約件])"
    )
    missed = []
    for line in law:
        spans = [(r.start, r.end) for r in find_references(line, KANJI)]
        for match in word.finditer(line):
            is_marker = line.startswith("#") or line[: match.start()] == "**"
            if not is_marker and not any(s <= match.start() and match.end() <= e for s, e in spans):
                missed.append(line[max(0, match.start() - 10) : match.end() + 10])
    assert missed == []


@pytest.mark.parametrize(("name", "words"), [(LAWS[0], 8082), (LAWS[1], 1259)])
def test_references_hold_every_article_number_of_the_laws_markers_included(
    read_law_lines: Callable[[str], list[str]], name: str, words: int
) -> None:
    article = re.compile(f"第{KANJI_NUMBER}条")
    lines = read_law_lines(name)
    cited = [reference.text for line in lines for reference in find_references(line, KANJI)]
    assert sum(len(article.findall(line)) for line in lines) == words
    assert sum(len(article.findall(text)) for text in cited) == words


def test_no_text_makes_the_search_for_references_hang() -> None:
    """Seconds would mean a search that looks at every pair of places."""
    hard = [
        "第1条から第2条まで、",
        "第1条",
        "第1条から",
        "上記1の1",
        "（第1条",
        "前二",
        "第百千",
        "同項第一号及び",
        "次の各号、",
    ]
    for unit in hard:
        started = time.process_time()
        find_references(unit * 3000, ARTICLE)
        assert time.process_time() - started < 5, unit
