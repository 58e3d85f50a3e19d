"""Comparisons in a terminal: readable at every width, without colours, and safe to show."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from kitei.compare.table_options import PRESETS
from kitei.render.comparison_text import NARROWEST, PIPE, Screen, render_comparison_text
from tests.compare.building import make_document
from tests.render.comparisons import CASES, find_widest, make_case, make_report

COLOUR = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [24, 31, 40, 79, 84, 101, 200])
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    assert find_widest(render_comparison_text(make_case(name), Screen(width))) <= width


def test_a_terminal_too_narrow_to_read_is_treated_as_the_narrowest() -> None:
    report = make_case("kinds")
    narrow = render_comparison_text(report, Screen(3))
    assert find_widest(narrow) <= NARROWEST


@pytest.mark.parametrize("width", [None, 40, 120])
def test_colours_add_nothing_but_themselves(width: int | None) -> None:
    report = make_case("kinds")
    plain = render_comparison_text(report, Screen(width))
    coloured = render_comparison_text(report, Screen(width, has_colours=True))
    assert "\x1b" not in plain
    assert coloured != plain
    assert COLOUR.sub("", coloured) == plain
    # Every colour ends on the line where it begins: a column beside it stays as it is.
    for line in coloured.splitlines():
        codes = COLOUR.findall(line)
        assert all((one == "\x1b[0m") != (two == "\x1b[0m") for one, two in pairwise(codes))
        assert not codes or codes[-1] == "\x1b[0m"


def test_a_pipe_gets_every_text_on_one_line() -> None:
    long = "情報資産を" + "、守り" * 200 + "。"
    old, new = (f"## 1 目的 {{#a}}\n\n{text}\n" for text in (long, long + "以上"))
    text = render_comparison_text(make_report(make_document(old), make_document(new)), PIPE)
    assert f"　{long}{{+以上+}}\n" in text


def test_the_head_names_both_texts_and_the_outcome() -> None:
    report = make_case("kinds")
    lines = render_comparison_text(report).splitlines()
    assert lines[:3] == ["見本方針　新旧対照表", "改正後: 作業中の本文", "改正前: 版1（制定）"]
    assert re.fullmatch(r"変更\d+件（追加\d+、.*）", lines[3])
    marked = render_comparison_text(replace(report, label="取扱注意"))
    assert marked.splitlines()[0] == "【取扱注意】"


def test_texts_without_a_change_say_so_and_show_no_table() -> None:
    text = render_comparison_text(make_case("same"))
    assert "本文に変更はありません。" in text
    assert "-----" not in text
    assert "すべて比べた結果です。" in text


def test_what_only_the_form_changed_is_told_beside() -> None:
    text = render_comparison_text(make_case("width"))
    assert "形式だけの違い" in text
    assert "[-" not in text


def test_what_was_not_compared_is_told() -> None:
    body = "## 1 図 {#a}\n\n![組織](a.png)\n"
    report = make_report(make_document(body), make_document(body + "\n## 2 末 {#b}\n\n文。\n"))
    assert "図の内容は比べていません" in render_comparison_text(report)


def test_a_reference_that_did_not_follow_is_told() -> None:
    old = "## 1 目的 {#a}\n\n守る。\n\n## 2 体制 {#b}\n\n上記1による。\n"
    new = (
        "## 1 趣旨 {#c}\n\n示す。\n\n## 2 目的 {#a}\n\n守る。\n\n## 3 体制 {#b}\n\n上記1による。\n"
    )
    text = render_comparison_text(make_report(make_document(old), make_document(new)))
    assert (
        "確かめを要する引用\n・3の「上記1」: 別の規定を指すようになりました（元は1、今は2）。"
        in text
    )


def test_a_picture_behind_the_same_words_is_marked() -> None:
    old, new = CASES["picture"]
    same = new.replace("体制", "組織")
    text = render_comparison_text(make_report(make_document(old), make_document(same)))
    assert "［図］　{+組織+}" in text
    assert "［図］　[-組織-]" in text


def test_a_line_never_begins_with_a_closing_sign() -> None:
    text = render_comparison_text(make_case("kinds"), Screen(30))
    cells = [line.partition(" | ")[2].strip("　") for line in text.splitlines() if " | " in line]
    assert not [cell for cell in cells if cell[:1] in ("、", "。", "」", "）")]


def test_characters_that_would_steer_the_terminal_are_replaced() -> None:
    old, new = (f"## 1 目的 {{#a}}\n\n{text}\n" for text in ("守る。", "守\u202eる。"))
    text = render_comparison_text(make_report(make_document(old), make_document(new)), Screen(40))
    assert "\u202e" not in text
    assert "\ufffd" in text


def test_the_old_column_comes_first_where_the_layout_says_so() -> None:
    options = replace(PRESETS["jichitai"], is_new_first=False)
    report = make_case("kinds")
    turned = replace(report, table=replace(report.table, options=options))
    wide = render_comparison_text(turned, Screen(100))
    assert re.search(r"^改正前 +\| 改正後$", wide, re.MULTILINE)
    narrow = render_comparison_text(turned, Screen(40))
    row = next(row for row in narrow.split("-----\n") if "改正前 |" in row and "改正後 |" in row)
    assert row.index("改正前 |") < row.index("改正後 |")
