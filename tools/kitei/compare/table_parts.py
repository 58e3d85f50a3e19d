"""The parts of a cell: one provision with its label, caption and text, and what is marked."""

from collections.abc import Iterator, Sequence

from kitei.compare.change import Change, ChangeKind, Side
from kitei.compare.comparison_table import Part
from kitei.compare.run import Run, RunKind
from kitei.compare.table_options import Words
from kitei.compare.units import Unit

# Of a text that is marked nearly everywhere, the few words left unmarked only disturb.
_MOSTLY = 0.6
_LABEL_KINDS = {ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.RENUMBERED, ChangeKind.MOVED}
_POSSIBLE = {
    ChangeKind.MOVED: "（移動の可能性）",
    ChangeKind.SPLIT: "（分割の可能性）",
    ChangeKind.MERGED: "（統合の可能性）",
}


def plain(text: str) -> tuple[Run, ...]:
    """Return a text of which nothing is marked."""
    return (Run(RunKind.EQUAL, text),) if text else ()


def marked(text: str, kind: RunKind) -> tuple[Run, ...]:
    """Return a text that is marked as a whole."""
    return (Run(kind, text),) if text else ()


def make_old_parts(change: Change) -> tuple[Part, ...]:
    """Return the parts of the old cell."""
    runs = zip(change.old_caption_runs(), change.old_runs(), strict=True)
    return tuple(
        _make_part(change, side, caption, text, RunKind.REMOVED)
        for side, (caption, text) in zip(change.old, runs, strict=True)
    )


def make_new_parts(change: Change) -> tuple[Part, ...]:
    """Return the parts of the new cell."""
    runs = zip(change.new_caption_runs(), change.new_runs(), strict=True)
    return tuple(
        _make_part(change, side, caption, text, RunKind.ADDED)
        for side, (caption, text) in zip(change.new, runs, strict=True)
    )


def _make_part(
    change: Change, side: Side, caption: tuple[Run, ...], text: tuple[Run, ...], kind: RunKind
) -> Part:
    is_marked = _is_label_marked(change, side, kind)
    return Part(
        label=marked(side.label, kind) if is_marked else plain(side.label),
        caption=caption,
        text=marked(side.text, kind) if is_mostly_marked(change.runs) else text,
        depth=side.unit.depth,
        unit=side.unit,
        table=change.table,
        is_moved=ChangeKind.MOVED in change.kinds,
    )


def _is_label_marked(change: Change, side: Side, kind: RunKind) -> bool:
    if _LABEL_KINDS & set(change.kinds):
        return True
    others = change.old if kind is RunKind.ADDED else change.new
    return side.label not in [other.label for other in others]


def is_mostly_marked(runs: Sequence[Run]) -> bool:
    """Return whether both sides are marked, and so much that the whole had better be."""
    if {RunKind.ADDED, RunKind.REMOVED} - {run.kind for run in runs}:
        return False
    kept = sum(2 * len(run.text) for run in runs if run.kind is RunKind.EQUAL)
    return kept < (1 - _MOSTLY) * (kept + _count_marked(runs))


def _count_marked(runs: Sequence[Run]) -> int:
    return sum(len(run.text) for run in runs if run.kind is not RunKind.EQUAL)


def make_context(unit: Unit, kind: RunKind, word: str, *, is_renumbered: bool) -> Part:
    """Return a unit of which something below changed: its own text is left out."""
    label = marked(unit.label, kind) if is_renumbered else plain(unit.label)
    note = word if unit.text else ""
    return Part(label, plain(unit.caption), note=note, depth=unit.depth, unit=unit)


def make_remark(change: Change, words: Words) -> str:
    """Return what stands in 備考: what happened in the words of the preset, and what is unsure."""
    if ChangeKind.ADDED in change.kinds:
        return words.remark_added
    if ChangeKind.REMOVED in change.kinds:
        return words.remark_removed
    return words.remark_changed + "".join(_remark_doubts(change)) + _remark_origin(change)


def _remark_doubts(change: Change) -> Iterator[str]:
    if change.is_possible:
        yield from (_POSSIBLE[kind] for kind in change.kinds if kind in _POSSIBLE)


def _remark_origin(change: Change) -> str:
    """Return where a provision came from: beside its new place, its old label may mislead."""
    if ChangeKind.MOVED not in change.kinds:
        return ""
    places = "、".join(dict.fromkeys(side.position for side in change.old if side.position))
    return f"（{places}から移動）" if places and not change.is_possible else ""
