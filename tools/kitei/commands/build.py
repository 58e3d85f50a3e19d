"""kitei build: the site and the Word files of each audience."""

from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import click
from rich.console import Console
from rich.table import Table

from kitei.checks.finding import Finding
from kitei.checks.rules import select_blocking
from kitei.commands.days import today
from kitei.commands.documents import open_here
from kitei.commands.findings import find_all
from kitei.errors import ExitCode, PublishError
from kitei.model.audience import Audience, visible_audiences
from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.model.timeline import make_timeline
from kitei.publish.sites import SiteReport, build_site
from kitei.render.findings import render_plain
from kitei.render.site.work import list_word_paths
from kitei.render.word import write_word
from kitei.settings import Settings
from kitei.store.workspace import Loaded, Workspace

CONFIG = "mkdocs.yml"


@dataclass(slots=True)
class Built:
    """One site of the summary: its report, or None where findings kept it from being built."""

    audience: Audience
    report: SiteReport | None
    documents: int = 0
    word_seconds: float = 0.0


@dataclass(slots=True)
class Builder:
    """Builds the sites of a repository; a document's Word file is made once for all of them."""

    workspace: Workspace
    out: Path
    word_files: dict[str, bytes] = field(default_factory=dict)
    told: set[Finding] = field(default_factory=set)

    def build(self, audience: Audience) -> Built:
        """Build one audience's site from what it may see; no other folder is opened."""
        histories = self._read(audience)
        if histories is None:
            return Built(audience, None)
        started = perf_counter()
        word_files = {
            path: self._write_word(path, edition)
            for history in histories
            for path, edition in list_word_paths(history).items()
        }
        word_seconds = perf_counter() - started
        report = build_site(
            histories,
            audience,
            self.workspace.settings,
            day=today(),
            config=self.workspace.root / CONFIG,
            out=self.out / audience.name,
            word_files=word_files,
        )
        return Built(audience, report, len(histories), word_seconds)

    def _read(self, audience: Audience) -> tuple[History, ...] | None:
        settings = self.workspace.settings
        visible = visible_audiences(settings.audiences, audience.name)
        folders = dict.fromkeys(folder for each in visible for folder in each.folders)
        loaded = self.workspace.load(folders)
        findings = find_all(loaded, settings, select_blocking(settings), today())
        if findings:
            self._tell(findings, loaded)
            return None
        names = {each.name for each in visible}
        chosen = (s for s in loaded.subjects if s.document.meta.audience in names)
        return tuple(_make_history(self.workspace.edition(subject)) for subject in chosen)

    def _tell(self, findings: list[Finding], loaded: Loaded) -> None:
        """Show the findings that no other site has shown."""
        new = [finding for finding in findings if finding not in self.told]
        self.told.update(new)
        if new:
            sources = {s.document.path: s.document.source for s in loaded.subjects}
            click.echo(render_plain(new, sources), err=True)

    def _write_word(self, path: str, edition: Edition) -> bytes:
        if path not in self.word_files:
            self.word_files[path] = write_word(edition, self.workspace.settings)
        return self.word_files[path]


def _make_history(edition: Edition) -> History:
    """Return the history that the working text alone can tell."""
    timeline = make_timeline(edition.revisions, today())
    current = timeline.in_force
    editions = {current.key: edition} if current else {}
    return History(edition.document.id, edition.audience, timeline, editions)


@click.command(short_help="公開区分ごとのサイトとWordを作る")
@click.option("--audience", metavar="区分", help="この公開区分のサイトだけを作る。")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="サイトを置くフォルダー（既定はsite）。この下に公開区分ごとのフォルダーができる。",
)
def build(audience: str | None, out: Path | None) -> int:
    """公開区分ごとに、その読者が見てよい文書だけのサイトとWordを作ります。

    サイトを誤らせる指摘（重複したid、危険な書式、切れたリンクなど）があるうちは作りません。
    """
    workspace = open_here()
    settings = workspace.settings
    chosen = (settings.audience(audience),) if audience else settings.audiences
    if out is not None:
        _check_single(chosen)
    place = (out or workspace.root / "site").absolute()
    _check_place(place, workspace)
    builder = Builder(workspace, place)
    console = Console(stderr=True)
    built = []
    for each in chosen:
        with console.status(f"{each.title}のサイトを作っています…"):
            built.append(builder.build(each))
    show(built)
    if not any(each.documents or each.report is None for each in built):
        _tell_emptiness(settings)
    return ExitCode.OK if all(each.report for each in built) else ExitCode.FINDINGS


def _check_place(out: Path, workspace: Workspace) -> None:
    """Raise PublishError for a place among the documents, or one that holds them all."""
    target = out.resolve()
    for folder in workspace.settings.folders:
        source = (workspace.root / folder).resolve()
        if target.is_relative_to(source) or source.is_relative_to(target):
            raise PublishError(
                f"「{out}」は文書のフォルダー（{folder}）の中か、それを含むフォルダーなので、"
                "サイトを置けません。",
                "文書と重ならないフォルダーを--outで指定してください。",
            )


def _check_single(chosen: tuple[Audience, ...]) -> None:
    """Raise PublishError where sites of different readers would come under one place."""
    if len(chosen) > 1:
        raise PublishError(
            "--outを指定するときは、公開区分も--audienceで一つ指定してください。"
            "非公開のサイトが公開の場所に置かれるのを防ぐためです。",
            f"使える公開区分: {'、'.join(each.name for each in chosen)}",
        )


def _tell_emptiness(settings: Settings) -> None:
    """Say that the sites hold nothing, and where documents are looked for."""
    folders = "、".join(settings.folders)
    click.secho(
        f"文書が一つもないので、空のサイトを作りました（探したフォルダー: {folders}）。",
        fg="yellow",
        err=True,
    )


def show(built: list[Built]) -> None:
    """Print what was made, where, how long it took, and what was left out and why."""
    table = Table(box=None, pad_edge=False)
    for heading in ("サイト", "文書", "ページ", "Word", "書出", "生成", "場所"):
        table.add_column(heading, overflow="fold", no_wrap=heading != "サイト")
    for each in built:
        report = each.report
        if report is None:
            table.add_row(
                each.audience.title, *[""] * 5, "作っていません（上の指摘を直してください）"
            )
            continue
        table.add_row(
            each.audience.title,
            str(each.documents),
            str(report.pages),
            f"{each.word_seconds:.1f}秒",
            f"{report.staging_seconds:.1f}秒",
            f"{report.generator_seconds:.1f}秒",
            _shorten(report.folder),
        )
    Console(highlight=False).print(table)
    for each in built:
        for skipped in each.report.skipped if each.report else ():
            click.echo(f"{each.audience.title}: {skipped.document}: {skipped.reason}")


def _shorten(folder: Path) -> str:
    here = Path.cwd()
    return f"{folder.relative_to(here)}/" if folder.is_relative_to(here) else f"{folder}/"
