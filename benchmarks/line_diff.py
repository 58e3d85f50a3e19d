"""Compare the lines of two files that are not blank, as Python's library does, and print them.

usage: python benchmarks/line_diff.py [--check] OLD NEW
"""

import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path


def compare_lines(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the lines of both, marked as `diff` marks them."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from (f"  {line}" for line in old[start:end])
        else:
            yield from (f"- {line}" for line in old[start:end])
            yield from (f"+ {line}" for line in new[new_start:new_end])


def main(*arguments: str) -> None:
    """Print the comparison; with --check say only whether it gives both texts back."""
    *options, old_path, new_path = arguments
    old, new = (_read_lines(path) for path in (old_path, new_path))
    lines = list(compare_lines(old, new))
    if "--check" in options:
        assert [line[2:] for line in lines if line[0] != "+"] == old
        assert [line[2:] for line in lines if line[0] != "-"] == new
    else:
        print("\n".join(lines))


def _read_lines(path: str) -> list[str]:
    content = Path(path).read_text(encoding="utf-8")
    return [line for line in content.split("\n") if line.strip()]


if __name__ == "__main__":
    main(*sys.argv[1:])
