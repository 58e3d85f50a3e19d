from dataclasses import replace
from datetime import date

from kitei.model.document import DocumentKind
from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.model.revision import Revision, RevisionKind
from kitei.model.timeline import make_timeline
from kitei.render.site.pages import make_navigation, render_pages
from tests.render.site.editions import (
    DAY,
    PUBLIC,
    SETTINGS,
    STAFF,
    make_document,
    make_site,
    make_site_of,
)


def test_there_is_a_front_page_and_a_page_for_each_document() -> None:
    site = make_site(make_document("", identifier="b"), make_document("", identifier="a"))
    pages = render_pages(site)
    assert [page.path for page in pages] == [
        "index.md",
        *("a/index.md", "a/history/index.md", "a/2/index.md"),
        *("b/index.md", "b/history/index.md", "b/2/index.md"),
    ]
    assert [page.path for page in pages if page.is_past] == ["a/2/index.md", "b/2/index.md"]


def test_the_front_page_says_what_is_in_force_since_when() -> None:
    front = render_pages(make_site(make_document("", title="見本方針")))[0].text
    assert '<h3><a href="sample/">見本方針</a></h3>' in front
    assert '<time datetime="2026-04-01">令和8年4月1日</time>施行' in front
    assert "第2版（一部改正）" in front
    assert 'href="sample/sample.docx" download' in front


def test_the_box_of_a_document_holds_the_record_and_nothing_that_is_not_recorded() -> None:
    page = render_pages(make_site(make_document("")))[1].text
    assert (
        '<dt>決定</dt><dd>管理者　<time datetime="2026-03-16">令和8年3月16日</time>'
        "（見広総第41号）</dd>" in page
    )
    assert '<dt>公表日</dt><dd><time datetime="2026-03-23">令和8年3月23日</time></dd>' in page
    assert "<dt>所管</dt><dd>総務課</dd>" in page
    assert "<dt>公開区分</dt><dd>公開</dd>" in page
    assert "適用日" not in page
    assert "根拠" not in page


def test_dates_are_western_where_the_body_writes_them_so() -> None:
    settings = replace(SETTINGS, era_style="western")
    page = render_pages(make_site(make_document(""), settings=settings))[1].text
    assert '<time datetime="2026-04-01">2026年4月1日</time>' in page


def test_a_document_without_word_file_is_shown_without_it() -> None:
    site = replace(make_site(make_document("")), word_files={})
    assert all("docx" not in page.text for page in render_pages(site))


def test_a_document_with_drafts_only_is_not_there_at_all() -> None:
    document = make_document("原稿")
    opened = Revision("1", RevisionKind.ENACTMENT, effective_from=date(2026, 4, 1))
    timeline = make_timeline((opened,), DAY)
    draft = History("sample", PUBLIC, timeline, draft=Edition(document, PUBLIC, (opened,)))
    (front,) = render_pages(make_site_of(draft))
    assert "sample" not in front.text


def test_the_contents_write_captions_as_the_headings_do() -> None:
    article = make_document("## 第1条（趣旨） {#a}\n\n本文\n\n# 附則 {#b}\n", numbering="article")
    page = render_pages(make_site(article))[1].text
    assert '<a href="#a">第1条（趣旨）</a>' in page
    assert '<a href="#b">附則</a>' in page
    page = render_pages(make_site(make_document("## 4 適用範囲 {#a}\n")))[1].text
    assert '<a href="#a">4 適用範囲</a>' in page


def test_an_empty_site_says_that_it_is_empty() -> None:
    (front,) = render_pages(make_site())
    assert "現在、掲載している文書はありません。" in front.text


def test_a_restricted_front_page_names_its_audience() -> None:
    restricted = make_site(make_document(""), audience=replace(STAFF, title="職員限り"))
    front = render_pages(restricted)[0].text
    assert "現行の規程を掲載しています（公開区分: 職員限り）。" in front


def test_the_navigation_groups_documents_by_tier() -> None:
    policy = make_document("", identifier="policy", title="方針 & 基本")
    standard = make_document("", identifier="standard", title="基準")
    standard = replace(standard, meta=replace(standard.meta, kind=DocumentKind.STANDARD))
    assert make_navigation(make_site(standard, policy)) == [
        {"トップページ": "index.md"},
        {"基本方針": [{"方針 &#38; 基本": "policy/index.md"}]},
        {"対策基準": [{"基準": "standard/index.md"}]},
    ]
