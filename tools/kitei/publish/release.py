"""Putting a finished folder in the place of an old one: at once, or not at all.

A lock keeps two builds apart. The new folder is made beside the old one and changes places with
it in one step, so that a reader, a crash or a kill never meets half a site.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kitei.errors import PublishError, explain

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


@contextmanager
def open_workbench(out: Path) -> Iterator[Path]:
    """Give an empty folder beside `out` for one build, removed afterwards; `out` stays locked."""
    parent = out.absolute().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"フォルダー「{parent}」を作れません（{explain(error)}）。") from error
    with _lock(parent / f".{out.name}.kitei-lock", out):
        _recover(out)
        bench = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=parent))
        try:
            yield bench
        finally:
            shutil.rmtree(bench, ignore_errors=True)


def switch(new: Path, out: Path) -> None:
    """Put the folder `new` in the place of `out`; what was there before is in `new` then."""
    _flush(new)
    if not out.exists():
        new.rename(out)
    elif not _exchange(new, out):
        # Where the system cannot exchange two folders, `_recover` mends a stop in between.
        old = new.with_name("old")
        out.rename(old)
        new.rename(out)
    _flush_folder(out.absolute().parent)


def _prefix(out: Path) -> str:
    return f".{out.name}.kitei-build-"


@contextmanager
def _lock(path: Path, out: Path) -> Iterator[None]:
    """Hold a lock file; it is gone afterwards, and the lock of a killed build is free."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PublishError(
                    f"「{out}」は、ほかの処理が作成中です。",
                    "その処理が終わってから、もう一度実行してください。",
                ) from None
            if not _is_same_file(path, descriptor):
                continue
            try:
                yield
            finally:
                path.unlink()
            return
        finally:
            os.close(descriptor)


def _is_same_file(path: Path, descriptor: int) -> bool:
    """Return whether the path still is the locked file, and not one made after its removal."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _recover(out: Path) -> None:
    """Put back a site that a killed build had moved aside, and remove what it left."""
    for bench in sorted(out.absolute().parent.glob(_prefix(out) + "*")):
        if (bench / "old").is_dir() and not out.exists():
            (bench / "old").rename(out)
        shutil.rmtree(bench, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; return whether the system can do that."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    reason = explain(OSError(code, os.strerror(code)))
    raise PublishError(f"「{other}」を新しいものに替えられません（{reason}）。")


def _flush(folder: Path) -> None:
    """Write a folder through to the disk, so that a power cut cannot leave empty files."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            _flush_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
