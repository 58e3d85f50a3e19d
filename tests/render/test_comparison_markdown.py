"""Comparisons as Markdown: shown as meant, never longer than a forge takes, honest when cut."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from kitei.compare.table_options import PRESETS
from kitei.render.comparison_markdown import (
    FORGE_LIMIT,
    measure_length,
    render_comparison_markdown,
)
from tests.compare.building import make_document
from tests.render.comparisons import (
    CASES,
    list_cells,
    make_case,
    make_report,
    read_items,
    read_rows,
    show_markdown,
)

CUT = re.compile(r"変更の一覧は(\d+)件のうち(\d+)件、表は(\d+)行のうち(\d+)行を")
HOSTILE = (
    "a|b",
    "*強* _弱_ **太**",
    "[名](x) ![図](y) [^1]",
    "<b>太</b> <!-- 注 --> &amp; &",
    "`符号` ``",
    r"\* \| \\",
    "~~消~~ $式$",
    "# 見出し",
    "- 項目",
    "1. 項目",
    "@soumu @a/b #12 a@example.jp",
    "</ins></td>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_character_shows_as_itself(text: str) -> None:
    old = "## 1 目的 {#a}\n\n守る。\n"
    written = re.sub(r"([\\`*_\[\]<>#&!|~$\-.])", r"\\\1", text)
    report = make_report(make_document(old), make_document(f"{old}\n## 2 例 {{#b}}\n\n{written}\n"))
    shown = [(row[0][0], row[1][0]) for row in read_rows(render_comparison_markdown(report))]
    assert shown == list_cells(report)
    assert text.replace(" ", "") in shown[-1][0]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("preset", PRESETS)
def test_every_cell_shows_all_its_characters(name: str, preset: str) -> None:
    report = make_case(name, preset)
    rows = read_rows(render_comparison_markdown(report))
    shown = [(row[0][0].replace("［図］", ""), row[1][0].replace("［図］", "")) for row in rows]
    assert shown == (list_cells(report) if report.listed else [])


def test_a_wholly_new_text_stands_without_a_table() -> None:
    text = render_comparison_markdown(make_case("all"))
    assert "全部を改めるため、新旧を対照せず、新しい本文を掲げます。" in text
    assert text.endswith("\n\n1　全く別<br>　何も残らない文である。\n")


def test_nobody_is_called_and_no_issue_is_linked() -> None:
    text = render_comparison_markdown(make_case("kinds"))
    assert not re.search(r"@\w|#\d", text)
    assert "@<!-- -->soumu" in text


def test_what_is_longer_in_the_forges_count_is_counted_so() -> None:
    assert measure_length("規\n") == 3
    assert measure_length("𠮷") == 2


def make_long(sections: int, words: str = "情報資産を守る。") -> tuple[str, str]:
    def write(end: str) -> str:
        return "\n".join(
            f"## {n} 見出し{n} {{#p-{n}}}\n\n{words * 4}{n}{end}\n" for n in range(1, sections + 1)
        )

    return write("である。"), write("とする。")


@pytest.mark.parametrize("sections", [10, 700, 3000])
def test_a_long_comparison_is_cut_and_says_how_much_is_missing(sections: int) -> None:
    old, new = map(make_document, make_long(sections))
    report = make_report(old, new)
    text = render_comparison_markdown(report)
    assert measure_length(text) <= FORGE_LIMIT
    found = CUT.search(text)
    rows = read_rows(text)
    listed = [item for item in read_items(show_markdown(text)) if "文言を改める" in item]
    if sections == 10:
        assert found is None
        assert (len(rows), len(listed)) == (10, 10)
        return
    assert found is not None
    counted = [int(part) for part in found.groups()]
    assert counted == [sections, len(listed), sections, len(rows)]
    assert rows
    assert "途中まで" in text[:400]
    # The room is used: one more row would not have fitted, or nearly.
    assert measure_length(text) > FORGE_LIMIT * 0.9


def test_a_row_too_long_for_any_comment_leaves_the_list_of_changes() -> None:
    old, new = map(make_document, make_long(1, "情報資産を守る。" * 5000))
    text = render_comparison_markdown(make_report(old, new))
    assert measure_length(text) <= FORGE_LIMIT
    found = CUT.search(text)
    assert found is not None
    assert found.groups() == ("1", "1", "1", "0")


def test_a_giant_row_is_left_out_alone_and_named() -> None:
    old = "".join(
        f"## {n} 甲 {{#p{n}}}\n\n規定{n}は{'長い文。' * 20}守る。\n\n" for n in range(1, 9)
    )
    old = old.replace("規定3は", "規定3は" + "情報資産を守る。" * 900)
    report = make_report(make_document(old), make_document(old.replace("守る。\n", "使う。\n")))
    text = render_comparison_markdown(report, 9000)
    assert measure_length(text) <= 9000
    assert "表は8行のうち7行を示しました。長すぎる行（上から3行目）は省きました。" in text
    assert "規定8は" in text


def test_cutting_never_ends_in_a_row_that_only_introduces_the_next() -> None:
    items = "\n".join(f"- ({n}) {'守る。' * 30}{n}" for n in range(1, 40))
    old = f"## 1 目的 {{#a}}\n\n次のとおり。\n\n{items}\n"
    report = make_report(make_document(old), make_document(re.sub(r"(?m)[05]$", "終", old)))
    whole = measure_length(render_comparison_markdown(report, 10**9))
    sizes = []
    for limit in range(1500, whole, 700):
        text = render_comparison_markdown(report, limit)
        assert measure_length(text) <= limit
        found = CUT.search(text)
        assert found is not None
        sizes.append(int(found[4]))
    assert all(one <= two for one, two in pairwise(sizes))
    assert 1 not in sizes
    assert max(sizes) > 1


def test_notes_and_the_label_are_shown() -> None:
    text = render_comparison_markdown(replace(make_case("width"), label="取扱注意"))
    assert text.startswith("**【取扱注意】**")
    assert "形式だけの違い" in text


def test_remarks_have_a_column_where_the_layout_wants_them() -> None:
    report = make_case("kinds", "biko")
    assert "| 新 | 旧 | 備考 |" in render_comparison_markdown(report)
    assert [row[2][0] for row in read_rows(render_comparison_markdown(report))] == [
        row.remark for row in report.table.rows
    ]
