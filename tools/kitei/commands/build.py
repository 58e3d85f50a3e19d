"""kitei build: the site and the Word files of each audience."""

from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kitei.commands.builder import Builder, Built
from kitei.commands.days import AS_OF
from kitei.commands.documents import open_here
from kitei.errors import ExitCode, PublishError
from kitei.model.audience import Audience, visible_audiences
from kitei.settings import Settings
from kitei.store.history import find_dirty
from kitei.store.workspace import Workspace

_MOST_NAMED = 10


@click.command(short_help="公開区分ごとのサイトとWordを作る")
@click.option("--audience", metavar="区分", help="この公開区分のサイトだけを作る。")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="サイトを置くフォルダー（既定はsite）。この下に公開区分ごとのフォルダーができる。",
)
@AS_OF
def build(audience: str | None, out: Path | None, as_of: date) -> int:
    """公開区分ごとに、その読者が見てよい文書だけのサイトとWordを作ります。

    載るのは、決定された版だけです。どの版が施行中かは、--as-ofの日（既定は今日）で決まります。
    サイトを誤らせる指摘（重複したid、危険な書式、切れたリンクなど）があるうちは作りません。
    """
    workspace = open_here()
    settings = workspace.settings
    chosen = (settings.audience(audience),) if audience else settings.audiences
    if out is not None:
        _check_single(chosen)
    place = (out or workspace.root / "site").absolute()
    _check_place(place, workspace)
    _tell_dirt(chosen, workspace)
    builder = Builder(workspace, place, as_of)
    console = Console(stderr=True)
    built = []
    for each in chosen:
        with console.status(f"{each.title}のサイトを作っています…"):
            built.append(builder.build(each))
    show(built)
    if not any(each.report is None or each.report.documents for each in built):
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


def _tell_dirt(chosen: tuple[Audience, ...], workspace: Workspace) -> None:
    """Name what is not committed below the folders that the sites are made of."""
    audiences = workspace.settings.audiences
    visible = (each for one in chosen for each in visible_audiences(audiences, one.name))
    folders = tuple(dict.fromkeys(folder for each in visible for folder in each.folders))
    paths = find_dirty(workspace.root, folders)
    if not paths:
        return
    more = f"、ほか{len(paths) - _MOST_NAMED}件" if len(paths) > _MOST_NAMED else ""
    click.secho(
        f"コミットしていない変更があります: {'、'.join(paths[:_MOST_NAMED])}{more}",
        fg="yellow",
        err=True,
    )


def _tell_emptiness(settings: Settings) -> None:
    """Say that the sites hold nothing, and where documents are looked for."""
    folders = "、".join(settings.folders)
    click.secho(
        f"載せられる文書が一つもないので、空のサイトを作りました（探したフォルダー: {folders}）。",
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
            str(report.documents),
            str(report.pages),
            f"{each.word_seconds:.1f}秒",
            f"{report.staging_seconds:.1f}秒",
            f"{report.generator_seconds:.1f}秒",
            _shorten(report.folder),
        )
    Console(highlight=False).print(table)
    for each in built:
        for omission in each.report.omissions if each.report else ():
            click.echo(f"{each.audience.title}: {omission.document}: {omission.reason}")


def _shorten(folder: Path) -> str:
    here = Path.cwd()
    return f"{folder.relative_to(here)}/" if folder.is_relative_to(here) else f"{folder}/"
