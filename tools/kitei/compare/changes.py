"""The list of changes: an alignment turned into one record for each change, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kitei.compare.alignment import Alignment
from kitei.compare.change import Change, ChangeKind, Side, TableChange, join_texts
from kitei.compare.differences import Judge, find_forms
from kitei.compare.inline import compare_texts
from kitei.compare.link import Evidence, Link
from kitei.compare.outcome import Formatting
from kitei.compare.run import Run, RunKind
from kitei.compare.series import find_series
from kitei.compare.tables import compare_tables, list_table_runs
from kitei.compare.units import Outline, Unit

# Where a change stands: the new unit it follows or is, whether it follows, and the old unit.
Place = tuple[int, bool, int]

_EVIDENCE = tuple(Evidence)


@dataclass(slots=True)
class Writer:
    """Writes the records of an alignment; `formatting` holds what is mere form afterwards."""

    judge: Judge
    alignment: Alignment
    drafts: list[tuple[Place, Change]] = field(default_factory=list)
    formatting: list[Formatting] = field(default_factory=list)

    @property
    def old(self) -> Outline:
        """The old document."""
        return self.judge.old

    @property
    def new(self) -> Outline:
        """The new document."""
        return self.judge.new

    def write(self) -> tuple[Change, ...]:
        """Return the changes in the order of the new text."""
        renumbered = []
        for link in self.alignment.links:
            kinds = self.judge.find_kinds(link, is_moved=link.old[0] in self.alignment.moved)
            if kinds == (ChangeKind.RENUMBERED,):
                renumbered.append(link)
            elif kinds:
                self._add((link.new[0], False, 0), self._write_link(link, kinds))
            else:
                self._note_form(link)
        self._write_series(renumbered)
        self._write_added()
        self._write_removed()
        self.drafts.sort(key=lambda draft: draft[0])
        return tuple(
            replace(change, id=f"c{number}") for number, (_, change) in enumerate(self.drafts, 1)
        )

    def _add(self, place: Place, change: Change) -> None:
        self.drafts.append((place, change))

    def _note_form(self, link: Link) -> None:
        old, new = self.old.units[link.old[0]], self.new.units[link.new[0]]
        if forms := find_forms(old, new):
            self.formatting.append(Formatting(self._old_side(old), self._new_side(new), forms))

    def _write_link(self, link: Link, kinds: tuple[ChangeKind, ...]) -> Change:
        old = tuple(self._old_side(self.old.units[index]) for index in link.old)
        new = tuple(self._new_side(self.new.units[index]) for index in link.new)
        table = _compare_tables(old[0].unit, new[0].unit) if ChangeKind.TABLE in kinds else None
        captions = [[side.caption for side in sides] for sides in (old, new)]
        texts = [[side.text for side in sides] for sides in (old, new)]
        return Change(
            "",
            kinds,
            old,
            new,
            compare_texts(*map(join_texts, captions)),
            list_table_runs(table) if table else compare_texts(*map(join_texts, texts)),
            link.evidence,
            link.score,
            link.reason,
            table,
        )

    def _write_series(self, links: Sequence[Link]) -> None:
        """Write one record for each run of provisions that one insertion renumbered."""
        moved = self.alignment.moved
        all_links = [link for link in self.alignment.links if link.old[0] not in moved]
        for series in find_series(self.old, self.new, all_links=all_links, renumbered=links):
            weakest = max(series, key=lambda link: _EVIDENCE.index(link.evidence))
            whole = replace(
                weakest,
                old=tuple(link.old[0] for link in series),
                new=tuple(link.new[0] for link in series),
                score=min(link.score for link in series),
            )
            change = self._write_link(whole, (ChangeKind.RENUMBERED,))
            self._add((whole.new[0], False, 0), change)

    def _write_added(self) -> None:
        for group in _group(self.new.units, self.alignment.added):
            sides = tuple(self._new_side(unit) for unit in group)
            runs = _make_runs(RunKind.ADDED, sides)
            related = self._find_related(group, is_new=True)
            change = Change("", (ChangeKind.ADDED,), (), sides, *runs, related=related)
            self._add((group[0].index, False, 0), change)

    def _write_removed(self) -> None:
        """Write what was removed behind what stood before it and still does."""
        followed = self._list_followed()
        for group in _group(self.old.units, self.alignment.removed):
            sides = tuple(self._old_side(unit) for unit in group)
            runs = _make_runs(RunKind.REMOVED, sides)
            related = self._find_related(group, is_new=False)
            change = Change("", (ChangeKind.REMOVED,), sides, (), *runs, related=related)
            index = group[0].index
            self._add((followed[index], True, index), change)

    def _find_related(self, group: list[Unit], *, is_new: bool) -> str:
        """Return the address on the other side of what somebody called related to these."""
        indices = {unit.index for unit in group}
        other, side = (self.old, 0) if is_new else (self.new, 1)
        found = (pair[side] for pair in self.alignment.related if pair[1 - side] in indices)
        return "、".join(other.cite(other.units[index]) for index in found)

    def _list_followed(self) -> list[int]:
        """Return for each old unit the new place of the nearest one before that did not move."""
        places: dict[int, int] = {}
        for link in self.alignment.links:
            if link.old[0] not in self.alignment.moved:
                places |= dict.fromkeys(link.old, link.new[-1])
        followed, last = [], -1
        for index in range(len(self.old.units)):
            followed.append(last)
            last = places.get(index, last)
        return followed

    def _old_side(self, unit: Unit) -> Side:
        return Side(unit, self.old.cite(unit))

    def _new_side(self, unit: Unit) -> Side:
        return Side(unit, self.new.cite(unit))


def _compare_tables(old: Unit, new: Unit) -> TableChange | None:
    return compare_tables(old.table, new.table) if old.table and new.table else None


def _group(units: Sequence[Unit], indices: tuple[int, ...]) -> Iterator[list[Unit]]:
    """Yield units with all below them, where nothing below them has a partner."""
    chosen = set(indices)
    done = 0
    for index in indices:
        if index < done:
            continue
        unit = units[index]
        below = range(index, unit.end)
        done = unit.end if all(each in chosen for each in below) else index + 1
        yield list(units[index:done])


def _make_runs(kind: RunKind, sides: tuple[Side, ...]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the runs of captions and texts that only one side has."""
    caption = join_texts([side.caption for side in sides])
    text = join_texts([side.text for side in sides])
    return ((Run(kind, caption),) if caption else ()), ((Run(kind, text),) if text else ())
