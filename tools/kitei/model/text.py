"""Running text with its links and the place of every character in the source."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source file: line and column, both counted from 1 in characters."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Link:
    """A link over `value[start:end]` of a text; the target is kept as written."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as a reader sees them: escapes resolved, link marks taken off.

    `origins` maps offsets to places: each entry (offset, position) holds until the next one.
    """

    value: str
    links: tuple[Link, ...] = ()
    origins: tuple[tuple[int, Position], ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)

    def locate(self, offset: int) -> Position:
        """Return the place in the source of the character at `offset`."""
        if not self.origins:
            return Position(1, 1)
        index = max(bisect_right(self.origins, offset, key=lambda origin: origin[0]) - 1, 0)
        start, position = self.origins[index]
        return Position(position.line, position.column + offset - start)

    def pieces(self) -> Iterator[tuple[str, str | None]]:
        """Yield (characters, link target or None) from left to right."""
        done = 0
        for link in self.links:
            if link.start > done:
                yield self.value[done : link.start], None
            yield self.value[link.start : link.end], link.target
            done = link.end
        if done < len(self.value):
            yield self.value[done:], None


def measure_width(text: str) -> int:
    """Return the columns a text takes: two for a full-width character, one for any other."""
    return len(text) if text.isascii() else sum(map(_measure_character, text))


@cache
def _measure_character(character: str) -> int:
    return 2 if east_asian_width(character) in "FWA" else 1
