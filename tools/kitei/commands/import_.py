"""kitei import: a plain text file to a document folder, with its doubts and the proof."""

import re
from pathlib import Path
from typing import TypedDict, Unpack

import click

from kitei.commands.documents import open_here
from kitei.errors import ExitCode, ImportingError, explain
from kitei.importing.draft import ImportOptions
from kitei.importing.folder import refuse_existing, write_folder
from kitei.importing.report import write_json, write_plain
from kitei.importing.result import Result, import_text
from kitei.model.audience import Audience
from kitei.model.document import DocumentKind
from kitei.settings import Settings
from kitei.source.schema import read_schema

_KINDS = [kind.value for kind in DocumentKind]


class Given(TypedDict):
    """The options as typed."""

    identifier: str
    kind: str
    audience: str | None
    owner: str | None
    title: str | None
    into: str | None
    doubts: Path | None


@click.command("import", short_help="テキストの規程を文書として取り込む")
@click.argument("file", metavar="ファイル", type=click.Path(path_type=Path))
@click.option("--id", "identifier", required=True, help="文書のid（フォルダーの名。英小文字）。")
@click.option("--kind", type=click.Choice(_KINDS), default="policy", help="文書の種類。")
@click.option("--audience", help="公開区分。基本方針は最も広いもの、ほかは最初の非公開のもの。")
@click.option("--owner", help="所管する課。なければ団体名とする。")
@click.option("--title", help="題名。なければ表紙の行から取る。")
@click.option("--into", help="書き込むフォルダー。なければ公開区分の最初のフォルダー。")
@click.option("--doubts", type=click.Path(path_type=Path), help="報告の書き先（.jsonならJSON）。")
def import_command(file: Path, **given: Unpack[Given]) -> int:
    """テキストファイルの規程を読み取り、文書のフォルダーを作ります。

    符号体系、表紙、目次、表を推し量り、確かでない点を行とともに示します。目次などの配置を除く
    すべての文字が元の順に残ることを確かめ、残らなければ何も書かずに止まります。本文は直しません。
    """
    refuse_bad_id(given["identifier"])
    workspace = open_here()
    audience = choose_audience(workspace.settings, given["kind"], given["audience"])
    into = choose_folder(audience, given["kind"], given["into"])
    options = ImportOptions(
        given["identifier"],
        DocumentKind(given["kind"]),
        audience.name,
        given["owner"] or workspace.settings.organisation.name,
        given["title"],
    )
    result = import_text(read_bytes(file), options)
    for folder in workspace.settings.folders:
        refuse_existing(workspace.root / folder / options.id)
    if given["doubts"]:
        write_report(given["doubts"], result, file)
    path = write_folder(workspace.root / into / options.id, result.text)
    click.echo(f"{path.relative_to(workspace.root).as_posix()} を書きました。")
    click.echo(write_plain(result))
    click.echo(say_next(given["owner"], options))
    return ExitCode.OK


def refuse_bad_id(identifier: str) -> None:
    """Raise ImportingError for an id that no document can have."""
    form = read_schema("front-matter")["properties"]["id"]
    if not re.fullmatch(form["pattern"], identifier) or len(identifier) > form["maxLength"]:
        raise ImportingError(
            f"--id の形が正しくありません: {identifier}",
            "英小文字で始まる、英小文字・数字・ハイフンの名にしてください"
            f"（{form['maxLength']}字まで）。例: security-policy",
        )


def choose_audience(settings: Settings, kind: str, name: str | None) -> Audience:
    """Return the audience asked for; by default a policy is public, all else restricted."""
    if name is not None:
        return settings.audience(name)
    wanted = [one for one in settings.audiences if one.is_restricted == (kind != "policy")]
    if not wanted:
        raise ImportingError(
            "公開区分が決められません。", "--audience で公開区分を指定してください。"
        )
    return wanted[0]


def choose_folder(audience: Audience, kind: str, into: str | None) -> str:
    """Return the folder asked for if the audience has it; by default the one named for the kind."""
    if into is None:
        named = [folder for folder in audience.folders if folder.startswith(kind)]
        return (named or list(audience.folders))[0]
    folder = into.rstrip("/")
    if folder not in audience.folders:
        known = "、".join(audience.folders)
        raise ImportingError(
            f"フォルダー「{into}」には公開区分「{audience.name}」の文書を置けません。",
            f"置けるフォルダー: {known}",
        )
    return folder


def read_bytes(file: Path) -> bytes:
    """Return the bytes of the file to be imported."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise ImportingError(f"{file}を読めません: {explain(error)}") from error


def write_report(path: Path, result: Result, file: Path) -> None:
    """Write the report beside the output: as JSON where the name says so."""
    if path.exists() and path.samefile(file):
        raise ImportingError("--doubts に取り込むファイルそのものは指定できません。")
    text = write_json(result) if path.suffix == ".json" else write_plain(result)
    try:
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise ImportingError(f"{path}に書き込めません: {explain(error)}") from error


def say_next(owner: str | None, options: ImportOptions) -> str:
    """Return what is still to be done by hand."""
    lines = ["", "この後にすること"]
    if owner is None:
        lines.append(f"  ownerを団体名（{options.owner}）としました。所管する課に改めてください。")
    lines += [
        "  改正の記録（revisions.yml）はまだありません。決裁の記録を書いてください。",
        f"  kitei check {options.id} で、元の文にある誤りを確かめてください。",
    ]
    return "\n".join(lines)
