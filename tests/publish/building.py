"""Building sites for tests, and reading what was built."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html

from kitei.model.audience import Audience
from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.publish.cache import Cache
from kitei.publish.generator import read_config
from kitei.publish.sites import SiteReport, build_site
from kitei.render.site.site import Site
from kitei.settings import Settings
from tests.render.site.editions import DAY, SETTINGS, make_history, make_words

# On this day every working text of the sample is in force.
LATE = date(2027, 7, 1)


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


def build(  # noqa: PLR0913 - what a site depends on
    editions: Sequence[Edition],
    audience: Audience,
    repository: Path,
    out: Path,
    settings: Settings = SETTINGS,
    *,
    day: date = DAY,
) -> BuiltSite:
    """Build a site of documents with one text each."""
    histories = [make_history(edition, day=day) for edition in editions]
    report = build_histories(histories, audience, repository, out, settings=settings)
    return BuiltSite(editions, out, report)


def build_histories(  # noqa: PLR0913 - what a site depends on
    histories: Sequence[History],
    audience: Audience,
    repository: Path,
    out: Path,
    *,
    settings: Settings = SETTINGS,
    cache: Cache | None = None,
    shows_drafts: bool = False,
) -> SiteReport:
    """Build a site of histories with this repository's mkdocs.yml."""
    config = read_config(repository / "mkdocs.yml")
    day = histories[0].day if histories else DAY
    words = make_words(histories)
    name = config["site_name"]
    site = Site(name, audience, settings, day, tuple(histories), words, shows_drafts)
    return build_site(site, config, out, cache or Cache(None))


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
