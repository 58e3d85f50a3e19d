"""Doubts about damaged indentation: items that stand elsewhere than others of their kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from kitei.importing.draft import Doubt
from kitei.importing.nesting import Node, outermost
from kitei.model.marker import CONTAINERS, Marker
from kitei.model.numbering import NumberingStyle

Path = tuple[Node, ...]


def find_damaged(root: Node, style: NumberingStyle) -> list[Doubt]:
    """Return one doubt for each outermost provision that holds items indented against their kind.

    The usual indentation of a kind is the one most of its markers in the text have.
    """
    paths = [(*around, node) for node, around in root.walk() if node.marker]
    usual = _find_usual(paths, outermost(style))
    damaged: defaultdict[Node, list[Path]] = defaultdict(list)
    for path in paths:
        if _indent(path[-1]) != usual[path[-1].kind]:
            damaged[_outermost(path, style)].append(path)
    return [_make_doubt(found, style) for found in damaged.values()]


def _indent(node: Node) -> int:
    return node.unit.lines[0].indent


def _find_usual(paths: Iterable[Path], outer: str) -> dict[str, int]:
    """Return the usual indentation of each kind; of equally usual ones, inner items' is greater."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    inner: set[str] = set()
    for path in paths:
        kind = path[-1].kind
        counts[kind][_indent(path[-1])] += 1
        if len(path) > 1 and path[-2].kind != outer:
            inner.add(kind)
    return {kind: _most_usual(counter, is_inner=kind in inner) for kind, counter in counts.items()}


def _most_usual(counter: Counter[int], *, is_inner: bool) -> int:
    sign = 1 if is_inner else -1
    return max(counter, key=lambda indent: (counter[indent], sign * indent))


def _outermost(path: Path, style: NumberingStyle) -> Node:
    """Return the section or article the item lies in."""
    kind = outermost(style)
    return next((node for node in path if node.kind == kind), path[0])


def _make_doubt(paths: list[Path], style: NumberingStyle) -> Doubt:
    first, last = paths[0][-1], paths[-1][-1]
    what = f"{_name_range(paths, style)}の字下げが符号と合わない（{_list_items(paths, style)}）"
    guess = "字下げによらず、符号の種類と順序で段を決めた"
    return Doubt(first.unit.number, what, guess, last.unit.last)


def _name_range(paths: list[Path], style: NumberingStyle) -> str:
    """Return the children of the section that hold the damaged items: 6(3)〜(9)."""
    ends = []
    for path in (paths[0], paths[-1]):
        start = path.index(_outermost(path, style))
        ends.append(path[: start + 2])
    if ends[0] == ends[1]:
        return _cite(ends[0], style)
    return f"{_cite(ends[0], style)}〜{_cite(ends[1][-1:], style)}"


def _list_items(paths: list[Path], style: NumberingStyle) -> str:
    """Return the damaged items with their lines, neighbours drawn together."""
    runs: list[list[Path]] = [[paths[0]]]
    for before, path in pairwise(paths):
        is_next = before[:-1] == path[:-1] and before[-1].kind == path[-1].kind
        if is_next and _indent(before[-1]) == _indent(path[-1]) and _are_neighbours(before, path):
            runs[-1].append(path)
        else:
            runs.append([path])
    return "、".join(_name_run(run, style) for run in runs)


def _are_neighbours(before: Path, path: Path) -> bool:
    return _numbers(before[-1].marker)[-1] + 1 == _numbers(path[-1].marker)[-1]


def _numbers(marker: Marker | None) -> tuple[int, ...]:
    return marker.numbers if marker else (0,)


def _name_run(run: list[Path], style: NumberingStyle) -> str:
    lines = [path[-1].unit.number for path in run]
    name = _cite(run[0], style)
    if len(run) > 1:
        name += f"〜{_cite(run[-1][-1:], style)}"
    span = f"{lines[0]}行" if len(lines) == 1 else f"{lines[0]}〜{lines[-1]}行"
    return f"{name} {span}・幅{_indent(run[0][-1])}"


def _cite(path: Path, style: NumberingStyle) -> str:
    markers = [node.marker for node in path if node.marker and node.kind not in CONTAINERS]
    if not markers:
        return str(path[-1].marker)
    return "".join(style.cite(marker.kind, marker.numbers) for marker in markers)
