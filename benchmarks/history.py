"""A repository with a long past: texts of the corpus, changed a word at a time, commit by commit.

The same numbers give the same objects, down to the name of the last commit.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import make_corpus
from benchmarks.kitei_form import write_repository
from kitei.source.digest import hash_source

# Provisions in a document, which make its text some 16 KB.
PROVISIONS = 120
_START = 1_500_000_000
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Past:
    """A repository's past: `hashes` of all versions of its documents, the oldest first."""

    root: Path
    documents: int
    commits: int
    hashes: tuple[str, ...]


def write_history(root: Path, documents: int, commits: int, versions: int) -> Past:
    """Make a repository with so many versions, the documents changing in turns, and check it out.

    Every commit changes the same number of documents, as near as may be; the first change of each
    document is its enactment.
    """
    texts = _make_texts(documents)
    hashes: list[str] = []
    stream = b"".join(_write_commits(texts, commits, versions, hashes))
    root.mkdir(parents=True)
    _git(root, "init", "--quiet", "--initial-branch=main")
    _git(root, "fast-import", "--quiet", given=stream)
    _git(root, "gc", "--quiet")
    _git(root, "reset", "--quiet", "--hard", "main")
    return Past(root, documents, commits, tuple(hashes))


def _make_texts(documents: int) -> dict[str, str]:
    """Return the texts of the corpus by their paths."""
    with tempfile.TemporaryDirectory(prefix="kitei-bench-") as folder:
        root = Path(folder)
        write_repository(root, make_corpus(PROVISIONS * documents, documents))
        return {
            path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted([*root.glob("*/*/index.md"), root / "pyproject.toml"])
        }


def _write_commits(
    texts: dict[str, str], commits: int, versions: int, hashes: list[str]
) -> Iterator[bytes]:
    """Yield the orders of `git fast-import`, and collect the hashes of the versions."""
    settings = texts.pop("pyproject.toml")
    paths = list(texts)
    for number in range(commits):
        first, last = (versions * n // commits for n in (number, number + 1))
        yield _order_commit(number)
        yield _order_file("pyproject.toml", settings) if number == 0 else b""
        for version in range(first, last):
            path = paths[version % len(paths)]
            text = _change(texts[path], version // len(paths))
            texts[path] = text
            hashes.append(hash_source(text, lambda name: None) or "")
            yield _order_file(path, text)


def _change(text: str, turn: int) -> str:
    """Return a text with one sentence more than before, each turn in another place."""
    paragraphs = text.split("\n\n")
    places = [i for i, one in enumerate(paragraphs) if one.endswith("。") and one[0] not in "-#"]
    place = places[turn * 7 % len(places)]
    paragraphs[place] += f"このことは、{turn + 1}回目の見直しによる。"
    return "\n\n".join(paragraphs)


def _order_commit(number: int) -> bytes:
    who = f"kitei <kitei@example.jp> {_START + number * _DAY} +0900"
    message = f"{number + 1}回目の変更".encode()
    head = f"commit refs/heads/main\ncommitter {who}\ndata {len(message)}\n"
    return head.encode() + message + b"\n"


def _order_file(path: str, text: str) -> bytes:
    content = text.encode()
    return f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"


def _git(root: Path, *arguments: str, given: bytes = b"") -> None:
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), **nowhere}
    subprocess.run(
        ["git", *arguments], cwd=root, env=environment, input=given, check=True, capture_output=True
    )
