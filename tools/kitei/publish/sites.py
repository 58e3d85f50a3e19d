"""Building the site of an audience: stage, generate, inspect, and put in place at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from kitei.errors import PublishError
from kitei.model.audience import Audience
from kitei.model.history import History
from kitei.publish.finishing import finish_site
from kitei.publish.generator import Job, read_config, run_generator
from kitei.publish.inspection import inspect_site
from kitei.publish.release import open_workbench, switch
from kitei.publish.staging import (
    ICON,
    PRINT_LABEL,
    SCRIPT,
    STYLE,
    stage_documents,
    stage_theme,
    write_files,
)
from kitei.render.site.escaping import escape_html
from kitei.render.site.pages import make_navigation
from kitei.render.site.print_label import format_label
from kitei.render.site.site import Site
from kitei.render.site.work import list_word_paths
from kitei.settings import Settings

_DOCUMENT_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Names on the site that are no document's.
_RESERVED = frozenset({"assets", "search", "404"})


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something left out of a site, and why."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was built: where, how much, how long it took, and what was left out."""

    folder: Path
    pages: int
    files: int
    staging_seconds: float
    generator_seconds: float
    skipped: tuple[Skipped, ...] = ()


def build_site(  # noqa: PLR0913 - the seven things a site depends on, and nothing else
    histories: Sequence[History],
    audience: Audience,
    settings: Settings,
    *,
    day: date,
    config: Path,
    out: Path,
    word_files: Mapping[str, bytes],
) -> SiteReport:
    """Build the site of an audience into `out` and return what was done.

    `histories` hold what the audience may see and nothing else. Where anything fails, and even
    where the process is killed, `out` stays as it was.
    """
    shared = read_config(config)
    site = Site(shared["site_name"], audience, settings, day, tuple(histories), word_files)
    _check_documents(site)
    _check_target(out)
    with open_workbench(out) as bench:
        started = perf_counter()
        staged = stage_documents(site)
        job = Job(bench / "docs", bench / "theme", bench / "site", _make_keys(site))
        write_files(job.docs, staged)
        write_files(job.theme, stage_theme())
        staged_at = perf_counter()
        run_generator(job, shared)
        generated_at = perf_counter()
        finish_site(job.out, site)
        files = inspect_site(job.out, _expect_files(site, set(staged)), _base_path(site))
        switch(job.out, out)
    return SiteReport(
        out,
        sum(name.endswith(".md") for name in staged),
        files,
        staged_at - started,
        generated_at - staged_at,
        tuple(_find_skipped(site)),
    )


def _check_documents(site: Site) -> None:
    """Raise PublishError for ids that could be no folder of a site, or stand there twice."""
    ids = [history.id for history in site.histories]
    for identifier in ids:
        if not _DOCUMENT_ID.fullmatch(identifier) or identifier in _RESERVED:
            raise PublishError(
                f"文書のid「{identifier}」はサイトのアドレスにできません。",
                "英小文字、数字、ハイフンの名前にしてください。",
            )
        if ids.count(identifier) > 1:
            raise PublishError(f"文書のid「{identifier}」が二つあります。")


def _check_target(out: Path) -> None:
    """Raise PublishError where something else than an earlier site would be replaced."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise PublishError(f"「{out}」はフォルダーではないので、サイトを置けません。")
    if out.is_dir() and any(out.iterdir()) and not (out / STYLE).is_file():
        raise PublishError(
            f"「{out}」にはkiteiが作ったのではないものがあり、置き換えません。",
            "空のフォルダーか、まだないフォルダーを指定してください。",
        )


def _make_keys(site: Site) -> dict[str, Any]:
    """Return the generator's settings that depend on the site. Texts are HTML already."""
    settings = site.settings
    keys: dict[str, Any] = {
        "site_name": escape_html(site.title),
        "theme": {"favicon": ICON},
        "nav": make_navigation(site),
        "not_in_nav": "/*/*/\n",
        "extra_css": [STYLE, *([PRINT_LABEL] if site.audience.is_restricted else [])],
        "extra_javascript": [SCRIPT],
        "extra": {
            "kitei": {
                "organisation": escape_html(settings.organisation.name),
                "label": escape_html(format_label(site.audience)),
                "restricted": site.audience.is_restricted,
                "audience": escape_html(site.audience.title),
                "licence_name": escape_html(settings.licence_name),
                "licence_url": escape_html(settings.licence_url),
            }
        },
    }
    if settings.site_url and not site.audience.is_restricted:
        keys["site_url"] = settings.site_url
    return keys


def _base_path(site: Site) -> str:
    url = None if site.audience.is_restricted else site.settings.site_url
    path = urlsplit(url or "/").path or "/"
    return path if path.endswith("/") else path + "/"


def _expect_files(site: Site, staged: set[str]) -> set[str]:
    """Return the files that the site must have beside those of the theme."""
    pages = {name.removesuffix(".md") + ".html" for name in staged if name.endswith(".md")}
    expected = pages | {name for name in staged if not name.endswith(".md")} | {"404.html"}
    if site.audience.is_restricted:
        expected.add("robots.txt")
    elif site.settings.site_url:
        expected.add("sitemap.xml")
    return expected


def _find_skipped(site: Site) -> list[Skipped]:
    skipped = []
    for work in site.shelf.works.values():
        expected = list_word_paths(work.history, shows_draft=site.shows_drafts)
        missing = [path for path in expected if path not in site.word_files]
        skipped += [Skipped(work.id, f"Wordファイルがない: {path}") for path in missing]
        names = {name for _, volume in work.places for name in volume.edition.pictures}
        used = {name for _, volume in work.places for name in volume.picture_names}
        skipped += [
            Skipped(work.id, f"本文にない図のファイル: {name}") for name in sorted(names - used)
        ]
    return skipped
