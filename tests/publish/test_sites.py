"""Whole sites, built by the real generator."""

import os
import subprocess
import sys
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from kitei.errors import PublishError
from kitei.model.edition import Edition
from kitei.publish.cache import Cache
from kitei.publish.generator import read_config
from kitei.publish.sites import build_site
from kitei.render.site.escaping import escape_html
from kitei.render.site.site import Site
from tests.publish.building import LATE, BuiltSite, build, read_html, read_tree
from tests.render.site.editions import (
    DAY,
    PUBLIC,
    SETTINGS,
    STAFF,
    get_model_text,
    load_editions,
    make_document,
    make_history,
    make_hostile_document,
    make_png,
    make_words,
)

pytestmark = pytest.mark.slow

THEME_FILES = {"assets/kitei.css", "assets/kitei.js", "assets/favicon.svg"}
TAGS = {
    *(
        "a",
        "article",
        "aside",
        "b",
        "body",
        "br",
        "button",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
    ),
    *("dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header"),
    *("html", "img", "input", "label", "li", "link", "main", "meta", "nav", "p", "path", "script"),
    *("section", "span", "strong", "style", "summary", "svg", "table", "tbody", "td", "th"),
    *("thead", "time", "title", "tr", "ul"),
}
UNIONS_TITLE = "見本広域事務組合情報セキュリティ基本方針"


def get_page_text(path: Path) -> str:
    """Return the text of a page's article as its reader sees it, the box left out."""
    (article,) = read_html(path).xpath("//article")
    for element in article.xpath(".//*[@class='document-header' or @class='withheld']"):
        element.drop_tree()
    # Between blocks stand line ends and the templates' own indentation.
    lines = article.text_content().split("\n")
    return "".join(line for line in lines if line.strip(" "))


def show_as_html(text: str) -> str:
    """Return a text with what HTML cannot hold replaced."""
    return unescape(escape_html(text))


def test_the_text_of_every_sample_page_is_the_text_of_the_model(staff_site: BuiltSite) -> None:
    assert len(staff_site.editions) > 5
    for edition in staff_site.editions:
        page = staff_site.folder / edition.document.id / "index.html"
        assert get_page_text(page) == get_model_text(edition.document)


def test_the_public_site_holds_the_allowed_files_and_no_others(public_site: BuiltSite) -> None:
    names = set(read_tree(public_site.folder))
    theme = {name for name in names if name.startswith(("assets/javascripts/", "assets/style"))}
    assert len(theme) == 2
    assert names - theme - THEME_FILES == {
        "index.html",
        "404.html",
        "sitemap.xml",
        "basic-policy/index.html",
        "basic-policy/basic-policy.docx",
        "basic-policy/history/index.html",
        "basic-policy/4/index.html",
        "basic-policy/4/basic-policy-4.docx",
    }


def test_a_restricted_site_is_labelled_on_every_page_and_kept_from_search_engines(
    staff_site: BuiltSite,
) -> None:
    pages = list(staff_site.folder.rglob("*.html"))
    assert len(pages) == 3 * len(staff_site.editions) + 2
    for page in pages:
        root = read_html(page)
        assert root.xpath("string(//title)").strip().startswith("【取扱注意】")
        assert root.xpath("//aside//p[@class='label']/text()") == ["【取扱注意】"]
        assert root.xpath("//footer//p[@class='label']/text()") == ["【取扱注意】公開区分: 職員"]
        assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert (staff_site.folder / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not (staff_site.folder / "sitemap.xml").exists()
    assert "content:" in (staff_site.folder / "assets/kitei-label.css").read_text()


def test_the_public_site_is_not_labelled_and_may_be_found(public_site: BuiltSite) -> None:
    root = read_html(public_site.folder / "basic-policy/index.html")
    assert root.xpath("string(//title)").strip() == (
        f"{UNIONS_TITLE}｜見本広域事務組合　情報セキュリティポリシー"
    )
    assert root.xpath("//meta[@name='robots']") == []
    assert root.xpath("//link[@rel='canonical']/@href") == [
        "https://mihon.example.jp/policy/basic-policy/"
    ]
    assert root.xpath("//footer//a[@rel='license']/text()") == ["公共データ利用規約（第1.0版）"]
    sitemap = (public_site.folder / "sitemap.xml").read_text()
    assert "<loc>https://mihon.example.jp/policy/basic-policy/</loc><lastmod>2027-07-01" in sitemap


def test_nothing_in_a_site_tells_of_the_generator_or_the_build(staff_site: BuiltSite) -> None:
    for path in staff_site.folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        for trace in (b'name="generator"', b"sourceMappingURL", b".kitei-build-", b"/docs/"):
            assert trace not in data, path


def test_every_heading_of_the_contents_list_leads_into_the_page(staff_site: BuiltSite) -> None:
    page = staff_site.folder / "security-standard" / "index.html"
    root = read_html(page)
    targets = root.xpath("//nav[@aria-label='目次']//a/@href")
    assert len(targets) > 50
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target.removeprefix("#") for target in targets} <= set(ids)


