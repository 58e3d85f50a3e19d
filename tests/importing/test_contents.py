"""Contents lists of several forms are recognised, compared with the captions and left out."""

import pytest

from kitei.importing.draft import Layout
from tests.importing.drafts import draft, find_doubts, imported

BODY = "1 目的\n\n文。\n\n2 範囲\n\n文。\n"


@pytest.mark.parametrize(
    "title", ["目次", "<目次>", "＜目次＞", "目　次", "〈 目 次 〉", "【目次】"]
)
@pytest.mark.parametrize(
    "rows",
    [
        "1 目的\t1\n2 範囲\t2",
        "1 目的\t\n2 範囲\t",
        "1 目的……………1\n2 範囲……………2",
        "1 目的 ・・・・・ 1\n2 範囲 ・・・・・ ２",
        "1 目的      1\n2 範囲      2",
        "1 目的\n2 範囲",
        "- 1 目的\n- 2 範囲",
        "1 目的\t1\n\n2 範囲\t2",
    ],
)
def test_a_contents_list_is_left_out_whole(title: str, rows: str) -> None:
    result = imported(f"見本規程\n\n{title}\n\n{rows}\n\n{BODY}")
    left_out = result.draft.left_out
    characters = "".join(one.characters for one in left_out)
    assert "".join(characters.split()) == "".join((title + rows).split())
    assert {one.layout for one in left_out} == {Layout.CONTENTS}
    assert [str(p.marker) for p in result.draft.document.walk()] == ["1", "2"]
    assert find_doubts(result.draft, "目次") == []


def test_rows_that_name_the_articles_of_a_chapter_agree_with_its_heading() -> None:
    source = "見本規程\n\n目次\n第1章 総則（第1条・第2条）\n附則\n\n"
    source += "第1章 総則\n第1条 文。\n第2条 文。\n附則\n文。\n"
    result = imported(source)
    assert [one.line for one in result.draft.left_out] == [3, 4, 5]
    assert find_doubts(result.draft, "目次") == []


def test_sections_restart_in_every_chapter_of_the_list() -> None:
    rows = "第1章 甲\n第1節 子\n第2章 乙\n第1節 丑\n"
    body = "第1章 甲\n第1節 子\n第1条 文。\n第2章 乙\n第1節 丑\n第2条 文。\n"
    result = imported(f"見本規程\n\n目次\n{rows}\n{body}")
    assert [one.line for one in result.draft.left_out] == [3, 4, 5, 6, 7]
    assert len(list(result.draft.document.walk())) == 6


def test_a_row_with_another_wording_is_doubted_with_both_texts() -> None:
    result = draft(f"見本規程\n\n目次\n1 目標\t1\n2 範囲\t1\n\n{BODY}")
    (doubt,) = [doubt for doubt in result.doubts if "目次" in doubt.what]
    assert doubt.line == 4
    assert "「1 目標」" in doubt.what
    assert "「1 目的」（7行）" in doubt.what


def test_a_row_without_heading_is_doubted() -> None:
    result = draft(f"見本規程\n\n目次\n1 目的\t1\n2 範囲\t1\n3 雑則\t2\n\n{BODY}")
    assert find_doubts(result, "当たる見出しがない") == [6]


def test_a_heading_called_contents_with_nothing_below_is_text() -> None:
    result = imported("見本規程\n\n1 目的\n\n文。\n\n目次\n\nこれは文である。\n")
    assert result.draft.left_out == ()
    assert "目次" in result.text
