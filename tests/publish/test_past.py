"""Past pages are rendered once, and again only where something in them would differ."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.model.revision import Decision, Revision, RevisionKind
from kitei.publish.cache import Cache
from kitei.publish.sites import SiteReport
from tests.publish.building import build_histories, read_tree
from tests.render.site.editions import PUBLIC, SETTINGS, STAFF, make_document, make_history

pytestmark = pytest.mark.slow

TEXT = "## 1 目的 {{#purpose}}\n\n{}を定める。\n"
OPEN = Revision("4", RevisionKind.PARTIAL, reason="まだ決めていない理由")
# The front page, the page of the document, its history.
CURRENT_PAGES = 3
# The page of each revision, and what changed from each to the next.
PAST_PAGES = 5


def decide(number: str, year: int) -> Revision:
    decided = (Decision("管理者", date(year, 3, 16), f"見広総第{number}号"),)
    kind = RevisionKind.ENACTMENT if number == "1" else RevisionKind.PARTIAL
    return Revision(number, kind, decided, date(year, 4, 1))


REVISIONS = tuple(decide(str(number), 2021 + number) for number in (1, 2, 3))


@pytest.fixture
def history() -> History:
    """A document with three decided texts, and a draft of the fourth."""
    texts = [
        Edition(make_document(TEXT.format(f"第{number}の文")), PUBLIC, REVISIONS[:number])
        for number in (1, 2, 3)
    ]
    texts[-1] = replace(texts[-1], revisions=REVISIONS)
    draft = Edition(make_document(TEXT.format("案の文")), PUBLIC, (*REVISIONS, OPEN))
    return replace(make_history(*texts), draft=draft)


@pytest.fixture
def build(history: History, repository: Path, tmp_path: Path) -> Callable[..., SiteReport]:
    """`build(out, ...)`: the site of the history, with the cache of this test."""

    def build_one(out: str, *others: History, **changes: object) -> SiteReport:
        options: dict[str, object] = {"cache": Cache(tmp_path / "cache"), **changes}
        histories = [options.pop("history", history), *others]
        audience = options.pop("audience", PUBLIC)
        return build_histories(histories, audience, repository, tmp_path / out, **options)  # type: ignore[arg-type]

    return build_one


def test_the_generator_is_given_no_page_that_was_kept(
    build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    first, second = build("a"), build("b")
    assert (first.pages, first.rendered) == (CURRENT_PAGES + PAST_PAGES, CURRENT_PAGES + PAST_PAGES)
    assert (second.pages, second.rendered) == (CURRENT_PAGES + PAST_PAGES, CURRENT_PAGES)
    assert read_tree(tmp_path / "a") == read_tree(tmp_path / "b")


def test_without_the_cache_the_site_is_the_same(
    build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    build("a")
    build("b")
    build("c", cache=Cache(None))
    assert read_tree(tmp_path / "b") == read_tree(tmp_path / "c")


@pytest.mark.parametrize("kept", [b"", b"<html>", None])
def test_a_damaged_entry_is_not_published(
    kept: bytes | None, build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    build("a")
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:-9] if kept is None else kept)
    assert build("b").rendered == CURRENT_PAGES + PAST_PAGES
    assert read_tree(tmp_path / "a") == read_tree(tmp_path / "b")
    assert build("c").rendered == CURRENT_PAGES


def test_what_stands_on_every_page_makes_them_all_anew(
    build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    build("a")
    settings = replace(SETTINGS, licence_name="別の規約")
    assert build("b", settings=settings).rendered == CURRENT_PAGES + PAST_PAGES
    assert "別の規約" in (tmp_path / "b/sample/1/index.html").read_text("utf-8")


def test_a_new_document_in_the_navigation_makes_them_all_anew(
    build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    build("a")
    other = make_history(Edition(make_document("本文", identifier="other", title="別"), PUBLIC))
    report = build("b", other)
    assert report.rendered == report.pages
    assert "../../other/" in (tmp_path / "b/sample/1/index.html").read_text("utf-8")


def test_only_what_this_build_used_stays(build: Callable[..., SiteReport], tmp_path: Path) -> None:
    build("a")
    before = {path.name for path in (tmp_path / "cache").iterdir()}
    build("b", settings=replace(SETTINGS, licence_name="別の規約"))
    after = {path.name for path in (tmp_path / "cache").iterdir()}
    assert len(before) == len(after) == PAST_PAGES
    assert before.isdisjoint(after)


def test_a_cache_that_cannot_be_written_does_not_stop_the_build(
    build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file")
    assert build("a").rendered == build("b").rendered == CURRENT_PAGES + PAST_PAGES
    assert read_tree(tmp_path / "a") == read_tree(tmp_path / "b")


def test_every_page_of_a_revision_is_its_own_address_and_kept_from_search_engines(
    build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    build("a")
    for path, is_found in (
        ("", True),
        ("1/", False),
        ("3/", False),
        ("2..3/", False),
        ("history/", False),
    ):
        page = (tmp_path / "a" / "sample" / path / "index.html").read_text("utf-8")
        address = f"https://mihon.example.jp/policy/sample/{path}"
        assert f'<link rel="canonical" href="{address}">' in page
        assert ('content="noindex"' in page) is not is_found
    sitemap = (tmp_path / "a/sitemap.xml").read_text("utf-8")
    assert sitemap.count("<loc>") == 2


@pytest.mark.parametrize("audience", [PUBLIC, STAFF])
def test_nothing_of_a_draft_is_on_a_site(
    audience: object, history: History, build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    report = build("a", audience=audience)
    assert [each.reason for each in report.omissions] == [
        "今の原稿は、決定されたどの版とも違うので、載せません（案）。"
    ]
    for path in (tmp_path / "a").rglob("*.html"):
        text = path.read_text("utf-8")
        assert "案の文" not in text
        assert "まだ決めていない理由" not in text


def test_a_preview_shows_the_draft_and_marks_it(
    build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    report = build("a", shows_drafts=True)
    page = (tmp_path / "a/sample/index.html").read_text("utf-8")
    assert "案の文を定める。" in page
    assert ">案</strong>" in page
    assert 'content="noindex"' in page
    assert "第3の文を定める。" in (tmp_path / "a/sample/3/index.html").read_text("utf-8")
    assert report.omissions == ()


def test_a_document_with_a_draft_only_is_left_out_and_named(
    history: History, build: Callable[..., SiteReport], tmp_path: Path
) -> None:
    only = Edition(make_document("案", identifier="only"), PUBLIC, (OPEN,))
    other = replace(make_history(only), editions={}, draft=only)
    report = build("a", other)
    assert report.documents == 1
    assert not (tmp_path / "a/only").exists()
    assert [(each.document, "案のみ" in each.reason) for each in report.omissions] == [
        ("only", True),
        ("sample", False),
    ]
