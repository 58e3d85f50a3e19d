"""Building the site of an audience: stage, generate, inspect, and put in place at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from kitei.errors import PublishError
from kitei.publish.cache import Cache
from kitei.publish.finishing import finish_site, list_found_pages
from kitei.publish.generator import Job, merge_config, run_generator
from kitei.publish.inspection import Expectation, inspect_site
from kitei.publish.omissions import (
    Omission,
    find_missing_in_force,
    find_omissions,
    withhold_drafts,
)
from kitei.publish.past import describe_context, find_past_pages, name_html
from kitei.publish.release import open_workbench, switch
from kitei.publish.staging import (
    ICON,
    PRINT_LABEL,
    SCRIPT,
    STYLE,
    Stage,
    stage_site,
    stage_theme,
    write_files,
)
from kitei.render.site.escaping import escape_html
from kitei.render.site.pages import make_navigation
from kitei.render.site.print_label import format_label
from kitei.render.site.site import Site

_DOCUMENT_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Names on the site that are no document's.
_RESERVED = frozenset({"assets", "search", "404"})


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was built: where, how much, how long it took, and what was left out.

    `rendered` counts the pages that the generator was given: those that no earlier build had kept.
    """

    folder: Path
    documents: int
    pages: int
    rendered: int
    files: int
    staging_seconds: float
    generator_seconds: float
    omissions: tuple[Omission, ...] = ()


def build_site(site: Site, config: Mapping[str, Any], out: Path, cache: Cache) -> SiteReport:
    """Build a site into `out`, with the settings of mkdocs.yml, and return what was done.

    `site` holds what the audience may see and nothing else. Where anything fails, and even where
    the process is killed, `out` stays as it was.
    """
    omissions = tuple(find_omissions(site))
    if not site.shows_drafts:
        _check_texts(site)
        site = replace(site, histories=tuple(map(withhold_drafts, site.histories)))
    _check_documents(site)
    _check_target(out)
    with open_workbench(out) as bench:
        started = perf_counter()
        stage = stage_site(site)
        job = Job(bench / "docs", bench / "theme", bench / "site", _make_keys(site))
        theme = stage_theme()
        context = describe_context(merge_config(config, job.keys), theme)
        past = find_past_pages(stage.files, stage.past, context, cache)
        write_files(job.docs, {p: data for p, data in stage.files.items() if p not in past.kept})
        write_files(job.theme, theme)
        staged_at = perf_counter()
        run_generator(job, config)
        generated_at = perf_counter()
        finish_site(job.out, site)
        past.restore(job.out)
        inspected = inspect_site(job.out, _expect(site, stage), past.facts)
        past.keep(job.out, inspected.pages, cache)
        switch(job.out, out)
    if not site.shows_drafts:
        cache.sweep()
    pages = sum(path.endswith(".md") for path in stage.files)
    return SiteReport(
        out,
        len(site.shelf.works),
        pages,
        pages - len(past.kept),
        inspected.files,
        staged_at - started,
        generated_at - staged_at,
        omissions,
    )


def _check_texts(site: Site) -> None:
    """Raise PublishError where a site would lack a text in force that is somewhere to be had."""
    if missing := list(find_missing_in_force(site)):
        raise PublishError(
            "施行中の版の本文が見つからないので、サイトを作りません。\n" + "\n".join(missing),
            "kitei checkで確かめます。以前は別のフォルダーにあった文書なら、"
            "設定のformer_foldersにそのフォルダーを書きます。",
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


def _expect(site: Site, stage: Stage) -> Expectation:
    """Return what the finished site must be."""
    files = {name_html(path) if path.endswith(".md") else path for path in stage.files}
    files.add("404.html")
    if site.audience.is_restricted:
        return Expectation(frozenset(files | {"robots.txt"}), frozenset())
    found = frozenset(name_html(path) for path, _ in list_found_pages(site))
    if not site.settings.site_url:
        return Expectation(frozenset(files), found)
    return Expectation(frozenset(files | {"sitemap.xml"}), found, site.settings.site_url)
