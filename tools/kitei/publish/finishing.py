"""After the generator: what it leaves that no reader needs is taken off, and ours is added."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kitei.render.site.addresses import FRONT, page_path
from kitei.render.site.escaping import escape_html
from kitei.render.site.site import Site

# Neither can stand in a document's text, where quotation marks and < are escaped.
_GENERATOR = re.compile(rb'\s*<meta name="generator"[^>]*>')
_EMPTY_TABINDEX = re.compile(rb' tabindex=""')
_SOURCE_MAP = re.compile(rb"(?:/\*|//)# sourceMappingURL=[^\n*]*(?:\*/)?\n?")
# The theme's search is off (`plugins: []`), and so are its colour schemes: ours follow the reader.
_UNUSED = (
    "sitemap.xml",
    "sitemap.xml.gz",
    "assets/images",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/stylesheets/palette.*",
    "assets/**/*.map",
)
ROBOTS = "User-agent: *\nDisallow: /\n"


def finish_site(folder: Path, site: Site) -> None:
    """Make the generator's output what is published."""
    for pattern in _UNUSED:
        for path in sorted(folder.glob(pattern)):
            _remove(path)
    for path in _text_files(folder):
        data = path.read_bytes()
        cleaned = data
        for trace in (_GENERATOR, _EMPTY_TABINDEX, _SOURCE_MAP):
            cleaned = trace.sub(b"", cleaned)
        if cleaned != data:
            path.write_bytes(cleaned)
    if site.audience.is_restricted:
        (folder / "robots.txt").write_text(ROBOTS, "ascii", newline="\n")
    elif site.settings.site_url:
        text = "".join(_sitemap_lines(site, site.settings.site_url.rstrip("/")))
        (folder / "sitemap.xml").write_text(text, "utf-8", newline="\n")


def _remove(path: Path) -> None:
    if path.is_dir():
        for child in path.iterdir():
            _remove(child)
        path.rmdir()
    else:
        path.unlink()


def _text_files(folder: Path) -> Iterator[Path]:
    for suffix in ("html", "css", "js"):
        yield from sorted(folder.rglob(f"*.{suffix}"))


def _sitemap_lines(site: Site, base: str) -> Iterator[str]:
    """Yield a sitemap whose days are those of the records, not of the build."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for path, day in list_found_pages(site):
        address = f"{escape_html(base)}/{path.removesuffix('index.md')}"
        modified = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        yield f"  <url><loc>{address}</loc>{modified}</url>\n"
    yield "</urlset>\n"


def list_found_pages(site: Site) -> Iterator[tuple[str, date | None]]:
    """Yield the pages that search engines may show, and since when: what is in force."""
    yield FRONT, None
    for work in site.shelf.works.values():
        if work.standing is not None and work.shown is not None:
            yield page_path(work.id), work.standing.start
