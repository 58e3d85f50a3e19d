"""Past texts: every text that a recorded hash names, found in git wherever it stands."""

import re
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import IO

from kitei.errors import SourceError, StoreError
from kitei.source.digest import PictureHash, find_pictures, hash_document, hash_source
from kitei.source.document_reader import read_document
from kitei.source.front_matter import split_front_matter
from kitei.store.plumbing import PARTIAL, GitFailed, Report, Repository, open_repository
from kitei.store.reading import MAX_BYTES, MAX_PICTURE, decode_text
from kitei.store.subjects import TEXT

_REGULAR = re.compile("100[0-7]{3}")
_TREE_ENTRY = re.compile(rb"([0-7]+) ([^\0]+)\0", re.DOTALL)
# Newest first. -m shows a text that was settled while merging, --full-history those of branches
# that a merge has discarded.
_LOG = (
    *("-c", "log.follow=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true"),
    *("log", "--all", "--full-history", "--format=%H", "-z", "--no-color"),
)
_RAW = (
    *("--raw", "-m", "--diff-merges=separate", "--no-abbrev", "--no-renames", "--no-relative"),
    *("--no-ext-diff", "--no-textconv", "-O/dev/null"),
)
_STATUS = ("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")


@dataclass(frozen=True, slots=True)
class PastText:
    """A text found in history: its file as it was, where it stood, the pictures it shows."""

    source: str
    path: str
    pictures: Mapping[str, bytes]
    commit: str


@dataclass(frozen=True, slots=True)
class Past:
    """The texts found by their hashes; `has_repository` is False where there is no history."""

    texts: Mapping[str, PastText] = field(default_factory=dict)
    has_repository: bool = False


def find_texts(
    root: Path,
    wanted: Collection[str],
    folders: Iterable[str] | None = None,
    former: Iterable[str] = (),
    *,
    report: Report | None = None,
) -> Past:
    """Return the texts with the wanted hashes; of equal ones the newest.

    Only texts below the folders are opened, and below the former ones, which are seen from the top
    of the repository; or any `index.md` in it where `folders` is None. StoreError says why
    something wanted cannot be found in a history that is not whole.
    """
    with open_repository(root) as repository:
        if repository is None:
            return Past()
        search = _Search(repository, set(wanted), _make_pathspecs(repository, folders, former))
        try:
            search.run(report or _ignore)
        except GitFailed as error:
            if not PARTIAL.search(str(error)):
                raise
            # A partial clone: git stops at the first text that is not at hand. Search the others.
            search = replace(search, places={}, shown={}, lost=repository.list_lost())
            search.run(report or _ignore)
        if search.missing:
            _check_whole(repository, search.lost)
        return Past(search.found, has_repository=True)


def _ignore(done: int, total: int, /) -> None:
    """Show nothing."""


def _make_pathspecs(
    repository: Repository, folders: Iterable[str] | None, former: Iterable[str]
) -> tuple[str, ...]:
    if folders is None:
        return (f":(top,glob)**/{TEXT}",)
    prefix = re.sub(r"([*?\[\]\\])", r"\\\1", repository.prefix)
    places = (*(f"{prefix}{folder}" for folder in folders), *former)
    return tuple(f":(top,glob){place}/*/{TEXT}" for place in places)


