"""Compare pairs of texts, taking turns in one process, and print seconds and findings as JSON.

The seconds are those that the processor worked: in process nothing waits, and on a busy machine
nothing else is counted.

usage: python benchmarks/compare_times.py RUNS    (the pairs on standard input)
"""

import gc
import json
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.compare_check import check_rebuild
from benchmarks.compare_texts import TextPair, load_pairs
from kitei.commands.compare import choose_pair
from kitei.commands.comparison_forms import FORMS, Job
from kitei.compare.comparison import compare_documents
from kitei.compare.following import follow_provisions
from kitei.compare.outcome import Comparison
from kitei.compare.stale_references import find_stale_references
from kitei.compare.table_options import PRESETS, Phase
from kitei.compare.tabulation import make_table
from kitei.render.comparison_report import ComparisonReport
from kitei.source.document_reader import read_document

DAY = date(2026, 11, 1)


def main(runs: int, pairs: list[TextPair]) -> dict[str, object]:
    """Return for each pair the seconds of every step, and what the comparison found."""
    found = {pair.name: describe(pair) for pair in pairs}
    times: dict[str, dict[str, list[float]]] = {pair.name: {} for pair in pairs}
    for turn in range(runs + 1):
        for pair in pairs:
            gc.collect()
            for step, seconds in time_steps(pair).items():
                times[pair.name].setdefault(step, []).extend([seconds] if turn else [])
    return {name: {"times": times[name], **found[name]} for name in found}


def describe(pair: TextPair) -> dict[str, object]:
    """Return what the comparison finds, once both texts have been put together from it."""
    comparison = _compare(pair)
    check_rebuild(comparison)
    kinds = Counter(kind.value for change in comparison.changes for kind in change.kinds)
    units = len(comparison.old.units), len(comparison.new.units)
    return {"kinds": kinds, "units": units, "characters": pair.characters}


def _compare(pair: TextPair) -> Comparison:
    old, new = (read_document(p.read_text(encoding="utf-8"), p.name) for p in (pair.old, pair.new))
    return compare_documents(old, new)


def time_steps(pair: TextPair) -> dict[str, float]:
    """Return the seconds of reading, comparing and verifying, and of everything after it."""
    marks = [time.process_time()]
    old, new = (read_document(p.read_text(encoding="utf-8"), p.name) for p in (pair.old, pair.new))
    marks.append(time.process_time())
    comparison = compare_documents(old, new)
    marks.append(time.process_time())
    table = make_table(comparison, PRESETS["jichitai"], Phase.FINAL)
    marks.append(time.process_time())
    stale = find_stale_references(follow_provisions(comparison))
    marks.append(time.process_time())
    chosen = choose_pair((str(pair.old), str(pair.new)), DAY)
    names = chosen.old.name, chosen.new.name
    job = Job(ComparisonReport(comparison, table, *names, stale, ""), chosen)
    steps = ("read", "compare", "table", "stale")
    times = {step: marks[i + 1] - marks[i] for i, step in enumerate(steps)}
    return times | {form: _time_writing(form, job) for form in ("text", "html", "docx")}


def _time_writing(form: str, job: Job) -> float:
    start = time.process_time()
    assert FORMS[form].write(job)
    return time.process_time() - start


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), load_pairs(sys.stdin.read()))))
