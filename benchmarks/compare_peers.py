"""The tools compared with when two texts are compared: one row each, run as a whole process."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.compare_texts import TextPair
from benchmarks.environments import NotInstalled, Package, install
from benchmarks.sentences import REPOSITORY
from benchmarks.timing import Case

KITEI = str(Path(sys.executable).parent / "kitei")
# Seconds after which a tool has lost; it is given no time.
PATIENCE = 90


@dataclass(frozen=True, slots=True)
class DiffTool:
    """A tool and its command line; `{bin}`, `{old}` and `{new}` are put in.

    `factor` is how many times kitei's time it must take, `misses` what it does not find. One that
    `is_slow` is given trees (.xml), and runs once, with a limit.
    """

    name: str
    command: tuple[str, ...]
    misses: str
    package: Package | None = None
    factor: float | None = None
    codes: tuple[int, ...] = (0,)
    is_slow: bool = False


_GIT = ("git", "diff", "--no-index", "--no-color")
_LINE_DIFF = str(REPOSITORY / "benchmarks" / "line_diff.py")

TOOLS = (
    DiffTool("kitei compare", (KITEI, "compare", "{old}", "{new}"), ""),
    DiffTool(
        "kitei compare, HTML page",
        (KITEI, "compare", "{old}", "{new}", "--format", "html", "--out", "{out}.html"),
        "",
    ),
    DiffTool(
        "iddiff 0.5.1, side by side in HTML",
        ("{bin}/iddiff", "{old}", "{new}"),
        "provisions, moves, renumbering",
        Package("iddiff", "0.5.1"),
        factor=1.5,
    ),
    DiffTool(
        "xmldiff 3.0, F 0.75, fast match, on a tree of the provisions",
        ("{bin}/xmldiff", "-F", "0.75", "--fast-match", "{old}", "{new}"),
        "words; pairs strangers",
        Package("xmldiff", "3.0"),
        factor=50.0,
        is_slow=True,
    ),
    DiffTool(
        "git diff", (*_GIT, "{old}", "{new}"), "words, provisions, moves, renumbering", codes=(0, 1)
    ),
    DiffTool(
        "git diff, every character a word",
        ("env", "LC_ALL=C.UTF-8", *_GIT, "--word-diff", "--word-diff-regex=.", "{old}", "{new}"),
        "whole words, provisions, moves, renumbering",
        codes=(0, 1),
    ),
    DiffTool(
        "difflib, lines without blank ones",
        (sys.executable, _LINE_DIFF, "{old}", "{new}"),
        "words, provisions, moves, renumbering",
    ),
)


def make_cases(
    pair: TextPair, cache: Path, tools: Sequence[DiffTool]
) -> tuple[list[tuple[DiffTool, Case]], dict[str, str]]:
    """Return every tool's command for these two texts, and the tools not here with the reason."""
    cases, absent = [], {}
    for tool in tools:
        try:
            programs = str(install(tool.package, cache)) if tool.package else ""
        except NotInstalled as error:
            absent[tool.name] = str(error)
            continue
        paths = [
            path.with_suffix(".xml" if tool.is_slow else ".md") for path in (pair.old, pair.new)
        ]
        values = {"bin": programs, "old": paths[0], "new": paths[1], "out": pair.old.parent / "out"}
        command = tuple(part.format(**values) for part in tool.command)
        cases.append((tool, Case(tool.name, command, pair.old.parent, codes=tool.codes)))
    return cases, absent


def check_lines(pair: TextPair) -> None:
    """Raise CalledProcessError unless the comparison by lines gives the new text back."""
    command = (sys.executable, _LINE_DIFF, "--check", str(pair.old), str(pair.new))
    subprocess.run(command, check=True, capture_output=True)
