"""Verification: every comparison is proved before anybody sees it.

Both texts are put together again from the changes alone and held against the documents, which
are read here in another way than the units were.
"""

from collections.abc import Iterable, Iterator, Sequence

from kitei.compare.change import Change, ChangeKind, Side, join_texts
from kitei.compare.outcome import Comparison, Formatting
from kitei.compare.run import Run, RunKind, new_text, old_text
from kitei.compare.tables import list_table_runs
from kitei.compare.units import CELL_END, PARAGRAPH_END, Unit, fold_format
from kitei.model.document import Document
from kitei.model.provision import Block, Paragraph, Provision, Table

# Label, caption and text of a unit.
Piece = tuple[str, str, str]
# Kinds that say that something is different which is no character of the text.
_WORDLESS = {
    ChangeKind.MOVED,
    ChangeKind.SPLIT,
    ChangeKind.MERGED,
    ChangeKind.TABLE,
    ChangeKind.PICTURE,
}
_WORDED = {
    ChangeKind.REWORDED,
    ChangeKind.TABLE,
    ChangeKind.PICTURE,
    ChangeKind.ADDED,
    ChangeKind.REMOVED,
}


class ComparisonFailed(RuntimeError):
    """A comparison that does not prove right: a fault of the program, never shown as a result."""


def verify(comparison: Comparison) -> None:
    """Raise ComparisonFailed unless the comparison accounts for every character of both texts."""
    for change in comparison.changes:
        _verify_change(change)
    for note in comparison.formatting:
        _verify_formatting(note)
    old, new = _rebuild_old(comparison), _rebuild_new(comparison)
    _expect("the old text", list_lines(comparison.old.document), _flatten(old))
    _expect("the new text", list_lines(comparison.new.document), _flatten(new))
    if comparison.old.document.content == comparison.new.document.content and old == new:
        strange = [c.id for c in comparison.changes if c.kinds != (ChangeKind.PICTURE,)]
        _expect("no change of equal texts", [], strange)


def _expect(what: str, expected: object, found: object) -> None:
    if expected != found:
        raise ComparisonFailed(f"{what}: expected {_show(expected)}, found {_show(found)}")


def _show(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"


def _rebuild_old(comparison: Comparison) -> list[Piece]:
    """Return the old text; what is held to be unchanged is taken from the new one."""
    pieces: dict[int, Piece] = {}
    for change in comparison.changes:
        captions, texts = change.old_caption_runs(), change.old_runs()
        _put(pieces, _rebuild_sides(change.old, captions, texts))
    _put(pieces, ((n.old.unit.index, _piece(n.old.unit)) for n in comparison.formatting))
    units = comparison.new.units
    rest = ((old, units[new]) for old, new in _pairs(comparison) if old not in pieces)
    _put(pieces, ((index, _piece(unit)) for index, unit in rest))
    return _in_order(pieces, len(comparison.old.units))


def _rebuild_new(comparison: Comparison) -> list[Piece]:
    """Return the new text; what is held to be unchanged is taken from the old one."""
    pieces: dict[int, Piece] = {}
    for change in comparison.changes:
        captions, texts = change.new_caption_runs(), change.new_runs()
        _put(pieces, _rebuild_sides(change.new, captions, texts))
    _put(pieces, ((n.new.unit.index, _piece(n.new.unit)) for n in comparison.formatting))
    units = comparison.old.units
    rest = ((new, units[old]) for old, new in _pairs(comparison) if new not in pieces)
    _put(pieces, ((index, _piece(unit)) for index, unit in rest))
    return _in_order(pieces, len(comparison.new.units))


def _pairs(comparison: Comparison) -> Iterator[tuple[int, int]]:
    for link in comparison.alignment.links:
        if len(link.old) == len(link.new) == 1:
            yield link.old[0], link.new[0]


def _put(pieces: dict[int, Piece], found: Iterable[tuple[int, Piece]]) -> None:
    for index, piece in list(found):
        if index in pieces:
            raise ComparisonFailed(f"unit {index} is written twice")
        pieces[index] = piece


def _in_order(pieces: dict[int, Piece], count: int) -> list[Piece]:
    _expect("every unit", list(range(count)), sorted(pieces))
    return [pieces[index] for index in range(count)]


def _rebuild_sides(
    sides: Sequence[Side],
    captions: Sequence[tuple[Run, ...]],
    texts: Sequence[tuple[Run, ...]],
) -> Iterator[tuple[int, Piece]]:
    for side, caption, text in zip(sides, captions, texts, strict=True):
        yield side.unit.index, (side.label, _join(caption), _join(text))


def _join(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _piece(unit: Unit) -> Piece:
    return unit.label, unit.caption, unit.text


def _flatten(pieces: Iterable[Piece]) -> list[str]:
    return _split_lines(text for piece in pieces for text in piece)


def _split_lines(texts: Iterable[str]) -> list[str]:
    """Return the lines of all texts; empty ones do not count."""
    return [line for line in PARAGRAPH_END.join(texts).split(PARAGRAPH_END) if line]


def list_lines(document: Document) -> list[str]:
    """Return the text of a document line by line, read straight off the tree."""
    texts = [document.meta.title, *document.meta.cover]
    _read_content(document.content, texts)
    return _split_lines(texts)


def _read_content(content: Iterable[Block | Provision], texts: list[str]) -> None:
    """Add the texts in the order in which they are read."""
    for node in content:
        if isinstance(node, Provision):
            texts.append(node.marker.text if node.marker else "")
            texts.append(node.caption.value if node.caption else "")
            _read_content(node.content, texts)
        elif isinstance(node, Paragraph):
            texts.append(node.text.value)
        elif isinstance(node, Table):
            texts.append(str(node.caption or ""))
            texts += [CELL_END.join(cell.text.value for cell in row) for row in node.rows]
        else:
            texts += [node.caption or "", node.alt]


def _verify_change(change: Change) -> None:
    """Check that the runs hold both texts, that something is marked, and the kinds are right."""
    name = f"change {change.id}"
    captions, texts = change.caption_runs, change.runs
    old, new = [side.text for side in change.old], [side.text for side in change.new]
    _expect(f"{name}, old text", join_texts(old), old_text(texts))
    _expect(f"{name}, new text", join_texts(new), new_text(texts))
    old, new = [side.caption for side in change.old], [side.caption for side in change.new]
    _expect(f"{name}, old caption", join_texts(old), old_text(captions))
    _expect(f"{name}, new caption", join_texts(new), new_text(captions))
    _expect(f"{name} with a mark", True, _marks(change))
    _expect(f"{name} without empty runs", True, all(run.text for run in (*captions, *texts)))
    if change.table is not None:
        _expect(f"{name}, cells", list_table_runs(change.table), texts)
    if not _WORDED & set(change.kinds):
        _expect(f"{name}, words", fold_format(old_text(texts)), fold_format(new_text(texts)))


def _marks(change: Change) -> bool:
    """Return whether the change shows anything at all."""
    if _WORDLESS & set(change.kinds):
        return True
    if [side.label for side in change.old] != [side.label for side in change.new]:
        return True
    return any(run.kind is not RunKind.EQUAL for run in (*change.caption_runs, *change.runs))


def _verify_formatting(note: Formatting) -> None:
    pairs = zip(_piece(note.old.unit), _piece(note.new.unit), strict=True)
    for old, new in pairs:
        _expect(f"{note.new.position} alike but for form", fold_format(old), fold_format(new))