def test_every_provision_of_a_sample_can_be_cited_by_id_and_address(
    public_site: BuiltSite,
) -> None:
    ids = set(read_html(public_site.folder / "basic-policy/index.html").xpath("//@id"))
    assert {"scope-assets", "4-2", "4-2-3", "6-8-2", "supplement", "sp"} <= ids


def test_headings_go_down_one_level_at_a_time_below_one_title(staff_site: BuiltSite) -> None:
    for page in staff_site.folder.rglob("*/index.html"):
        root = read_html(page)
        found = [int(h.tag[1]) for h in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert found.count(1) == 1
        assert found[0] == 1
        assert all(below - above <= 1 for above, below in pairwise(found))


def test_the_same_input_gives_the_same_bytes_whatever_folder_zone_locale_or_seed(
    repository: Path, public_site: BuiltSite, tmp_path: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.publish.building import LATE, build;"
        "from tests.render.site.editions import PUBLIC, load_editions; root = Path(sys.argv[1]);"
        "build(load_editions(root, PUBLIC), PUBLIC, root, Path(sys.argv[2]), day=LATE)"
    )
    out = tmp_path / "別の folder" / "x"
    changed = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "77"}
    command = [sys.executable, "-c", script, str(repository), str(out)]
    subprocess.run(command, check=True, cwd=repository, env={**os.environ, **changed})
    assert read_tree(out) == read_tree(public_site.folder)


def test_the_order_of_the_editions_does_not_matter(
    repository: Path, staff_site: BuiltSite, tmp_path: Path
) -> None:
    editions = list(reversed(staff_site.editions))
    built = build(editions, STAFF, repository, tmp_path / "staff", day=LATE)
    assert read_tree(built.folder) == read_tree(staff_site.folder)


def test_a_public_page_that_names_a_restricted_document_shows_nothing_of_it(
    repository: Path, tmp_path: Path
) -> None:
    text = "[対策基準](../../standards-private/secret-standard/index.md#canary)による。"
    editions = [Edition(make_document(text), PUBLIC)]
    built = build(editions, PUBLIC, repository, tmp_path / "public")
    for path in built.folder.rglob("*"):
        if path.is_file():
            assert b"secret-standard" not in path.read_bytes()
            assert b"canary" not in path.read_bytes()
    assert "対策基準<span" in (built.folder / "sample/index.html").read_text("utf-8")


def test_metadata_of_pictures_stays_at_home(repository: Path, tmp_path: Path) -> None:
    picture = make_png(extra=b"drawn by Canary Taro")
    document = make_document("![図](chart.png)\n")
    editions = [Edition(document, PUBLIC, (), {"chart.png": picture, "draft.png": picture})]
    built = build(editions, PUBLIC, repository, tmp_path / "public")
    assert (built.folder / "sample/chart.png").read_bytes() == make_png()
    assert not (built.folder / "sample/draft.png").exists()
    assert [each.reason for each in built.report.omissions] == ["本文にない図のファイル: draft.png"]


