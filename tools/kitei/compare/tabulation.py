"""Making the comparison table of a comparison, and proving it before anybody sees it."""

from collections import Counter

from kitei.compare.comparison_table import ComparisonTable, Part, Row, RowKind
from kitei.compare.outcome import Comparison, Verdict
from kitei.compare.table_options import PRESETS, Phase, TableOptions
from kitei.compare.table_pairs import Pairs, find_children, make_pairs
from kitei.compare.table_parts import plain
from kitei.compare.table_rows import FRONT, build_rows
from kitei.compare.table_verification import find_table_faults
from kitei.compare.units import Unit
from kitei.compare.verification import ComparisonFailed

_MESSAGES = {
    Verdict.UNCHANGED: "本文に変更はありません。",
    Verdict.FORMATTING: "字形、空白、改行等の形式のほか、本文に変更はありません。",
    Verdict.AMENDED: "",
    Verdict.ENACTED: "新たに定めるため、対照する前の本文はありません。本文を掲げます。",
    Verdict.REPLACED: "全部を改めるため、新旧を対照せず、新しい本文を掲げます。",
}
DEFAULT = PRESETS["jichitai"]


def make_table(
    comparison: Comparison,
    options: TableOptions = DEFAULT,
    phase: Phase = Phase.FINAL,
    *,
    reason: str = "",
) -> ComparisonTable:
    """Return the comparison table, or raise ComparisonFailed where it does not prove right.

    `reason` is why the text is amended (改正理由), shown where the layout has room for it.
    """
    title = comparison.new.document.meta.title
    is_amended = comparison.verdict is Verdict.AMENDED
    pairs = _pair(comparison)
    table = ComparisonTable(
        title,
        options,
        phase,
        _make_rows(comparison, pairs, options),
        # What is amended is still called what it was called before.
        options.preface.format(title=comparison.old.document.meta.title) if is_amended else "",
        _MESSAGES[comparison.verdict] + describe_coverage(comparison),
        reason,
    )
    faults = find_table_faults(table, pairs, comparison.changes) if is_amended else ()
    if faults:
        raise ComparisonFailed("、".join(faults[:5]))
    return table


def _pair(comparison: Comparison) -> Pairs:
    links, changes = comparison.alignment.links, comparison.changes
    return make_pairs(comparison.old, comparison.new, links, changes)


def _make_rows(comparison: Comparison, pairs: Pairs, options: TableOptions) -> tuple[Row, ...]:
    if comparison.verdict is Verdict.AMENDED:
        return build_rows(pairs, options)
    if comparison.verdict in (Verdict.REPLACED, Verdict.ENACTED):
        units = comparison.new.units
        tops = (units[index] for index in find_children(units, None))
        return tuple(_show_text(top, units) for top in tops if top.kind not in FRONT)
    return ()


def _show_text(top: Unit, units: tuple[Unit, ...]) -> Row:
    """Return the row of a new text that is held against no old one."""
    below = units[top.index : top.end]
    parts = tuple(
        Part(plain(unit.label), plain(unit.caption), plain(unit.text), depth=unit.depth, unit=unit)
        for unit in below
    )
    return Row(RowKind.TEXT, (), parts, new_units=tuple(unit.index for unit in below))


def describe_coverage(comparison: Comparison) -> str:
    """Return in a sentence for each reason what was not compared; nothing where all was."""
    counted = Counter(found.reason for found in comparison.coverage.uncompared)
    return "".join(f"{reason.label}（{number}件）" for reason, number in counted.items())
