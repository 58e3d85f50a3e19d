from dataclasses import replace
from pathlib import Path

import pytest

from kitei.errors import PublishError
from kitei.publish.inspection import Expectation, PageFacts, inspect_site

PAGE_AT = '<link rel="canonical" href="{}">'
HIDDEN = '<meta name="robots" content="noindex">'
PAGE = '<p id="a"><a href="{link}">x</a></p>'


def write(folder: Path, files: dict[str, str]) -> set[str]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return set(files)


def expect(files: set[str]) -> Expectation:
    """Return what a site without an address must be, every page of it to be found."""
    return Expectation(frozenset(files), frozenset(name for name in files if name.endswith("html")))


def find_faults(folder: Path, expected: set[str]) -> str:
    with pytest.raises(PublishError) as caught:
        inspect_site(folder, expect(expected))
    return caught.value.hint


@pytest.mark.parametrize(
    "link",
    [
        *("#a", "", "../", "..", "./", "../index.html", "../#a", "../file.docx", "?q#a"),
        *("https://example.jp/", "mailto:a@example.jp"),
    ],
)
def test_links_that_lead_somewhere_are_accepted(link: str, tmp_path: Path) -> None:
    files = {"index.html": PAGE.format(link="doc/"), "doc/index.html": PAGE.format(link=link)}
    expected = write(tmp_path, {**files, "file.docx": ""})
    assert inspect_site(tmp_path, expect(expected)).files == 3


@pytest.mark.parametrize("link", ["#b", "../other/", "gone.docx", "../#b", "/doc/", "doc.md"])
def test_links_into_the_void_are_found(link: str, tmp_path: Path) -> None:
    files = {"index.html": PAGE.format(link="doc/"), "doc/index.html": PAGE.format(link=link)}
    assert f"行き先のないリンク: {link}" in find_faults(tmp_path, write(tmp_path, files))


def test_the_page_for_wrong_addresses_links_by_the_path_of_the_site(tmp_path: Path) -> None:
    page = PAGE_AT.format("https://mihon.example.jp/policy/")
    files = write(tmp_path, {"index.html": page, "404.html": '<a href="/policy/">x</a>'})
    good = Expectation(frozenset(files), frozenset(files), "https://mihon.example.jp/policy/")
    assert inspect_site(tmp_path, good).files == 2
    with pytest.raises(PublishError) as caught:
        inspect_site(tmp_path, replace(good, address="https://mihon.example.jp/other/"))
    assert "行き先のないリンク" in caught.value.hint


@pytest.mark.parametrize(
    "element",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//fonts.example/css">',
        '<img src="gone.png">',
        '<iframe src="http://example.jp/"></iframe>',
        '<img srcset="index.html 1x, https://cdn.example/x.png 2x">',
        '<img srcset="index.html, gone.png">',
        '<link rel="preload" imagesrcset="https://cdn.example/x.png 2x">',
        '<video poster="https://cdn.example/x.png"></video>',
        '<object data="https://cdn.example/x.pdf"></object>',
        '<embed src="https://cdn.example/x.pdf">',
        '<table background="https://cdn.example/x.png"></table>',
        "<p style=\"background: url('https://cdn.example/x.png')\">x</p>",
        "<style>p { background: url( //cdn.example/x.png ) }</style>",
        '<style>@import "https://cdn.example/x.css";</style>',
        '<svg><image href="https://cdn.example/x.png"/></svg>',
    ],
)
def test_what_is_fetched_from_elsewhere_or_missing_is_found(element: str, tmp_path: Path) -> None:
    assert "読み込むか" in find_faults(tmp_path, write(tmp_path, {"index.html": element}))


@pytest.mark.parametrize(
    "rule",
    [
        "p { background: url(https://cdn.example/x.png) }",
        'p { background: image-set(url( "gone.png" ) 1x) }',
        "@import 'https://cdn.example/x.css';",
        "@IMPORT URL(//cdn.example/x.css);",
        "@font-face { src: local(x), url(gone.woff2) }",
    ],
)
def test_what_a_style_sheet_fetches_is_found(rule: str, tmp_path: Path) -> None:
    files = write(tmp_path, {"index.html": "", "assets/a.css": rule})
    assert "assets/a.css: ほかのサイトから読み込むか、ない" in find_faults(tmp_path, files)


