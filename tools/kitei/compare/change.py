"""Changes: one record for each thing that became different, the same for every view."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kitei.compare.link import Evidence
from kitei.compare.run import Run, RunKind
from kitei.compare.units import PARAGRAPH_END, Unit
from kitei.model.provision import Cell

# An id that holds two texts this unlike was probably used again.
REUSED = 35.0


class ChangeKind(StrEnum):
    """What happened; one change may be of several kinds (moved and reworded)."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    CAPTION = "caption"
    REWORDED = "reworded"
    TABLE = "table"
    PICTURE = "picture"

    @property
    def label(self) -> str:
        """The Japanese name."""
        return _LABELS[self]


_LABELS = {
    ChangeKind.ADDED: "追加",
    ChangeKind.REMOVED: "削除",
    ChangeKind.SPLIT: "分割",
    ChangeKind.MERGED: "統合",
    ChangeKind.MOVED: "移動",
    ChangeKind.RENUMBERED: "番号の変更",
    ChangeKind.CAPTION: "見出しの変更",
    ChangeKind.REWORDED: "文言の変更",
    ChangeKind.TABLE: "表の変更",
    ChangeKind.PICTURE: "図の変更",
}


@dataclass(frozen=True, slots=True)
class Side:
    """A unit as a change shows it; `position` is its address as cited (6(3)①)."""

    unit: Unit
    position: str

    @property
    def label(self) -> str:
        """The marker as written, or nothing."""
        return self.unit.label

    @property
    def caption(self) -> str:
        """The caption as written, or nothing."""
        return self.unit.caption

    @property
    def text(self) -> str:
        """The text as written; paragraphs and rows end in a line end, cells in a tab."""
        return self.unit.text


@dataclass(frozen=True, slots=True)
class CellPair:
    """A cell of both tables and the runs between; one is None where only one has it."""

    old: Cell | None
    new: Cell | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class RowPair:
    """A row of both tables with its cells; `old` and `new` count rows from 0, None for none."""

    old: int | None
    new: int | None
    cells: tuple[CellPair, ...]

    @property
    def is_equal(self) -> bool:
        """Whether nothing in the row is marked."""
        if self.old is None or self.new is None:
            return False
        if any(pair.old is None or pair.new is None for pair in self.cells):
            return False
        return all(run.kind is RunKind.EQUAL for pair in self.cells for run in pair.runs)


@dataclass(frozen=True, slots=True)
class TableChange:
    """All rows of two tables in order; `is_whole` where the tables are too different for cells."""

    rows: tuple[RowPair, ...]
    is_whole: bool = False
    spans_changed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One change, with all units it concerns in the order of the text.

    Usually one old and one new; several new for a split, several old for a merger, none for what
    was added or removed (which comes with all below it); as many old as new for a run of
    provisions that one insertion renumbered. The runs lead from all old captions and texts, one
    behind the other with a line end between, to the new ones; `old_runs` and `new_runs` give
    those of each unit.
    """

    id: str
    kinds: tuple[ChangeKind, ...]
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    caption_runs: tuple[Run, ...]
    runs: tuple[Run, ...]
    evidence: Evidence | None = None
    score: float = 0.0
    reason: str = ""
    table: TableChange | None = None
    related: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether views must call it possible: only likeness speaks for it, and it moved or split.

        A provision reworded where it stands is no guess to a reader.
        """
        unsure = (ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.MERGED)
        is_guess = self.evidence is not None and self.evidence.is_guess
        return is_guess and (self.evidence is Evidence.FAR or any(k in unsure for k in self.kinds))

    @property
    def is_doubtful(self) -> bool:
        """Whether the two texts with one id are so unlike that the id may have been used again."""
        return self.evidence is Evidence.ID and self.score < REUSED

    def old_runs(self) -> tuple[tuple[Run, ...], ...]:
        """Return the runs of each old text: equal and removed ones."""
        lengths = [len(side.text) for side in self.old]
        return tuple(_cut(self.runs, lengths, RunKind.ADDED))

    def new_runs(self) -> tuple[tuple[Run, ...], ...]:
        """Return the runs of each new text: equal and added ones."""
        lengths = [len(side.text) for side in self.new]
        return tuple(_cut(self.runs, lengths, RunKind.REMOVED))

    def old_caption_runs(self) -> tuple[tuple[Run, ...], ...]:
        """Return the runs of each old caption."""
        lengths = [len(side.caption) for side in self.old]
        return tuple(_cut(self.caption_runs, lengths, RunKind.ADDED))

    def new_caption_runs(self) -> tuple[tuple[Run, ...], ...]:
        """Return the runs of each new caption."""
        lengths = [len(side.caption) for side in self.new]
        return tuple(_cut(self.caption_runs, lengths, RunKind.REMOVED))


def join_texts(texts: list[str]) -> str:
    """Return the texts of several units as the runs of a change hold them."""
    return PARAGRAPH_END.join(texts)


def _cut(runs: tuple[Run, ...], lengths: list[int], left_out: RunKind) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of each text of one side; the line ends between texts are left out."""
    waiting = [run for run in reversed(runs) if run.kind is not left_out]
    for index, length in enumerate(lengths):
        if index:
            _take(waiting, len(PARAGRAPH_END))
        yield tuple(_take(waiting, length))


def _take(waiting: list[Run], length: int) -> list[Run]:
    """Take so many characters off the runs, the last of which comes first."""
    taken = []
    while length:
        run = waiting.pop()
        if len(run.text) > length:
            waiting.append(Run(run.kind, run.text[length:]))
            run = Run(run.kind, run.text[:length])
        taken.append(run)
        length -= len(run.text)
    return taken
