"""The comparison as HTML: nothing lost, nothing told by colour alone, nothing that runs."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from kitei.compare.comparison_table import Part
from kitei.compare.run import RunKind
from kitei.compare.table_options import get_preset
from kitei.compare.tabulation import DEFAULT, make_table
from kitei.render.comparison_cells import END, START
from kitei.render.comparison_html import render_comparison_html
from kitei.render.comparison_report import ComparisonReport, TextName
from tests.compare.building import compare_bodies
from tests.render.site.editions import HOSTILE
from tests.render.site.pasts import NEW, NEXT, OLD

PAIRS = [(OLD, OLD.replace("5年", "2年")), (OLD, NEW), (NEW, NEXT), (NEXT, OLD)]
TABLE = """\
## 1 目的 {#purpose}

| 区分 | 期間 |
| --- | --- |
| 記録 | 1年 |
| 台帳 | 3年 |
"""


def make_report(old: str, new: str, preset: str = "", **changes: object) -> ComparisonReport:
    comparison = compare_bodies(old, new)
    options = get_preset(preset or DEFAULT.name, **changes)
    table = make_table(comparison, options)
    return ComparisonReport(
        comparison, table, TextName("第1版", "見本方針", "1"), TextName("第2版", "見本方針", "2")
    )


def render(report: ComparisonReport) -> Any:
    return lxml.html.document_fromstring(render_comparison_html(report).encode())


def read_cells(root: Any, column: int) -> list[str]:
    """Return the text of every cell of a column, without what only screen readers say."""
    for element in root.xpath("//*[@class='unseen']"):
        element.drop_tree()
    rows = root.xpath("//table[contains(@class, 'comparison')]/tbody/tr")
    return [row.xpath("./th|./td")[column].text_content() for row in rows]


def list_marked(parts: Iterable[Part]) -> str:
    runs = (run for part in parts for run in (*part.label, *part.caption, *part.text))
    return strip("".join(run.text for run in runs if run.kind is not RunKind.EQUAL))


def strip(text: str) -> str:
    return "".join(text.split()).replace("↵", "")


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_every_character_of_the_table_is_shown_in_its_column(old: str, new: str) -> None:
    report = make_report(old, new)
    rows = report.table.rows
    assert rows
    for column, sides in ((0, [row.new for row in rows]), (1, [row.old for row in rows])):
        found = [strip(text) for text in read_cells(render(report), column)]
        assert found == [
            strip(
                "".join(
                    "".join(r.text for r in (*part.label, *part.caption, *part.text)) + part.note
                    for part in parts
                )
            )
            for parts in sides
        ]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_what_is_marked_in_the_table_and_only_that_is_marked_on_the_page(
    old: str, new: str
) -> None:
    report = make_report(old, new)
    root = render(report)
    for element in root.xpath("//*[@class='unseen']"):
        element.drop_tree()
    new_marks = "".join(e.text_content() for e in root.xpath("//tr/*[1]//ins"))
    old_marks = "".join(e.text_content() for e in root.xpath("//tr/*[2]//del"))
    assert strip(new_marks) == "".join(list_marked(row.new) for row in report.table.rows)
    assert strip(old_marks) == "".join(list_marked(row.old) for row in report.table.rows)
    assert new_marks or old_marks
    assert root.xpath("//tr/*[1]//del | //tr/*[2]//ins") == []


def test_every_mark_is_told_in_words_at_both_its_ends() -> None:
    marks = render(make_report(OLD, NEW)).xpath("//ins|//del")
    assert marks
    for mark in marks:
        first, last = mark.xpath("./span[@class='unseen']")
        assert mark.text is None
        assert (first.text, last.text, last.tail) == (START, END, None)
        assert first.tail


def test_each_change_is_told_in_a_sentence_that_leads_to_its_row() -> None:
    report = make_report(OLD, NEW)
    root = render(report)
    links = root.xpath("//ol[@class='change-list']//a")
    assert len(links) == len(report.changes) > 3
    rows = {f"#{name}" for name in root.xpath("//tr/@id")}
    assert {link.get("href") for link in links} == rows
    assert all(link.text.endswith(("。", "）")) for link in links)


def test_provisions_can_be_linked_to_and_no_id_stands_twice() -> None:
    root = render(make_report(OLD, NEW))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"preamble", "purpose", "review"} <= set(ids)
    # A provision that both columns hold is found in the new one, a removed one in the old.
    assert root.xpath("//*[@id='purpose']/ancestor::tr/*[1]//*[@id='purpose']")
    assert root.xpath("//*[@id='review']/ancestor::tr/*[2]//*[@id='review']")


def test_context_rows_head_the_rows_below_them_and_no_others() -> None:
    old = "## 1 甲\n\n### (1) 乙\n\n定める。\n\n### (2) 丙\n\n守る。\n\n## 2 丁\n\n行う。\n"
    new = old.replace("定める", "決める").replace("行う", "努める")
    groups = render(make_report(old, new)).xpath("//tbody")
    heads = [group.xpath("string(.//th[@scope='rowgroup'])") for group in groups]
    assert heads == ["1　甲", ""]
    assert [len(group.xpath("./tr")) for group in groups] == [3, 1]


def test_the_headings_of_both_columns_and_the_note_are_there() -> None:
    root = render(make_report(OLD, NEW))
    assert root.xpath("//thead/tr/th[@scope='col']/text()") == ["改正後", "改正前"]
    assert root.xpath("//p[@class='comparison-note']/text()") == ["（下線部分は改正部分）"]
    (frame,) = root.xpath("//*[@role='region'][@tabindex='0'][@aria-label]")
    assert frame.xpath("./table")
    assert root.xpath("string(//caption)") == "見本方針　新旧対照表改正後：第2版　改正前：第1版"


def test_tables_keep_their_cells_and_mark_only_what_changed_in_them() -> None:
    root = render(make_report(TABLE, TABLE.replace("3年", "5年") + "| 契約書 | 7年 |\n"))
    (new,) = root.xpath("//tr/*[1]//table[@class='inner']")
    rows = [[cell.text_content() for cell in row] for row in new.xpath(".//tr")]
    assert [len(row) for row in rows] == [2, 2, 2, 2]
    assert [row.xpath("count(.//ins)") for row in new.xpath(".//tr")] == [0, 0, 1, 2]
    (old,) = root.xpath("//tr/*[2]//table[@class='inner']")
    assert len(old.xpath(".//tr")) == 3
    assert [strip(e.text_content()) for e in old.xpath(".//del")] == [f"{START}3{END}"]


def test_paragraphs_that_only_were_parted_show_where() -> None:
    old = "## 1 目的 {#purpose}\n\n定める。守る。\n"
    new = "## 1 目的 {#purpose}\n\n定める。\n\n守る。\n"
    report = make_report(old, new)
    if report.changes:
        assert "↵" in render(report).xpath("string(//ins)")
    else:
        assert "形式" in render(report).text_content()


def test_without_a_change_a_sentence_says_so_and_no_table_stands_there() -> None:
    root = render(make_report(OLD, OLD))
    assert root.xpath("//table") == []
    assert root.xpath("//ol") == []
    text = root.text_content()
    assert "本文に変更はありません。" in text
    assert "すべて比べた" in text


def test_mere_form_is_listed_and_is_no_row() -> None:
    root = render(make_report(OLD, OLD.replace("5年ごと", "５年ごと")))
    assert root.xpath("//table") == []
    assert "形式だけの違い" in root.text_content()


def test_a_text_replaced_as_a_whole_is_shown_alone() -> None:
    old = "".join(f"## {n} 旧{n}\n\n{'甲乙丙丁戊己庚辛'[n - 1] * 30}。\n\n" for n in range(1, 9))
    new = "".join(f"## {n} 新{n}\n\n{'子丑寅卯辰巳午未'[n - 1] * 30}。\n\n" for n in range(1, 9))
    root = render(make_report(old, new))
    assert root.xpath("//table|//ins|//del") == []
    text = root.text_content()
    assert "新旧を対照せず" in text
    assert "子" * 30 in text
    assert "甲" * 30 not in text


def test_the_layouts_of_the_state_and_of_companies() -> None:
    state = render(make_report(OLD, NEW, "kuni"))
    assert state.xpath("//ins[@class='is-double']")
    assert "［新設］" in state.text_content()
    assert state.xpath("string(//tfoot)").startswith("備考")
    company = render(make_report(OLD, NEW, "biko", is_new_first=False))
    assert company.xpath("//thead//th/text()") == ["旧", "新", "備考"]
    assert "（新設）" in company.xpath("//tbody/tr/td[last()]/text()")
    assert company.xpath("//tr/*[1]//ins") == []
    assert company.xpath("//p[@class='pad']") == []
    padded = render(make_report(OLD, NEW, "biko", pads_blank=True))
    rows = padded.xpath("//tr[contains(@class, 'is-added') or contains(@class, 'is-removed')]")
    assert rows
    assert all(row.xpath("count(.//p[@class='pad'])") == 1 for row in rows)


def test_hostile_texts_make_no_element_and_are_shown() -> None:
    texts = [each for each in HOSTILE if each.isprintable()]
    body = "".join(f"## {n} 目的\n\n{_escape(t)}\n\n" for n, t in enumerate(texts, 1))
    root = render(make_report("## 1 目的\n\n定める。\n", body))
    assert root.xpath("//script|//img|//@onclick|//@onerror|//@onmouseover") == []
    assert not [url for url in root.xpath("//@href") if not url.startswith("#")]
    assert "<script>window.hit=1</script>" in root.text_content()


def _escape(text: str) -> str:
    return "".join(
        f"\\{c}" if c.isascii() and c.isprintable() and not c.isalnum() and c != " " else c
        for c in text
    )


def test_a_file_for_few_says_so() -> None:
    report = make_report(OLD, NEW)
    limited = ComparisonReport(
        report.comparison, report.table, report.old, report.new, label="取扱注意"
    )
    root = render(limited)
    assert root.xpath("string(//title)").startswith("【取扱注意】")
    assert root.xpath("//p[@class='label']/text()") == ["【取扱注意】"]
    assert render(report).xpath("//p[@class='label']") == []


def test_the_file_is_valid_and_needs_nothing_else(
    tmp_path: Path, html_errors: Callable[[Iterable[Path]], list[str]]
) -> None:
    paths = []
    for number, (old, new) in enumerate([*PAIRS, (OLD, OLD), (TABLE, TABLE + "| 甲 | 乙 |\n")]):
        paths.append(tmp_path / f"{number}.html")
        html = render_comparison_html(make_report(old, new))
        paths[-1].write_text(html, "utf-8")
        root = lxml.html.document_fromstring(html.encode())
        assert root.xpath("//@src|//link|//script") == []
        assert "url(" not in html
        assert "@import" not in html
    assert html_errors(paths) == []


MOVED = """\
## 1 目的 {#purpose}

