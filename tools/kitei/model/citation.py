"""Citations as values: a reference (引用), its members, and the paths they are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedStep:
    """One step of a cited path: 第3条の2, (1), ア.

    `kind` is a kind of marker in the style of the text; `unit` is 条, 項 and so on, empty for a
    marker cited as it is.
    """

    kind: str
    numbers: tuple[int, ...]
    start: int
    end: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The relative word a path begins with: 前2条 is ("前", "条", 2), この章 ("この", "章").

    `word` is one of 前, 次, 同, この (also for 本), 前各, 次の各, 各.
    """

    word: str
    unit: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Path:
    """One place as cited: a head or a whole (附則, 別表第1), or neither, and steps below it.

    The first `inherited` steps stand in an earlier member only, as 第3条 of 第2項 in
    第3条第1項及び第2項. `title` is the other text the path belongs to; `each` closes a path that
    means all below it: 第3条各号.
    """

    start: int
    end: int
    steps: tuple[CitedStep, ...] = ()
    head: Head | None = None
    whole: CitedStep | None = None
    title: str = ""
    each: str = ""
    inherited: int = 0

    @property
    def written(self) -> tuple[CitedStep, ...]:
        """The steps that stand in the text here."""
        return self.steps[self.inherited :]


@dataclass(frozen=True, slots=True)
class Member:
    """One target of a reference with its own offsets: 6, 7 and 8 in 上記6、7及び8.

    `kind` is local (behind 上記), path, relative, whole, external (a law, a law's number),
    document (another document) or name (第1号被保険者: a word and no reference). `last` ends a
    range; `part` is ただし書, 前段 and the like.
    """

    start: int
    end: int
    text: str
    kind: str
    path: Path
    last: Path | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference (引用): its offsets, and its members in order.

    `place` is 上記, 前記 or 下記 where it begins so; `kind` is that of the first member; `depth`
    counts the brackets around it, and `is_quoted` says that it stands between 「 and 」, where it
    is a wording and cites nothing. The title of another text stands before `start`.
    """

    start: int
    end: int
    text: str
    kind: str
    members: tuple[Member, ...]
    place: str = ""
    depth: int = 0
    is_quoted: bool = False
