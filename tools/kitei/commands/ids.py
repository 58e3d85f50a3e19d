"""kitei ids: ids for headings that have none, written into the source and nothing else."""

import re

import click

from kitei.checks.scope import Subject
from kitei.commands.documents import DOCUMENTS, choose, open_here
from kitei.errors import ExitCode
from kitei.model.document import RemarkKind
from kitei.model.provision import Provision
from kitei.source.ids import suggest_id

# Hash signs at the end of a heading belong to its form, not to its caption.
_CLOSING = re.compile(r"[ \t]#+$")
# A heading with markup at its end gets no id: what stands there is for its author to judge.
_WRONG = (RemarkKind.BAD_ATTRIBUTE, RemarkKind.RAW_HTML)


@click.command(short_help="idのない見出しにidを補う")
@DOCUMENTS
@click.option("--check", "only_check", is_flag=True, help="書き込まず、補うidを示す。")
def ids(documents: tuple[str, ...], only_check: bool) -> int:
    """idのない見出しの終わりに {#id} を補います。既にあるidは変えません。"""
    workspace = open_here()
    count = 0
    for subject in choose(workspace.load(), documents, workspace.root):
        text, added = add_ids(subject)
        count += len(added)
        if added and not only_check:
            workspace.write_text(subject.document.path, text)
        for line, label, identifier in added:
            click.echo(f"{subject.document.path}:{line}: {label} {{#{identifier}}}")
    click.echo(f"{count}個のidを{'補えます' if only_check else '補いました'}。")
    return ExitCode.FINDINGS if only_check and count else ExitCode.OK


def add_ids(subject: Subject) -> tuple[str, list[tuple[int, str, str]]]:
    """Return the source with ids added, and (line, label, id) of each."""
    lines = subject.document.source.split("\n")
    taken = {p.provision.id for p in subject.places.all if p.provision.id}
    taken |= set(subject.document.meta.retired)
    wrong = {r.position.line for r in subject.document.remarks if r.kind in _WRONG}
    added = []
    for place in subject.places.all:
        provision = place.provision
        if not provision.is_heading or provision.is_deleted or provision.id is not None:
            continue
        if provision.position.line in wrong:
            continue
        caption = str(provision.caption or provision.marker or "").strip("（）()")
        identifier = suggest_id(caption, taken)
        taken.add(identifier)
        line = provision.position.line
        heading = _CLOSING.sub("", lines[line - 1].rstrip())
        lines[line - 1] = f"{heading} {{#{identifier}}}"
        added.append((line, _name(provision), identifier))
    return "\n".join(lines), added


def _name(provision: Provision) -> str:
    """Return marker and caption as they stand in the heading: 1 目的, 第1条（目的）."""
    between = "" if provision.has_attached_caption else " "
    return between.join(str(part) for part in (provision.marker, provision.caption) if part)
