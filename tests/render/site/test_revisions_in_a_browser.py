"""Pages of revisions as readers meet them: in a browser, on a telephone, on paper."""

import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.publish.building import build_histories
from tests.render.site.editions import PUBLIC, STAFF
from tests.render.site.pasts import make_coming, make_past, make_repealed

pytestmark = pytest.mark.slow

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 500}
KINDS = (
    *("", "basic-policy/", "basic-policy/history/", "basic-policy/1/", "basic-policy/3/"),
    *("basic-policy/4/", "old-rules/", "old-rules/1/", "ai-rules/", "missing-policy/history/"),
    *("basic-policy/1..2/", "basic-policy/2-correction-1..3/", "basic-policy/3..4/"),
)


def build(repository: Path, out: Path, audience: object) -> Path:
    missing = make_past("missing-policy", missing=("1", "3"))
    histories = [make_past(), missing, make_repealed(), make_coming()]
    build_histories(histories, STAFF if audience is STAFF else PUBLIC, repository, out)
    return out


@pytest.fixture(scope="module")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A public site with every kind of page."""
    return build(repository, tmp_path_factory.mktemp("revisions") / "public", PUBLIC)


@pytest.fixture(scope="module")
def url(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


def test_the_html_is_valid(site: Path, html_errors: Callable[[Iterable[Path]], list[str]]) -> None:
    own = "Attribute “autocomplete” is only allowed when the input type is"
    assert [error for error in html_errors(site.rglob("*.html")) if own not in error] == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_barriers_and_never_scroll_sideways(
    size: ViewportSize,
    scheme: Literal["light", "dark"],
    page: Page,
    url: str,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    for name in KINDS:
        page.goto(f"{url}/{name}")
        page.wait_for_timeout(300)
        assert (name, axe_violations(page)) == (name, [])
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


def test_all_pages_but_those_in_force_ask_not_to_be_found_and_each_is_its_own_canonical(
    site: Path,
) -> None:
    found = set()
    for path in site.glob("**/index.html"):
        root = lxml.html.document_fromstring(path.read_text("utf-8"))
        place = path.parent.relative_to(site).as_posix()
        address = "https://mihon.example.jp/policy/" + ("" if place == "." else f"{place}/")
        assert root.xpath("//link[@rel='canonical']/@href") == [address]
        if not root.xpath("//meta[@name='robots'][@content='noindex']"):
            found.add(place)
    assert found == {".", "basic-policy"}


def banner_link(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.to-force').getAttribute('href')"))


def test_the_banner_leads_to_the_provision_that_is_being_read(page: Page, url: str) -> None:
    page.goto(f"{url}/basic-policy/1/")
    assert banner_link(page) == "../"
    page.goto(f"{url}/basic-policy/1/#purpose")
    assert banner_link(page) == "../../basic-policy/#purpose"
    page.evaluate("location.hash = 'contract-terms'")
    page.wait_for_function("document.querySelector('.to-force').href.endsWith('#contract-terms')")
    # (2) has no id, so that the nearest provision above that is still there is what remains.
    page.evaluate("location.hash = '2-2'")
    page.wait_for_function("document.querySelector('.to-force').href.endsWith('#contractors')")
    page.evaluate("location.hash = 'review'")
    page.wait_for_function("document.querySelector('.to-force').href.endsWith('/basic-policy/')")
    page.goto(f"{url}/basic-policy/3/#measures")
    assert banner_link(page) == "../#measures"


def test_without_a_script_each_provision_leads_there_itself(browser: Browser, url: str) -> None:
    with browser.new_context(java_script_enabled=False, locale="ja-JP") as context:
        page = context.new_page()
        page.goto(f"{url}/basic-policy/1/")
        link = page.get_by_role("link", name="施行中の規定（1）")
        link.click()
        assert page.url == f"{url}/basic-policy/#purpose"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_banner_stays_in_sight_and_hides_nothing(
    size: ViewportSize, page: Page, url: str
) -> None:
    page.set_viewport_size(size)
    page.goto(f"{url}/basic-policy/1/#contractors")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 0
    tops = page.evaluate(
        """() => [".md-header", ".revision-banner", "#contractors"].map(name => {
            const box = document.querySelector(name).getBoundingClientRect();
            return [box.top, box.bottom];
        })"""
    )
    (_, header), (top, bottom), (target, _) = tops
    assert header <= top < bottom <= target
    assert page.get_by_text("旧版", exact=True).is_visible()


def test_every_sheet_of_an_old_text_says_that_it_is_old(
    page: Page, url: str, tmp_path: Path
) -> None:
    for name, words in (("basic-policy/1/", True), ("basic-policy/", False)):
        page.goto(f"{url}/{name}")
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        command = ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        sheets = text.split("\f")[:-1]
        assert [("旧版（施行中の規定ではありません）" in sheet) for sheet in sheets] == [
            words for _ in sheets
        ]
        assert ("令和4年4月1日から令和6年3月31日まで" in text) is words


def test_on_a_telephone_the_cells_of_a_row_stand_below_each_other_with_their_columns(
    page: Page, url: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{url}/basic-policy/2-correction-1..3/")
    frame = page.get_by_role("region", name="新旧対照表")
    frame.focus()
    assert frame.evaluate("frame => frame === document.activeElement")
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    new, old = page.locator("table.comparison tr.is-changed").first.locator("> *").all()
    above, below = new.bounding_box(), old.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"] + 1
    named = "cell => getComputedStyle(cell, '::before').content"
    assert [cell.evaluate(named) for cell in (new, old)] == ['"改正後"', '"改正前"']


def test_what_both_columns_say_alike_stands_once_on_a_telephone(page: Page, url: str) -> None:
    page.goto(f"{url}/basic-policy/2-correction-1..3/")
    cells = page.locator("table.comparison tr.is-same").first.locator("> *")
    page.set_viewport_size(PHONE)
    assert [cell.is_visible() for cell in cells.all()] == [True, False]
    page.set_viewport_size({"width": 1280, "height": 800})
    assert [cell.is_visible() for cell in cells.all()] == [True, True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_changes_are_underlined_on_both_sides_whatever_the_colours(
    scheme: Literal["light", "dark"], page: Page, url: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{url}/basic-policy/2-correction-1..3/")
    for name in ("ins", "del"):
        lines = page.locator(f".comparison {name}").evaluate_all(
            "all => all.map(each => getComputedStyle(each).textDecorationLine)"
        )
        assert lines
        assert set(lines) == {"underline"}


def test_a_sentence_of_the_list_leads_to_its_row(page: Page, url: str) -> None:
    page.goto(f"{url}/basic-policy/2-correction-1..3/")
    link = page.locator(".change-list a").last
    link.click()
    row = page.locator("tr:target")
    assert row.evaluate("row => row.closest('table').className") == "comparison"
    assert row.is_visible()


def test_a_comparison_is_printed_across_the_sheet_with_its_headings_on_each(
    page: Page, url: str, tmp_path: Path
) -> None:
    page.goto(f"{url}/basic-policy/2-correction-1..3/")
    page.evaluate(
        """() => {
            const body = document.querySelector("table.comparison > tbody");
            for (let n = 0; n < 6; n++) body.after(body.cloneNode(true));
        }"""
    )
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    run = ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"]
    text = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    sheets = text.split("\f")[:-1]
    headed = [re.search("改正後 +改正前", sheet) is not None for sheet in sheets]
    assert headed.count(True) >= 2
    info = ["pdfinfo", "-l", "99", str(tmp_path / "page.pdf")]
    sizes = subprocess.run(info, check=True, capture_output=True, text=True).stdout
    widths = re.findall(r"size: +([0-9.]+) x ([0-9.]+)", sizes)
    assert len(widths) == len(sheets)
    assert all(float(width) > float(height) for width, height in widths)


def test_a_restricted_site_keeps_its_label_on_every_page(repository: Path, tmp_path: Path) -> None:
    site = build(repository, tmp_path / "staff", STAFF)
    pages = list(site.rglob("*.html"))
    assert len(pages) > len(KINDS)
    for path in pages:
        root = lxml.html.document_fromstring(path.read_text("utf-8"))
        assert root.xpath("//aside//p[@class='label']/text()") == ["【取扱注意】"]
        assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
