"""Sites as readers meet them: in a browser, on a telephone, on paper, with a screen reader."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from kitei.model.edition import Edition
from tests.publish.building import BuiltSite, build
from tests.render.site.editions import (
    PUBLIC,
    STAFF,
    get_model_text,
    make_document,
    make_hostile_document,
    make_png,
)

pytestmark = pytest.mark.slow

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
ARTICLE_TEXT = """() => {
    const article = document.querySelector("article").cloneNode(true);
    article.querySelectorAll(".document-header, .withheld").forEach(e => e.remove());
    return article.textContent.split("\\n").filter(line => line.trim()).join("");
}"""


@pytest.fixture(scope="module")
def staff_url(staff_site: BuiltSite, serve: Callable[[Path], str]) -> str:
    return serve(staff_site.folder)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="ja-JP", viewport=PHONE, has_touch=True) as context:
        yield context.new_page()


def test_the_html_is_valid(
    staff_site: BuiltSite,
    public_site: BuiltSite,
    html_errors: Callable[[Iterable[Path]], list[str]],
) -> None:
    pages = [*staff_site.folder.rglob("*.html"), *public_site.folder.rglob("*.html")]
    # The theme's own check boxes: without the attribute Firefox opens menus on reloading.
    own = "Attribute “autocomplete” is only allowed when the input type is"
    assert [error for error in html_errors(pages) if own not in error] == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_barriers_and_never_scroll_sideways(
    size: ViewportSize,
    scheme: Literal["light", "dark"],
    page: Page,
    staff_url: str,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    for name in ["404.html", "", "basic-policy/", "security-standard/", "audit-procedure/"]:
        page.goto(f"{staff_url}/{name}")
        page.wait_for_timeout(500)
        assert axe_violations(page) == []
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


def test_links_in_running_text_are_told_by_more_than_their_colour(
    page: Page, staff_url: str
) -> None:
    page.goto(f"{staff_url}/security-standard/")
    lines = page.evaluate(
        """() => [...document.querySelectorAll(".body a:not(.permalink)")]
            .map(link => getComputedStyle(link).textDecorationLine)"""
    )
    assert len(lines) > 100
    assert set(lines) == {"underline"}


def test_no_page_asks_another_host_or_fails_to_load(
    page: Page, staff_site: BuiltSite, staff_url: str
) -> None:
    asked: list[str] = []
    failures: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: failures.append(message.text))
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("response", lambda r: failures.append(r.url) if r.status >= 400 else None)
    for name in staff_site.pages:
        page.goto(f"{staff_url}/{name}", wait_until="networkidle")
    assert len(asked) > len(staff_site.pages)
    assert {url for url in asked if not url.startswith(f"{staff_url}/")} == set()
    assert failures == []


def test_the_browser_shows_the_text_of_the_model(
    page: Page, staff_site: BuiltSite, staff_url: str
) -> None:
    for edition in staff_site.editions:
        page.goto(f"{staff_url}/{edition.document.id}/")
        assert page.evaluate(ARTICLE_TEXT) == get_model_text(edition.document)


def test_markers_hang_beside_their_text(page: Page, staff_url: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(f"{staff_url}/basic-policy/#3-1")
    lines = page.evaluate(
        """() => {
            const range = document.createRange();
            return [...document.querySelectorAll('[id^="3-"] > .lead')].map(lead => {
                const marker = lead.querySelector(".marker").getBoundingClientRect();
                range.selectNodeContents(lead);
                const lefts = [...range.getClientRects()].map(r => Math.round(r.left))
                    .filter(left => left > marker.left + 5);
                return [Math.round(marker.left), Math.min(...lefts), lead.innerText];
            });
        }"""
    )
    assert len(lines) == 7
    assert len({(marker, text) for marker, text, _ in lines}) == 1
    # Copied text keeps the marker on the line of its text.
    assert lines[0][2].startswith("(1) 不正アクセス")


def test_the_link_sign_copies_the_address_of_its_provision(
    browser: Browser, staff_url: str
) -> None:
    rights = ["clipboard-read", "clipboard-write"]
    with browser.new_context(locale="ja-JP", permissions=rights) as context:
        page = context.new_page()
        page.goto(f"{staff_url}/basic-policy/")
        page.get_by_role("link", name="4(2)へのリンク").click()
        page.get_by_text("リンクをコピーしました").wait_for()
        assert page.get_by_role("status").inner_text() == "リンクをコピーしました"
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{staff_url}/basic-policy/#scope-assets" == page.url


def test_a_reader_on_a_telephone_finds_the_contents_in_the_page(
    phone: Page, staff_url: str
) -> None:
    phone.goto(f"{staff_url}/basic-policy/")
    phone.locator("summary", has_text="目次").click()
    phone.locator(".contents a", has_text="(2) 情報資産の範囲").click()
    assert phone.url.endswith("#scope-assets")
    assert phone.locator("#scope-assets").is_visible()


@pytest.mark.parametrize("width", [390, 959, 960, 1000, 1219, 1220, 1280])
def test_at_every_width_there_is_one_list_of_contents(
    width: int, page: Page, staff_url: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{staff_url}/basic-policy/")
    own = page.locator("summary", has_text="目次").is_visible()
    assert own != page.locator(".md-sidebar--secondary").is_visible()
    assert own == (width < 960)


@pytest.mark.parametrize("width", [1000, 1280])
def test_the_list_of_contents_marks_the_provision_that_was_chosen(
    width: int, page: Page, staff_url: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{staff_url}/security-standard/")
    entries = page.locator(".md-sidebar--secondary a.md-nav__link")
    for number in (3, 8, 14):
        entries.nth(number).click()
        page.wait_for_timeout(400)
        active = page.locator(".md-sidebar--secondary a.md-nav__link--active").last
        assert active.get_attribute("href") == entries.nth(number).get_attribute("href")


def test_between_telephone_and_desktop_the_text_stands_in_the_middle(
    page: Page, staff_url: str
) -> None:
    page.set_viewport_size({"width": 1180, "height": 900})
    page.goto(f"{staff_url}/basic-policy/")
    left, right = page.evaluate(
        """() => {
            const outer = document.querySelector(".md-content").getBoundingClientRect();
            const inner = document.querySelector("article").getBoundingClientRect();
            return [inner.left - outer.left, outer.right - inner.right];
        }"""
    )
    assert left > 50
    assert abs(left - right) < 1


def test_a_wide_table_scrolls_in_its_own_frame_and_can_be_reached_by_keyboard(
    phone: Page, staff_url: str
) -> None:
    phone.goto(f"{staff_url}/basic-policy/")
    frame = phone.locator(".table-frame").first
    assert frame.evaluate("f => f.scrollWidth > f.clientWidth")
    frame.focus()
    assert frame.evaluate("f => f === document.activeElement")


def test_print_shows_the_record_and_the_label_and_nothing_to_click(
    page: Page, staff_url: str, tmp_path: Path, pdf_text: Callable[[Path], str]
) -> None:
    page.goto(f"{staff_url}/incident-response-plan/")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    sheets = pdf_text(tmp_path / "page.pdf").strip("\f\n").split("\f")
    assert len(sheets) > 3
    assert all("【取扱注意】" in sheet for sheet in sheets)
    assert f"1 / {len(sheets)}" in sheets[0]
    assert "施行日" in sheets[0]
    text = "".join(sheets)
    for thing in ("Wordファイル", "トップページ", "目次"):
        assert thing not in text


def test_print_of_a_public_page_says_where_it_comes_from(
    page: Page,
    public_site: BuiltSite,
    serve: Callable[[Path], str],
    tmp_path: Path,
    pdf_text: Callable[[Path], str],
) -> None:
    page.goto(f"{serve(public_site.folder)}/basic-policy/")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    text = pdf_text(tmp_path / "page.pdf")
    assert "https://mihon.example.jp/policy/basic-policy/" in text
    assert "取扱注意" not in text


def test_the_page_for_wrong_addresses_leads_home(page: Page, staff_url: str) -> None:
    page.goto(f"{staff_url}/404.html")
    page.locator("article").get_by_role("link", name="トップページ").click()
    assert page.url == f"{staff_url}/"


def test_hostile_texts_run_nothing_and_are_shown(
    page: Page, repository: Path, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    document = make_hostile_document()
    editions = [
        Edition(document, STAFF, (), {"chart.png": make_png()}),
        Edition(make_document("本文", title=document.meta.title), PUBLIC),
    ]
    built = build(editions, STAFF, repository, tmp_path / "hostile")
    url = serve(built.folder)
    for name in built.pages:
        page.goto(f"{url}/{name}", wait_until="networkidle")
        assert page.evaluate("window.hit") is None
        assert page.evaluate("document.querySelectorAll('[onerror], [onclick]').length") == 0
    page.goto(f"{url}/sample/")
    assert page.locator("h1").inner_text() == document.meta.title
    page.goto(f"{url}/hostile/")
    shown = page.evaluate(ARTICLE_TEXT)
    assert "<script>window.hit=1</script>" in shown
    assert "&lt;b&gt; &#42; &amp; &nbsp; &" in shown
