"""Find the words of texts as SudachiPy does, the longest ones (mode C); in its own environment.

Reads [text, ...] as JSON, prints for each the offsets where a word starts or ends.
"""

import json
import sys

from sudachipy import Dictionary, SplitMode


def find_edges(text: str, tokenizer: object) -> list[int]:
    """Return the offsets of all edges of words; a line end is one."""
    edges = {0, len(text)}
    start = 0
    for line in text.split("\n"):
        for word in tokenizer.tokenize(line) if line else ():
            edges |= {start + word.begin(), start + word.end()}
        edges |= {start, start + len(line)}
        start += len(line) + 1
    return sorted(edges)


if __name__ == "__main__":
    tokenizer = Dictionary().tokenizer(mode=SplitMode.C)
    print(json.dumps([find_edges(text, tokenizer) for text in json.load(sys.stdin)]))
