"""Inspection of a finished site: no file that was not meant, no link into the void."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from kitei.errors import PublishError

_FETCHED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src"}
_NOT_FETCHED = frozenset({"canonical", "prev", "next", "license"})
_THEME_FILES = re.compile(
    r"assets/(?:javascripts/bundle\.[0-9a-f]+\.min\.js|stylesheets/main\.[0-9a-f]+\.min\.css)"
)
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Ids, links and fetched files of a page."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    fetched: tuple[str, ...]


class _FactsParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element is called and where it leads."""
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" and "href" in values else []
        attribute = _FETCHED.get(tag, "")
        if attribute in values and values.get("rel") not in _NOT_FETCHED:
            self.fetched.append(values[attribute])


def read_facts(html: str) -> PageFacts:
    """Return the facts of a page."""
    parser = _FactsParser()
    parser.feed(html)
    parser.close()
    return PageFacts(tuple(parser.ids), tuple(parser.links), tuple(parser.fetched))


def inspect_site(folder: Path, expected: set[str], base: str) -> int:
    """Return the number of files, or raise PublishError with everything that is wrong.

    `expected` are the files the site must have beside the theme's own; `base` is the path the site
    is shown under, by which the page for wrong addresses links.
    """
    paths = sorted(folder.rglob("*"))
    names = {path.relative_to(folder).as_posix() for path in paths if not path.is_dir()}
    facts = {
        path.relative_to(folder).as_posix(): read_facts(path.read_text("utf-8"))
        for path in paths
        if path.suffix == ".html"
    }
    faults = [
        *(
            f"{path.name}: 実体のないファイル（シンボリックリンク）"
            for path in paths
            if path.is_symlink()
        ),
        *_compare_names(names, expected),
        *(fault for name in facts for fault in _check_page(name, facts, names, base)),
    ]
    if faults:
        shown = faults[:_MOST_SHOWN]
        raise PublishError(
            f"できあがったサイトに{len(faults)}件の問題があります。公開していません。",
            "\n".join(shown),
        )
    return len(names)


def _compare_names(names: set[str], expected: set[str]) -> Iterator[str]:
    for name in sorted(names - expected):
        if not _THEME_FILES.fullmatch(name):
            yield f"{name}: 公開する予定のないファイル"
    for name in sorted(expected - names):
        yield f"{name}: あるべきファイルがない"


def _check_page(
    name: str, facts: Mapping[str, PageFacts], names: set[str], base: str
) -> Iterator[str]:
    page = facts[name]
    for identifier, number in Counter(page.ids).items():
        if number > 1:
            yield f"{name}: 位置の名前「{identifier}」が{number}か所にある"
    for url in page.fetched:
        target = _locate(url, name, base)
        if target is None or target[0] not in names:
            yield f"{name}: ほかのサイトから読み込むか、ない: {url}"
    for url in page.links:
        target = _locate(url, name, base)
        if target is None:
            continue
        path, fragment = target
        if path not in names or (fragment and fragment not in facts[path].ids):
            yield f"{name}: 行き先のないリンク: {url}"


def _locate(url: str, page: str, base: str) -> tuple[str, str] | None:
    """Return the file and the id that a URL leads to; None for one that leaves the site."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith(base) and page == "404.html":
        path = path.removeprefix(base)
    elif path:
        path = join(dirname(page), path)
    if not parts.path:
        return page, unquote(parts.fragment)
    located = "" if normpath(path) == "." else normpath(path)
    if path.endswith(("/", "/.", "/..")) or located in ("", ".."):
        located = join(located, "index.html")
    return located, unquote(parts.fragment)
