"""Nesting of a foreign text's paragraphs by kind and order of their markers, not by indentation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kitei.importing.draft import Doubt
from kitei.importing.units import Unit
from kitei.model.marker import CONTAINERS, KINDS, WHOLES, Marker, Split, follows
from kitei.model.numbering import NumberingStyle

# How well a marker goes on from what stands before it, and what that says for the style.
FITS, SKIPS, GAP, RESTARTS, FOREIGN, STRAY = range(6)
_EVIDENCE = {FITS: 4, SKIPS: 2, GAP: 1, RESTARTS: 1, FOREIGN: -1, STRAY: -1}
_FAULTS = {
    SKIPS: "一つ外の段の符号が見当たらない",
    GAP: "前の符号から番号が続いていない",
    RESTARTS: "番号が戻っている",
    FOREIGN: "この符号体系にない符号",
}
# A whole (附則, 別表) lies outside all levels; kinds foreign to the style inside all of them.
_WHOLE_LEVEL = -1
_FOREIGN_LEVEL = 100
_LONGEST_WHOLE = 60
_SMALL_GAP = 3
# A caption in brackets on a line of its own; one with a year is a note on a revision.
_CAPTION_ABOVE = re.compile(
    r"[（(](?![^（(）)]*[0-9０-９元一二三四五六七八九十][年号])[^。]{1,58}[）)]"
)


@dataclass(slots=True, eq=False)
class Node:
    """A provision to be: its unit and marker, the caption line above, and what it holds."""

    unit: Unit
    split: Split | None = None
    level: int = -2
    above: Unit | None = None
    content: "list[Node | Unit]" = field(default_factory=list)

    @property
    def marker(self) -> Marker | None:
        """The marker, None for the root and for items with a bullet only."""
        return self.split.marker if self.split else None

    @property
    def kind(self) -> str:
        """The kind of marker, or nothing."""
        return self.split.marker.kind if self.split else ""

    @property
    def head(self) -> str:
        """The text behind the marker on its line."""
        return self.unit.text[self.split.rest :] if self.split else self.unit.text

    @property
    def children(self) -> "list[Node]":
        """The provisions directly below."""
        return [node for node in self.content if isinstance(node, Node)]

    def walk(self) -> "Iterator[tuple[Node, tuple[Node, ...]]]":
        """Yield every provision below, with those around it from the outermost inwards."""
        waiting: list[tuple[Node, tuple[Node, ...]]] = [(self, ())]
        while waiting:
            node, around = waiting.pop()
            if node is not self:
                yield node, around
            inside = (*around, node) if node is not self else ()
            waiting += [(child, inside) for child in reversed(node.children)]


@dataclass(slots=True)
class Nesting:
    """A text nested in one style; `score` says how well the style explains its markers."""

    style: NumberingStyle
    root: Node = field(default_factory=lambda: Node(Unit((), "")))
    score: int = 0
    doubts: list[Doubt] = field(default_factory=list)
    stack: list[Node] = field(default_factory=list)
    running: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a paragraph's marker: how well it fits, and below what it would stand.

    `depth` is the parent's place in the stack, `before` the number of the sibling before.
    """

    quality: int
    split: Split
    level: int
    depth: int
    before: int = 0


def nest(units: list[Unit], style: NumberingStyle) -> Nesting:
    """Return the units as a tree of provisions in the style."""
    nesting = Nesting(style)
    nesting.stack = [nesting.root]
    above: Unit | None = None
    for unit, following in zip(units, [*units[1:], None], strict=False):
        if is_caption_above(unit, following, ("article", "arabic")):
            above = unit
            continue
        _add(nesting, unit, above)
        above = None
    return nesting


def is_caption_above(unit: Unit, following: Unit | None, kinds: tuple[str, ...]) -> bool:
    """Return whether the unit is the caption in brackets of the provision below, of these kinds."""
    if following is None or len(unit.lines) > 1 or unit.markers:
        return False
    if not _CAPTION_ABOVE.fullmatch(unit.text):
        return False
    return any(split.marker.kind in kinds for split in following.markers)


def _add(nesting: Nesting, unit: Unit, above: Unit | None) -> None:
    reading = _read(nesting, unit)
    if reading is not None and _is_accepted(reading, unit):
        _open(nesting, unit, reading, above)
        return
    if above is not None:
        nesting.stack[-1].content.append(above)
    if unit.markers and not unit.table:
        _doubt_text(nesting, unit)
    if not unit.lines[0].bullet or unit.markers:
        nesting.stack[-1].content.append(unit)
        return
    nesting.stack[-1].content.append(Node(unit))
    what = "行頭記号だけで符号のない項目"
    nesting.doubts.append(Doubt(unit.number, what, "符号のない箇条とした"))


def _doubt_text(nesting: Nesting, unit: Unit) -> None:
    kinds = [KINDS[split.marker.kind].closed for split in unit.markers]
    nesting.score += _EVIDENCE[STRAY] if any(kinds) else 0
    what = f"符号のような「{unit.markers[0].marker}」で始まる行"
    nesting.doubts.append(Doubt(unit.number, what, "符号ではなく文の初めとした"))


