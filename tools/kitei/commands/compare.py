"""kitei compare: the 新旧対照表 of two texts, verified, in the form asked for."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

import click

from kitei.commands.comparison_files import are_files, read_files
from kitei.commands.comparison_forms import FORMS, Job, find_screen, write_out
from kitei.commands.comparison_pair import Incoming, Pair, choose_narrowest
from kitei.commands.days import AS_OF
from kitei.compare.comparison import compare_documents
from kitei.compare.enacted import drop_settled
from kitei.compare.following import StaleReference, follow_provisions
from kitei.compare.outcome import Comparison, PictureHashes
from kitei.compare.stale_references import find_stale_references
from kitei.compare.table_options import PRESETS, Phase, choose_options
from kitei.compare.tabulation import make_table
from kitei.errors import ExitCode, RenderError
from kitei.model.document import Document
from kitei.render.comparison_report import ComparisonReport

_HIDDEN = (
    "公開区分「{title}」の文書にも、確かめを要する引用があります。"
    "--audience {name} を付けると示します。"
)


class Given(TypedDict):
    """The options as typed."""

    form: str
    preset: str | None
    audience: str | None
    out: Path | None
    as_of: date


@click.command(short_help="二つの版の新旧対照表を作る")
@click.argument("texts", nargs=-1, required=True, metavar="文書のid又はフォルダー [旧] [新]")
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="text", help="出力の形。")
@click.option(
    "--preset",
    type=click.Choice(list(PRESETS)),
    help="新旧対照表の様式。既定は設定の様式（なければjichitai）。",
)
@click.option(
    "--audience",
    metavar="区分",
    help="この公開区分までの文書にある、確かめを要する引用も示す。",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="ファイル", help="書き出す先。")
@AS_OF
def compare(texts: tuple[str, ...], **given: Unpack[Given]) -> int:
    """二つの本文を比べ、新旧対照表を作ります。

    旧と新には、版、日、draft（作業中の本文）、gitの版を書きます。旧を省くと施行中の本文、
    新を省くと作業中の案（なければ最後に決裁された版）です。二つのMarkdownのファイル
    （旧.md 新.md）も比べられます。
    """
    if len(texts) > 3:
        raise click.UsageError("比べるものは、旧と新の二つまでです。")
    form, out = FORMS[given["form"]], given["out"]
    if out is None and not form.is_text:
        raise RenderError(
            f"--format {given['form']} はファイルに書き出します。",
            "--out で書き出す先を指定してください。例: --out 新旧対照表.docx",
        )
    pair = choose_pair(texts, given["as_of"])
    incoming = find_incoming(pair, given["audience"])
    report = make_report(pair, incoming, given["preset"])
    write_out(form.write(Job(report, pair, find_screen(out), given["as_of"])), out, pair)
    for notice in pair.notices:
        click.echo(f"注意: {notice.message}{notice.advice}", err=True)
    for audience in incoming.hidden:
        click.echo(_HIDDEN.format(title=audience.title, name=audience.name), err=True)
    if out is not None:
        click.echo(f"{out} を書きました。")
    return ExitCode.OK


def choose_pair(texts: tuple[str, ...], day: date) -> Pair:
    """Return the texts that the words of a command line name."""
    if are_files(texts):
        return read_files(Path(texts[0]), Path(texts[1]))
    from kitei.commands.comparison_texts import find_pair  # noqa: PLC0415 - files need no history

    return find_pair(texts, day)


def find_incoming(pair: Pair, name: str | None) -> Incoming:
    """Return the references to a draft in other documents, as far as they may be shown."""
    audience = pair.settings.audience(name) if name is not None else None
    if pair.cited is None:
        return Incoming()
    from kitei.commands.citing import find_citing  # noqa: PLC0415 - only drafts are followed

    return find_citing(pair, pair.cited, audience)


def make_report(pair: Pair, incoming: Incoming, preset: str | None) -> ComparisonReport:
    """Return the verified comparison of two texts with its table."""
    old, new = pair.old.edition, pair.new.edition
    hashes = PictureHashes(_hash_all(old.pictures), _hash_all(new.pictures))
    comparison = compare_documents(old.document, new.document, pair.matches, hashes=hashes)
    phase = Phase.DRAFT if pair.new.is_draft else Phase.FINAL
    options = choose_options(pair.settings.comparison, preset).adapt(pair.kind)
    options = options.adapt_old(is_current=pair.is_current)
    reason = pair.new.revision.reason if pair.new.revision and pair.kind else ""
    return ComparisonReport(
        comparison,
        make_table(comparison, options, phase, reason=reason),
        pair.old.name,
        pair.new.name,
        tuple(_list_stale(comparison, incoming, pair.decided)),
        choose_narrowest(pair.settings, [old.audience, new.audience, *incoming.audiences]).label,
        incoming.references,
        incoming.citing,
        comparison.alignment.unused,
        tuple(notice.message for notice in pair.notices),
    )


def _list_stale(
    comparison: Comparison, incoming: Incoming, decided: tuple[Document, ...]
) -> Iterator[StaleReference]:
    """Yield the references of the new text that did not follow, each once.

    A draft is also judged from the text decided last, which may not be in force yet. What a 附則
    was decided to say holds for the text of its day, whichever texts are compared.
    """
    seen = set()
    stale = drop_settled(find_stale_references(follow_provisions(comparison)), decided)
    for found in (*stale, *incoming.own):
        place = found.at.text.locate(found.start), found.start
        if found.is_stale and place not in seen:
            seen.add(place)
            yield found


def _hash_all(pictures: Mapping[str, bytes]) -> dict[str, str]:
    if not pictures:
        return {}
    from hashlib import sha256  # noqa: PLC0415 - slow to load, and few documents have pictures

    return {name: sha256(content).hexdigest() for name, content in pictures.items()}
