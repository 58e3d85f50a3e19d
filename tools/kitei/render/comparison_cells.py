"""The cells of a comparison table as HTML: labels that hang, and what is marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from kitei.compare.change import ChangeKind
from kitei.compare.comparison_table import Part, Row, RowKind
from kitei.compare.run import Run, RunKind
from kitei.compare.table_options import TableOptions
from kitei.compare.units import CELL_END, PARAGRAPH_END, UnitKind
from kitei.model.provision import Cell, Provision
from kitei.model.text import measure_width
from kitei.render.site.escaping import escape_html

# Many screen readers say nothing of ins and del, so that the words themselves are there.
START, END = "（改正部分ここから）", "（改正部分ここまで）"
_GAP = "　"
# A paragraph was parted here, or two were joined.
_BREAK = "↵"
# What is underlined where the layout wants something opposite to what came or went.
_BLANK = _GAP * 4
_DEEPEST = 6
_WIDEST = 12

# Characters of a line with the class of their mark, None where they are not marked.
Piece = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class CellSetting:
    """What a cell must know of its table and row."""

    options: TableOptions
    row: Row
    is_old: bool

    @property
    def element(self) -> str:
        """The element that marks what is only on this side."""
        return "del" if self.is_old else "ins"

    @property
    def has_new_picture(self) -> bool:
        """Whether a picture is another one, which its words need not tell."""
        return any(ChangeKind.PICTURE in change.kinds for change in self.row.changes)


def render_parts(parts: Sequence[Part], setting: CellSetting, ids: Sequence[str]) -> str:
    """Return the parts of a cell; `ids` are those to give them, empty for none."""
    return "".join(
        _render_part(part, setting, identifier) for part, identifier in zip(parts, ids, strict=True)
    )


def _render_part(part: Part, setting: CellSetting, identifier: str) -> str:
    lines = list(_list_lines(part, setting))
    html = "".join(f"<p>{_mark(line, setting)}</p>" for line in lines if line)
    if _is_table(part):
        html += _render_table(part, setting)
    if setting.options.pads_blank and not html:
        html = f'<p class="pad">{_BLANK}</p>'
    name = f' id="{escape_html(identifier)}"' if identifier else ""
    width = measure_width("".join(run.text for run in part.label))
    classes = f"part depth-{min(part.depth, _DEEPEST)} hang-{_round_width(width)}"
    return f'<div{name} class="{classes}">{html}</div>'


def _round_width(width: int) -> int:
    """Return how far the text hangs: behind the label and a space, but not behind a long one."""
    return width if 0 < width <= _WIDEST else 0


def _is_table(part: Part) -> bool:
    return bool(part.unit and part.unit.kind is UnitKind.TABLE and part.text)


def _list_lines(part: Part, setting: CellSetting) -> Iterator[list[Piece]]:
    """Yield the lines of a part: label and caption, then its paragraphs, with the table's note.

    Without a caption the first paragraph stands behind the label.
    """
    label = list(_mark_label(part, setting))
    caption = [_piece(run) for run in part.caption]
    is_table = _is_table(part)
    paragraphs = [] if is_table else list(_split(_list_text(part, setting), PARAGRAPH_END))
    node = part.unit.node if part.unit else None
    is_attached = isinstance(node, Provision) and node.has_attached_caption
    if caption and is_attached and setting.options.captions_above:
        yield caption
        caption = []
    head = _join(label, caption, gap="" if is_attached else _GAP)
    if not caption and paragraphs:
        head, paragraphs = _join(head, paragraphs[0], gap=_GAP), paragraphs[1:]
    last = paragraphs.pop() if paragraphs else None
    note: list[Piece] = [(part.note, None)] if part.note else []
    if last is None:
        yield _join(head, note, gap=_GAP)
        return
    yield head
    yield from paragraphs
    yield _join(last, note, gap=_GAP)


def _list_text(part: Part, setting: CellSetting) -> list[Piece]:
    pieces = [_piece(run) for run in part.text]
    if part.unit is None or part.unit.kind is not UnitKind.PICTURE:
        return pieces if _is_table(part) else [_show_break(piece) for piece in pieces]
    if setting.has_new_picture:
        pieces = [(text, "changed") for text, _ in pieces]
        return [("［図　", "changed"), *pieces, ("］", "changed")]
    return [("［図　", None), *pieces, ("］", None)]


def _piece(run: Run) -> Piece:
    return run.text, None if run.kind is RunKind.EQUAL else "changed"


def _show_break(piece: Piece) -> Piece:
    """Return a piece with something to see where only the ends of paragraphs are marked."""
    text, mark = piece
    is_break = mark is not None and not text.strip(PARAGRAPH_END)
    return (text.replace(PARAGRAPH_END, _BREAK + PARAGRAPH_END) if is_break else text), mark


def _mark_label(part: Part, setting: CellSetting) -> Iterator[Piece]:
    """Yield the label; where the layout says so, it is underlined twice if it came or moved."""
    is_whole = setting.row.kind in (RowKind.ADDED, RowKind.REMOVED)
    is_double = setting.options.doubles_moved_labels and (is_whole or part.is_moved)
    for text, mark in map(_piece, part.label):
        yield text, "double" if mark and is_double else mark


def _join(before: list[Piece], after: list[Piece], *, gap: str) -> list[Piece]:
    """Return two pieces of a line with a space between, marked where both its sides are."""
    if not before or not after:
        return before or after
    mark = after[0][1] if before[-1][1] and after[0][1] else None
    return [*before, *([(gap, mark)] if gap else []), *after]


def _split(pieces: Iterable[Piece], end: str) -> Iterator[list[Piece]]:
    """Yield the lines of a text; none where there is no text."""
    line: list[Piece] = []
    is_empty = True
    for text, mark in pieces:
        is_empty = False
        first, *others = text.split(end)
        line += [(first, mark)] if first else []
        for other in others:
            yield line
            line = [(other, mark)] if other else []
    if not is_empty:
        yield line


def _mark(line: Iterable[Piece], setting: CellSetting) -> str:
    """Return a line as HTML, what follows each other with one mark in one element."""
    parts = []
    for mark, group in groupby(line, key=lambda piece: piece[1]):
        html = escape_html("".join(text for text, _ in group))
        parts.append(_wrap(html, mark, setting.element) if mark else html)
    return "".join(parts)


def _wrap(html: str, mark: str, element: str) -> str:
    classes = ' class="is-double"' if mark == "double" else ""
    return (
        f'<{element}{classes}><span class="unseen">{START}</span>{html}'
        f'<span class="unseen">{END}</span></{element}>'
    )


def _render_table(part: Part, setting: CellSetting) -> str:
    """Return a table of the text inside a cell."""
    table = part.unit.table if part.unit else None
    grid = table.rows if table else ()
    rows = _split(_list_text(part, setting), PARAGRAPH_END)
    heads = max((cell.rowspan for cell in grid[0]), default=0) if grid else 0
    html = "".join(
        f"<tr>{_render_row(pieces, cells, setting, is_head=index < heads)}</tr>"
        for index, (pieces, cells) in enumerate(zip_longest(rows, grid, fillvalue=()))
    )
    boxed = " is-boxed" if setting.options.boxes_tables and setting.row.changes else ""
    return f'<table class="inner{boxed}"><tbody>{html}</tbody></table>'


def _render_row(
    pieces: Iterable[Piece], cells: Iterable[Cell], setting: CellSetting, *, is_head: bool
) -> str:
    texts = _split(pieces, CELL_END)
    return "".join(
        _render_cell(cell, _mark(text or (), setting), is_head=is_head)
        for text, cell in zip_longest(texts, cells)
        if cell is not None
    )


def _render_cell(cell: Cell, html: str, *, is_head: bool) -> str:
    """Return a cell of the text's own table; a head says so, unless it is empty."""
    tag = "th" if is_head and html else "td"
    return f"<{tag}{_render_spans(cell)}>{html}</{tag}>"


def _render_spans(cell: Cell) -> str:
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return rows + columns
