"""The cells of a comparison table as lines of runs, for the views that write characters."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from kitei.compare.change import ChangeKind
from kitei.compare.comparison_table import Part, Row
from kitei.compare.run import Run, RunKind
from kitei.compare.units import CELL_END, PARAGRAPH_END, UnitKind
from kitei.model.provision import Provision

Line = tuple[Run, ...]
INDENT = "　"
GAP = "　"
# Between the cells of a row of a table that is written as running text.
CELL_GAP = "｜"
# A line end that came or went by itself: a paragraph was parted, or two were joined.
BREAK = "↵"
PICTURE = "［図］"


def list_cell(row: Row, *, is_old: bool) -> list[Line]:
    """Return the lines of a cell: labels and captions, texts, the table's own words."""
    kind = RunKind.REMOVED if is_old else RunKind.ADDED
    parts = [_show_picture(part, row, kind) for part in (row.old if is_old else row.new)]
    top = min((part.depth for part in parts), default=0)
    return [line for part in parts for line in _list_part(part, INDENT * (part.depth - top))]


def _show_picture(part: Part, row: Row, kind: RunKind) -> Part:
    """Return a picture with its words; marked where it is another one with the same words."""
    if part.unit is None or part.unit.kind is not UnitKind.PICTURE:
        return part
    is_new = any(ChangeKind.PICTURE in change.kinds for change in row.changes)
    is_marked = any(run.kind is kind for run in part.text)
    words = "".join(run.text for run in part.text) or PICTURE
    text = (Run(kind, words),) if is_new and not is_marked else part.text
    return replace(part, label=_equal(PICTURE), text=text)


def _list_part(part: Part, indent: str) -> Iterator[Line]:
    texts = _split(part.text, is_table=part.unit is not None and part.unit.table is not None)
    head = [*part.label, *_between(part), *part.caption]
    if texts and not part.caption:
        # An item: the text stands behind its marker.
        head += [*_gap(head), *texts.pop(0)]
    if part.note and not texts:
        head += [*_gap(head), Run(RunKind.EQUAL, part.note)]
    if head:
        yield (*_equal(indent), *head)
    inner = indent + INDENT if part.label or part.caption else indent
    yield from ((*_equal(inner), *line) for line in texts)
    if part.note and texts:
        yield (*_equal(inner), Run(RunKind.EQUAL, part.note))


def _between(part: Part) -> Line:
    """Return what parts the label from the caption: nothing where this is attached."""
    node = part.unit.node if part.unit else None
    is_attached = isinstance(node, Provision) and node.has_attached_caption
    return _equal(GAP) if part.label and part.caption and not is_attached else ()


def _gap(before: list[Run]) -> Line:
    return _equal(GAP) if before else ()


def _equal(text: str) -> Line:
    return (Run(RunKind.EQUAL, text),) if text else ()


def _split(runs: tuple[Run, ...], *, is_table: bool) -> list[Line]:
    """Return the runs of each line; the cells of a table's row stand side by side.

    A row that came or went as a whole is one run: no line end needs to be seen.
    """
    lines: list[list[Run]] = [[]]
    for run in runs:
        text = run.text if is_table else _make_visible(run)
        first, *rest = text.replace(CELL_END, CELL_GAP).split(PARAGRAPH_END)
        lines[-1] += [Run(run.kind, first)] if first else []
        lines += [[Run(run.kind, text)] if text else [] for text in rest]
    return [tuple(_join_runs(line)) for line in lines if line]


def _join_runs(line: list[Run]) -> Iterator[Run]:
    """Yield the runs of a line, neighbours of one kind as one."""
    for kind, group in groupby(line, key=lambda run: run.kind):
        yield Run(kind, "".join(run.text for run in group))


def _make_visible(run: Run) -> str:
    """Return the text of a run; where only line ends are marked, with something to see."""
    is_break = run.kind is not RunKind.EQUAL and not run.text.strip(PARAGRAPH_END)
    return run.text.replace(PARAGRAPH_END, BREAK + PARAGRAPH_END) if is_break else run.text
