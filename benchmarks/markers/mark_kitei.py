"""Mark changes as kitei does, and character by character; run in kitei's environment.

usage: python benchmarks/markers/mark_kitei.py kitei|characters
Reads [[old, new], ...] as JSON, prints {"seconds": s, "pieces": [[[old, new], ...], ...]}.
"""

import json
import sys
import time
from pathlib import Path

from rapidfuzz.distance import Indel

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.compare_check import Pieces, to_pieces
from kitei.compare.inline import compare_texts


def mark_characters(old: str, new: str) -> Pieces:
    """Return the pieces of two texts by their longest common subsequence of characters."""
    pieces: list[tuple[str, str]] = []
    for step in Indel.opcodes(old, new):
        before = old[step.src_start : step.src_end]
        after = new[step.dest_start : step.dest_end]
        # What is deleted and inserted at one place is one change.
        if pieces and step.tag != "equal" and pieces[-1][0] != pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + before, pieces[-1][1] + after)
        else:
            pieces.append((before, after))
    return pieces


def mark_words(old: str, new: str) -> Pieces:
    """Return the pieces of two texts as a comparison marks them."""
    return to_pieces(compare_texts(old, new))


WAYS = {"kitei": mark_words, "characters": mark_characters}

if __name__ == "__main__":
    way = WAYS[sys.argv[1]]
    pairs = json.load(sys.stdin)
    start = time.perf_counter()
    pieces = [way(old, new) for old, new in pairs]
    print(json.dumps({"seconds": time.perf_counter() - start, "pieces": pieces}))
