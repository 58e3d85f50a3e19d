"""The rows of a comparison table: the smallest units that changed, and what stands around them."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from kitei.compare.change import Change, ChangeKind
from kitei.compare.comparison_table import Part, Row, RowKind
from kitei.compare.run import RunKind
from kitei.compare.table_labels import get_row, join_labels
from kitei.compare.table_options import TableOptions
from kitei.compare.table_pairs import Pairs, find_children, is_only_renumbered
from kitei.compare.table_parts import (
    make_context,
    make_new_parts,
    make_old_parts,
    make_remark,
    marked,
    plain,
)
from kitei.compare.units import UnitKind

FRONT = (UnitKind.TITLE, UnitKind.COVER)


def build_rows(pairs: Pairs, options: TableOptions) -> tuple[Row, ...]:
    """Return the rows in the order of the new text; what was removed stands where it stood."""
    builder = _Builder(pairs, options)
    builder.add_content(find_children(pairs.old.units, None), find_children(pairs.new.units, None))
    return tuple(builder.rows)


@dataclass(slots=True)
class _Group:
    """Neighbours that are left out together."""

    key: tuple[object, ...]
    changes: dict[str, Change] = field(default_factory=dict)
    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)


@dataclass
class _Builder:
    """Collects the rows; neighbours left out together wait until another row follows."""

    pairs: Pairs
    options: TableOptions
    rows: list[Row] = field(default_factory=list)
    group: _Group | None = None
    shown: set[str] = field(default_factory=set)

    def add_content(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Add the rows of units that stand side by side in both texts."""
        self._close_group()
        waiting, here = deque(olds), set(olds)
        self._add_removed(waiting)
        for new in news:
            partners = self.pairs.old_of.get(new, ())
            if not partners:
                self._add_added(new)
                continue
            first = next((old for old in partners if old in here), None)
            if first is not None and not self._is_moved(new):
                self._advance(waiting, first)
            self._add_pair(partners, new)
            if waiting and waiting[0] == first:
                waiting.popleft()
            self._add_removed(waiting)
        self._advance(waiting, len(self.pairs.old.units))
        self._close_group()

    def _is_moved(self, new: int) -> bool:
        change = self.pairs.new_changes.get(new)
        return change is not None and ChangeKind.MOVED in change.kinds

    def _advance(self, waiting: deque[int], until: int) -> None:
        """Take off what stood before an old unit: removed, or shown where it stands now."""
        while waiting and waiting[0] < until:
            if waiting[0] in self.pairs.new_of:
                waiting.popleft()
                self._close_group()
            self._add_removed(waiting)

    def _add_removed(self, waiting: deque[int]) -> None:
        """Add the removed units at the head of the list."""
        while waiting and waiting[0] not in self.pairs.new_of:
            index = waiting.popleft()
            self._add_change(self.pairs.old_changes[index])
            self.add_content(find_children(self.pairs.old.units, index), ())

    def _add_added(self, new: int) -> None:
        self._add_change(self.pairs.new_changes[new])
        self.add_content((), find_children(self.pairs.new.units, new))

    def _add_pair(self, olds: tuple[int, ...], new: int) -> None:
        change = self.pairs.new_changes.get(new)
        if change is not None and not is_only_renumbered(change):
            below = [] if change.id in self.shown else self._find_below(olds)
            self._add_change(change)
            self.add_content(below, find_children(self.pairs.new.units, new))
        elif self.pairs.is_clean_below(olds, new):
            self._leave_out(olds[0], new, change)
        else:
            self._add_context(olds[0], new, change)
            self.add_content(self._find_below(olds), find_children(self.pairs.new.units, new))

    def _find_below(self, olds: Sequence[int]) -> list[int]:
        return [child for old in olds for child in find_children(self.pairs.old.units, old)]

    def _leave_out(self, old: int, new: int, change: Change | None) -> None:
        before, after = self.pairs.old.units[old], self.pairs.new.units[new]
        if after.kind in FRONT:
            return
        key = (change is None, get_row(before), get_row(after))
        if self.group is None or self.group.key != key:
            self._close_group()
            self.group = _Group(key)
        if change is not None:
            self.group.changes[change.id] = change
        self.group.old.append(old)
        self.group.new.append(new)

    def _close_group(self) -> None:
        """Write the neighbours left out so far as one row."""
        group, self.group = self.group, None
        if group is None:
            return
        old_units, new_units = self.pairs.old.units, self.pairs.new.units
        self.rows.append(
            Row(
                RowKind.UNCHANGED,
                (
                    self._left_out(
                        join_labels([old_units[i] for i in group.old]), group, is_old=True
                    ),
                ),
                (
                    self._left_out(
                        join_labels([new_units[i] for i in group.new]), group, is_old=False
                    ),
                ),
                tuple(group.changes.values()),
                self._remark_unchanged(),
                old_units=tuple(j for i in group.old for j in range(i, old_units[i].end)),
                new_units=tuple(j for i in group.new for j in range(i, new_units[i].end)),
            )
        )

    def _left_out(self, label: str, group: _Group, *, is_old: bool) -> Part:
        kind = RunKind.REMOVED if is_old else RunKind.ADDED
        unit = self.pairs.old.units[group.old[0]] if is_old else self.pairs.new.units[group.new[0]]
        runs = marked(label, kind) if group.changes else plain(label)
        return Part(runs, note=self.options.words.unchanged, depth=unit.depth)

    def _remark_unchanged(self) -> str:
        return self.options.words.unchanged if self.options.has_remarks else ""

    def _add_context(self, old: int, new: int, change: Change | None) -> None:
        self._close_group()
        word, is_new = self.options.words.unchanged, change is not None
        before, after = self.pairs.old.units[old], self.pairs.new.units[new]
        self.rows.append(
            Row(
                RowKind.CONTEXT,
                (make_context(before, RunKind.REMOVED, word, is_renumbered=is_new),),
                (make_context(after, RunKind.ADDED, word, is_renumbered=is_new),),
                (change,) if change else (),
                old_units=(old,),
                new_units=(new,),
            )
        )

    def _add_change(self, change: Change) -> None:
        """Add the row of a change, once."""
        if change.id in self.shown:
            return
        self._close_group()
        self.shown.add(change.id)
        words = self.options.words
        old, new = make_old_parts(change), make_new_parts(change)
        kind = RowKind.CHANGED if old and new else RowKind.REMOVED if old else RowKind.ADDED
        self.rows.append(
            Row(
                kind,
                old or (Part(note=words.added, depth=new[0].depth),),
                new or (Part(note=words.removed, depth=old[0].depth),),
                (change,),
                make_remark(change, words),
                tuple(side.unit.index for side in change.old),
                tuple(side.unit.index for side in change.new),
            )
        )
