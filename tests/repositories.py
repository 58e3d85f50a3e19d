"""Scratch repositories for tests: the sample documents, or one that a test writes itself."""

import shutil
import subprocess
import sys
from pathlib import Path

COPIED = ("pyproject.toml", "mkdocs.yml", "policy", "standards-private", "procedures-private")


def copy_sample(repository: Path, target: Path) -> Path:
    """Copy the sample documents with their settings into a new folder and return it."""
    target.mkdir(parents=True)
    for name in COPIED:
        source = repository / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy2(source, target / name)
    return target


def run_kitei(
    root: Path, *arguments: str, timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, as a user would; nothing of this process reaches it."""
    return subprocess.run(
        [sys.executable, "-c", "from kitei.cli import main; main()", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
