"""The figures as a table in Markdown and as JSON."""

import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.compare_report import CompareReport, render_compared
from benchmarks.rows import Row, render_rows, show_times
from benchmarks.timing import Times

SHARE_LIMIT = 20  # percent of the generator's time that writing its pages may take


@dataclass(frozen=True, slots=True)
class Comparison:
    """A tool's full check of the common provisions; `count` is how many it has really read."""

    name: str
    command: str
    count: int
    times: Times


@dataclass(frozen=True, slots=True)
class SiteTimes:
    """Seconds of every build of a site: writing the pages, and the generator turning them."""

    name: str
    writing: list[float]
    generator: list[float]

    @property
    def share(self) -> float:
        """What writing takes of the generator's time, in percent; the shortest times of each."""
        return 100 * min(self.writing) / min(self.generator)


# Finding past texts: what kitei's time may be of git's own, and GitPython's walk of kitei's.
PLUMBING_LIMIT = 1.5
WALK_LIMIT = 5.0


@dataclass(frozen=True, slots=True)
class HistoryTimes:
    """Seconds of every search of a repository's past, by the way it is searched.

    `allocated` is the most memory that kitei's search held at once, `largest` the longest text.
    """

    name: str
    times: dict[str, list[float]]
    allocated: int
    largest: int


@dataclass(slots=True)
class Report:
    """All figures of one run of the benchmarks; the first of each comparison is kitei's own."""

    machine: str
    runs: int
    rows: list[Row] = field(default_factory=list)
    exponent: float = 0.0
    sites: list[SiteTimes] = field(default_factory=list)
    history: HistoryTimes | None = None
    comparisons: list[Comparison] = field(default_factory=list)
    large: list[Comparison] = field(default_factory=list)
    compared: CompareReport | None = None
    absent: dict[str, str] = field(default_factory=dict)


def describe_machine() -> str:
    """Return processor, number of cores, system and Python, as a reader needs to judge times."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    processor = next(names, platform.machine())
    system = f"{platform.system()} {platform.release()}"
    return f"{processor}, {os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def write_report(report: Report, folder: Path) -> None:
    """Print the tables and write them below the folder with all single times as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(render(report)) + "\n"
    (folder / "results.md").write_text(text, encoding="utf-8")
    figures = json.dumps(asdict(report), ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(figures + "\n", encoding="utf-8")
    sys.stdout.write(text)
    print(f"written: {folder}/results.md, results.json", file=sys.stderr)


def render(report: Report) -> Iterator[str]:
    """Yield the lines of the tables."""
    yield f"Machine: {report.machine}."
    yield f"{report.runs} runs each, taking turns, process start included."
    if report.rows:
        yield from ("", *_render_own(report))
    if report.sites:
        yield from ("", *_render_sites(report.sites))
    if report.history is not None:
        yield from ("", *_render_history(report.history))
    for comparisons in filter(None, (report.comparisons, report.large)):
        yield from ("", *_render_comparisons(comparisons))
    if report.compared is not None:
        yield from ("", *render_compared(report.compared))
    for name, reason in report.absent.items():
        yield from ("", f"Not measured: {name} ({reason.splitlines()[-1]}).")


def _render_own(report: Report) -> Iterator[str]:
    yield from render_rows(report.rows)
    growth = f"exponent {report.exponent:.2f} (1 is linear)"
    yield from ("", f"Growth from 4,000 to 32,000 provisions, the start taken off: {growth}.")


def _render_sites(sites: list[SiteTimes]) -> Iterator[str]:
    yield "| Site of | writing pages (s) | generator (s) | share | limit | |"
    yield "|---|--:|--:|--:|--:|---|"
    for site in sites:
        verdict = "kept" if site.share <= SHARE_LIMIT else "**missed**"
        times = f"{min(site.writing):.2f} | {min(site.generator):.2f}"
        yield f"| {site.name} | {times} | {site.share:.0f} % | {SHARE_LIMIT} % | {verdict} |"


_WAYS = {
    "bare": f"`git log --raw` and `git cat-file`: at least 1/{PLUMBING_LIMIT:g} of kitei's",
    "usual": "kitei, three texts of late",
    "trees": f"GitPython, trees and blobs, none twice: at least {WALK_LIMIT:g} times kitei's",
    "paths": f"GitPython, `iter_commits(paths=…)`: at least {WALK_LIMIT:g} times kitei's",
}


def _render_history(history: HistoryTimes) -> Iterator[str]:
    own = history.times["kitei"]
    yield f"| Finding past texts: {history.name} | minimum (s) | median (s) | times kitei's | |"
    yield "|---|--:|--:|--:|---|"
    yield f"| kitei, all versions hashed | {min(own):.2f} | {median(own):.2f} | 1.0 |  |"
    floors = {"bare": 1 / PLUMBING_LIMIT, "trees": WALK_LIMIT, "paths": WALK_LIMIT}
    for way, name in _WAYS.items():
        seconds = history.times[way]
        best, middle = min(seconds) / min(own), median(seconds) / median(own)
        verdict = ("kept" if best >= floors[way] else "**missed**") if way in floors else ""
        times = f"{min(seconds):.2f} | {median(seconds):.2f}"
        yield f"| {name} | {times} | {best:.2f} (median {middle:.2f}) | {verdict} |"
    held, largest = history.allocated / 1e6, history.largest / 1e6
    yield from (
        "",
        f"Memory held by kitei's search: {held:.1f} MB; longest text: {largest:.2f} MB.",
    )


def _render_comparisons(comparisons: list[Comparison]) -> Iterator[str]:
    own = comparisons[0].times
    yield "| Full check | provisions read | minimum (s) | median (s) | CPU (s) | times kitei's | |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    for found in comparisons:
        ratio = f"{found.times.best / own.best:.1f} (median {found.times.middle / own.middle:.1f})"
        name = f"{found.name}: `{found.command}`"
        verdict = "faster than kitei" if found.times.best < own.best else ""
        yield f"| {name} | {found.count:,} | {show_times(found.times)} | {ratio} | {verdict} |"
