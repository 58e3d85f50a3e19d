"""kitei renumber: markers in sequence again, and every reference to them."""

from collections import defaultdict
from collections.abc import Iterable

import click

from kitei.checks.scope import Subject
from kitei.commands.asking import confirm, has_terminal
from kitei.commands.changed import find_before, list_citing
from kitei.commands.documents import DOCUMENT, choose_one, open_here
from kitei.commands.earlier import load_earlier
from kitei.compare.renumbering import Edit, Remark, Renumbering, apply_edits, prove
from kitei.compare.renumbering import renumber as plan_renumbering
from kitei.errors import ExitCode, StoreError
from kitei.source.document_reader import read_document
from kitei.store.replacing import replace_texts
from kitei.store.workspace import Loaded, Workspace

_ASK = "新しく書いた引用は、指す規定へのリンク（[上記6](#id)）にすると決まります。"


@click.command(short_help="規定の増減の後に、符号と引用を改める")
@DOCUMENT
@click.option(
    "--since",
    metavar="版",
    help="最後に決裁された本文でなく、このgitの版（枝、コミット）から変わった所を改める。",
)
@click.option("--dry-run", is_flag=True, help="何を改めるかを示して終わる。")
@click.option("--yes", is_flag=True, help="尋ねずに書き改める。")
def renumber(document: str, *, since: str | None, dry_run: bool, yes: bool) -> int:
    """規定を加え、又は削った後に、符号を順に直し、それを引くすべての文書の引用を改めます。

    初めに、何をどう改めるかを示します。一か所でも確かでなければ、何も書き改めません。
    """
    workspace = open_here()
    loaded = workspace.load()
    subject = choose_one(loaded, document, workspace.root)
    renumbering = _plan(workspace, loaded, subject, since)
    texts = _rewrite(loaded, renumbering.edits)
    doubts = renumbering.doubts or _prove(loaded, renumbering, texts)
    show(renumbering)
    if doubts:
        _refuse(doubts)
    if not texts:
        click.echo("改める所はありません。")
    if not texts or dry_run or not (yes or _is_agreed(texts)):
        return ExitCode.OK
    _write(workspace, loaded, texts)
    click.echo(f"{len(texts)}個のファイルを書き改めました。")
    return ExitCode.OK


def _plan(workspace: Workspace, loaded: Loaded, subject: Subject, since: str | None) -> Renumbering:
    unread = sorted(path for path in loaded.unread() if path.endswith("/index.md"))
    if unread:
        raise StoreError(
            f"{'、'.join(unread)}を読めないので、引用があるかどうかが分かりません。",
            "理由は kitei check で見られます。",
        )
    folders = {other.folder for other in loaded.subjects}
    earlier = load_earlier(workspace, loaded, folders, since)
    before = find_before(subject, earlier)
    if before is None:
        raise StoreError(
            f"{subject.document.id}には、比べる前の本文がありません。",
            "前の本文のあるgitの版を --since で指定してください。例: --since HEAD",
        )
    citing = list_citing(subject, loaded.by_id().values(), earlier)
    return plan_renumbering(before, subject.document, citing)


def _rewrite(loaded: Loaded, edits: Iterable[Edit]) -> dict[str, str]:
    """Return the texts as they would be written, by path."""
    by_path: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.path].append(edit)
    sources = {subject.document.path: subject.document.source for subject in loaded.subjects}
    return {path: apply_edits(sources[path], found) for path, found in by_path.items()}


def _prove(loaded: Loaded, renumbering: Renumbering, texts: dict[str, str]) -> tuple[Remark, ...]:
    """Return what is wrong with the texts, read again as they would be written."""
    return prove(renumbering, {path: read_document(text, path) for path, text in texts.items()})


def show(renumbering: Renumbering) -> None:
    """Tell which markers and which references become what, and what stays as it is."""
    if renumbering.markers:
        click.secho(f"改める符号（{len(renumbering.markers)}）", bold=True)
    path = renumbering.versions.working.document.path
    for marker in renumbering.markers:
        line = marker.place.provision.position.line
        caption = marker.place.provision.caption or ""
        click.echo(
            f"  {path}:{line}: {marker.old_address} → {marker.new_address} {caption}".rstrip()
        )
    if renumbering.references:
        click.secho(f"改める引用（{len(renumbering.references)}）", bold=True)
    for found in renumbering.references:
        where = f"{found.path}:{found.position}: {found.address}".rstrip()
        click.echo(f"  {where}: {found.old} → {found.new}")
    if renumbering.notes:
        click.secho(f"そのままにする引用（{len(renumbering.notes)}）", bold=True)
    for note in renumbering.notes:
        click.echo(f"  {describe(note)}")


def describe(remark: Remark) -> str:
    """Return a remark as one line: where, what stands there, and what is to be said of it."""
    where = f"{remark.path}:{remark.position}: {remark.address}".rstrip(" :")
    return f"{where}: 「{remark.found}」 {remark.reason}。"


def _refuse(doubts: Iterable[Remark]) -> None:
    listed = [f"  {describe(doubt)}" for doubt in doubts]
    click.secho(f"確かでない所（{len(listed)}）", bold=True, err=True)
    click.echo("\n".join(listed), err=True)
    raise StoreError(
        "確かでない所があるので、何も書き改めません。",
        f"その所を直してから、やり直してください。{_ASK}",
    )


def _is_agreed(texts: dict[str, str]) -> bool:
    if not has_terminal():
        raise StoreError(
            "端末でないので、書き改めてよいかを尋ねられません。",
            "確かめた上で --yes を付けてください。",
        )
    return confirm(f"{len(texts)}個のファイルを書き改めますか")


def _write(workspace: Workspace, loaded: Loaded, texts: dict[str, str]) -> None:
    """Write the texts, unless somebody changed one of the files in the meantime."""
    for subject in loaded.subjects:
        path = subject.document.path
        if path in texts and not workspace.is_written_as(path, subject.document.source):
            raise StoreError(f"{path}は、読んだ後に変わりました。", "もう一度やり直してください。")
    replace_texts(workspace.root, texts)
