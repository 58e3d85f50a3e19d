"""The comparison table (新旧対照表) as a value: every medium shows these rows and no others."""

from dataclasses import dataclass, field
from enum import StrEnum

from kitei.compare.change import Change, TableChange
from kitei.compare.run import Run
from kitei.compare.table_options import Phase, TableOptions
from kitei.compare.units import Unit


class RowKind(StrEnum):
    """What a row of the table shows."""

    CONTEXT = "context"  # labels and captions around what changed
    UNCHANGED = "unchanged"  # provisions left out as （略）
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    TEXT = "text"  # a new text that is shown without an old one: 制定, 全部改正


@dataclass(frozen=True, slots=True)
class Part:
    """One provision, table or picture in a cell; or, without a unit, only a label and a word.

    Runs are equal ones and those of its own side; `note` is the table's own word behind them
    (（略）), which is none of the text. `is_moved` labels are underlined twice where the preset
    says so.
    """

    label: tuple[Run, ...] = ()
    caption: tuple[Run, ...] = ()
    text: tuple[Run, ...] = ()
    note: str = ""
    depth: int = 0
    unit: Unit | None = None
    table: TableChange | None = None
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the parts of both cells, and the changes it shows.

    `remark` stands in 備考, or below the new text where the preset has no such column; `old_units`
    and `new_units` are the indexes of all units that the row accounts for.
    """

    kind: RowKind
    old: tuple[Part, ...]
    new: tuple[Part, ...]
    changes: tuple[Change, ...] = ()
    remark: str = ""
    old_units: tuple[int, ...] = field(default=(), repr=False)
    new_units: tuple[int, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """A comparison table; `headings` are those of the new and the old column.

    `message` says in a sentence what a table cannot: that nothing changed, that all did.
    """

    title: str
    options: TableOptions
    phase: Phase
    rows: tuple[Row, ...]
    preface: str = ""
    message: str = ""
    reason: str = ""

    @property
    def headings(self) -> tuple[str, str]:
        """The headings of the new and the old column."""
        return self.options.headings(self.phase)

    @property
    def note(self) -> str:
        """The line above the table, empty where nothing is marked."""
        is_marked = any(row.changes for row in self.rows)
        return self.options.note if is_marked else ""

    @property
    def closing(self) -> str:
        """The row under the table: what the layout always says, and the reason where it does."""
        if not any(row.changes for row in self.rows):
            return ""
        reason = f"改正理由：{self.reason}" if self.options.shows_reason and self.reason else ""
        if not self.options.closing:
            return reason and f"備考　{reason}"
        return "　".join(filter(None, (self.options.closing, reason)))