@pytest.fixture(scope="module")
def hostile_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site with hostile texts in every place that a text can come from."""
    hostile = "</title></script><script>window.hit=1</script>\"'&<em>{{ config }}"
    organisation = replace(SETTINGS.organisation, name=hostile)
    settings = replace(
        SETTINGS, organisation=organisation, licence_name=hostile, licence_url="https://x/\"'><em>"
    )
    audience = replace(STAFF, title=hostile, label=hostile)
    editions = [
        Edition(make_hostile_document(), audience, (), {"chart.png": make_png()}),
        Edition(make_document("本文", title=hostile), audience),
    ]
    out = tmp_path_factory.mktemp("sites") / "hostile"
    return build(editions, audience, repository, out, settings)


def test_hostile_texts_are_shown_as_they_are(hostile_site: BuiltSite) -> None:
    document = make_hostile_document()
    text = get_page_text(hostile_site.folder / "hostile/index.html")
    assert text == show_as_html(get_model_text(document))


def test_hostile_texts_make_no_element_and_no_attribute(hostile_site: BuiltSite) -> None:
    for page in hostile_site.folder.rglob("*.html"):
        root = read_html(page)
        tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
        assert tags <= TAGS
        names = {name for element in root.iter() for name in element.attrib}
        assert not {name for name in names if name.startswith("on") or name == "style"}
        targets = [url.strip().lower() for url in root.xpath("//@href|//@src")]
        assert not [url for url in targets if url.startswith(("javascript:", "data:", "//"))]


@pytest.mark.parametrize("identifier", ["assets", "../up", "A", "a/b", "", "search"])
def test_an_id_that_is_no_folder_of_a_site_is_refused(
    identifier: str, repository: Path, tmp_path: Path
) -> None:
    edition = Edition(make_document("", identifier=identifier), PUBLIC)
    with pytest.raises(PublishError, match="アドレスにできません"):
        build([edition], PUBLIC, repository, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_two_documents_of_one_id_are_refused(repository: Path, tmp_path: Path) -> None:
    editions = [Edition(make_document(""), PUBLIC)] * 2
    with pytest.raises(PublishError, match="二つあります"):
        build(editions, PUBLIC, repository, tmp_path / "out")


def test_a_folder_with_something_else_in_it_is_never_replaced(
    repository: Path, tmp_path: Path
) -> None:
    (tmp_path / "important.txt").write_text("mine")
    with pytest.raises(PublishError, match="置き換えません"):
        build([], PUBLIC, repository, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["important.txt"]


def test_a_failed_build_leaves_the_old_site_as_it_was(repository: Path, tmp_path: Path) -> None:
    out = tmp_path / "public"
    build([Edition(make_document("古い"), PUBLIC)], PUBLIC, repository, out)
    before = read_tree(out)
    config = read_config(repository / "mkdocs.yml")
    broken = {**config, "theme": {**config["theme"], "language": "xx"}}
    history = make_history(Edition(make_document("新しい"), PUBLIC))
    site = Site("見本", PUBLIC, SETTINGS, DAY, (history,), make_words([history]))
    with pytest.raises(PublishError):
        build_site(site, broken, out, Cache(None))
    assert read_tree(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_the_report_counts_what_was_made(staff_site: BuiltSite) -> None:
    report = staff_site.report
    assert report.documents == len(staff_site.editions)
    assert report.pages == report.rendered == 3 * len(staff_site.editions) + 1
    assert report.files == len(read_tree(staff_site.folder))
    assert report.staging_seconds > 0
    assert report.generator_seconds > 0


def test_the_samples_are_all_on_the_staff_site(repository: Path, staff_site: BuiltSite) -> None:
    ids = {edition.document.id for edition in load_editions(repository, STAFF)} | {"basic-policy"}
    assert {path.parent.name for path in staff_site.folder.glob("*/index.html")} == ids
    assert staff_site.report.omissions == ()


def test_a_digit_in_a_title_is_no_anchor_of_a_provision(repository: Path, tmp_path: Path) -> None:
    """The generator would make `1` of this title, which is the anchor of section 1."""
    body = "## 1 目的 {#purpose}\n\n定める。\n"
    edition = Edition(make_document(body, title="見本の方針その1"), PUBLIC)
    site = build([edition], PUBLIC, repository, tmp_path / "public")
    page = read_html(site.folder / "sample" / "index.html")
    assert page.xpath("//h1/@id") == ["document_title"]
