from dataclasses import replace
from datetime import date

from kitei.model.history import History
from kitei.model.matching import Judgement, Match, Matching
from kitei.render.site.addresses import word_path
from kitei.render.site.pages import make_navigation, render_pages
from kitei.render.site.site import Site
from kitei.render.site.work import Work, list_word_paths
from kitei.settings import ComparisonStyle
from tests.render.site.editions import PUBLIC, SETTINGS, make_document, make_site_of
from tests.render.site.pasts import make_coming, make_past, make_repealed


def with_draft(history: History) -> History:
    edition = history.editions["4"]
    document = make_document("## 1 新しい原稿 {#new}\n", identifier=history.id, title="案の題名")
    return replace(history, draft=replace(edition, document=document))


def test_word_files_are_offered_for_the_text_in_force_and_for_every_text() -> None:
    history = make_past(missing=("1",))
    assert list_word_paths(history) == {
        "basic-policy/basic-policy.docx": history.editions["3"],
        "basic-policy/2/basic-policy-2.docx": history.editions["2"],
        "basic-policy/2-correction-1/basic-policy-2-correction-1.docx": history.editions[
            "2-correction-1"
        ],
        "basic-policy/3/basic-policy-3.docx": history.editions["3"],
        "basic-policy/4/basic-policy-4.docx": history.editions["4"],
    }
    assert list(list_word_paths(make_coming())) == ["ai-rules/1/ai-rules-1.docx"]
    assert word_path(history) == "basic-policy/basic-policy.docx"


def test_a_text_that_was_not_decided_on_that_day_is_no_text_of_the_site() -> None:
    before = make_past(day=date(2026, 11, 1))
    assert "4" in before.editions
    assert list(Work(before).volumes) == ["1", "2", "2-correction-1", "3"]


def test_a_scheduled_text_takes_over_on_its_day() -> None:
    shown = [Work(make_past(day=on)).shown for on in (date(2027, 6, 30), date(2027, 7, 1))]
    texts = ["生成AI" in volume.document.children[-1].lead for volume in shown if volume]
    captions = [str(list(v.document.walk())[-1].caption) for v in shown if v]
    assert texts == [False, False]
    assert [("生成AI" in caption) for caption in captions] == [False, True]


def test_a_draft_is_on_no_site() -> None:
    history = with_draft(make_past())
    for page in render_pages(make_site_of(history)):
        assert "新しい原稿" not in page.text
        assert "案の題名" not in page.text


def test_a_preview_shows_the_draft_and_the_text_in_force_at_its_own_address() -> None:
    site = Site("名", PUBLIC, SETTINGS, date(2026, 11, 22), (with_draft(make_past()),), {}, True)
    pages = {page.path: page.text for page in render_pages(site)}
    own = pages["basic-policy/index.md"]
    assert "新しい原稿" in own
    assert '<strong class="status is-draft">案</strong>' in own
    assert '<a href="3/">施行中の規定へ</a>' in own
    assert "noindex: true" in own
    assert "情報資産を守る" in pages["basic-policy/3/index.md"]
    assert "basic-policy/#purpose" not in pages["basic-policy/1/index.md"]


def test_a_document_with_drafts_only_is_shown_in_a_preview() -> None:
    history = with_draft(make_past())
    bare = replace(history, timeline=replace(history.timeline, standings=()), editions={})
    preview = Site("名", PUBLIC, SETTINGS, date(2026, 11, 22), (bare,), {}, True)
    assert [p.path for p in render_pages(preview)] == ["index.md", "basic-policy/index.md"]
    assert "案の題名" in render_pages(preview)[0].text


def test_the_navigation_holds_the_documents_and_none_of_their_past() -> None:
    site = make_site_of(make_past(), make_repealed())
    assert make_navigation(site) == [
        {"トップページ": "index.md"},
        {
            "基本方針": [
                {"見本広域事務組合情報セキュリティ基本方針": "basic-policy/index.md"},
                {"見本広域事務組合電子計算機管理規程": "old-rules/index.md"},
            ]
        },
    ]


def test_the_comparisons_of_a_site_follow_the_settings_and_the_decided_matches() -> None:
    history = make_past()
    (first, *_) = Work(history, style=ComparisonStyle("kuni", {"new_first": False})).amendments
    options = first.report.table.options
    assert (options.name, options.is_new_first, first.matches) == ("kuni", False, ())
    match = Match("1", "1", Judgement.SAME, "見直しの結果")
    matching = Matching(first.old.key, first.new.key, (match,))
    (decided, *others) = Work(replace(history, matchings=(matching,))).amendments
    assert decided.matches == (match,)
    assert [other.matches for other in others if other.matches] == []
