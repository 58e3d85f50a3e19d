"""Tables with tracked changes: rows that came or went, and the words inside those that stayed."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher

from docx.oxml.ns import qn

from kitei.compare.change import TableChange
from kitei.compare.run import Run, RunKind
from kitei.compare.units import PARAGRAPH_END
from kitei.render.word.elements import Element, find, make, walk
from kitei.render.word.tracked_runs import Tracker, read_pieces, weave

# A row of the old table, one of the new, and the runs of each cell that begins in them.
RowPair = tuple[Element | None, Element | None, Sequence[tuple[Run, ...]]]
_END = (Run(RunKind.EQUAL, PARAGRAPH_END),)


def track_table(
    old: Element, new: Element, change: TableChange | None, tracker: Tracker
) -> Element | None:
    """Return both tables as one; None where they are too different for that."""
    if _count_columns(old) != _count_columns(new) or (change is not None and change.is_whole):
        return None
    before, after = walk(old, "w:tr"), walk(new, "w:tr")
    pairs = _pair_by(change, before, after) if change else _pair_alike(before, after)
    table = make("w:tbl", deepcopy(find(new, "w:tblPr")), deepcopy(find(new, "w:tblGrid")))
    table.extend(_weave_rows(pairs, _list_widths(new), tracker))
    return table


def mark_table(table: Element, kind: RunKind, tracker: Tracker) -> Element:
    """Return a table of which every row came or went."""
    marked = make("w:tbl", deepcopy(find(table, "w:tblPr")), deepcopy(find(table, "w:tblGrid")))
    marked.extend(_mark_row(row, kind, tracker) for row in walk(table, "w:tr"))
    return marked


def _count_columns(table: Element) -> int:
    return len(_list_widths(table))


def _list_widths(table: Element) -> list[int]:
    return [int(column.get(qn("w:w"), "0")) for column in walk(table, "w:gridCol")]


def _pair_by(
    change: TableChange, old: Sequence[Element], new: Sequence[Element]
) -> Iterator[RowPair]:
    """Yield the rows as the comparison paired them."""
    for pair in change.rows:
        before = old[pair.old] if pair.old is not None else None
        after = new[pair.new] if pair.new is not None else None
        yield before, after, [cell.runs for cell in pair.cells]


def _pair_alike(old: Sequence[Element], new: Sequence[Element]) -> Iterator[RowPair]:
    """Yield the rows of tables that stand in no text: equal ones, then those at one place."""
    texts = [[tuple(_read_texts(row)) for row in rows] for rows in (old, new)]
    for tag, *places in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        before, after = old[places[0] : places[1]], new[places[2] : places[3]]
        if tag == "equal" or len(before) == len(after):
            yield from ((a, b, ()) for a, b in zip(before, after, strict=True))
        else:
            yield from ((row, None, ()) for row in before)
            yield from ((None, row, ()) for row in after)


def _read_texts(row: Element) -> Iterator[str]:
    for cell in walk(row, "w:tc"):
        yield "".join(text.text or "" for text in walk(cell, "w:t"))


def _weave_rows(
    pairs: Iterable[RowPair], widths: Sequence[int], tracker: Tracker
) -> Iterator[Element]:
    """Yield the rows; between two that stayed, those that went and those that came."""
    gone: list[Element] = []
    come: list[Element] = []
    for old, new, runs in pairs:
        if old is not None and new is not None and _get_shape(old) == _get_shape(new):
            yield from _mark_rows(gone, come, widths, tracker)
            gone, come = [], []
            yield _weave_row(old, new, runs, tracker)
            continue
        gone += [old] if old is not None else []
        come += [new] if new is not None else []
    yield from _mark_rows(gone, come, widths, tracker)


def _mark_rows(
    gone: Sequence[Element], come: Sequence[Element], widths: Sequence[int], tracker: Tracker
) -> Iterator[Element]:
    """Yield rows that went before those that came, unless a merged cell would be cut off so."""
    removed = [_fit(_mark_row(row, RunKind.REMOVED, tracker), widths) for row in gone]
    added = [_mark_row(row, RunKind.ADDED, tracker) for row in come]
    if gone and come and _cuts_off(gone[-1], come[0]) and not _cuts_off(come[-1], gone[0]):
        yield from (*added, *removed)
    else:
        yield from (*removed, *added)


def _cuts_off(above: Element, row: Element) -> bool:
    """Return whether a cell of the row goes on from one that is not in the row above."""
    held = {place for place, merge in _list_merges(above) if merge}
    return any(place not in held for place, merge in _list_merges(row) if merge == "continue")


def _list_merges(row: Element) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the column and width of each cell, with how it is merged."""
    column = 0
    for cell in walk(row, "w:tc"):
        span = int(_get(cell, "w:gridSpan") or 1)
        yield (column, span), _get(cell, "w:vMerge")
        column += span


def _get_shape(row: Element) -> list[tuple[str, str]]:
    """Return how the cells of a row are merged with others."""
    return [(_get(cell, "w:gridSpan"), _get(cell, "w:vMerge")) for cell in walk(row, "w:tc")]


def _get(cell: Element, tag: str) -> str:
    found = next(iter(walk(cell, tag)), None)
    return "" if found is None else str(found.get(qn("w:val")))


def _weave_row(
    old: Element, new: Element, runs: Sequence[tuple[Run, ...]], tracker: Tracker
) -> Element:
    row = deepcopy(new)
    given = iter(runs)
    for before, after in zip(walk(old, "w:tc"), walk(row, "w:tc"), strict=True):
        if _get(after, "w:vMerge") == "continue":
            continue
        pieces = [read_pieces(walk(cell, "w:p"), tracker) for cell in (before, after)]
        woven = list(weave(pieces[0], pieces[1], (*next(given, ()), *_END), tracker))
        _replace_content(after, woven)
    return row


def _mark_row(row: Element, kind: RunKind, tracker: Tracker) -> Element:
    """Return a row that came or went as a whole, with all that stands in it."""
    marked = deepcopy(row)
    properties = find(marked, "w:trPr")
    if properties is None:
        properties = make("w:trPr")
        marked.insert(0, properties)
    properties.append(tracker.make_mark(kind))
    for cell in walk(marked, "w:tc"):
        pieces = read_pieces(walk(cell, "w:p"), tracker)
        text = "".join(piece.text for piece in pieces)
        sides = (pieces, []) if kind is RunKind.REMOVED else ([], pieces)
        _replace_content(cell, list(weave(*sides, (Run(kind, text),), tracker)))
    return marked


def _replace_content(cell: Element, paragraphs: Iterable[Element]) -> None:
    for paragraph in cell.findall(qn("w:p")):
        cell.remove(paragraph)
    cell.extend(paragraphs)


def _fit(row: Element, widths: Sequence[int]) -> Element:
    """Set the widths of a row's cells to those of the table that it stands in now."""
    column = 0
    for cell in walk(row, "w:tc"):
        span = int(_get(cell, "w:gridSpan") or 1)
        for width in walk(cell, "w:tcW"):
            width.set(qn("w:w"), str(sum(widths[column : column + span])))
        column += span
    return row
