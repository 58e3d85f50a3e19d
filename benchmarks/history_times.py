"""Find past texts in several ways, taking turns in one process, and print seconds as JSON.

usage: python benchmarks/history_times.py ROOT RUNS    (the wanted hashes on standard input)
"""

import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import git

from kitei.source.digest import hash_source
from kitei.store.history import find_texts

BARE = """\
git log --all --full-history -m --raw --no-abbrev --no-renames --format= -- \
':(glob)**/index.md' |
awk '$2 ~ /^100/ && !seen[$4]++ { print $4 }' | git cat-file --batch --buffer > /dev/null
"""


def main(root: Path, runs: int, wanted: list[str]) -> dict[str, object]:
    """Return the seconds of each way by its name, and the memory that kitei's takes."""
    ways: dict[str, Callable[[], object]] = {
        "bare": lambda: subprocess.run(["sh", "-c", BARE], cwd=root, check=True),
        "kitei": lambda: _find(root, wanted),
        "usual": lambda: _find(root, wanted[-3:]),
        "trees": lambda: _walk_trees(root, set(wanted)),
        "paths": lambda: _walk_paths(root, set(wanted)),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(runs + 1):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            elapsed = time.perf_counter() - start
            times[name] += [elapsed] if turn else []
    return {"times": times, "allocated": _measure_memory(root, wanted)}


def _find(root: Path, wanted: list[str]) -> None:
    found = find_texts(root, wanted).texts
    assert found.keys() == set(wanted)


def _measure_memory(root: Path, wanted: list[str]) -> int:
    """Return the bytes that are allocated at most while all texts are read and none is kept."""
    tracemalloc.start()
    find_texts(root, wanted[:1])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _walk_trees(root: Path, wanted: set[str]) -> None:
    """Find the texts as GitPython's own objects offer it: commits, their trees, their blobs."""
    seen: set[bytes] = set()
    with git.Repo(root) as repository:
        for commit in repository.iter_commits("--all"):
            _search_tree(commit.tree, seen, wanted)
    assert not wanted


def _search_tree(tree: git.Tree, seen: set[bytes], wanted: set[str]) -> None:
    """Search a tree; what has been seen in another commit is not read again."""
    for item in tree:
        if item.binsha in seen:
            continue
        seen.add(item.binsha)
        if isinstance(item, git.Tree):
            _search_tree(item, seen, wanted)
        elif item.name == "index.md":
            wanted.discard(_hash(item.data_stream.read()) or "")


def _walk_paths(root: Path, wanted: set[str]) -> None:
    """Find the texts as its manual shows it: the commits of one path after the other."""
    seen: set[bytes] = set()
    with git.Repo(root) as repository:
        for path in sorted(root.glob("*/*/index.md")):
            name = path.relative_to(root).as_posix()
            for commit in repository.iter_commits("--all", paths=name):
                blob = commit.tree / name
                if blob.binsha not in seen:
                    seen.add(blob.binsha)
                    wanted.discard(_hash(blob.data_stream.read()) or "")
    assert not wanted


def _hash(content: bytes) -> str | None:
    return hash_source(content.decode(), lambda name: None)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), json.load(sys.stdin))))
