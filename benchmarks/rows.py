"""Rows of times with a limit, and how they are shown and judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.timing import Times


@dataclass(frozen=True, slots=True)
class Row:
    """A command of kitei with its times, and the seconds it may take, where that is laid down."""

    name: str
    times: Times
    limit: float | None = None


def render_rows(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table of commands."""
    yield "| Command | minimum (s) | median (s) | CPU (s) | limit (s) | |"
    yield "|---|--:|--:|--:|--:|---|"
    for row in rows:
        limit = "" if row.limit is None else f"{row.limit:g}"
        verdict = judge(row.times.best, row.limit)
        yield f"| {row.name} | {show_times(row.times)} | {limit} | {verdict} |"


def show_times(times: Times) -> str:
    """Return minimum, median and the least work of the processor as cells."""
    return f"{times.best:.2f} | {times.middle:.2f} | {min(times.worked):.2f}"


def judge(seconds: float, limit: float | None) -> str:
    """Return whether a limit was kept, or nothing where there is none."""
    if limit is None:
        return ""
    return "kept" if seconds <= limit else "**missed**"
