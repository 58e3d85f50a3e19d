"""Scratch repositories for tests: the sample documents, or one that a test writes itself."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kitei.store.workspace import open_workspace

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
# The record of a draft: a text that nobody has decided yet.
OPEN_RECORD = """\
- revision: "1"
  kind: enactment
  decided: []
"""


def write_repository(root: Path, settings: str = SETTINGS) -> Path:
    """Write a repository with one sound standard, `sample`, and return it."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")
    write_document(root, "standards-private/sample")
    return root


def write_document(root: Path, folder: str, body: str = SOUND_BODY) -> Path:
    """Write a document with the front matter that its folder asks for; return its text's path.

    One without records gets the record of a draft; records that are there stay as they are.
    """
    kinds = {"policy": "policy", "standards-private": "standard", "procedures-private": "procedure"}
    top, _, name = folder.partition("/")
    audience = "public" if top == "policy" else "staff"
    path = root / folder / "index.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    front = _FRONT.format(id=name, kind=kinds[top], audience=audience)
    path.write_text(front + body, encoding="utf-8", newline="\n")
    record = path.with_name("revisions.yml")
    if not record.exists():
        record.write_text(OPEN_RECORD, encoding="utf-8", newline="\n")
    return path


_RECORD = """\
- revision: "{number}"
  kind: {kind}
  decided:
    - {{by: 管理者, on: {decided}, number: 見広総第{number}号}}
  effective_from: {effective}
  published_on: {decided}
  reason: 見本のため。
  text_sha256: {digest}
"""


def decide_document(  # noqa: PLR0913 - one parameter per key of the record
    root: Path,
    folder: str,
    number: str = "1",
    *,
    kind: str = "enactment",
    decided: str = "2026-03-16",
    effective: str = "2026-04-01",
) -> str:
    """Add a record that decides the text as it is now, and return its hash.

    It takes the place of the record of the draft.
    """
    workspace = open_workspace(root)
    loaded = workspace.load()
    subject = next(subject for subject in loaded.subjects if subject.folder == folder)
    digest = workspace.hash_text(subject)
    record = _RECORD.format(
        number=number, kind=kind, decided=decided, effective=effective, digest=digest
    )
    path = root / folder / "revisions.yml"
    before = path.read_text("utf-8") if path.exists() else ""
    text = before.replace(OPEN_RECORD, "") + record
    path.write_text(text, encoding="utf-8", newline="\n")
    return digest


def git(root: Path, *arguments: str, day: str = "2026-04-01") -> str:
    """Run git in a repository, with an author, a day and no settings of this machine."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(root),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{role}_NAME": "総務課" for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_EMAIL": "soumu@example.jp" for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_DATE": f"{day}T09:00:00+0900" for role in ("AUTHOR", "COMMITTER")},
    }
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def commit_all(root: Path, message: str = "変更", day: str = "2026-04-01") -> str:
    """Commit everything in a folder, made a repository where it is none; return the commit."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message, day=day)
    return git(root, "rev-parse", "HEAD").strip()
