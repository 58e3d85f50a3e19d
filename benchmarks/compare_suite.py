"""The benchmarks of comparing two texts in order: which texts, which limits, which tools."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.compare_peers import KITEI, PATIENCE, TOOLS, DiffTool, check_lines, make_cases
from benchmarks.compare_report import POLICY, CompareReport, EditTimes, StepTimes, ToolTimes
from benchmarks.compare_texts import (
    TextPair,
    dump_pairs,
    write_policy,
    write_privacy,
    write_random,
    write_real,
    write_xml,
)
from benchmarks.corpora import CORPORA, has_corpora
from benchmarks.growth import find_exponent
from benchmarks.quality import list_changed, measure_quality
from benchmarks.rows import Row
from benchmarks.sentences import REPOSITORY
from benchmarks.timing import Case, FailedRun, Times, measure, measure_once

SIZES = (300, 1000, 3000)
USUAL = "1,000 provisions"
# Seconds of the whole process, by pair of texts.
LIMITS = {POLICY: 0.15, USUAL: 0.5, "地方自治法 2024 → 2026": 0.6}
REVISIONS = (("basic-policy", "3", "4"), ("security-standard",))


def run_compare(root: Path, runs: int, cache: Path, *, with_tools: bool) -> CompareReport:
    """Return all figures of comparing; what is not here is named with the reason."""
    report = CompareReport()
    policy = write_policy(root)
    if policy is None:
        report.absent[POLICY] = "its decided revisions are not in this clone; fetch all of it"
    random = [write_random(root, size) for size in SIZES]
    real = write_real(root) if has_corpora() else []
    if not real:
        report.absent["the real texts"] = f"no folder {CORPORA.name} beside the repository"
    own = [policy, *random] if policy else random
    report.rows = run_commands([*own, *real], runs)
    report.steps = run_steps([*own, *real], runs)
    run_edits(report, runs)
    if real:
        privacy = write_privacy(root / "growth")
        run_growth(report, privacy, runs)
        run_quality(report, {"個人情報保護法": privacy, "地方自治法": real[1:2]}, runs, cache)
    for pair in real if with_tools else ():
        report.tools[pair.name] = run_tools(report, pair, runs, cache)
    return report


def run_commands(pairs: Sequence[TextPair], runs: int) -> list[Row]:
    """Return the times of the command on files, and on revisions out of git."""
    _say("comparing, whole process")
    rows = [
        (Case(f"kitei compare, {pair.name}", _command(pair), REPOSITORY), LIMITS.get(pair.name))
        for pair in pairs
    ]
    for words in REVISIONS:
        name = f"kitei compare {' '.join(words)}, out of git"
        rows.append((Case(name, (KITEI, "compare", *words), REPOSITORY), None))
    times = measure([case for case, _ in rows], runs)
    return [Row(case.name, times[case.name], limit) for case, limit in rows]


def _command(pair: TextPair) -> tuple[str, ...]:
    return (KITEI, "compare", str(pair.old), str(pair.new))


def run_steps(pairs: Sequence[TextPair], runs: int) -> dict[str, StepTimes]:
    """Return the times of every step in one process in which everything is imported."""
    _say("comparing, in process")
    found = json.loads(_run_script("compare_times.py", str(runs), given=dump_pairs(pairs)))
    return {name: StepTimes(**figures) for name, figures in found.items()}


def run_edits(report: CompareReport, runs: int) -> None:
    """Add the times and mistakes of comparing texts with random edits of them."""
    _say("random edits")
    found = json.loads(_run_script("random_edits.py", str(runs), *map(str, SIZES)))
    report.edits = {int(size): EditTimes(**figures) for size, figures in found.items()}
    seconds = [min(each.seconds) for each in report.edits.values()]
    report.edits_exponent = find_exponent(SIZES, seconds)


def run_growth(report: CompareReport, pairs: Sequence[TextPair], runs: int) -> None:
    """Add the times of the consecutive versions of one law."""
    _say("growth over the versions of a law")
    report.growth = run_steps(pairs, runs)
    sizes = [sum(step.characters) for step in report.growth.values()]
    seconds = [step.best("read", "compare") for step in report.growth.values()]
    report.growth_exponent = find_exponent(sizes, seconds)


def run_quality(
    report: CompareReport, texts: dict[str, Sequence[TextPair]], runs: int, cache: Path
) -> None:
    """Add what every way of marking marks in the provisions that kitei found changed."""
    for name, pairs in texts.items():
        _say(f"marks: {name}")
        report.quality[name], absent = measure_quality(list_changed(pairs), runs, cache)
        report.absent |= absent


def run_tools(report: CompareReport, pair: TextPair, runs: int, cache: Path) -> list[ToolTimes]:
    """Return the times of every tool on these texts, all taking turns; the slow ones run once."""
    _say(f"every tool: {pair.name}")
    write_xml(pair)
    check_lines(pair)
    cases, absent = make_cases(pair, cache, TOOLS)
    report.absent |= absent
    quick = [case for tool, case in cases if not tool.is_slow]
    times: dict[str, Times | None] = dict(measure(quick, runs))
    for tool, case in cases:
        if tool.is_slow:
            times[tool.name] = measure_once(case, PATIENCE)
    return [_judge(tool, times[tool.name]) for tool, _ in cases]


def _judge(tool: DiffTool, times: Times | None) -> ToolTimes:
    return ToolTimes(tool.name, times, tool.misses, tool.factor)


def _run_script(name: str, *arguments: str, given: str = "") -> str:
    command = (sys.executable, str(REPOSITORY / "benchmarks" / name), *arguments)
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    if done.returncode:
        raise FailedRun(f"{name} ended with {done.returncode}:\n{done.stderr[-1000:]}")
    return done.stdout


def _say(text: str) -> None:
    print(text, file=sys.stderr)
