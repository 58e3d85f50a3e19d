"""kitei preview: the site of the working text on this machine, made again when a file is saved."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import BinaryIO

import click

from kitei.commands.builder import CONFIG, Builder
from kitei.commands.days import AS_OF
from kitei.commands.documents import open_here
from kitei.errors import ExitCode, KiteiError, PublishError, explain
from kitei.store.workspace import Workspace, open_workspace

INTERVAL = 0.5
# A page of another host could ask under its own name for what only this machine may read.
_OWN_HOST = re.compile(r"(?:127\.0\.0\.1|localhost)(?::[0-9]+)?", re.IGNORECASE)
_NOT_YET = """\
<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<title>まだ表示できません</title>
<h1>まだ表示できません</h1>
<p>原稿に誤りがあります。端末に示された指摘を直して保存すると、ここに表示されます。</p>
</html>
"""
Stamp = tuple[tuple[str, int, int], ...]


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line per request, without being cached, and to this machine only."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""

    def end_headers(self) -> None:
        """Keep browsers from showing an old page after saving."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Return what is to be sent: a file, or a page that says that there is no site yet."""
        if not _OWN_HOST.fullmatch(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.FORBIDDEN)
            return None
        if Path(self.directory).is_dir():
            return super().send_head()
        page = _NOT_YET.encode()
        self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return BytesIO(page)


@dataclass(slots=True)
class Preview:
    """A site shown on this machine: of what, for whom, where, as on which day; `seen` its state."""

    workspace: Workspace
    audience: str
    out: Path
    day: date
    seen: Stamp = ()

    @property
    def site(self) -> Path:
        """The folder that is shown."""
        return self.out / self.audience

    def build(self) -> None:
        """Make the site of what is saved now, and say so."""
        # Taken before the files are read: what is saved meanwhile is built the next time.
        self.seen = _stamp(self.workspace)
        started = time.monotonic()
        audience = self.workspace.settings.audience(self.audience)
        builder = Builder(self.workspace, self.out, self.day, shows_drafts=True)
        if builder.build(audience).report is not None:
            click.echo(f"作りました（{time.monotonic() - started:.1f}秒）。", err=True)
        elif self.site.is_dir():
            click.secho("指摘を直すまで、前の表示のままです。", fg="yellow", err=True)
        else:
            click.secho("指摘を直して保存すると、表示します。", fg="yellow", err=True)

    def follow(self) -> None:
        """Make the site again whenever a file has changed; an error is told, and not the end."""
        while True:
            time.sleep(INTERVAL)
            if _stamp(self.workspace) == self.seen:
                continue
            self.seen = _stamp(self.workspace)
            try:
                self.workspace = open_workspace(self.workspace.root)
                self.build()
            except KiteiError as error:
                click.secho(f"誤り: {error.message}", fg="red", err=True)
                click.echo(error.hint or "直して保存すると、作り直します。", err=True)


@click.command(short_help="手元で案を見ながら直す")
@click.option(
    "--audience", metavar="区分", help="この公開区分の読者として見る（既定は最も狭い区分）。"
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="ポート。"
)
@AS_OF
def preview(audience: str | None, port: int, as_of: date) -> int:
    """作業中の文書を手元のブラウザで見ます。保存すると作り直します。Ctrl+Cで終わります。

    決定されたどの版とも違う原稿は、案として、その文書のページに示されます。
    """
    workspace = open_here()
    audiences = workspace.settings.audiences
    chosen = workspace.settings.audience(audience) if audience else audiences[-1]
    with _ending_on_sigterm(), TemporaryDirectory(prefix="kitei-preview-") as folder:
        shown = Preview(workspace, chosen.name, Path(folder), as_of)
        shown.build()
        with _serving(shown.site, port) as address:
            click.echo(f"{address} で見られます。Ctrl+Cで終わります。")
            shown.follow()
    return ExitCode.OK


@contextmanager
def _ending_on_sigterm() -> Iterator[None]:
    """Let a request to end be what Ctrl+C is, so that nothing is left on the disk."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _serving(folder: Path, port: int) -> Iterator[str]:
    """Serve a folder meanwhile; give its address."""
    server = _open_server(folder, port)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def _open_server(folder: Path, port: int) -> ThreadingHTTPServer:
    handler = partial(QuietHandler, directory=str(folder))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise PublishError(
            f"ポート{port}は使えません: {explain(error)}", "--port で別の番号を指定してください。"
        ) from error


def _stamp(workspace: Workspace) -> Stamp:
    """Return the names, times and sizes of the files that the site is made of."""
    paths = [workspace.root / "pyproject.toml", workspace.root / CONFIG]
    for folder in workspace.settings.folders:
        for place, _, names in os.walk(workspace.root / folder):
            paths += [Path(place, name) for name in names]
    return tuple(stamp for path in sorted(paths) for stamp in _stamp_file(path))


def _stamp_file(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the stamp of a file; nothing of one that an editor has taken away meanwhile."""
    try:
        status = path.lstat()
    except OSError:
        return
    yield str(path), status.st_mtime_ns, status.st_size
