"""Compare texts with what random edits made of them, and print seconds and mistakes as JSON.

usage: python benchmarks/random_edits.py RUNS SIZE...
"""

import gc
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.compare_check import check_rebuild
from benchmarks.compare_texts import make_random
from kitei.compare.comparison import compare_documents
from kitei.compare.outcome import Comparison
from kitei.compare.units import Outline, UnitKind
from kitei.model.document import Document
from tests.compare.edits import Node, list_nodes, render


def main(runs: int, *sizes: int) -> dict[str, object]:
    """Return for each size the seconds of comparing and verifying, and how right the links are."""
    documents: dict[int, tuple[Document, Document]] = {}
    found: dict[str, dict[str, object]] = {}
    for size in sizes:
        old, new = make_random(size)
        documents[size] = (render(old, has_ids=False), render(new, has_ids=False))
        comparison = compare_documents(*documents[size])
        check_rebuild(comparison)
        found[str(size)] = {"seconds": [], **judge(comparison, old, new)}
    for _ in range(runs):
        for size, pair in documents.items():
            gc.collect()
            start = time.process_time()
            compare_documents(*pair)
            found[str(size)]["seconds"].append(time.process_time() - start)
    return found


def judge(comparison: Comparison, old: list[Node], new: list[Node]) -> dict[str, int]:
    """Return how many provisions kept their identity, were linked, and were linked wrongly."""
    before, after = _name_units(comparison.old, old), _name_units(comparison.new, new)
    linked = [
        (before[link.old[0]], after[link.new[0]])
        for link in comparison.alignment.links
        if len(link.old) == len(link.new) == 1 and link.old[0] in before
    ]
    common = set(before.values()) & set(after.values())
    moved = {before[head] for head in comparison.alignment.moved if head in before}
    return {
        "common": len(common),
        "linked": len(linked),
        "wrong": sum(one != other for one, other in linked),
        "moved": len(moved),
    }


def _name_units(outline: Outline, nodes: list[Node]) -> dict[int, str]:
    """Return by its index which provision of the manuscript a unit is: both are in one order."""
    units = [unit for unit in outline.units if unit.kind is UnitKind.PROVISION]
    return {unit.index: node.uid for unit, node in zip(units, list_nodes(nodes), strict=True)}


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:]))))
