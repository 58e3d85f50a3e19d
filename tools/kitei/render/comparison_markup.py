"""The parts of a comparison as HTML, the same on a site and in a file of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kitei.compare.change import Change
from kitei.compare.comparison_table import ComparisonTable, Part, Row, RowKind
from kitei.compare.outcome import Verdict
from kitei.render.comparison_cells import CellSetting, render_parts
from kitei.render.comparison_origin import find_origin
from kitei.render.comparison_report import ComparisonReport, list_notes
from kitei.render.site.escaping import escape_html

# The ids of the page itself hold a low line, which no id of a provision can.
CHANGES, TABLE = "change_list", "comparison_table"


def render_summary(report: ComparisonReport) -> str:
    """Return in sentences how much changed, and whether everything was compared."""
    comparison = report.comparison
    is_amended = comparison.verdict is Verdict.AMENDED
    told = f"{len(comparison.changes)}件の変更があります。" if is_amended else report.table.message
    if is_amended and not comparison.coverage.is_complete:
        told += "比べていないものがあり、「比べた範囲」に示しています。"
    return f"<p>{escape_html(told)}</p>"


def render_changes(report: ComparisonReport, describe: Callable[[Change], str]) -> str:
    """Return the changes in sentences, each with a link to its row; nothing where none is."""
    if report.comparison.verdict is not Verdict.AMENDED:
        return ""
    items = "\n".join(
        f'<li><a href="#{_name_row(change.id)}">{escape_html(describe(change))}</a></li>'
        for change in report.changes
    )
    return f'<ol class="change-list">\n{items}\n</ol>'


def render_notes(report: ComparisonReport) -> list[tuple[str, str]]:
    """Return what the table does not show: headings, each with its list."""
    return [
        (escape_html(heading), f'<ul class="note-list">\n{_list_items(lines)}\n</ul>')
        for heading, lines in list_notes(report)
    ]


def _list_items(lines: Sequence[str]) -> str:
    return "\n".join(f"<li>{escape_html(line)}</li>" for line in lines)


def render_table(table: ComparisonTable, caption: Sequence[str]) -> str:
    """Return the table in a frame that scrolls by itself, or the new text alone; or nothing.

    The lines of `caption` name both texts.
    """
    if not table.rows:
        return ""
    writer = _Writer(table, _collect_new_ids(table))
    if all(row.kind is RowKind.TEXT for row in table.rows):
        return f'<div class="comparison-text">\n{writer.render_texts()}\n</div>'
    return (
        f"{_paragraph('comparison-preface', table.preface)}"
        f"{_paragraph('comparison-note', table.note)}"
        '<div class="comparison-frame" role="region" tabindex="0" aria-label="新旧対照表">\n'
        f"{writer.render(caption)}\n</div>"
    )


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}">{escape_html(text)}</p>\n' if text else ""


def _name_row(change_id: str) -> str:
    return f"change_{change_id}"


def _collect_new_ids(table: ComparisonTable) -> frozenset[str]:
    parts = (part for row in table.rows for part in row.new)
    return frozenset(part.unit.id for part in parts if part.unit and part.unit.id)


@dataclass(slots=True)
class _Writer:
    """Writes the rows; `shown` are the changes that have a row already, `taken` the ids given."""

    table: ComparisonTable
    new_ids: frozenset[str]
    shown: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)

    def render(self, caption: Sequence[str]) -> str:
        """Return the table."""
        lines = "<br>".join(escape_html(line) for line in caption)
        heads = "".join(f'<th scope="col">{escape_html(name)}</th>' for name in self._headings())
        closing = self.table.closing
        foot = (
            f'<tfoot><tr><td colspan="{len(self._headings())}">{escape_html(closing)}</td></tr>'
            "</tfoot>"
            if closing
            else ""
        )
        classes = "comparison is-spaced" if self.table.options.spaces_rows else "comparison"
        return (
            f'<table class="{classes}"><caption>{lines}</caption>\n'
            f"<thead><tr>{heads}</tr></thead>\n{self._render_groups()}{foot}</table>"
        )

    def render_texts(self) -> str:
        """Return the new text, which is held against no old one."""
        return "\n".join(self._render_parts(row, row.new, is_old=False) for row in self.table.rows)

    def _headings(self) -> list[str]:
        new, old = self.table.headings
        options = self.table.options
        columns = [new, old] if options.is_new_first else [old, new]
        return columns + (["備考"] if options.has_remarks else [])

    def _render_groups(self) -> str:
        numbered = zip(number_groups(self.table.rows), self.table.rows, strict=True)
        return "".join(
            "<tbody>\n" + "\n".join(self._render_row(row) for _, row in group) + "\n</tbody>\n"
            for _, group in groupby(numbered, key=lambda pair: pair[0])
        )

    def _render_row(self, row: Row) -> str:
        """Return a row; each cell knows its column, as narrow screens show one below the other."""
        new = self._render_parts(row, row.new, is_old=False) + self._render_origin(row)
        old = self._render_parts(row, row.old, is_old=True)
        cells = [new, old] if self.table.options.is_new_first else [old, new]
        cells += [escape_html(row.remark)] if self.table.options.has_remarks else []
        html = ""
        for place, (name, cell) in enumerate(zip(self._headings(), cells, strict=True)):
            is_head = row.kind is RowKind.CONTEXT and not place
            tag, scope = ("th", ' scope="rowgroup"') if is_head else ("td", "")
            html += f'<{tag}{scope} data-column="{escape_html(name)}">{cell}</{tag}>'
        classes = f"is-{row.kind.value}" + (" is-same" if _is_same(row) else "")
        return f'<tr{self._take_row_id(row)} class="{classes}">{html}</tr>'

    def _render_origin(self, row: Row) -> str:
        origin = find_origin(row, self.table.options)
        return f'<p class="origin">{escape_html(origin)}</p>' if origin else ""

    def _take_row_id(self, row: Row) -> str:
        """Return the id of the first row of a change; a row shows one change at most."""
        new = [change.id for change in row.changes if change.id not in self.shown]
        self.shown.update(new)
        return f' id="{_name_row(new[0])}"' if new else ""

    def _render_parts(self, row: Row, parts: Sequence[Part], *, is_old: bool) -> str:
        setting = CellSetting(self.table.options, row, is_old=is_old)
        return render_parts(parts, setting, [self._take_id(part, is_old=is_old) for part in parts])

    def _take_id(self, part: Part, *, is_old: bool) -> str:
        """Return the id by which a provision can be linked to: in the new column, else the old."""
        name = part.unit.id if part.unit else ""
        if not name or name in self.taken or (is_old and name in self.new_ids):
            return ""
        self.taken.add(name)
        return name


def _is_same(row: Row) -> bool:
    """Return whether both cells say the same: on a narrow screen one of them will do."""
    return not row.changes and _read(row.new) == _read(row.old)


def _read(parts: Sequence[Part]) -> list[str]:
    return [
        "".join(run.text for run in (*part.label, *part.caption, *part.text)) + part.note
        for part in parts
    ]


def number_groups(rows: Sequence[Row]) -> Iterator[int]:
    """Yield the number of each row's group: context rows open one, what is not below closes it."""
    number, depth = 0, -1
    for row in rows:
        own = (*row.new, *row.old)[0].depth
        if row.kind is RowKind.CONTEXT:
            number, depth = number + 1, own
        elif own <= depth:
            number, depth = number + 1, -1
        yield number
