"""Text brackets （）: which closes which."""

import re

_BRACKET = re.compile("[（）]")


def match_brackets(text: str) -> dict[int, int]:
    """Return the offset of the opening bracket for each closing one that has one."""
    open_at: list[int] = []
    pairs: dict[int, int] = {}
    for match in _BRACKET.finditer(text):
        if match.group() == "（":
            open_at.append(match.start())
        elif open_at:
            pairs[match.start()] = open_at.pop()
    return pairs
