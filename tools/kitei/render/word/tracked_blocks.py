"""The blocks of two Word files as one sequence: those that stayed, those that went or came."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from docx.oxml.ns import qn

from kitei.compare.change import TableChange
from kitei.compare.run import Run, RunKind
from kitei.render.word.elements import Element, find
from kitei.render.word.tracked_runs import Tracker, join_pieces, read_pieces, weave
from kitei.render.word.tracked_tables import mark_table, track_table

Blocks = Sequence[Element]


def track_pair(
    old: Blocks,
    new: Blocks,
    tracker: Tracker,
    *,
    runs: Sequence[Run] = (),
    change: TableChange | None = None,
) -> Iterator[Element]:
    """Yield blocks that are the same in both texts, with the changes inside them."""
    before, after = _find_tables(old), _find_tables(new)
    if not before and not after:
        yield from _track_paragraphs(old, new, runs, tracker)
        return
    table = None
    if len(before) == len(after) == 1:
        table = track_table(old[before[0]], new[after[0]], change, tracker)
    if table is None:
        yield from track_one(old, RunKind.REMOVED, tracker)
        yield from track_one(new, RunKind.ADDED, tracker)
        return
    yield from _track_paragraphs(old[: before[0]], new[: after[0]], (), tracker)
    yield table
    yield from _track_paragraphs(old[before[0] + 1 :], new[after[0] + 1 :], (), tracker)


def _find_tables(blocks: Blocks) -> list[int]:
    return [index for index, block in enumerate(blocks) if _is_table(block)]


def _is_table(block: Element) -> bool:
    return bool(block.tag == qn("w:tbl"))


def _track_paragraphs(
    old: Blocks, new: Blocks, runs: Sequence[Run], tracker: Tracker
) -> Iterator[Element]:
    before, after = read_pieces(old, tracker), read_pieces(new, tracker)
    if join_pieces(before) == join_pieces(after):
        yield from new
    else:
        yield from weave(before, after, runs, tracker)


def track_one(blocks: Blocks, kind: RunKind, tracker: Tracker) -> Iterator[Element]:
    """Yield blocks that only one text has."""
    for block in blocks:
        if _is_table(block):
            yield mark_table(block, kind, tracker)
            continue
        pieces = read_pieces([block], tracker)
        sides = (pieces, []) if kind is RunKind.REMOVED else ([], pieces)
        yield from weave(*sides, (Run(kind, join_pieces(pieces)),), tracker)


def track_region(old: Blocks, new: Blocks, tracker: Tracker) -> Iterator[Element]:
    """Yield blocks that stand in no text, the cover for one, paired by how they look."""
    names = [[_name(block) for block in blocks] for blocks in (old, new)]
    for tag, *places in SequenceMatcher(None, names[0], names[1], autojunk=False).get_opcodes():
        before, after = old[places[0] : places[1]], new[places[2] : places[3]]
        if tag == "equal":
            for left, right in zip(before, after, strict=True):
                yield from track_pair([left], [right], tracker)
        else:
            yield from track_one(before, RunKind.REMOVED, tracker)
            yield from track_one(after, RunKind.ADDED, tracker)


def _name(block: Element) -> str:
    """Return the style of a paragraph; there is but one table in each region."""
    style = find(block, "w:pPr", "w:pStyle")
    return "" if style is None else str(style.get(qn("w:val")))
