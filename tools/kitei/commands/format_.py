"""kitei format: the source in its canonical writing; not a word is changed."""

import click

from kitei.commands.documents import DOCUMENTS, choose, open_here
from kitei.errors import ExitCode
from kitei.model.document import Document, RemarkKind
from kitei.source.front_matter import split_front_matter
from kitei.source.markdown_reader import read_body
from kitei.source.markdown_writer import write_body

# What the reader keeps as plain characters or takes together: writing it anew would hide the fault
# (<b> would become \\<b>) that its author has to judge.
_UNDECIDED = {
    RemarkKind.RAW_HTML,
    RemarkKind.UNSUPPORTED,
    RemarkKind.BAD_ATTRIBUTE,
    RemarkKind.RAGGED_TABLE,
    RemarkKind.BAD_MERGE,
    RemarkKind.LAYOUT,
    RemarkKind.BARE_TABLE,
    RemarkKind.UNMARKED,
}


@click.command(short_help="原稿の書き方を整える（語句は変えない）")
@DOCUMENTS
@click.option("--check", "only_check", is_flag=True, help="書き込まず、整っていない文書を示す。")
def format_(documents: tuple[str, ...], only_check: bool) -> int:
    """原稿の空行・字下げ・見出しの深さを決まった書き方に整えます。語句は変えません。"""
    workspace = open_here()
    loaded = workspace.load()
    changed = 0
    for subject in choose(loaded, documents, workspace.root):
        document = subject.document
        text = format_text(document)
        if text is None:
            reason = "書き方の誤りがあるので整えません。kitei checkで見られます。"
            click.secho(f"{document.path}: {reason}", fg="yellow", err=True)
        elif not workspace.is_written_as(document.path, text):
            changed += 1
            if not only_check:
                workspace.write_text(document.path, text)
            click.echo(f"{document.path}: {'整っていません' if only_check else '整えました'}")
    click.echo(f"{changed}文書{'が整っていません' if only_check else 'を整えました'}。")
    return ExitCode.FINDINGS if only_check and changed else ExitCode.OK


def format_text(document: Document) -> str | None:
    """Return the file in canonical writing, or None where that would change what it says.

    The front matter stays as it is, comments included.
    """
    parts = split_front_matter(document.source)
    if parts is None or any(remark.kind in _UNDECIDED for remark in document.remarks):
        return None
    body = write_body(document.content)
    again, _ = read_body(body, document.style)
    if again != document.content:
        return None
    return f"---\n{parts.yaml}\n---\n\n{body}"
