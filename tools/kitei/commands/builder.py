"""Building the sites of a repository on a day: what each audience may see, and nothing else."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter

import click

from kitei.checks.finding import Finding
from kitei.checks.rules import select_blocking
from kitei.commands.findings import find_all
from kitei.model.audience import Audience, visible_audiences
from kitei.model.history import Absence, History
from kitei.publish.cache import Cache
from kitei.publish.generator import read_config
from kitei.publish.sites import SiteReport, build_site
from kitei.publish.word_files import WordWriter
from kitei.render.findings import render_plain
from kitei.render.site.site import Site
from kitei.store.chronicle import load_histories
from kitei.store.workspace import Loaded, Workspace

CONFIG = "mkdocs.yml"
# One folder for each audience: what only some may read is kept apart here, too.
CACHE = Path(".cache", "kitei")
_NO_REPOSITORY = (
    "この複製にはgitの履歴がないので、過去の版の本文は載せられません"
    "（本文のない版は、下に示します）。"
)


@dataclass(slots=True)
class Built:
    """One site of the summary: its report, or None where findings kept it from being built."""

    audience: Audience
    report: SiteReport | None
    word_seconds: float = 0.0


@dataclass(slots=True)
class Builder:
    """Builds the sites of a repository; what it has told and written, it does once for all."""

    workspace: Workspace
    out: Path
    day: date
    shows_drafts: bool = False
    writer: WordWriter = field(init=False)
    told: set[Finding | str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.writer = WordWriter(self.workspace.settings)

    def build(self, audience: Audience) -> Built:
        """Build one audience's site from what it may see; no other folder is opened."""
        config = read_config(self.workspace.root / CONFIG)
        histories = self._read(audience)
        if histories is None:
            return Built(audience, None)
        started = perf_counter()
        cache = Cache(self.workspace.root / CACHE / audience.name)
        site = Site(
            config["site_name"],
            audience,
            self.workspace.settings,
            self.day,
            histories,
            self.writer.write_all(histories, cache, shows_drafts=self.shows_drafts),
            self.shows_drafts,
        )
        word_seconds = perf_counter() - started
        report = build_site(site, config, self.out / audience.name, cache)
        return Built(audience, report, word_seconds)

    def _read(self, audience: Audience) -> tuple[History, ...] | None:
        """Return the documents that the audience may see; None where findings forbid a site."""
        settings = self.workspace.settings
        visible = visible_audiences(settings.audiences, audience.name)
        folders = tuple(dict.fromkeys(folder for each in visible for folder in each.folders))
        loaded = self.workspace.load(folders)
        findings = find_all(loaded, settings, select_blocking(settings), self.day)
        if findings:
            self._tell(findings, loaded)
            return None
        names = {each.name for each in visible}
        chosen = [s for s in loaded.subjects if s.document.meta.audience in names]
        found = load_histories(self.workspace, chosen, self.day, folders, names)
        if any(Absence.NO_REPOSITORY in each.absences.values() for each in found.values()):
            self._tell_once(_NO_REPOSITORY)
        return tuple(found.values())

    def _tell(self, findings: list[Finding], loaded: Loaded) -> None:
        """Show the findings that no other site has shown."""
        new = [finding for finding in findings if finding not in self.told]
        self.told.update(new)
        if new:
            sources = {s.document.path: s.document.source for s in loaded.subjects}
            click.echo(render_plain(new, sources), err=True)

    def _tell_once(self, message: str) -> None:
        if message not in self.told:
            self.told.add(message)
            click.secho(message, fg="yellow", err=True)
