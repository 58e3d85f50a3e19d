"""Commands and the time they take, process start and end included."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Case:
    """A command to be timed in a folder; `remove` is deleted before each run, off the clock.

    `codes` are the exit codes of a command that has done its work.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    remove: tuple[str, ...] = ()
    codes: tuple[int, ...] = (0,)


@dataclass(slots=True)
class Times:
    """Seconds of every run of a case: elapsed, and those the processor worked for it."""

    elapsed: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    @property
    def best(self) -> float:
        """The shortest time: what the command takes when nothing else is in its way."""
        return min(self.elapsed)

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.elapsed)


class FailedRun(Exception):
    """A command that was to be timed did not do its work; the message shows what it said."""


def measure(cases: Sequence[Case], runs: int) -> dict[str, Times]:
    """Return the times by case. All cases take turns, so that a busy minute strikes them alike."""
    times = {case.name: Times() for case in cases}
    for turn in range(runs + 1):
        for case in cases:
            elapsed, worked = _run(case)
            note = "warm-up" if turn == 0 else f"run {turn} of {runs}"
            print(f"  {note}: {case.name}: {elapsed:.3f} s", file=sys.stderr)
            if turn:
                times[case.name].elapsed.append(elapsed)
                times[case.name].worked.append(worked)
    return times


def measure_once(case: Case, patience: float) -> Times | None:
    """Return the times of a single run, or None for a command that took longer than that."""
    start, before = time.perf_counter(), _count_work()
    try:
        done = subprocess.run(
            case.command, cwd=case.folder, capture_output=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    elapsed = time.perf_counter() - start
    if done.returncode not in case.codes:
        said = done.stderr.decode(errors="replace")[-1000:]
        raise FailedRun(f"{case.name} ended with {done.returncode}:\n{said}")
    return Times([elapsed], [_count_work() - before])


def _count_work() -> float:
    """Return the seconds that the processor has worked for all commands that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _run(case: Case) -> tuple[float, float]:
    for name in case.remove:
        shutil.rmtree(case.folder / name, ignore_errors=True)
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(case.command, cwd=case.folder, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in case.codes:
            output.seek(0)
            said = output.read().decode(errors="replace")[-1000:]
            raise FailedRun(f"{case.name} ended with {process.returncode}:\n{said}")
    return elapsed, usage.ru_utime + usage.ru_stime
