"""Whether a comparison gives back both texts, asked independently of kitei's own verification."""

from collections.abc import Iterable, Sequence

from kitei.compare.change import Change
from kitei.compare.outcome import Comparison
from kitei.compare.run import Run, RunKind
from kitei.compare.units import Unit, make_key

# Old and new side of each piece of a text; both the same where nothing changed.
Pieces = Sequence[tuple[str, str]]


class NotRebuilt(Exception):
    """A comparison that does not give both texts back, and so is no measurement."""


def check_rebuild(comparison: Comparison) -> None:
    """Raise NotRebuilt unless the changes and links give every unit of both texts once."""
    old, new = dict[int, str](), dict[int, str]()
    for change in comparison.changes:
        _collect(change, old, new)
    before, after = comparison.old.units, comparison.new.units
    for link in comparison.alignment.links:
        _check_same(
            [before[index] for index in link.old if index not in old],
            [after[index] for index in link.new if index not in new],
        )
        old |= {index: before[index].text for index in link.old if index not in old}
        new |= {index: after[index].text for index in link.new if index not in new}
    for side, units in ((old, before), (new, after)):
        wrong = [unit.index for unit in units if side.get(unit.index) != unit.text]
        if wrong:
            raise NotRebuilt(f"units {wrong[:5]} of {len(units)}")


def _collect(change: Change, old: dict[int, str], new: dict[int, str]) -> None:
    """Add the texts that the runs of a change give; those of tables and removals stand in units."""
    for sides, runs, texts in (
        (change.old, change.old_runs, old),
        (change.new, change.new_runs, new),
    ):
        if change.runs:
            given = ("".join(run.text for run in each) for each in runs())
            texts |= {side.unit.index: text for side, text in zip(sides, given, strict=True)}
        else:
            texts |= {side.unit.index: side.unit.text for side in sides}


def _check_same(old: list[Unit], new: list[Unit]) -> None:
    """Raise NotRebuilt where linked units that no change tells of do not say the same."""
    sides = (make_key("".join(unit.caption + unit.text for unit in side)) for side in (old, new))
    if old and new and len(set(sides)) > 1:
        raise NotRebuilt(f"linked without a change: {old[0].text[:20]} and {new[0].text[:20]}")


def to_pieces(runs: Iterable[Run]) -> Pieces:
    """Return runs as pieces; what was removed and what was added in its place are one."""
    pieces: list[tuple[str, str]] = []
    for run in runs:
        is_second = run.kind is RunKind.ADDED and pieces and not pieces[-1][1]
        if run.kind is RunKind.EQUAL:
            pieces.append((run.text, run.text))
        elif run.kind is RunKind.REMOVED:
            pieces.append((run.text, ""))
        elif is_second:
            pieces[-1] = (pieces[-1][0], run.text)
        else:
            pieces.append(("", run.text))
    return pieces
