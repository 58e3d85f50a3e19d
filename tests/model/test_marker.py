"""Markers are read as written, mean a kind and numbers, and are written again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitei.model.marker import KINDS, InvalidMarker, Marker, follows, make_marker, split_marker
from kitei.model.numbering import STYLES, get_style

READ = [
    ("outline", "4 適用範囲", ("arabic", (4,)), "適用範囲"),
    ("outline", "(1)の2 職員", ("paren", (1, 2)), "職員"),
    ("outline", "(2の2) 職員", ("paren", (2, 2)), "職員"),
    ("outline", "2の(2) 職員", ("paren", (2, 2)), "職員"),
    ("outline", "（３）職員", ("paren", (3,)), "職員"),
    ("outline", "(ｱ) 職員", ("kana-paren", (1,)), "職員"),
    ("outline", "ア\u3000職員", ("kana", (1,)), "職員"),
    ("outline-circled", "①ネットワーク", ("circled", (1,)), "ネットワーク"),
    ("outline-circled", "㉑ 情報", ("circled", (21,)), "情報"),
    ("outline-dotted", "1. 目的", ("dotted", (1,)), "目的"),
    ("outline-dotted", "１．目的", ("dotted", (1,)), "目的"),
    ("outline-dotted", "ア. ネットワーク", ("kana-dotted", (1,)), "ネットワーク"),
    ("outline-ordinal", "第1 趣旨", ("ordinal", (1,)), "趣旨"),
    ("article", "第3条の2の2（目的）", ("article", (3, 2, 2)), "（目的）"),
    ("article", "第2章\t総則", ("chapter", (2,)), "総則"),
    ("article", "附\u3000則", ("supplement", ()), ""),
    ("article", "別表第1（第5条関係）", ("appendix", (1,)), "（第5条関係）"),
    ("article", "様式第2号（第7条関係）", ("form", (2,)), "（第7条関係）"),
    ("article", "イ 職員", ("kana", (2,)), "職員"),
    ("article-kanji", "イ 職員", ("iroha", (1,)), "職員"),
    ("article-kanji", "第二百四十四条の六\u3000方針", ("article", (244, 6)), "方針"),
    ("article-kanji", "二の二\u3000市", ("kanji", (2, 2)), "市"),
]


@pytest.mark.parametrize(("style", "text", "key", "rest"), READ)
def test_a_marker_is_read_with_the_text_behind_it(
    style: str, text: str, key: tuple[str, tuple[int, ...]], rest: str
) -> None:
    split = get_style(style).split(text)
    assert split is not None
    assert split.marker.key == key
    assert text.startswith(split.marker.text)
    assert text[split.rest :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月",
        "アクセス制御",
        "第3条の規定により",
        "1.5倍",
        "第1章の規定",
        "一般職員",
        "3の脅威",
        "",
    ],
)
def test_what_only_looks_like_a_marker_is_text(text: str) -> None:
    assert get_style("article").split(text) is None


def test_a_range_of_deleted_articles_ends_in_its_last_number() -> None:
    split = get_style("article-kanji").split("第二十条乃至第七十三条\u3000削除")
    assert split is not None
    assert (split.marker.numbers, split.marker.last) == ((20,), (73,))


def read_whole(text: str, kind: str) -> Marker:
    """Return the marker that is the whole of a text."""
    split = split_marker(text, (kind,))
    assert split is not None
    assert split.rest == len(text)
    return split.marker


def test_width_does_not_change_what_a_marker_means() -> None:
    narrow, wide = read_whole("(3)", "paren"), read_whole("（３）", "paren")
    assert narrow.key == wide.key
    assert str(wide) == "（３）"


def test_a_number_beyond_the_letters_of_a_kind_is_refused_by_name() -> None:
    with pytest.raises(InvalidMarker, match="①"):
        make_marker("circled", (51,))


@given(
    kind=st.sampled_from(list(KINDS.values())),
    text=st.text("第(1一①アいイai序前附別様文則表式記章条)の.2", min_size=1, max_size=5),
)
def test_a_marker_begins_with_one_of_the_characters_its_kind_names(kind, text):
    assert kind.pattern.match(text) is None or text[0] in kind.first


def test_every_usual_writing_begins_with_a_character_its_kind_names():
    for kind in KINDS.values():
        for number in range(1, 15):
            for kanji in (False, True):
                assert kind.write((number,), kanji)[0] in kind.first


COUNTED = [kind for kind in KINDS.values() if kind.name not in ("preface", "supplement")]


@given(
    kind=st.sampled_from(COUNTED),
    stem=st.integers(1, 15),
    branch=st.lists(st.integers(2, 9), max_size=2),
    kanji=st.booleans(),
)
def test_a_written_marker_reads_back_the_same(kind, stem, branch, kanji) -> None:
    has_branches = kind.name not in ("circled",)
    numbers = (stem, *(branch if has_branches else ()))
    written = make_marker(kind.name, numbers, kanji=kanji)
    assert read_whole(str(written), kind.name) == written


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [
        ((1,), (2,), True),
        ((2,), (2, 2), True),
        ((2, 2), (2, 3), True),
        ((2, 5), (3,), True),
        ((2, 2), (2, 2, 2), True),
        ((1,), (3,), False),
        ((2,), (2, 3), False),
        ((2,), (2,), False),
        ((3,), (2,), False),
    ],
)
def test_the_next_number_may_be_a_branch_or_the_following_stem(before, after, right) -> None:
    assert follows(before, after) is right


def test_every_style_names_kinds_that_exist() -> None:
    assert all(kind in KINDS for style in STYLES.values() for kind in style.levels)
