"""The benchmarks in order: what is measured, on which corpus, and against which peers."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.compare_suite import run_compare
from benchmarks.corpus import make_corpus
from benchmarks.environments import NotInstalled, Package, install
from benchmarks.growth import find_exponent
from benchmarks.history import write_history
from benchmarks.kitei_form import write_repository
from benchmarks.peers import PEERS, Corpus, Peer
from benchmarks.report import (
    Comparison,
    HistoryTimes,
    Report,
    SiteTimes,
    describe_machine,
    write_report,
)
from benchmarks.rows import Row
from benchmarks.sentences import REPOSITORY
from benchmarks.timing import Case, FailedRun, measure
from kitei import __version__

CACHE = REPOSITORY / ".cache" / "benchmarks"
KITEI = str(Path(sys.executable).parent / "kitei")
CHECK = (KITEI, "check")
SIZE = 1000  # provisions that every tool is given
SMALL = 30  # what is left of the time on these few provisions is the start of the process
LARGE = 8000
HISTORY = (100, 1000, 3000)  # documents, commits, versions
# Large enough that the uncertainty of the start does not show in the exponent.
GROWTH = (4000, 8000, 16_000, 32_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks and write the report; progress goes to standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each command")
    parser.add_argument("--no-peers", action="store_true", help="leave the other tools out")
    parser.add_argument("--only", choices=("check", "compare"), help="one half of the benchmarks")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kitei-bench-") as folder:
        root = Path(folder)
        report = Report(describe_machine(), options.runs)
        if options.only != "compare":
            run_check(report, root, options.runs, with_peers=not options.no_peers)
        if options.only != "check":
            report.compared = run_compare(
                root / "compare", options.runs, CACHE, with_tools=not options.no_peers
            )
        write_report(report, CACHE)
    return 0


def run_check(report: Report, root: Path, runs: int, *, with_peers: bool) -> None:
    """Add the figures of checking, of sites and of history."""
    small = _write(root / "small", SMALL)
    report.rows = run_limits(root, small, runs)
    scaled, report.exponent = run_scaling(root, small, runs)
    report.rows += scaled
    report.sites = run_sites(root, runs)
    report.history = run_history(root, runs)
    if with_peers:
        # doorstop's stamps alone would take minutes for the large corpus.
        unprepared = [peer for peer in PEERS if not peer.prepare]
        report.comparisons, report.absent = run_peers(root / "1", runs, SIZE, PEERS)
        report.large, _ = run_peers(root / "8", runs, LARGE, unprepared)


def run_limits(root: Path, small: Path, runs: int) -> list[Row]:
    """Return the times that have a limit of their own."""
    _say("start, the repository's own documents, 1,000 documents")
    usual = _write(root / "usual", SIZE)
    many = _write(root / "many", 10 * SIZE, SIZE)
    cases = (
        (Case("kitei --help", (KITEI, "--help"), root), 0.15),
        (Case(f"kitei check, {SMALL} provisions in 3 documents", CHECK, small), None),
        (Case(f"kitei check, {SIZE:,} provisions in 3 documents", CHECK, usual), 0.5),
        (Case("kitei check, this repository", CHECK, REPOSITORY), None),
        (Case("kitei check, 10,000 provisions in 1,000 documents", CHECK, many), 10.0),
    )
    times = measure([case for case, _ in cases], runs)
    return [Row(case.name, times[case.name], limit) for case, limit in cases]


def run_scaling(root: Path, small: Path, runs: int) -> tuple[list[Row], float]:
    """Return the times of growing corpora, and the exponent of their growth without the start."""
    _say("growth with the text")
    cases = [
        Case(
            f"kitei check, {size:,} provisions in 3 documents",
            CHECK,
            _write(root / f"growth-{size}", size),
        )
        for size in GROWTH
    ]
    times = measure([Case("start", CHECK, small), *cases], runs)
    rows = [Row(case.name, times[case.name]) for case in cases]
    start = times["start"].best
    return rows, find_exponent(GROWTH, [times[case.name].best - start for case in cases])


def run_sites(root: Path, runs: int) -> list[SiteTimes]:
    """Return the times of writing pages and of the generator, each in a process of its own."""
    _say("sites")
    places = {
        "this repository": REPOSITORY,
        f"{SIZE:,} provisions in 3 documents": _write(root / "sites", SIZE),
    }
    found = []
    for name, folder in places.items():
        pairs = [_build_site(folder, root / f"site-{folder.name}") for _ in range(runs)]
        found.append(SiteTimes(name, [pair[0] for pair in pairs], [pair[1] for pair in pairs]))
    return found


def _build_site(folder: Path, out: Path) -> tuple[float, float]:
    script = str(REPOSITORY / "benchmarks" / "site_times.py")
    command = (sys.executable, script, str(folder), str(out))
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    staging, generator = json.loads(result.stdout.splitlines()[-1])
    _say(f"  {folder.name}: writing {staging:.3f} s, generator {generator:.3f} s")
    return staging, generator


def run_history(root: Path, runs: int) -> HistoryTimes:
    """Return the times of finding every tenth version of a repository with a long past."""
    _say("history")
    past = write_history(root / "history", *HISTORY)
    script = str(REPOSITORY / "benchmarks" / "history_times.py")
    command = (sys.executable, script, str(past.root), str(runs))
    wanted = json.dumps(past.hashes[::10])
    result = subprocess.run(command, check=True, capture_output=True, text=True, input=wanted)
    found = json.loads(result.stdout)
    largest = max(path.stat().st_size for path in past.root.glob("*/*/index.md"))
    name = "{:,} documents, {:,} commits, {:,} versions".format(*HISTORY)
    return HistoryTimes(name, found["times"], found["allocated"], largest)


def run_peers(
    root: Path, runs: int, size: int, peers: Sequence[Peer]
) -> tuple[list[Comparison], dict[str, str]]:
    """Return the full checks of the same provisions by every tool, and the tools not here."""
    _say(f"{size:,} provisions in every tool")
    root.mkdir()
    corpus = make_corpus(size)
    cases = [Case(f"kitei {__version__}", CHECK, _write(root / "kitei", size))]
    counts = {cases[0].name: size}
    absent: dict[str, str] = {}
    for peer in peers:
        try:
            found = _prepare(peer, root / peer.name, corpus)
            measure(found, 0)
            counts |= dict.fromkeys((case.name for case in found), _count(peer, found[0]))
        except (NotInstalled, FailedRun, subprocess.CalledProcessError) as error:
            absent[f"{peer.name} {peer.version}"] = str(error)
        else:
            cases += found
    times = measure(cases, runs)
    return [
        Comparison(case.name, _shown(case), counts[case.name], times[case.name]) for case in cases
    ], absent


def _prepare(peer: Peer, folder: Path, corpus: Corpus) -> list[Case]:
    """Return the peer's check of the corpus: afresh and, where it keeps a cache, once more."""
    programs = install(Package(peer.name, peer.version), CACHE)
    folder.mkdir()
    peer.write(folder, corpus)
    for program, *arguments in peer.prepare:
        subprocess.run(
            (str(programs / program), *arguments), cwd=folder, check=True, capture_output=True
        )
    program, *arguments = peer.check
    command = (str(programs / program), *arguments)
    name = f"{peer.name} {peer.version}"
    cases = [Case(name, command, folder, peer.cache)]
    return cases + ([Case(f"{name}, again", command, folder)] if peer.cache else [])


def _count(peer: Peer, case: Case) -> int:
    """Return how many provisions the peer has read, as its own library tells."""
    python = str(Path(case.command[0]).parent / "python")
    result = subprocess.run(
        (python, "-c", peer.count_code), cwd=case.folder, check=True, capture_output=True, text=True
    )
    return int(result.stdout.split()[-1])


def _shown(case: Case) -> str:
    return " ".join((Path(case.command[0]).name, *case.command[1:]))


def _write(folder: Path, provisions: int, documents: int = 3) -> Path:
    write_repository(folder, make_corpus(provisions, documents))
    return folder


def _say(text: str) -> None:
    print(text, file=sys.stderr)
