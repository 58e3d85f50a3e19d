"""Building sites for tests, and reading what was built."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html

from kitei.model.audience import Audience
from kitei.model.edition import Edition
from kitei.publish.sites import SiteReport, build_site
from kitei.settings import Settings
from tests.render.site.editions import DAY, SETTINGS, make_history, make_words


@dataclass(frozen=True)
class BuiltSite:
    """A built site: what went in and what came out."""

    editions: Sequence[Edition]
    folder: Path
    report: SiteReport

    @property
    def pages(self) -> list[str]:
        """The addresses of all pages below the site's own."""
        return ["", *(f"{edition.document.id}/" for edition in self.editions)]


def build(
    editions: Sequence[Edition],
    audience: Audience,
    repository: Path,
    out: Path,
    settings: Settings = SETTINGS,
) -> BuiltSite:
    """Build a site with this repository's mkdocs.yml."""
    histories = [make_history(edition) for edition in editions]
    report = build_site(
        histories,
        audience,
        settings,
        day=DAY,
        config=repository / "mkdocs.yml",
        out=out,
        word_files=make_words(histories),
    )
    return BuiltSite(editions, out, report)


def read_tree(folder: Path) -> dict[str, str]:
    """Return the hash of every file by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read_html(path: Path) -> Any:
    """Return the root element of a page."""
    return lxml.html.document_fromstring(path.read_text("utf-8"))
