"""The units of two texts side by side: which go together, and the runs between their paragraphs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from kitei.compare.change import Change
from kitei.compare.inline import compare_texts
from kitei.compare.ordering import find_increasing
from kitei.compare.outcome import Comparison
from kitei.compare.run import Run, RunKind
from kitei.compare.units import PARAGRAPH_END, Outline, Unit, UnitKind
from kitei.model.provision import Block, Paragraph, Provision
from kitei.render.word.elements import Element
from kitei.render.word.headings import separator
from kitei.render.word.indents import BULLET

Group = tuple[Sequence[int], Sequence[int]]


def group_blocks(
    outline: Outline, written: Iterable[tuple[Element, Block | Provision | None]]
) -> dict[int, list[Element]]:
    """Return what each unit was written as, by its index."""
    owners: dict[int, int] = {}
    for unit in outline.units:
        node = unit.node
        owners[id(node)] = unit.index
        if isinstance(node, Provision):
            own = takewhile(lambda block: isinstance(block, Paragraph), node.content)
            owners.update((id(block), unit.index) for block in own)
    blocks: dict[int, list[Element]] = {}
    for element, written_node in written:
        if written_node is not None:
            blocks.setdefault(owners[id(written_node)], []).append(element)
    return blocks


def pair_units(comparison: Comparison) -> Iterator[Group]:
    """Yield the units of both texts in an order that keeps both: pairs, and what only one has."""
    alignment = comparison.alignment
    links = [link for link in alignment.links if link.old[0] not in alignment.moved]
    kept = (links[index] for index in find_increasing([link.old[0] for link in links]))
    done_old = done_new = 0
    for link in kept:
        old, new = _take_neighbours(link.old), _take_neighbours(link.new)
        yield range(done_old, old[0]), ()
        yield (), range(done_new, new[0])
        yield old, new
        done_old, done_new = old[-1] + 1, new[-1] + 1
    yield range(done_old, len(comparison.old.units)), ()
    yield (), range(done_new, len(comparison.new.units))


def _take_neighbours(indexes: Sequence[int]) -> Sequence[int]:
    """Return the units if nothing stands between them, else the first one alone."""
    ordered = range(indexes[0], indexes[0] + len(indexes))
    return ordered if list(ordered) == list(indexes) else indexes[:1]


def find_change(changes: Iterable[Change]) -> dict[Group, Change]:
    """Return the changes of one unit into one by the indexes of both."""
    return {
        ((change.old[0].unit.index,), (change.new[0].unit.index,)): change
        for change in changes
        if len(change.old) == len(change.new) == 1
    }


def make_pair_runs(old: Unit, new: Unit, change: Change | None) -> list[Run]:
    """Return the runs between the paragraphs of two units; none where these must be compared."""
    texts = change.runs if change else compare_texts(old.text, new.text)
    shapes = {_get_shape(unit) for unit in (old, new)}
    if len(shapes) > 1:
        return []
    shape = shapes.pop()
    if shape is UnitKind.PARAGRAPH:
        return [*texts, *_end(old, new)]
    head = [*_replace(_get_label(old), _get_label(new))]
    head += _replace(_get_separator(old), _get_separator(new))
    if shape == "item":
        return [*head, *texts, Run(RunKind.EQUAL, PARAGRAPH_END)]
    captions = change.caption_runs if change else compare_texts(old.caption, new.caption)
    return [*head, *captions, Run(RunKind.EQUAL, PARAGRAPH_END), *texts, *_end(old, new)]


def _get_shape(unit: Unit) -> str:
    """Return how a unit is written: a heading with text below, an item, or what it is."""
    if not isinstance(unit.node, Provision):
        return unit.kind
    return "heading" if unit.node.is_heading else "item"


def _get_label(unit: Unit) -> str:
    is_item = _get_shape(unit) == "item"
    return unit.label or (BULLET if is_item else "")


def _get_separator(unit: Unit) -> str:
    is_heading = isinstance(unit.node, Provision) and unit.node.is_heading
    return separator(unit.node) if is_heading and isinstance(unit.node, Provision) else "\t"


def _replace(old: str, new: str) -> Iterator[Run]:
    """Yield the runs from one word to another, which is never marked in part."""
    if old == new:
        yield from [Run(RunKind.EQUAL, old)] if old else []
        return
    sides = ((RunKind.REMOVED, old), (RunKind.ADDED, new))
    yield from (Run(kind, text) for kind, text in sides if text)


def _end(old: Unit, new: Unit) -> Iterator[Run]:
    """Yield the end of the last paragraph of a text, which one side may not have."""
    if old.text and new.text:
        yield Run(RunKind.EQUAL, PARAGRAPH_END)
    elif old.text or new.text:
        yield Run(RunKind.REMOVED if old.text else RunKind.ADDED, PARAGRAPH_END)