def test_what_a_site_fetches_of_its_own_is_accepted(tmp_path: Path) -> None:
    css = "/* url(gone.png) */ p { background: url('../x.png'); mask: url(data:image/png,x) }"
    page = """<img srcset="x.png, x.png 2x"><p style="mask: url(x.png)">url(gone.png)</p>"""
    files = write(tmp_path, {"index.html": page, "x.png": "", "assets/a.css": css})
    assert inspect_site(tmp_path, expect(files)).files == 3


def test_doubled_ids_are_found(tmp_path: Path) -> None:
    files = {"index.html": '<p id="a"></p><p id="a"></p>'}
    assert "「a」が2か所" in find_faults(tmp_path, write(tmp_path, files))


def test_files_too_many_and_too_few_are_found(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": "", "secret/notes.txt": "", ".git": ""})
    hint = find_faults(tmp_path, {"index.html", "404.html"})
    assert "secret/notes.txt: 公開する予定のないファイル" in hint
    assert ".git: 公開する予定のないファイル" in hint
    assert "404.html: あるべきファイルがない" in hint


def test_links_to_files_elsewhere_on_the_disk_are_found(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": ""})
    (tmp_path / "page.docx").symlink_to("/etc/hostname")
    assert "シンボリックリンク" in find_faults(tmp_path, {"index.html", "page.docx"})


@pytest.mark.parametrize(
    ("page", "found", "told"),
    [(HIDDEN, True, "検索エンジンに載らない"), ("", False, "検索エンジンに載る")],
)
def test_a_page_that_search_engines_would_treat_wrongly_is_found(
    page: str, found: bool, told: str, tmp_path: Path
) -> None:
    write(tmp_path, {"index.html": page})
    files = frozenset({"index.html"})
    with pytest.raises(PublishError) as caught:
        inspect_site(tmp_path, Expectation(files, files if found else frozenset()))
    assert told in caught.value.hint


@pytest.mark.parametrize(
    ("canonical", "fault"),
    [
        ("https://x.example/p/a/1/", ""),
        ("https://x.example/p/a/", "https://x.example/p/a/"),
        ("", "なし"),
    ],
)
def test_a_page_under_another_address_than_its_own_is_found(
    canonical: str, fault: str, tmp_path: Path
) -> None:
    page = HIDDEN + (PAGE_AT.format(canonical) if canonical else "")
    files = frozenset(write(tmp_path, {"a/1/index.html": page}))
    expected = Expectation(files, frozenset(), "https://x.example/p/")
    if not fault:
        assert inspect_site(tmp_path, expected).files == 1
        return
    with pytest.raises(PublishError) as caught:
        inspect_site(tmp_path, expected)
    assert f"a/1/index.html: 正規のアドレスが違う: {fault}" in caught.value.hint


def test_a_site_without_an_address_names_none(tmp_path: Path) -> None:
    files = write(tmp_path, {"index.html": PAGE_AT.format("https://x.example/")})
    assert "正規のアドレスが違う" in find_faults(tmp_path, files)


def test_a_page_that_was_read_before_is_not_read_again(tmp_path: Path) -> None:
    files = write(tmp_path, {"index.html": PAGE.format(link="old/#a"), "old/index.html": ""})
    known = {"old/index.html": PageFacts(("a",), ("../#a",), ())}
    inspected = inspect_site(tmp_path, expect(files), known)
    assert inspected.pages["old/index.html"] == known["old/index.html"]
    with pytest.raises(PublishError):
        inspect_site(tmp_path, expect(files))


def test_what_is_known_of_a_page_that_is_gone_counts_for_nothing(tmp_path: Path) -> None:
    files = write(tmp_path, {"index.html": PAGE.format(link="old/#a")})
    with pytest.raises(PublishError) as caught:
        inspect_site(tmp_path, expect(files), {"old/index.html": PageFacts(("a",), (), ())})
    assert "行き先のないリンク: old/#a" in caught.value.hint
