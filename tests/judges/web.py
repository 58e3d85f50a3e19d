"""Judges of web pages: the Nu HTML checker, Chromium, axe-core; and a server to show pages."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

from playwright.sync_api import Browser, Page, Playwright

from tests.judges.presence import get_command, get_first, get_npm_file

CHECKER_OPTIONS = ["--format", "json", "--stdout", "--exit-zero-always"]
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=ja-JP",
    # No test asks the network: only this machine has a name.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def find_html_errors(paths: Iterable[Path]) -> list[str]:
    """Return what the Nu checker, the W3C's own, calls an error; one start for all the files."""
    checker = get_npm_file("vnu-jar/build/dist/vnu.jar")
    command = [get_command("java"), "-Xss4m", "-jar", checker, *CHECKER_OPTIONS]
    command.extend(path.resolve(strict=True) for path in paths)
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    return [
        f"{unquote(message['url'])}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] != "info"
    ]


def launch_browser(playwright: Playwright) -> Browser:
    """Start the system's Chromium, else playwright's own, without a window."""
    own = Path(playwright.chromium.executable_path)
    system = map(shutil.which, ("chromium", "google-chrome", "google-chrome-stable"))
    executable = get_first([*(Path(path) for path in system if path), own], "chromium")
    return playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)


def find_axe_violations(page: Page) -> list[str]:
    """Return what axe-core finds on the page as it is now: rule, help, the places."""
    page.evaluate(get_npm_file("axe-core/axe.min.js").read_text("utf-8") + "; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the name of the parameter is the parent's."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve the folder on this machine while the block runs; the value is the base URL."""
    handler = partial(_QuietHandler, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
