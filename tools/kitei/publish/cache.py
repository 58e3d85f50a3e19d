"""The cache: what an earlier build made of the same input, by the hash of that input.

Nothing depends on it: without it, or where an entry is damaged, everything is made again.
"""

import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

# What pages and Word files are made with, beside the package itself.
_MAKERS = (
    *("mkdocs", "mkdocs-material", "markdown", "jinja2", "pymdown-extensions"),
    *("python-docx", "lxml"),
)
_DIGEST_SIZE = sha256().digest_size
# Keeps the folder out of git in every repository, whatever its own rules are.
_IGNORE_ALL = b"*\n"


@dataclass(slots=True)
class Cache:
    """A folder of entries, each a checksum and what was made; `used` are the keys asked for.

    A folder of None keeps nothing.
    """

    folder: Path | None
    used: set[str] = field(default_factory=set)

    def read(self, key: str) -> bytes | None:
        """Return an entry; None where there is none, or it is not what was written."""
        self.used.add(key)
        if self.folder is None:
            return None
        try:
            entry = (self.folder / key).read_bytes()
        except OSError:
            return None
        data = entry[_DIGEST_SIZE:]
        return data if entry[:_DIGEST_SIZE] == _hash_entry(key, data) else None

    def write(self, key: str, data: bytes) -> None:
        """Keep an entry, written aside and renamed; where that fails, it is just not kept."""
        self.used.add(key)
        if self.folder is None:
            return
        aside = self.folder / f"{key}.{os.getpid()}.tmp"
        try:
            self._make_folder(self.folder)
            aside.write_bytes(_hash_entry(key, data) + data)
            aside.replace(self.folder / key)
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove every entry that was not asked for."""
        if self.folder is None:
            return
        with suppress(OSError):
            for path in list(self.folder.iterdir()):
                if path.name not in self.used:
                    with suppress(OSError):
                        path.unlink()

    @staticmethod
    def _make_folder(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_bytes(_IGNORE_ALL)


def make_key(*parts: bytes) -> str:
    """Return the key of something made of these parts by this version of the programs."""
    digest = sha256(_take_fingerprint())
    for part in parts:
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()


def _hash_entry(key: str, data: bytes) -> bytes:
    return sha256(key.encode() + data).digest()


@cache
def _take_fingerprint() -> bytes:
    """Return the hash of all that makes output: the package's own files, and the versions used."""
    digest = sha256(f"{sys.version}\n{zlib.ZLIB_RUNTIME_VERSION}\n".encode())
    for name in _MAKERS:
        digest.update(f"{name} {version(name)}\n".encode())
    for path, data in _read_package(files("kitei"), ""):
        digest.update(f"{path} {sha256(data).hexdigest()}\n".encode())
    return digest.digest()


def _read_package(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file():
            yield prefix + entry.name, entry.read_bytes()
        elif entry.name != "__pycache__":
            yield from _read_package(entry, f"{prefix}{entry.name}/")
