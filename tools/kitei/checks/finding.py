"""Findings (指摘): what a rule found, where, and how to put it right."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs; only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Japanese word shown to the user."""
        return {"error": "誤り", "warning": "注意", "info": "参考"}[self.value]


@dataclass(frozen=True, slots=True)
class Fix:
    """A certain correction: replace `length` characters at a place of the file."""

    line: int
    column: int
    length: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding (指摘): where (path, line, column from 1, address), what, and what to do."""

    rule: str
    level: Level
    path: str
    line: int
    column: int
    address: str
    found: str
    message: str
    hint: str = ""
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int]:
        """Sort key: the order of the texts."""
        return self.path, self.line, self.column
