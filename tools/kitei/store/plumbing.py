"""Git's plumbing commands as streams: the only importer of GitPython, used as their runner.

No object of GitPython's own is ever made: git itself says which repository it is, and whether it
may be read. Every process ends with the `with` block that started it.
"""

import os
import re
import shutil
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Thread
from typing import IO, Protocol, cast

from kitei.errors import StoreError

# What a caller's shell or a hook that runs kitei may have set, and what would mislead git here.
_MISLEADING = re.compile(
    r"GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES"
    r"|NAMESPACE|PREFIX|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|IMPLICIT_WORK_TREE|EXTERNAL_DIFF"
    r"|DIFF_OPTS|TRACE.*|REDIRECT_.*|\w+_PATHSPECS)"
)
_ENVIRONMENT = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone must not fetch what is missing; older versions of git know only the second.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
_OPTIONS = (
    *("--no-pager", "--no-replace-objects"),
    *("-c", "core.fsmonitor=false", "-c", "advice.graftFileDeprecated=false"),
)
_CHUNK = 1 << 16
# Fewer turns between git and kitei; what an unprivileged process may ask for on Linux.
_PIPE = 1 << 20


class GitFailed(Exception):
    """A git command ended with an error; the message is what git said."""


class Report(Protocol):
    """Is told how far a long search has come."""

    def __call__(self, done: int, total: int, /) -> None:
        """Show that `done` of `total` is done."""


@dataclass(frozen=True, slots=True)
class GitObject:
    """An object of git by the name it was asked for; no content where lost or above the limit."""

    name: str
    content: bytes | None
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository; `prefix` is the way from its top to the folder looked at, `sub/`."""

    folder: Path
    prefix: str = ""

    def run(self, *arguments: str) -> bytes:
        """Return what a command writes, or raise GitFailed."""
        with self.stream(*arguments) as output:
            return output.read()

    @contextmanager
    def stream(self, *arguments: str, lines: Iterable[bytes] = ()) -> Iterator[IO[bytes]]:
        """Yield the output of a command that is fed the lines meanwhile.

        The process is gone afterwards. GitFailed is raised if it ended with an error by itself, the
        feeding's own error if there was one; leaving before the end of the output is no error.
        """
        process = _start(self.folder, arguments)
        pipes = (process.stdin, process.stdout, process.stderr)
        given, output, said = cast("tuple[IO[bytes], IO[bytes], IO[bytes]]", pipes)
        feeder = _Feeder(lines, given)
        feeder.start()
        failure: Exception | None = None
        try:
            yield output
            if output.read(1) == b"":
                words = said.read().decode(errors="replace").strip()
                failure = GitFailed(words) if process.wait() else None
        finally:
            process.kill()
            process.wait()
            feeder.join()
            output.close()
            said.close()
        failure = feeder.error or failure
        if failure is not None:
            raise failure

    def read_objects(self, names: Iterable[str], limit: int) -> Iterator[GitObject]:
        """Yield one object for each name, in their order; names hold no line ends."""
        asked: deque[str] = deque()

        def ask() -> Iterator[bytes]:
            try:
                for name in names:
                    asked.append(name)
                    yield f"{name}\n".encode()
            finally:
                _close(names)

        with self.stream("cat-file", "--batch", "--buffer", lines=ask()) as output:
            while header := output.readline():
                name, size = asked.popleft(), header.split()[-1]
                if not size.isdigit():
                    yield GitObject(name, None, is_lost=True)
                elif int(size) > limit:
                    _skip(output, int(size) + 1)
                    yield GitObject(name, None)
                else:
                    content = output.read(int(size))
                    output.read(1)
                    yield GitObject(name, content)

    def list_lost(self) -> frozenset[str]:
        """Return the objects of the history that are not at hand; nothing is fetched."""
        arguments = ("rev-list", "--objects", "--missing=print", "--all")
        lines = self.run(*arguments).decode(errors="replace").splitlines()
        return frozenset(line[1:] for line in lines if line.startswith("?"))

    def is_partial(self) -> bool:
        """Return whether it was cloned with a filter, so that objects may be missing."""
        try:
            self.run("config", "--get-regexp", r"^remote\..*\.promisor$|^extensions\.partialclone$")
        except GitFailed:
            return False
        return True


def _skip(stream: IO[bytes], size: int) -> None:
    while size > 0:
        read = len(stream.read(min(size, _CHUNK)))
        if not read:
            return
        size -= read


def _close(items: Iterable[object]) -> None:
    """End a generator now, with all processes that it holds."""
    if isinstance(items, Generator):
        items.close()


class _Feeder(Thread):
    """Writes lines to a process while its output is read."""

    def __init__(self, lines: Iterable[bytes], target: IO[bytes]) -> None:
        super().__init__(name="kitei-git-feeder", daemon=True)
        self.error: Exception | None = None
        self._lines = lines
        self._target = target

    def run(self) -> None:
        """Write all lines; a process that reads no more ends it silently."""
        try:
            for line in self._lines:
                self._target.write(line)
        except (BrokenPipeError, ValueError):
            pass
        except (GitFailed, StoreError) as error:
            self.error = error
        finally:
            with suppress(BrokenPipeError, ValueError):
                self._target.close()
            _close(self._lines)


@contextmanager
def open_repository(root: Path) -> Iterator[Repository | None]:
    """Yield the repository that holds a folder; None where there is none.

    A repository without the program that reads it is an error: its texts are there.
    """
    if shutil.which("git") is None:
        if _has_mark(root):
            raise StoreError(
                "gitがインストールされていないので、過去の本文を読めません。",
                "gitを入れてください（Debian、Ubuntuでは sudo apt install git）。",
            )
        yield None
        return
    try:
        prefix = Repository(root).run("rev-parse", "--show-prefix")
    except GitFailed as error:
        if not _is_absent(root, str(error)):
            raise explain_failure(error) from error
        yield None
        return
    try:
        yield Repository(root, prefix.decode().rstrip("\n"))
    except GitFailed as error:
        raise explain_failure(error) from error


def _is_absent(root: Path, said: str) -> bool:
    """Return whether there is no repository; one that git does not accept as such is broken."""
    if "not a git repository" not in said:
        return False
    return "filesystem boundary" in said or not _has_mark(root)


def _has_mark(root: Path) -> bool:
    """Return whether a folder looks as if it lay in a repository."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def _start(folder: Path, arguments: Iterable[str]) -> Popen[bytes]:
    with _clean_environment():
        from git import Git  # noqa: PLC0415 - takes 0.1 s, and fails where git is not installed

        command = ("git", *_OPTIONS, *arguments)
        process = Git(folder).execute(
            command, PIPE, as_process=True, env=_ENVIRONMENT, pipesize=_PIPE
        )
    popen, process.proc = process.proc, None  # GitPython would end it when this function returns
    return cast("Popen[bytes]", popen)