def _read(nesting: Nesting, unit: Unit) -> _Reading | None:
    """Return the best reading of the unit's marker; of equal ones the outermost kind."""
    readings = [_judge(nesting, split) for split in unit.markers]
    return min(readings, key=lambda r: (r.quality, r.level), default=None)


def _judge(nesting: Nesting, split: Split) -> _Reading:
    kind, numbers = split.marker.kind, split.marker.numbers
    level = nesting.style.level(kind)
    if kind in WHOLES:
        return _Reading(FITS, split, _WHOLE_LEVEL, 0)
    if level is None:
        return _judge_foreign(nesting, split)
    depth = _find_parent(nesting, kind, level)
    sibling = nesting.stack[depth + 1] if depth + 1 < len(nesting.stack) else None
    if sibling is not None and sibling.marker is not None and sibling.kind == kind:
        order = _judge_order(sibling.marker, numbers)
        return _Reading(order, split, level, depth, sibling.marker.numbers[0])
    return _Reading(_judge_first(nesting, split.marker, depth), split, level, depth)


def _judge_first(nesting: Nesting, marker: Marker, depth: int) -> int:
    """Judge a marker that begins a list: by its number, and by the parent it would have."""
    parent = nesting.stack[depth].kind
    if not _is_first(nesting, marker, parent):
        return GAP
    is_next = marker.kind in nesting.style.allowed_below(parent or None)
    return FITS if is_next else SKIPS


def _is_first(nesting: Nesting, marker: Marker, parent: str) -> bool:
    """Return whether a list may begin so: articles run through the chapters, 項 2 follows none."""
    if marker.numbers[:1] == (1,):
        return True
    if parent == "article" and marker.kind == "arabic":
        return marker.numbers == (2,)
    is_outside = not any(node.kind in WHOLES for node in nesting.stack)
    before = nesting.running.get(marker.kind)
    return is_outside and before is not None and follows(before, marker.numbers)


def _judge_order(sibling: Marker, numbers: tuple[int, ...]) -> int:
    before = sibling.last or sibling.numbers
    if follows(before, numbers):
        return FITS
    return GAP if numbers > before else RESTARTS


def _judge_foreign(nesting: Nesting, split: Split) -> _Reading:
    """Return the reading of a kind the style has no place for: as a list of its own."""
    numbers = split.marker.numbers
    for depth, node in enumerate(nesting.stack):
        if node.marker is not None and node.kind == split.marker.kind:
            quality = FOREIGN if _judge_order(node.marker, numbers) <= GAP else STRAY
            return _Reading(quality, split, node.level, depth - 1)
    level = max(_FOREIGN_LEVEL, nesting.stack[-1].level + 1)
    quality = FOREIGN if numbers[:1] == (1,) else STRAY
    return _Reading(quality, split, level, len(nesting.stack) - 1)


def _find_parent(nesting: Nesting, kind: str, level: int) -> int:
    """Return how deep in the stack the parent of a marker of this level lies."""
    depth = len(nesting.stack) - 1
    while depth and (nesting.stack[depth].level >= level or _ends(nesting, depth, kind)):
        depth -= 1
    return depth


def _ends(nesting: Nesting, depth: int, kind: str) -> bool:
    """Return whether a marker ends the 序文, 附則 or 別表 that is open at this depth."""
    whole = nesting.stack[depth].kind
    if whole not in WHOLES:
        return False
    if kind in CONTAINERS:
        return True
    return whole == "preface" and kind == outermost(nesting.style)


def outermost(style: NumberingStyle) -> str:
    """Return the outermost kind of a style below the containers: article, arabic."""
    return next(kind for kind in style.levels if kind not in CONTAINERS)


def _is_accepted(reading: _Reading, unit: Unit) -> bool:
    """Return whether the reading is a marker, and not a sentence that begins like one."""
    kind = reading.split.marker.kind
    if kind in WHOLES:
        return not unit.is_sentence and len(unit.text) <= _LONGEST_WHOLE
    if kind in CONTAINERS and unit.is_sentence:
        return False
    if reading.quality == STRAY:
        return False
    is_closed = KINDS[kind].closed or reading.quality <= SKIPS
    return is_closed or (reading.quality == GAP and _is_small_gap(reading))


def _is_small_gap(reading: _Reading) -> bool:
    return reading.split.marker.numbers[0] - reading.before <= _SMALL_GAP


def _open(nesting: Nesting, unit: Unit, reading: _Reading, above: Unit | None) -> None:
    node = Node(unit, reading.split, reading.level)
    marker = reading.split.marker
    if reading.quality in _FAULTS:
        what = f"符号「{marker}」: {_FAULTS[reading.quality]}"
        nesting.doubts.append(Doubt(unit.number, what, "書かれたとおりの符号とした"))
    del nesting.stack[reading.depth + 1 :]
    if marker.kind == "article":
        node.above = above
    elif above is not None:
        nesting.stack[-1].content.append(above)
    nesting.stack[-1].content.append(node)
    nesting.stack.append(node)
    runs = marker.kind in CONTAINERS or marker.kind == outermost(nesting.style)
    if runs and not any(outer.kind in WHOLES for outer in nesting.stack):
        nesting.running[marker.kind] = marker.last or marker.numbers
    nesting.score += _EVIDENCE[reading.quality]
    if marker.kind == "article" and marker.is_kanji != nesting.style.kanji:
        nesting.score -= 1