情報資産を守る。

## 2 対策 {#measures}

次の対策を講ずる。機器を守り、記録を三年間保存する。

## 3 委任 {#delegation}

この方針の施行に必要な事項は、別に定める。
"""


def swap_last(text: str) -> str:
    head, first, second = text.split("\n## ")
    return "\n## ".join([head, second.replace("3", "2") + "\n", first.replace("2", "3", 1)])


@pytest.mark.parametrize(("preset", "expected"), [("jichitai", 1), ("kuni", 0), ("biko", 0)])
def test_where_a_moved_provision_came_from_is_said_below_its_new_text(
    preset: str, expected: int
) -> None:
    root = render(make_report(MOVED, swap_last(MOVED), preset))
    told = root.xpath("//tr/*[1]/p[@class='origin']/text()")
    assert told == ["（3から移動）"] * expected
    assert root.xpath("//tr/*[position() > 1]/p[@class='origin']") == []
    if preset == "biko":
        assert "（変更）（3から移動）" in root.xpath("//td[3]/text()")


def test_each_cell_knows_its_column_and_rows_that_say_one_thing_say_so() -> None:
    root = render(make_report(OLD, NEW))
    for row in root.xpath("//table[contains(@class, 'comparison')]/tbody/tr"):
        assert row.xpath("./*/@data-column") == ["改正後", "改正前"]
        new, old = (strip(cell.text_content()) for cell in row)
        assert ("is-same" in row.get("class")) is (new == old), new
    assert root.xpath("//tr[contains(@class, 'is-same')]")


def test_a_row_of_another_picture_with_the_same_words_is_not_said_to_be_the_same() -> None:
    old = "## 1 体制 {#a}\n\n![組織の図](old.png)\n"
    root = render(make_report(old, old.replace("old", "new")))
    (row,) = root.xpath("//tr[contains(@class, 'is-changed')]")
    assert "is-same" not in row.get("class")


def test_the_heads_of_a_table_of_the_text_are_heads() -> None:
    root = render(make_report(TABLE, TABLE.replace("3年", "5年")))
    for table in root.xpath("//table[@class='inner']"):
        assert table.xpath(".//th/text()") == ["区分", "期間"]
        assert table.xpath("string(.//tr[2]/td[1])") == "記録"
