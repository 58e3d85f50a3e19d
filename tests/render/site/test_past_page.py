from dataclasses import replace
from datetime import date

import pytest

from kitei.model.history import History
from kitei.model.revision import RevisionKind
from kitei.render.site.page import Page
from kitei.render.site.pages import render_pages
from tests.render.site.editions import PUBLIC, make_document, make_png, make_site_of
from tests.render.site.pasts import make_coming, make_past, make_repealed, make_short, record


def pages_of(*histories: History) -> dict[str, Page]:
    return {page.path: page for page in render_pages(make_site_of(*histories))}


def past_page(history: History, key: str) -> str:
    return pages_of(history)[f"{history.id}/{key}/index.md"].text


def day(iso: str, words: str) -> str:
    return f'<time datetime="{iso}">{words}</time>'


def test_every_decided_text_has_a_page_for_ever_the_one_in_force_too() -> None:
    past = [path for path, page in pages_of(make_past()).items() if page.is_past]
    keys = ("1", "2", "2-correction-1", "3", "4")
    assert [path for path in past if ".." not in path] == [
        f"basic-policy/{key}/index.md" for key in keys
    ]


@pytest.mark.parametrize(
    ("key", "status", "span"),
    [
        ("1", "旧版", ("2022-04-01", "令和4年4月1日", "2024-03-31", "令和6年3月31日")),
        ("2", "旧版", ("2024-04-01", "令和6年4月1日", "2024-05-14", "令和6年5月14日")),
        (
            "2-correction-1",
            "旧版",
            ("2024-05-15", "令和6年5月15日", "2026-03-31", "令和8年3月31日"),
        ),
        ("3", "施行中", ("2026-04-01", "令和8年4月1日", "2027-06-30", "令和9年6月30日")),
    ],
)
def test_the_banner_says_what_the_text_is_and_from_when_to_when(
    key: str, status: str, span: tuple[str, str, str, str]
) -> None:
    page = past_page(make_past(), key)
    assert f">{status}</strong>" in page
    first, first_words, last, last_words = span
    assert f"{day(first, first_words)}から{day(last, last_words)}まで</span>" in page


def test_a_text_to_come_says_from_when_it_will_be_in_force() -> None:
    page = past_page(make_past(), "4")
    assert ">未施行</strong> 第4版（一部改正）" in page
    assert f"{day('2027-07-01', '令和9年7月1日')}から施行</span>" in page


def test_the_last_text_of_a_repealed_document_says_that_it_is_repealed() -> None:
    page = past_page(make_repealed(), "1")
    assert ">廃止</strong> 第1版（制定）" in page
    assert "令和4年3月31日</time>まで</span>" in page
    assert '<a class="to-force" href="../">この文書の現在の状態へ</a>' in page


def test_a_text_whose_day_is_not_fixed_says_so() -> None:
    decided = record("1", RevisionKind.ENACTMENT, date(2026, 11, 2), None)
    page = past_page(make_short("sample", "見本", decided), "1")
    assert ">施行日未定</strong>" in page
    assert "施行日は定まっていません" in page


def test_a_text_replaced_on_its_own_day_says_that_it_never_was_in_force() -> None:
    first = record("1", RevisionKind.ENACTMENT, date(2026, 3, 2), date(2026, 4, 1))
    second = record("2", RevisionKind.PARTIAL, date(2026, 3, 20), date(2026, 4, 1))
    page = past_page(make_short("sample", "見本", first, second), "1")
    assert "施行された期間はありません" in page


def test_a_provision_that_is_still_there_leads_to_the_text_in_force() -> None:
    page = past_page(make_past(), "1")
    assert '<a class="in-force" href="../../basic-policy/#purpose"' in page
    assert '<a class="in-force" href="../../basic-policy/#contract-terms"' in page
    assert "#review" in page
    assert "basic-policy/#review" not in page


def test_an_address_alone_never_leads_to_the_text_in_force() -> None:
    """Item (2) has no id: what stands at its address today may be another provision."""
    page = past_page(make_past(), "1")
    assert 'id="2-2"' in page
    assert "basic-policy/#2-2" not in page


def test_a_text_in_force_needs_no_way_to_itself() -> None:
    page = past_page(make_past(), "3")
    assert 'class="in-force"' not in page
    assert '<a class="to-force" href="../">施行中の規定へ</a>' in page


def test_the_revisions_before_and_behind_are_linked_and_the_history() -> None:
    page = past_page(make_past(), "2-correction-1")
    assert '<a href="../2/" rel="prev">前の版 第2版（一部改正）</a>' in page
    assert '<a href="../3/" rel="next">次の版 第3版（全部改正）</a>' in page
    assert '<a href="../history/">改正履歴</a>' in page
    assert 'rel="prev"' not in past_page(make_past(), "1")
    assert 'rel="next"' not in past_page(make_past(), "4")


def test_a_text_that_is_not_at_hand_has_no_page_and_is_skipped_by_the_links() -> None:
    pages = pages_of(make_past(missing=("2",)))
    assert "basic-policy/2/index.md" not in pages
    assert '<a href="../2-correction-1/" rel="next">' in pages["basic-policy/1/index.md"].text


def test_the_word_file_of_the_revision_is_offered() -> None:
    assert 'href="basic-policy-2-correction-1.docx"' in past_page(make_past(), "2-correction-1")


def test_search_engines_are_kept_from_all_but_the_text_in_force() -> None:
    pages = pages_of(make_past(), make_repealed(), make_coming())
    found = {path for path, page in pages.items() if "noindex: true" not in page.text}
    assert found == {"index.md", "basic-policy/index.md"}


def test_links_to_other_documents_lead_to_their_texts_in_force() -> None:
    body = "[甲](../basic-policy/index.md#purpose)と[乙](../old-rules/index.md#purpose)"
    enacted = record("1", RevisionKind.ENACTMENT, date(2026, 3, 2), date(2026, 4, 1))
    pages = pages_of(make_short("sample", "見本", enacted, body=body), make_past(), make_repealed())
    assert '<a href="../basic-policy/#purpose">甲</a>' in pages["sample/index.md"].text
    past = pages["sample/1/index.md"].text
    assert '<a href="../../basic-policy/#purpose">甲</a>' in past
    assert '<a href="../../old-rules/">乙</a>' in past


def test_a_page_of_a_revision_is_the_same_on_every_day_on_which_its_state_is() -> None:
    pages = [past_page(make_past(day=on), "1") for on in (date(2026, 5, 1), date(2026, 11, 1))]
    assert pages[0] == pages[1]


def test_pictures_stand_beside_the_page_of_their_own_revision() -> None:
    history = make_past()
    document = make_document("![図](chart.png)\n", identifier="basic-policy")
    edition = replace(history.editions["1"], document=document, pictures={"chart.png": make_png()})
    page = past_page(replace(history, editions={**history.editions, "1": edition}), "1")
    assert '<img src="chart.png"' in page
    assert PUBLIC.title in page
