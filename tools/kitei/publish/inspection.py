"""Inspection of a finished site: no file that was not meant, no link into the void.

Search engines are to find what is in force, and every page under its own address only.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from kitei.errors import PublishError

# Attributes whose files a browser fetches by itself, whatever the element, and those of one only.
_FETCHED = ("src", "poster", "background")
_FETCHED_OF = {"link": "href", "object": "data", "image": "href", "use": "href"}
_NOT_FETCHED = frozenset({"canonical", "prev", "next", "license"})
_THEME_FILES = re.compile(
    r"assets/(?:javascripts/bundle\.[0-9a-f]+\.min\.js|stylesheets/main\.[0-9a-f]+\.min\.css)"
)
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_URL = re.compile(
    r"""(?:url\(\s*|@import\s+)(?:"([^"]*)"|'([^']*)'|(?<=\()\s*([^"')\s][^)]*))""", re.IGNORECASE
)
_MOST_SHOWN = 20


_WRONG_ADDRESSES = "404.html"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a site must be: its `files` beside the theme's own, and the pages that may be found.

    `address` is the one it is published under, with a slash at its end; empty where it has none.
    """

    files: frozenset[str]
    found: frozenset[str]
    address: str = ""

    @property
    def base(self) -> str:
        """The path of the site, by which the page for wrong addresses links."""
        path = urlsplit(self.address).path
        return path if path.endswith("/") else path + "/"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Ids, links and fetched files of a page, and what it tells search engines."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    fetched: tuple[str, ...]
    is_found: bool = True
    canonical: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspected:
    """What an inspection saw: the number of files, and the facts of every page."""

    files: int
    pages: Mapping[str, PageFacts]


class _FactsParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.canonical: list[str] = []
        self.robots = ""
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element is called and where it leads."""
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" and "href" in values else []
        self.canonical += [values.get("href", "")] if values.get("rel") == "canonical" else []
        self.robots += values.get("content", "") if values.get("name") == "robots" else ""
        self._in_style = tag == "style"
        if values.get("rel") not in _NOT_FETCHED:
            self.fetched += _find_fetched(tag, values)

    def handle_endtag(self, tag: str) -> None:
        """Note that a style sheet in the page ends."""
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        """Note what a style sheet in the page fetches."""
        self.fetched += find_css_urls(data) if self._in_style else ()


def _find_fetched(tag: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield what a browser fetches for an element."""
    for name in (*_FETCHED, _FETCHED_OF.get(tag, "")):
        if values.get(name):
            yield values[name]
    for name in ("srcset", "imagesrcset"):
        for candidate in _CANDIDATE.finditer(values.get(name, "")):
            yield candidate[1]
    yield from find_css_urls(values.get("style", ""))


def find_css_urls(css: str) -> tuple[str, ...]:
    """Return what a style sheet fetches; pictures that stand in it themselves are not fetched."""
    found = (match[1] or match[2] or match[3] for match in _CSS_URL.finditer(_COMMENT.sub("", css)))
    return tuple(url.strip() for url in found if url and not url.strip().startswith(("data:", "#")))


def read_facts(html: str) -> PageFacts:
    """Return the facts of a page."""
    parser = _FactsParser()
    parser.feed(html)
    parser.close()
    return PageFacts(
        tuple(parser.ids),
        tuple(parser.links),
        tuple(parser.fetched),
        "noindex" not in parser.robots,
        tuple(parser.canonical),
    )


def inspect_site(
    folder: Path, expected: Expectation, known: Mapping[str, PageFacts] | None = None
) -> Inspected:
    """Return what was seen, or raise PublishError with everything that is wrong.

    `known` are the facts of pages that an earlier build has read already.
    """
    paths = sorted(folder.rglob("*"))
    names = {path.relative_to(folder).as_posix() for path in paths if not path.is_dir()}
    facts = {name: known[name] for name in sorted(names & known.keys())} if known else {}
    for name in sorted(names - facts.keys()):
        if name.endswith(".html"):
            facts[name] = read_facts((folder / name).read_text("utf-8"))
    faults = [
        *(
            f"{path.name}: 実体のないファイル（シンボリックリンク）"
            for path in paths
            if path.is_symlink()
        ),
        *_compare_names(names, expected.files),
        *(fault for name in facts for fault in _check_page(name, facts, names, expected.base)),
        *(fault for name in facts for fault in _check_finding(name, facts[name], expected)),
        *(
            fault
            for path in paths
            if path.suffix == ".css" and path.is_file()
            for fault in _check_style(path, folder, names)
        ),
    ]
    if faults:
        shown = faults[:_MOST_SHOWN]
        raise PublishError(
            f"できあがったサイトに{len(faults)}件の問題があります。公開していません。",
            "\n".join(shown),
        )
    return Inspected(len(names), facts)


def _compare_names(names: set[str], expected: frozenset[str]) -> Iterator[str]:
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
    yield from _check_fetched(page.fetched, name, names, base)
    for url in page.links:
        target = _locate(url, name, base)
        if target is None:
            continue
        path, fragment = target
        if path not in names or (fragment and fragment not in facts[path].ids):
            yield f"{name}: 行き先のないリンク: {url}"


def _check_finding(name: str, page: PageFacts, expected: Expectation) -> Iterator[str]:
    """Yield where a page would be found that must not, or not found, or under another address."""
    if page.is_found != (name in expected.found):
        state = "載らない" if name in expected.found else "載る"
        yield f"{name}: 検索エンジンに{state}"
    own = expected.address + name.removesuffix("index.html")
    right = () if not expected.address or name == _WRONG_ADDRESSES else (own,)
    if page.canonical != right:
        yield f"{name}: 正規のアドレスが違う: {'、'.join(page.canonical) or 'なし'}"


def _check_style(path: Path, folder: Path, names: set[str]) -> Iterator[str]:
    urls = find_css_urls(path.read_text("utf-8"))
    yield from _check_fetched(urls, path.relative_to(folder).as_posix(), names, "")


def _check_fetched(urls: Iterable[str], name: str, names: set[str], base: str) -> Iterator[str]:
    for url in urls:
        target = _locate(url, name, base)
        if target is None or target[0] not in names:
            yield f"{name}: ほかのサイトから読み込むか、ない: {url}"


def _locate(url: str, page: str, base: str) -> tuple[str, str] | None:
    """Return the file and the id that a URL leads to; None for one that leaves the site."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith(base) and page == _WRONG_ADDRESSES:
        path = path.removeprefix(base)
    elif path:
        path = join(dirname(page), path)
    if not parts.path:
        return page, unquote(parts.fragment)
    located = "" if normpath(path) == "." else normpath(path)
    if path.endswith(("/", "/.", "/..")) or located in ("", ".."):
        located = join(located, "index.html")
    return located, unquote(parts.fragment)
