"""Runs: a text taken apart into what stayed, what went and what came."""

from dataclasses import dataclass
from enum import StrEnum


class RunKind(StrEnum):
    """What became of some characters."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow each other and share their fate; never empty."""

    kind: RunKind
    text: str


def old_text(runs: tuple[Run, ...]) -> str:
    """Return the old text that the runs were made from."""
    return "".join(run.text for run in runs if run.kind is not RunKind.ADDED)


def new_text(runs: tuple[Run, ...]) -> str:
    """Return the new text that the runs were made from."""
    return "".join(run.text for run in runs if run.kind is not RunKind.REMOVED)
