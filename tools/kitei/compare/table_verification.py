"""The proof of a comparison table: nothing is lost, nothing is doubled, （略） hides no change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kitei.compare.change import Change
from kitei.compare.comparison_table import ComparisonTable, Part, Row, RowKind
from kitei.compare.run import Run
from kitei.compare.table_labels import get_label
from kitei.compare.table_pairs import Pairs
from kitei.compare.table_rows import FRONT
from kitei.compare.units import Unit, fold_format


def find_table_faults(
    table: ComparisonTable, pairs: Pairs, changes: Iterable[Change]
) -> tuple[str, ...]:
    """Return what is wrong with a table, in Japanese; nothing where it may be shown."""
    return (
        *_check_complete(table, pairs),
        *_check_changes(table, changes),
        *(fault for row in table.rows for fault in _check_row(row, pairs)),
    )


def _check_complete(table: ComparisonTable, pairs: Pairs) -> Iterator[str]:
    """Yield the units that stand in no row or in several."""
    old = Counter(index for row in table.rows for index in row.old_units)
    new = Counter(index for row in table.rows for index in row.new_units)
    for side, counted, units in (("旧", old, pairs.old.units), ("新", new, pairs.new.units)):
        for unit in units:
            number = counted[unit.index]
            if number == 1 or (number == 0 and unit.kind in FRONT):
                continue
            yield f"{side}の「{_name(unit)}」が表に{number}回あります"


def _check_changes(table: ComparisonTable, changes: Iterable[Change]) -> Iterator[str]:
    """Yield the changes that the table lacks, or has without their being in the list."""
    listed = {change.id for change in changes}
    shown = {change.id for row in table.rows for change in row.changes}
    for identity in sorted(listed ^ shown):
        place = "変更の一覧" if identity in shown else "新旧対照表"
        yield f"変更「{identity}」が{place}にありません"


def _check_row(row: Row, pairs: Pairs) -> Iterator[str]:
    if row.kind is RowKind.UNCHANGED:
        yield from _check_left_out(row, pairs)
    elif row.kind is RowKind.CONTEXT:
        old, new = pairs.old.units[row.old_units[0]], pairs.new.units[row.new_units[0]]
        if not _reads_alike(old, new, with_label=not row.changes):
            yield f"「{_name(new)}」を（略）としましたが、新旧が同じではありません"
    for part in (*row.old, *row.new):
        yield from _check_part(part, row.kind)


def _check_left_out(row: Row, pairs: Pairs) -> Iterator[str]:
    """Yield where what is left out differs, or is named by a label that it does not have."""
    old = [pairs.old.units[index] for index in row.old_units]
    new = [pairs.new.units[index] for index in row.new_units]
    top = min(unit.depth for unit in new)
    if len(old) != len(new):
        yield f"「{_name(new[0])}」からの（略）の数が、旧は{len(old)}、新は{len(new)}です"
    for before, after in zip(old, new, strict=False):
        is_renumbered = bool(row.changes) and after.depth == top
        if not _reads_alike(before, after, with_label=not is_renumbered):
            yield f"「{_name(after)}」を（略）としましたが、新旧が同じではありません"
    for part, units in ((row.old[0], old), (row.new[0], new)):
        yield from _check_names(_join(part.label), units)


def _check_names(label: str, units: Sequence[Unit]) -> Iterator[str]:
    names = {get_label(unit) for unit in units}
    cited = [label] if label in names or not label else label.replace("～", "及び").split("及び")
    yield from (
        f"（略）の前の「{name}」はありません" for name in cited if name and name not in names
    )


def _check_part(part: Part, kind: RowKind) -> Iterator[str]:
    if part.unit is None:
        return
    written = [_join(part.label), _join(part.caption), _join(part.text)]
    text = "" if kind is RowKind.CONTEXT else part.unit.text
    if written != [part.unit.label, part.unit.caption, text]:
        yield f"「{_name(part.unit)}」の字句が、表と本文で違います"


def _reads_alike(old: Unit, new: Unit, *, with_label: bool) -> bool:
    if old.kind is not new.kind or (with_label and not _is_alike(old.label, new.label)):
        return False
    return _is_alike(old.caption, new.caption) and _is_alike(old.text, new.text)


def _is_alike(old: str, new: str) -> bool:
    return old == new or fold_format(old) == fold_format(new)


def _join(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _name(unit: Unit) -> str:
    return get_label(unit) or unit.text[:12]
