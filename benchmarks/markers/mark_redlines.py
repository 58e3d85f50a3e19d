"""Mark changes as redlines does, words ending at spaces; run in its own environment.

Reads [[old, new], ...] as JSON, prints {"seconds": s, "pieces": [[[old, new], ...], ...]}.
"""

import json
import sys
import time

from redlines import Redlines

PARAGRAPH_MARK = "¶"


def mark(old: str, new: str) -> list[tuple[str, str]]:
    """Return the pieces of two texts; the same on both sides where nothing changed."""
    found = Redlines(old, new)._diff_ops
    if not found:
        return [(old, new)]
    left = find_starts(old, found[0].source_chunk.text)
    right = find_starts(new, found[0].test_chunk.text)
    pieces = []
    for operation in found:
        _, start, end, new_start, new_end = operation.opcodes
        pieces.append((old[left[start] : left[end]], new[right[new_start] : right[new_end]]))
    return pieces


def find_starts(text: str, tokens: list[str]) -> list[int]:
    """Return where each token starts in the text, and the end; the first takes what is before."""
    starts, cursor = [], 0
    for token in tokens:
        core = token.strip()
        found = text.index("\n" if core == PARAGRAPH_MARK else core, cursor)
        starts.append(found)
        cursor = found + len(core)
    return [0, *starts[1:], len(text)] if starts else [0]


if __name__ == "__main__":
    pairs = json.load(sys.stdin)
    start = time.perf_counter()
    pieces = [mark(old, new) for old, new in pairs]
    print(json.dumps({"seconds": time.perf_counter() - start, "pieces": pieces}))
