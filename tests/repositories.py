"""Scratch repositories for tests: the sample documents, or one that a test writes itself."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COPIED = ("pyproject.toml", "mkdocs.yml", "policy", "standards-private", "procedures-private")


# Another user might not be allowed to start this Python: instead of its number, the process gives
# up every capability (capset(2), version 3: a header and twice three empty sets).
_DROP_PRIVILEGES = """\
import ctypes, struct
ctypes.CDLL(None).capset(struct.pack("Ii", 0x20080522, 0), bytes(24))
"""


@dataclass(frozen=True)
class Outcome:
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


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
    root: Path, *arguments: str, timeout: float = 300, unprivileged: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, as a user would; nothing of this process reaches it.

    `unprivileged`: the superuser, too, is refused what the modes of a file forbid.
    """
    start = "from kitei.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", _DROP_PRIVILEGES * unprivileged + start, *arguments],
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


SETTINGS = """\
[tool.kitei]
terms = []

[tool.kitei.organisation]
name = "見本広域事務組合"
short_name = "本組合"
organs = ["管理者"]

[[tool.kitei.audiences]]
name = "public"
title = "公開"
folders = ["policy"]

[[tool.kitei.audiences]]
name = "staff"
title = "職員限り"
label = "取扱注意"
folders = ["standards-private", "procedures-private"]
"""
_FRONT = """\
---
id: {id}
kind: {kind}
title: 見本の文書
audience: {audience}
numbering: outline
owner: 総務課
---

"""
SOUND_BODY = "## 1 目的 {#purpose}\n\n情報資産を守る。\n"


def write_repository(root: Path, settings: str = SETTINGS) -> Path:
    """Write a repository with one sound standard, `sample`, and return it."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")
    write_document(root, "standards-private/sample")
    return root


def write_document(root: Path, folder: str, body: str = SOUND_BODY) -> Path:
    """Write a document with the front matter that its folder asks for; return its text's path."""
    kinds = {"policy": "policy", "standards-private": "standard", "procedures-private": "procedure"}
    top, _, name = folder.partition("/")
    audience = "public" if top == "policy" else "staff"
    path = root / folder / "index.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    front = _FRONT.format(id=name, kind=kinds[top], audience=audience)
    path.write_text(front + body, encoding="utf-8", newline="\n")
    return path
