"""A comparison as Markdown for a pull request: never longer than a forge takes, and honest."""

import re
from collections.abc import Callable, Sequence

from kitei.compare.comparison_table import ComparisonTable, Row, RowKind
from kitei.compare.run import Run, RunKind
from kitei.render.cell_lines import Line, list_cell
from kitei.render.change_sentences import describe_change
from kitei.render.comparison_report import ComparisonReport, list_names, list_notes, summarize

# What GitHub takes as one comment; other forges take more.
FORGE_LIMIT = 65_536
_ELEMENTS = {RunKind.ADDED: "ins", RunKind.REMOVED: "del"}
_SPECIAL = re.compile(r"[\\`*_\[\]#|~$]|^[-+]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
# A mention would send mail to strangers, a number would link to an issue: a comment parts them.
_CALLS = re.compile(r"(?<=[@#])(?=\w)")
_CUT = (
    "> **途中まで**: 長さの限度（{limit:,}字）を超えるので、変更の一覧は{changes}件のうち"
    "{listed}件、表は{rows}行のうち{shown}行を示しました。{skipped}"
    "全体はkitei compareで見てください。"
)
_SKIPPED = "長すぎる行（上から{numbers}行目）は省きました。"
# The share of the limit, one in so many, that a single row may take.
_GIANT = 4


def render_comparison_markdown(report: ComparisonReport, limit: int = FORGE_LIMIT) -> str:
    """Return summary, list of changes, notes and table; cut short, it says so at its start."""
    changes = [
        f"{number}. {_escape(describe_change(change))}"
        for number, change in enumerate(report.listed, 1)
    ]
    rows = [_write_row(row, report.table) for row in report.table.rows]
    notes = [f"- {heading}: {_escape(line)}" for heading, line in _flatten(report)]
    whole = _assemble(report, changes, notes, rows)
    if measure_length(whole) <= limit:
        return whole
    return _cut(report, limit, parts=(changes, notes, rows))


def measure_length(text: str) -> int:
    """Return the length as the strictest forge counts it: UTF-16 units, line ends as two."""
    return len(text.encode("utf-16-le")) // 2 + text.count("\n")


def _flatten(report: ComparisonReport) -> list[tuple[str, str]]:
    return [(heading, line) for heading, lines in list_notes(report) for line in lines]


def _assemble(
    report: ComparisonReport,
    changes: Sequence[str],
    notes: Sequence[str],
    rows: Sequence[str],
    cut: str = "",
) -> str:
    blocks = [
        _write_head(report),
        cut,
        _write_changes(report, changes),
        "\n".join(notes),
        _write_table(report.table, rows),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _cut(report: ComparisonReport, limit: int, *, parts: tuple[list[str], ...]) -> str:
    """Return what fits: half the room for the list of changes and the notes, the rest for rows."""
    changes, notes, rows = parts

    # A row that takes so much of the room is left out alone, so that others follow it.
    giant = {i for i, row in enumerate(rows) if measure_length(row) > limit // _GIANT}

    def write(listed: int, noted: int, shown: int) -> str:
        kept = [row for i, row in enumerate(rows[:shown]) if i not in giant]
        counts = {"changes": len(changes), "listed": listed, "rows": len(rows), "shown": len(kept)}
        left = [str(i + 1) for i in sorted(giant) if i < shown]
        skipped = _SKIPPED.format(numbers="、".join(left)) if left else ""
        left_out = len(notes) - noted
        rest = [f"- ほかに{left_out}件があります。"] if left_out else []
        told = [*notes[:noted], *rest]
        cut = _CUT.format(limit=limit, skipped=skipped, **counts)
        return _assemble(report, changes[:listed], told, kept, cut)

    listed = _find_most(len(changes), limit // 3, lambda count: write(count, 0, 0))
    noted = _find_most(len(notes), limit // 2, lambda count: write(listed, count, 0))
    shown = _find_most(len(rows), limit, lambda count: write(listed, noted, count))
    while shown and report.table.rows[shown - 1].kind is RowKind.CONTEXT:
        shown -= 1
    return write(listed, noted, shown)


def _find_most(total: int, limit: int, write: Callable[[int], str]) -> int:
    """Return how many may be written within the limit."""
    low, high = 0, total
    while low < high:
        middle = (low + high + 1) // 2
        if measure_length(write(middle)) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _write_head(report: ComparisonReport) -> str:
    table = report.table
    lines = [
        f"**【{_escape(report.label)}】**\n" if report.label else "",
        f"## 新旧対照表: {_escape(table.title)}\n",
        *(f"- {_escape(heading)}: {_escape(name)}" for heading, name in list_names(report)),
        f"- **{_escape(summarize(report))}**",
    ]
    return "\n".join(filter(None, lines))


def _write_changes(report: ComparisonReport, changes: Sequence[str]) -> str:
    if not changes:
        return ""
    title = f"<summary>変更の一覧（{len(report.listed)}件）</summary>"
    return "\n".join(["<details>", title, "", *changes, "", "</details>"])


def _write_table(table: ComparisonTable, rows: Sequence[str]) -> str:
    words = [_escape(line) for line in (table.message, table.preface, table.note) if line]
    if all(row.kind is RowKind.TEXT for row in table.rows):
        return "\n\n".join([*words, *rows])
    if rows:
        names = [*_order(table, *table.headings), *(["備考"] if _has_remarks(table) else [])]
        head = f"| {' | '.join(map(_escape, names))} |"
        words.append("\n".join([head, "|" + "---|" * len(names), *rows]))
    return "\n\n".join([*words, *([_escape(table.closing)] if table.closing and rows else [])])


def _has_remarks(table: ComparisonTable) -> bool:
    return any(row.remark for row in table.rows)


def _write_row(row: Row, table: ComparisonTable) -> str:
    if row.kind is RowKind.TEXT:
        return _write_cell(row, is_old=False)
    cells = _order(table, _write_cell(row, is_old=False), _write_cell(row, is_old=True))
    if _has_remarks(table):
        cells.append(_escape(row.remark))
    return f"| {' | '.join(cells)} |"


def _order(table: ComparisonTable, new: str, old: str) -> list[str]:
    return [new, old] if table.options.is_new_first else [old, new]


def _write_cell(row: Row, *, is_old: bool) -> str:
    return "<br>".join(map(_write_line, list_cell(row, is_old=is_old)))


def _write_line(line: Line) -> str:
    return "".join(map(_write_run, line))


def _write_run(run: Run) -> str:
    element = _ELEMENTS.get(run.kind)
    text = _escape(run.text)
    return f"<{element}>{text}</{element}>" if element else text


def _escape(text: str) -> str:
    """Return a text that shows as its own characters, in a table as elsewhere."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _SPECIAL.sub(r"\\\g<0>", escaped)
    return _CALLS.sub("<!-- -->", escaped)
