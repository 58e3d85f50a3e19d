"""The errors that stop a command, one class per seam; faults in a document are findings instead."""

import errno
from dataclasses import dataclass
from enum import IntEnum

from kitei.model.text import Position


class ExitCode(IntEnum):
    """What the command tells the shell."""

    OK = 0
    FINDINGS = 1
    USER_ERROR = 2
    BUG = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that keeps a file from being read as what it should be.

    Faults become findings: all faults of a file are shown at once. `rule` names the kind.
    """

    rule: str
    position: Position
    message: str
    found: str = ""
    hint: str = ""


class KiteiError(Exception):
    """A user's error: what is wrong and how to put it right. Only `cli` catches it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


_REASONS = {
    errno.ENOENT: "ありません",
    errno.EACCES: "権限がありません",
    errno.EPERM: "権限がありません",
    errno.EISDIR: "フォルダーです",
    errno.ENOTDIR: "途中にフォルダーでないものがあります",
    errno.EEXIST: "同じ名のものが既にあります",
    errno.ENOSPC: "空き容量がありません",
    errno.EROFS: "書き込めない場所です",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.EADDRINUSE: "ほかのプログラムが使っています",
}


def explain(error: OSError) -> str:
    """Return in Japanese why the system refused; its own words where the table has none."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class SettingsError(KiteiError):
    """The settings cannot be used."""


class SourceError(KiteiError):
    """A source file cannot be read: `faults` says where and why."""

    def __init__(self, message: str, hint: str = "", faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message, hint)
        self.faults = faults


class StoreError(KiteiError):
    """The repository's files cannot be read or written."""


class ImportingError(KiteiError):
    """A foreign file cannot be turned into a document."""


class RenderError(KiteiError):
    """A document cannot be written in the form asked for."""


class PublishError(KiteiError):
    """A site cannot be built or published."""
