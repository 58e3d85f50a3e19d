"""Peers installed: each in an environment of its own below the cache, at the pinned version."""

import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.peers import Peer


class NotInstalled(Exception):
    """A peer that could not be installed here; the message says why."""


def install(peer: Peer, cache: Path) -> Path:
    """Return the folder of the peer's programs, installed at first use."""
    folder = cache / f"{peer.name}-{peer.version}"
    stamp = folder / "complete"
    if not stamp.exists():
        print(f"installing {peer.name} {peer.version}", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=True)
        wanted = f"{peer.name}=={peer.version}"
        pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", wanted)
        result = subprocess.run(pip, capture_output=True, text=True, check=False)
        if result.returncode:
            raise NotInstalled(result.stderr.strip().splitlines()[-1])
        stamp.touch()
    return folder / "bin"
