"""Mark changes as diff-match-patch does, cleaned up for readers; run in its own environment.

Reads [[old, new], ...] as JSON, prints {"seconds": s, "pieces": [[[old, new], ...], ...]}.
"""

import json
import sys
import time

from diff_match_patch import diff_match_patch


def mark(old: str, new: str) -> list[tuple[str, str]]:
    """Return the pieces of two texts; the same on both sides where nothing changed."""
    matcher = diff_match_patch()
    matcher.Diff_Timeout = 0
    found = matcher.diff_main(old, new)
    matcher.diff_cleanupSemantic(found)
    pieces: list[tuple[str, str]] = []
    for kind, text in found:
        if kind == matcher.DIFF_EQUAL:
            pieces.append((text, text))
        elif kind == matcher.DIFF_DELETE:
            pieces.append((text, ""))
        elif pieces and pieces[-1][0] and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], text)
        else:
            pieces.append(("", text))
    return pieces


if __name__ == "__main__":
    pairs = json.load(sys.stdin)
    start = time.perf_counter()
    pieces = [mark(old, new) for old, new in pairs]
    print(json.dumps({"seconds": time.perf_counter() - start, "pieces": pieces}))
