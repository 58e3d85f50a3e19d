"""The pages of comparisons, and the links to them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import lxml.html
import pytest

from kitei.compare.verification import ComparisonFailed
from kitei.errors import RenderError
from kitei.model.edition import Edition
from kitei.model.history import Absence, History
from kitei.model.revision import Revision, RevisionKind
from kitei.model.timeline import make_timeline
from kitei.render.site import amendment
from kitei.render.site.page import Page
from kitei.render.site.pages import render_pages
from tests.render.site.editions import DAY, PUBLIC, make_document, make_png, make_site_of
from tests.render.site.pasts import make_coming, make_past, make_repealed, record

KEYS = ["1..2", "2..2-correction-1", "2-correction-1..3", "3..4"]


def pages_of(*histories: History) -> Mapping[str, Page]:
    return {page.path: page for page in render_pages(make_site_of(*histories))}


def list_comparisons(pages: Mapping[str, Page]) -> list[str]:
    return [path.split("/")[1] for path in pages if ".." in path]


def show(history: History, key: str) -> str:
    return pages_of(history)[f"basic-policy/{key}/index.md"].text


def test_each_two_decided_texts_that_follow_each_other_have_a_page_for_ever() -> None:
    pages = pages_of(make_past())
    assert list_comparisons(pages) == KEYS
    assert all(pages[f"basic-policy/{key}/index.md"].is_past for key in KEYS)
    assert all("noindex: true" in pages[f"basic-policy/{key}/index.md"].text for key in KEYS)


def test_a_draft_is_compared_with_nothing() -> None:
    history = make_past(day=date(2026, 10, 1))
    assert list_comparisons(pages_of(history)) == KEYS[:-1]


@pytest.mark.parametrize(
    ("missing", "left"),
    [(("1",), KEYS[1:]), (("2",), KEYS[2:]), (("4",), KEYS[:-1]), (("1", "2"), KEYS[2:])],
)
def test_a_text_that_is_not_here_is_compared_with_nothing_and_no_gap_is_bridged(
    missing: tuple[str, ...], left: list[str]
) -> None:
    history = make_past(missing=missing)
    assert list_comparisons(pages_of(history)) == left
    told = show(history, "history")
    for key in left:
        assert f'href="../{key}/"' in told
    assert told.count("との新旧対照表は、") == len(KEYS) - len(left)


def test_a_history_says_which_text_is_missing_and_nothing_else_of_it() -> None:
    history = make_past(missing=("1",))
    history = replace(history, absences={"1": Absence.OTHER_AUDIENCE})
    assert (
        "<dt>新旧対照表</dt><dd>第1版（制定）との新旧対照表は、"
        "第1版（制定）の本文を掲載していないため、ありません。</dd>" in show(history, "history")
    )


def test_a_repeal_and_a_first_text_have_no_comparison_and_no_word_about_it() -> None:
    for history in (make_repealed(), make_coming()):
        pages = pages_of(history)
        assert list_comparisons(pages) == []
        assert "新旧対照表" not in "".join(page.text for page in pages.values())


def test_the_history_the_texts_and_the_notice_lead_to_the_comparison_and_back() -> None:
    history = make_past()
    link = '<a href="../3..4/">第3版（全部改正）との新旧対照表</a>'
    assert link in show(history, "history")
    assert link in show(history, "4")
    assert "../3..4/" not in show(history, "3")
    front = pages_of(history)["basic-policy/index.md"].text
    assert '<a href="3..4/">第3版（全部改正）との新旧対照表</a>' in front
    page = show(history, "3..4")
    for target in ("../3/", "../4/", "../history/", "../"):
        assert f'href="{target}"' in page


def test_word_files_are_offered_beside_the_table() -> None:
    page = show(make_past(), "3..4")
    path = "../../basic-policy/3..4/basic-policy-3..4"
    assert f'<a href="{path}.docx" download>新旧対照表のWordファイル' in page
    assert f'<a href="{path}-tracked.docx" download>見え消しのWordファイル' in page
    assert f'"{path}.docx" download' in show(make_past(), "history")


def test_the_page_holds_both_texts_by_name_and_day_and_who_decided() -> None:
    page = show(make_past(), "3..4")
    caption = parse(page).xpath("//caption")[0].text_content()
    assert "改正後：第4版（一部改正）　令和9年7月1日施行" in caption
    assert "改正前：第3版（全部改正）　令和8年4月1日施行" in caption
    assert "見広総第4号" in page
    assert ">未施行</strong>" in page


def test_only_a_partial_amendment_says_that_it_amends_in_part() -> None:
    sentence = "の一部を次の表のように改正する。"
    assert sentence in show(make_past(), "3..4")
    for key in KEYS[1:3]:
        assert sentence not in show(make_past(), key)


def parse(page: str) -> Any:
    return lxml.html.fragment_fromstring(page.partition("---\n\n")[2], create_parent="div")


def test_a_picture_of_the_same_name_with_other_bytes_is_a_change() -> None:
    body = "## 1 体制\n\n次のとおりとする。\n\n![体制の図](chart.png)\n"
    records = (
        record("1", RevisionKind.ENACTMENT, date(2024, 3, 1), date(2024, 4, 1)),
        record("2", RevisionKind.PARTIAL, date(2025, 3, 1), date(2025, 4, 1)),
    )
    history = make_two(records, body, (make_png(), make_png(extra=b"new")))
    page = parse(show(history, "1..2"))
    assert page.xpath("//ol[@class='change-list']/li/a/text()") == ["1の図の内容を改める。"]
    assert page.xpath("//tr/*[1]//ins")
    assert page.xpath("//tr/*[2]//del")
    same = parse(show(make_two(records, body, (make_png(), make_png())), "1..2"))
    assert same.xpath("//table") == []


def make_two(records: tuple[Revision, Revision], body: str, charts: tuple[bytes, bytes]) -> History:
    document = make_document(body, identifier="basic-policy")
    editions = {
        key: Edition(document, PUBLIC, records[: int(key)], {"chart.png": chart})
        for key, chart in zip(("1", "2"), charts, strict=True)
    }
    return History("basic-policy", PUBLIC, make_timeline(records, DAY), editions)


def test_a_comparison_that_does_not_prove_right_stops_the_site_and_names_the_two_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ComparisonFailed("the old text: expected 甲, found 乙")

    monkeypatch.setattr(amendment, "compare_documents", fail)
    with pytest.raises(RenderError, match="第1版（制定）と第2版（一部改正）の新旧対照表") as caught:
        pages_of(make_past())
    assert "basic-policy" in caught.value.message
    assert "不具合" in caught.value.hint
