"""Peers installed: each in an environment of its own below the cache, at the pinned version."""

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Package:
    """A package on PyPI; `also` are further ones that it does not work without."""

    name: str
    version: str
    also: tuple[str, ...] = ()


class NotInstalled(Exception):
    """A peer that could not be installed here; the message says why."""


def install(package: Package, cache: Path) -> Path:
    """Return the folder of the package's programs, installed at first use."""
    folder = cache / f"{package.name}-{package.version}"
    stamp = folder / "complete"
    if not stamp.exists():
        print(f"installing {package.name} {package.version}", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=True)
        wanted = (f"{package.name}=={package.version}", *package.also)
        pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *wanted)
        result = subprocess.run(pip, capture_output=True, text=True, check=False)
        if result.returncode:
            raise NotInstalled(result.stderr.strip().splitlines()[-1])
        stamp.touch()
    return folder / "bin"
