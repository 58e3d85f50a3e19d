"""A real terminal for commands that ask: what is typed, and what stands on the screen."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from threading import Timer

from tests.repositories import Outcome


def run_on_terminal(
    root: Path, *arguments: str, typed: str, seconds: float = 30, kind: str = "dumb"
) -> Outcome:
    """Run a command with a terminal in front of it, on which everything is typed at once.

    One that still waits for an answer after that time is killed.
    """
    ours, theirs = pty.openpty()
    start = "from kitei.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", start, *arguments],
        cwd=root,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "TERM": kind},
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    watch = Timer(seconds, process.kill)
    watch.start()
    shown = bytearray()
    while data := _read(ours):
        shown += data
    process.wait()
    watch.cancel()
    os.close(ours)
    return Outcome(process.returncode, shown.decode().replace("\r\n", "\n"), "")


def _read(descriptor: int) -> bytes:
    """Return what stands on the screen next; nothing where nobody writes there any more."""
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""