@contextmanager
def _clean_environment() -> Iterator[None]:
    """Take away what would mislead git while a process starts; GitPython can only add."""
    taken = {name: os.environ.pop(name) for name in list(os.environ) if _MISLEADING.fullmatch(name)}
    try:
        yield
    finally:
        os.environ.update(taken)


def explain_failure(error: GitFailed) -> StoreError:
    """Return as a user's error what git said."""
    said = str(error)
    for pattern, message, hint in _FAILURES:
        if pattern.search(said):
            return StoreError(f"{message}\n{_shorten(said)}", hint)
    return StoreError(f"gitが履歴を読めませんでした。\n{_shorten(said)}", _CHECK)


def _shorten(said: str) -> str:
    lines = said.splitlines()
    told = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines
    return "\n".join(f"  git: {line}" for line in told[:3])


_CHECK = "git fsckで調べ、壊れていれば、共有元からgit cloneで複製し直してください。"
PARTIAL = re.compile("promisor|lazy fetch|transport .* not allowed")
_FAILURES = (
    (
        re.compile("dubious ownership"),
        "リポジトリーの持ち主が、kiteiを実行している利用者と違うので、gitが読ませません。",
        "信頼できるものなら、git config --global --add safe.directory フォルダー を実行します。",
    ),
    (
        re.compile("bad config"),
        "gitの設定ファイルに誤りがあります。",
        "示されたファイルの、示された行を直してください。",
    ),
    (
        PARTIAL,
        "部分的な複製（--filter付きのgit clone）なので、過去の本文が手元にありません。",
        "git fetch --refetch --no-filter を実行するか、--filterを付けずに複製し直してください。",
    ),
    (
        re.compile(
            "corrupt|unable to|bad object|bad tree|inflate|missing|loose object|packfile"
            "|pack has|could not read|cannot simplify|failed to traverse|not a git repository",
            re.IGNORECASE,
        ),
        "gitの履歴が壊れていて読めません。",
        _CHECK,
    ),
)
