"""kitei check: every finding on the documents, in one run."""

from datetime import date

import click

from kitei.checks.corrections import fix_text
from kitei.checks.finding import Finding, Level
from kitei.checks.rules import RULES, select_rules
from kitei.commands.days import AS_OF
from kitei.commands.documents import DOCUMENTS, choose, choose_folders, folder_of, open_here
from kitei.commands.earlier import Earlier, load_earlier
from kitei.commands.findings import find_all
from kitei.errors import ExitCode
from kitei.render.findings import FORMATS
from kitei.store.workspace import Loaded, Workspace


@click.command(short_help="文書の構造・表記・参照を検査する")
@DOCUMENTS
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="plain", help="出力の形。"
)
@AS_OF
@click.option(
    "--since",
    metavar="版",
    help="このgitの版（枝、コミット）から変わった所も調べる。例: origin/main",
)
@click.option("--fix", is_flag=True, help="確実な誤りだけを直す。")
@click.option("--list-rules", is_flag=True, help="規則の一覧を示して終わる。")
def check(  # noqa: PLR0913 - click hands over one parameter per option
    documents: tuple[str, ...],
    *,
    form: str,
    as_of: date,
    since: str | None,
    fix: bool,
    list_rules: bool,
) -> int:
    """文書の構造・表記・参照を検査し、見つけたことをすべて示します。

    誤りがあれば終了コード1、なければ0で終わります。
    """
    if list_rules:
        click.echo("\n".join(f"{rule.name}\t{rule.level}\t{rule.summary}" for rule in RULES))
        return ExitCode.OK
    workspace = open_here()
    loaded = workspace.load()
    if fix:
        loaded = apply_fixes(workspace, loaded, documents, as_of)
    folders = {subject.folder for subject in loaded.subjects}
    if documents:
        folders = choose_folders(loaded, documents, workspace.root)
    rules = select_rules(workspace.settings)
    earlier = look_back(workspace, loaded, folders, since)
    findings = find_all(loaded, workspace.settings, rules, as_of, earlier)
    if documents:
        findings = [finding for finding in findings if folder_of(finding.path) in folders]
    sources = {subject.document.path: subject.document.source for subject in loaded.subjects}
    if findings or form == "json":
        click.echo(FORMATS[form](findings, sources))
    if form == "plain":
        click.echo(summarise(findings, len(folders)))
    has_errors = any(finding.level is Level.ERROR for finding in findings)
    return ExitCode.FINDINGS if has_errors else ExitCode.OK


def look_back(
    workspace: Workspace, loaded: Loaded, folders: set[str], since: str | None
) -> Earlier:
    """Return the earlier texts, and say where the past ones could not be looked for."""
    earlier = load_earlier(workspace, loaded, folders, since)
    if earlier.lacks_repository:
        click.echo("gitのリポジトリーではないので、過去の版の本文は調べていません。", err=True)
    return earlier


def apply_fixes(
    workspace: Workspace, loaded: Loaded, documents: tuple[str, ...], day: date
) -> Loaded:
    """Write the certain corrections into the files and return everything read again."""
    chosen = choose(loaded, documents, workspace.root)
    findings = find_all(loaded, workspace.settings, select_rules(workspace.settings), day)
    for subject in chosen:
        fixed = [f for f in findings if f.fix and f.path == subject.document.path]
        if fixed:
            text = fix_text(subject.document.source, fixed)
            workspace.write_text(subject.document.path, text)
            click.echo(f"{subject.document.path}: {len(fixed)}箇所を直しました。", err=True)
    return workspace.load()


def summarise(findings: list[Finding], documents: int) -> str:
    """Return the last line: how many documents, and how many findings of each level."""
    counts = [(level, sum(f.level is level for f in findings)) for level in Level]
    listed = "、".join(f"{level.label}{count}件" for level, count in counts if count)
    return f"{documents}文書を検査しました。{listed or '指摘はありません'}。"
