"""kitei preview: the site of the working text on this machine, made again when a file is saved."""

import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import click

from kitei.commands.build import Builder
from kitei.commands.documents import open_here
from kitei.errors import ExitCode, PublishError
from kitei.model.audience import Audience
from kitei.store.workspace import Workspace, open_workspace

INTERVAL = 0.5


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line per request, and without being cached."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""

    def end_headers(self) -> None:
        """Keep browsers from showing an old page after saving."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@click.command(short_help="手元で案を見ながら直す")
@click.option(
    "--audience", metavar="区分", help="この公開区分の読者として見る（既定は最も狭い区分）。"
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="ポート。"
)
def preview(audience: str | None, port: int) -> int:
    """作業中の文書を手元のブラウザで見ます。保存すると作り直します。Ctrl+Cで終わります。"""
    workspace = open_here()
    chosen = workspace.settings.audience(audience) if audience else workspace.settings.audiences[-1]
    with TemporaryDirectory(prefix="kitei-preview-") as folder:
        out = Path(folder)
        _rebuild(workspace, chosen, out)
        server = _open_server(out / chosen.name, port)
        Thread(target=server.serve_forever, daemon=True).start()
        click.echo(
            f"http://127.0.0.1:{server.server_address[1]}/ で見られます。Ctrl+Cで終わります。"
        )
        try:
            for _ in _changes(workspace):
                _rebuild(open_workspace(workspace.root), chosen, out)
        finally:
            server.shutdown()
            server.server_close()
    return ExitCode.OK


def _open_server(folder: Path, port: int) -> ThreadingHTTPServer:
    handler = partial(QuietHandler, directory=str(folder))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise PublishError(
            f"ポート{port}は使えません: {error.strerror}", "--port で別の番号を指定してください。"
        ) from error


def _rebuild(workspace: Workspace, audience: Audience, out: Path) -> None:
    started = time.monotonic()
    built = Builder(workspace, out).build(audience)
    if built.report is None:
        click.secho("指摘を直すまで、前の表示のままです。", fg="yellow", err=True)
    else:
        click.echo(f"作りました（{time.monotonic() - started:.1f}秒）。", err=True)


def _changes(workspace: Workspace) -> Iterator[None]:
    """Yield whenever a file of the documents or the settings has changed."""
    before = _stamp(workspace)
    while True:
        time.sleep(INTERVAL)
        after = _stamp(workspace)
        if after != before:
            before = after
            yield


def _stamp(workspace: Workspace) -> tuple[tuple[str, int, int], ...]:
    roots = [workspace.root / folder for folder in workspace.settings.folders]
    files = [path for root in roots for path in root.rglob("*") if not path.is_symlink()]
    files.append(workspace.root / "pyproject.toml")
    stats = ((str(path), path.stat()) for path in sorted(files) if path.is_file())
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
