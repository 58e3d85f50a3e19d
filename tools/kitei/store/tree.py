"""The documents' files as a git revision holds them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kitei.checks.scope import FileEntry
from kitei.errors import Fault, StoreError
from kitei.model.text import Position
from kitei.store.plumbing import GitFailed, Repository, open_repository
from kitei.store.reading import MAX_BYTES, MAX_PICTURE, PICTURES, RULE, decode_content
from kitei.store.subjects import MATCHINGS, RECORD, TEXT

# Names of branches, tags and commits, with ~2 or ^ behind them; nothing that git takes for an
# option, a range or a path.
_REVISION = re.compile(r"(?![-^])(?!.*(?:\.\.|\^[-!@]|\{/))[^\s\x00-\x20\x7f:?*\[\\]+")
# A size is "-" where the object is no file, "BAD" where it is lost.
_ENTRY = re.compile(rb"([0-7]{6}) \w+ ([0-9a-f]+) +(\S+)\t(.+)", re.DOTALL)
_KINDS = {"100": "file", "120": "symlink"}


@dataclass(frozen=True, slots=True)
class Tree:
    """Files at a revision by their paths: what they are, texts and records, hashes of pictures."""

    commit: str
    entries: Mapping[str, FileEntry]
    contents: Mapping[str, bytes]
    hashes: Mapping[str, str]

    def read_text(self, path: str) -> tuple[str, list[Fault]]:
        """Return the text of a file, or why it has none."""
        if path not in self.contents:
            fault = Fault(RULE, Position(1, 1), f"ファイルが大きすぎます（{MAX_BYTES:,}まで）。")
            return "", [fault]
        return decode_content(self.contents[path])

    def hash_file(self, path: str) -> str:
        """Return the sha256 of a picture's bytes, empty where it is none."""
        return self.hashes.get(path, "")


def read_tree(root: Path, revision: str, folders: Iterable[str]) -> Tree:
    """Return the files below the folders at a revision; StoreError where git knows no such."""
    with open_repository(root) as repository:
        if repository is None:
            raise StoreError(
                "gitのリポジトリーではないので、以前の版と比べられません。",
                "git cloneで複製したフォルダーの中で実行してください。",
            )
        commit = _resolve(repository, revision)
        return _read(repository, commit, tuple(folders))


def has_revision(root: Path, revision: str) -> bool:
    """Return whether git knows a commit by this name; False where there is no git."""
    with open_repository(root) as repository:
        return repository is not None and find_commit(repository, revision) is not None


def find_commit(repository: Repository, revision: str) -> str | None:
    """Return the full name of a commit, None where git knows none by this name."""
    if not _REVISION.fullmatch(revision):
        return None
    arguments = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        return repository.run("rev-parse", *arguments).decode().strip()
    except GitFailed:
        return None


def _resolve(repository: Repository, revision: str) -> str:
    commit = find_commit(repository, revision)
    if commit is not None:
        return commit
    raise StoreError(
        f"「{revision}」というgitの版はありません。",
        "枝の名、札（タグ）の名、コミットの番号を書きます。git log --oneline --all で調べられます。"
        "手元にない枝は git fetch で取り込みます。",
    )


def _read(repository: Repository, commit: str, folders: tuple[str, ...]) -> Tree:
    if not folders:
        return Tree(commit, {}, {}, {})
    listing = repository.run("ls-tree", "-r", "-z", "-l", commit, "--", *folders)
    matches = [match for match in map(_ENTRY.fullmatch, listing.split(b"\0")) if match]
    entries, objects = {}, {}
    for mode, name, size, raw in (match.groups() for match in matches):
        path = raw.decode(errors="replace")
        kind = _KINDS.get(mode.decode()[:3], "other")
        entries[path] = FileEntry(path, kind, int(size) if size.isdigit() else 0)
        if kind == "file":
            objects[path] = name.decode()
    texts = [path for path in objects if path.rpartition("/")[2] in (TEXT, RECORD, MATCHINGS)]
    pictures = [path for path in objects if path.endswith(PICTURES)]
    contents = _read_contents(repository, {path: objects[path] for path in texts})
    read = repository.read_objects([objects[path] for path in pictures], MAX_PICTURE)
    hashes = {
        path: sha256(found.content).hexdigest()
        for path, found in zip(pictures, read, strict=True)
        if found.content is not None
    }
    return Tree(commit, entries, contents, hashes)


def _read_contents(repository: Repository, objects: Mapping[str, str]) -> dict[str, bytes]:
    found = {}
    read = repository.read_objects(objects.values(), MAX_BYTES)
    for path, item in zip(objects, read, strict=True):
        if item.is_lost:
            raise GitFailed(f"missing object {item.name} ({path})")
        if item.content is not None:
            found[path] = item.content
    return found