@dataclass(slots=True)
class _Search:
    """A search through history: `places` are the texts seen, `shown` the pictures they show."""

    repository: Repository
    missing: set[str]
    pathspecs: tuple[str, ...]
    found: dict[str, PastText] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    shown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()

    def run(self, report: Report) -> None:
        """Find what is missing, the usual forms first."""
        for find in (self.find_plain, self.find_illustrated, self.find_untidy):
            if self.missing:
                find(report)

    def find_plain(self, report: Report) -> None:
        """Find canonical texts without pictures, newest first, until nothing is missing."""
        with closing(self._read_texts(self._list_blobs())) as texts:
            for name, source in texts:
                shown = _list_shown(source)
                if shown:
                    self.shown[name] = shown
                else:
                    self._keep(name, source, hash_source(source, _know_none))
                if not self.missing:
                    return

    def find_illustrated(self, report: Report) -> None:
        """Find canonical texts with pictures, in every state that a commit holds."""
        self._match_states(hash_source)

    def find_untidy(self, report: Report) -> None:
        """Find texts that were committed in a form that is not canonical."""
        plain = [name for name in self.places if name not in self.shown]
        with closing(self._read_texts(plain)) as texts:
            for done, (name, source) in enumerate(texts, 1):
                report(done, len(plain))
                self._keep(name, source, _hash_parsed(source, _know_none))
                if not self.missing:
                    return
        self._match_states(_hash_parsed)

    def _keep(self, name: str, source: str, digest: str | None) -> None:
        if digest in self.missing:
            path, commit = self.places[name]
            self.missing.remove(digest)
            self.found[digest] = PastText(source, path, {}, commit)

    def _list_blobs(self) -> Iterator[str]:
        """Yield the names of all texts in history, newest first, each once."""
        with self.repository.stream(*_LOG, *_RAW, "--", *self.pathspecs) as output:
            commit, tokens = "", _split(output)
            for token in tokens:
                if b":" not in token:
                    commit = token.decode("ascii").strip() or commit
                    continue
                _, mode, _, name, _ = token.decode("ascii").split(" ")
                path = next(tokens).decode(errors="replace")
                is_text = _REGULAR.fullmatch(mode) and "\n" not in path
                if is_text and name not in self.places and name not in self.lost:
                    self.places[name] = (path, commit)
                    yield name

    def _read_texts(self, names: Iterable[str]) -> Generator[tuple[str, str]]:
        for blob in self.repository.read_objects(names, MAX_BYTES):
            if blob.is_lost:
                self.lost |= {blob.name}
            text = decode_text(blob.content)
            if text is not None:
                yield blob.name, text

    def _match_states(self, digest_of: Callable[[str, PictureHash], str | None]) -> None:
        states: dict[str, list[_State]] = {}
        for state in dict.fromkeys(self._list_states()):
            states.setdefault(state.text, []).append(state)
        hashes = self._hash_pictures(
            {blob for same in states.values() for state in same for _, blob in state.pictures}
        )
        with closing(self._read_texts(states)) as texts:
            for name, source in texts:
                for state in states[name]:
                    known = {shown: hashes.get(blob) for shown, blob in state.pictures}
                    digest = digest_of(source, known.get)
                    if digest in self.missing:
                        self.missing.remove(digest)
                        self.found[digest] = self._make_text(state, source)
                if not self.missing:
                    return

    def _make_text(self, state: "_State", source: str) -> PastText:
        blobs = self.repository.read_objects([blob for _, blob in state.pictures], MAX_PICTURE)
        contents = zip(state.pictures, blobs, strict=True)
        pictures = {name: blob.content for (name, _), blob in contents if blob.content is not None}
        return PastText(source, state.path, pictures, state.commit)

    def _hash_pictures(self, names: Iterable[str]) -> dict[str, str]:
        return {
            blob.name: sha256(blob.content).hexdigest()
            for blob in self.repository.read_objects(sorted(names), MAX_PICTURE)
            if blob.content is not None
        }

    def _list_states(self) -> Iterator["_State"]:
        """Yield the folders of texts with pictures as every commit that changed them holds them."""
        for folder in sorted({self.places[name][0].rpartition("/")[0] for name in self.shown}):
            commits = self.repository.run(*_LOG, "--", f":(top,literal){folder}").decode()
            names = [f"{commit}:{folder}" for commit in commits.split("\0") if commit]
            trees = self.repository.read_objects(names, MAX_BYTES)
            for name, tree in zip(names, trees, strict=True):
                commit = name.partition(":")[0]
                files = _parse_tree(tree.content or b"", len(commit) // 2)
                text = files.get(TEXT, "")
                pictures = [(n, files[n]) for n in self.shown.get(text, ()) if n in files]
                if text in self.shown:
                    yield _State(text, tuple(pictures), f"{folder}/{TEXT}".lstrip("/"), commit)


@dataclass(frozen=True, slots=True)
class _State:
    """A folder as a commit holds it: the object of its text, those of the pictures by name."""

    text: str
    pictures: tuple[tuple[str, str], ...]
    path: str = field(compare=False)
    commit: str = field(compare=False)


def _split(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(1 << 16):
        *tokens, rest = (rest + chunk).split(b"\0")
        yield from tokens
    if rest:
        yield rest


def _parse_tree(content: bytes, size: int) -> dict[str, str]:
    """Return the regular files of a tree object by name."""
    found, place = {}, 0
    while match := _TREE_ENTRY.match(content, place):
        place = match.end() + size
        if _REGULAR.fullmatch(match[1].decode()):
            found[match[2].decode(errors="replace")] = content[match.end() : place].hex()
    return found


def _know_none(name: str) -> None:
    """Know the hash of no picture."""


def _list_shown(source: str) -> tuple[str, ...]:
    parts = split_front_matter(source) if "![" in source else None
    return tuple(dict.fromkeys(find_pictures(parts.body))) if parts is not None else ()


def _hash_parsed(source: str, picture_hash: PictureHash) -> str | None:
    try:
        return hash_document(read_document(source, TEXT), picture_hash)
    except SourceError:
        return None


def find_dirty(root: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """Return the files below the folders that differ from the last commit, or are not in it."""
    with open_repository(root) as repository:
        if repository is None:
            return ()
        pathspecs = [f":(top,literal){repository.prefix}{folder}" for folder in folders]
        output = repository.run(*_STATUS, "--", *pathspecs)
        paths = (entry[3:].decode(errors="replace") for entry in output.split(b"\0") if entry)
        return tuple(sorted(path.removeprefix(repository.prefix) for path in paths))


def _check_whole(repository: Repository, lost: Collection[str]) -> None:
    """Raise StoreError where the history at hand is not the whole one."""
    if repository.run("rev-parse", "--is-shallow-repository").strip() == b"true":
        raise StoreError(
            "浅い複製（--depth付きのgit clone）なので、過去の本文が手元にありません。",
            "git fetch --unshallow を実行してください。",
        )
    if lost:
        owner = "promisor remote" if repository.is_partial() else "repository"
        raise GitFailed(f"fatal: missing object {min(lost)} of the {owner}")
