"""The search for one cited path: from 第3条第2項, 前条, 上記4(1) to places of the document."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kitei.model.address import Address, Step
from kitei.model.citation import CitedStep, Head, Path
from kitei.model.marker import CONTAINERS
from kitei.model.neighbours import (
    NoNeighbour,
    enclosing,
    enclosing_whole,
    find_neighbours,
    is_between,
    items_of,
)
from kitei.model.places import FIRST_PARAGRAPH, Place, Places


class State(StrEnum):
    """How the search for a reference's target ended."""

    RESOLVED = "resolved"
    UNRESOLVED = "unresolved"
    AMBIGUOUS = "ambiguous"
    EXTERNAL = "external"
    OTHER_DOCUMENT = "other-document"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of a search: places, or a state with its reason in Japanese."""

    state: State
    places: tuple[Place, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class Memory:
    """What was named last, by unit: each entry with the depth of brackets it was named at."""

    named: dict[str, tuple[tuple[int, Found], ...]] = field(default_factory=dict)

    def copy(self) -> "Memory":
        return Memory(dict(self.named))

    def note(self, unit: str, depth: int, found: Found) -> None:
        """Remember the place that was last named by a path with this unit."""
        named = self.named.get(unit, ()) if depth else ()
        outer = tuple(entry for entry in named if entry[0] < depth)
        self.named[unit] = (*outer, (depth, found))

    def recall(self, unit: str, depth: int) -> Found | None:
        """Return what 同条 goes back to; a closed bracket is passed over where possible."""
        entries = self.named.get(unit, ())
        outside = [found for level, found in entries if level <= depth]
        return outside[-1] if outside else (entries[-1][1] if entries else None)


@dataclass(frozen=True, slots=True)
class View:
    """Where a path is read: the citing place, the document's places, what was named before."""

    place: Place | None
    places: Places
    memory: Memory
    depth: int = 0

    def rank(self, kind: str) -> int:
        """Return how deep a kind of marker stands in the document's style."""
        style = self.places.document.style
        level = style.level(kind)
        return len(style.levels) if level is None else level

    @property
    def own_steps(self) -> tuple[Step, ...]:
        """The address of the citing place."""
        return self.place.address.steps if self.place else ()


def find_path(path: Path, view: View) -> Found:
    """Return the places a path means, and remember them for a later 同条 or 同項."""
    found = _find_target(path, view)
    _note(path, found, view)
    if path.each and found.state is State.RESOLVED:
        found = _find_each(path, found, view)
    if path.each or (path.head is not None and path.head.word == "次の各"):
        view.memory.note("各号", view.depth, found)
    return found


def _find_target(path: Path, view: View) -> Found:
    if path.head is not None:
        base = _find_head(path.head, view)
        return _descend(base, path.steps, view) if path.steps else base
    if path.whole is not None:
        base = _find_whole(path.whole, view)
        return _descend(base, path.steps, view) if path.steps else base
    if path.steps[0].unit and not _is_outline_unit(path.steps[0], view):
        return _find_address(_prefix(path.steps[0], view), path.steps, view)
    return _find_local(path.steps, view)


def _is_outline_unit(step: CitedStep, view: View) -> bool:
    return step.unit in ("項", "号") and not view.places.document.style.has_articles


def _find_head(head: Head, view: View) -> Found:
    if head.word == "同":
        before = view.memory.recall(head.unit, view.depth)
        return _around(head.unit, before, view) if before else _nothing_named(head.unit)
    # 当該各号 goes back to the 各号 named before it.
    if head.word == "各" and (named := view.memory.recall("各号", view.depth)):
        return named
    if view.place is None:
        return Found(State.UNRESOLVED, reason="ここは規定の外なので、前後の規定を指せません")
    try:
        return Found(State.RESOLVED, find_neighbours(head, view.place, view.places))
    except NoNeighbour as fault:
        return Found(State.UNRESOLVED, reason=str(fault))


def _nothing_named(unit: str) -> Found:
    if unit == "表":
        return Found(State.UNKNOWN, reason="「次の表」などを指すとみられ、別表の引用ではありません")
    return Found(State.UNRESOLVED, reason=f"「同{unit}」より前に{unit}を引いたところがありません")


def _find_whole(whole: CitedStep, view: View) -> Found:
    """Return 附則, 別表第1 …: inside a 附則 its own, elsewhere the first."""
    own = enclosing("附則", view.place, view.places) if view.place else None
    if whole.kind == "supplement" and own is not None:
        return Found(State.RESOLVED, (own,))
    found = view.places.find(Address((Step(whole.kind, whole.numbers),)))
    if not found and not whole.numbers:
        found = tuple(p for p in view.places.all if p.marker and p.marker.kind == whole.kind)
    return _judge(found, view)


def _prefix(first: CitedStep, view: View) -> tuple[Step, ...]:
    """Return the steps that a path leaves out: 第2項 alone is in the same article.

    An article number in a 附則 means the main provisions, unless 附則 or この附則 is said.
    """
    rank = view.rank(first.kind)
    if first.unit == "条":
        return ()
    steps = view.own_steps
    kept = [step for step in steps if view.rank(step.kind) < rank]
    if first.unit not in ("項", "号"):
        return tuple(step for step in kept if step.kind in CONTAINERS)
    return tuple(kept)


def _find_address(prefix: tuple[Step, ...], steps: tuple[CitedStep, ...], view: View) -> Found:
    whole = Address((*prefix, *(Step(step.kind, step.numbers) for step in steps)))
    found = view.places.find(whole, near=view.place) or _find_first_paragraph(whole, view)
    if not found and steps[0].kind in CONTAINERS and prefix:
        return _find_address((), steps, view)
    found = found or _find_in_deleted_range(whole, view)
    if not found and _lies_in_appendix(view) and steps[0].unit in ("項", "号"):
        return Found(State.UNKNOWN, reason="別表又は様式の中なので、どの条のものか決められません")
    return _judge(found, view)


def _lies_in_appendix(view: View) -> bool:
    whole = enclosing_whole(view.place)
    return bool(whole and whole.marker and whole.marker.kind in ("appendix", "form"))


def _find_first_paragraph(address: Address, view: View) -> tuple[Place, ...]:
    """Return a 附則 that is cited as its only, unnumbered 項: 附則第1項."""
    *above, last = address.steps
    if last != FIRST_PARAGRAPH or not above or above[-1].kind != "supplement":
        return ()
    return view.places.find(Address(tuple(above)))


def _find_in_deleted_range(address: Address, view: View) -> tuple[Place, ...]:
    *above, last = address.steps
    if last.kind != "article":
        return ()
    inside = (place for place in view.places.ranges if is_between(last.numbers, place.marker))
    short = tuple(step for step in above if step.kind not in CONTAINERS)
    return tuple(p for p in inside if p.address.without_containers().steps[:-1] == short)


def _find_local(steps: tuple[CitedStep, ...], view: View) -> Found:
    """Return what 4(1), (2) or ア mean: looked for from the citing place outwards."""
    cited = tuple(Step(step.kind, step.numbers) for step in steps)
    for prefix, first in _local_starts(steps[0], cited[0], view):
        address = Address((*prefix, first, *cited[1:]))
        if found := view.places.find(address, near=view.place):
            return _judge(found, view)
    if cited[0].kind == "ordinal" and len(cited[0].numbers) > 1:
        return _find_local(_split_ordinal(steps, view), view)
    return _judge(view.places.find_ending(cited), view)


def _split_ordinal(steps: tuple[CitedStep, ...], view: View) -> tuple[CitedStep, ...]:
    """Return 第6の1, which is no branch 第6の1, as 1 below 第6."""
    first, (stem, below, *_) = steps[0], steps[0].numbers
    levels = view.places.document.style.levels
    kind = levels[min(levels.index("ordinal") + 1, len(levels) - 1)]
    upper = replace(first, numbers=(stem,))
    return (upper, replace(first, kind=kind, numbers=(below,)), *steps[1:])


def _local_starts(
    written: CitedStep, first: Step, view: View
) -> Iterator[tuple[tuple[Step, ...], Step]]:
    """Yield (leading steps, first step) to try, from the citing place outwards."""
    steps = view.own_steps
    item = enclosing("号", view.place, view.places) if view.place and written.unit == "号" else None
    if item is not None and item.marker is not None:
        yield item.address.steps[:-1], Step(item.marker.kind, first.numbers)
    for length in range(len(steps), -1, -1):
        yield steps[:length], first


def _descend(base: Found, steps: tuple[CitedStep, ...], view: View) -> Found:
    if base.state is not State.RESOLVED:
        return base
    found: list[Place] = []
    for place in base.places:
        below = _find_address(place.address.steps, steps, view)
        if below.state is not State.RESOLVED:
            return below
        found.extend(below.places)
    return Found(State.RESOLVED, tuple(found))


def _find_each(path: Path, base: Found, view: View) -> Found:
    items = tuple(item for place in base.places for item in items_of(place, path.each, view.places))
    if items:
        return Found(State.RESOLVED, items)
    cited = "、".join(view.places.cite(place) for place in base.places)
    return Found(State.UNRESOLVED, reason=f"{cited}に{path.each}がありません")


def _judge(found: tuple[Place, ...], view: View) -> Found:
    if len(found) == 1:
        return Found(State.RESOLVED, found)
    if not found:
        return Found(State.UNRESOLVED, reason="これに当たる規定がありません")
    style = view.places.document.style
    cited = "、".join(dict.fromkeys(place.address.format(style) for place in found))
    return Found(State.AMBIGUOUS, found, f"当てはまる規定が{len(found)}つあります: {cited}")


def _note(path: Path, found: Found, view: View) -> None:
    """Remember the target under the units the path names."""
    if path.whole is not None and path.whole.kind == "appendix":
        view.memory.note("表", view.depth, found)
    units = [step.unit for step in path.steps if step.unit]
    if path.head is not None and path.head.unit not in units:
        units.append(path.head.unit)
    for unit in units:
        view.memory.note(unit, view.depth, found)


def _around(unit: str, found: Found, view: View) -> Found:
    """Return the 条, 項 and so on in which what was named lies."""
    if found.state is not State.RESOLVED:
        return found if found.state is not State.UNRESOLVED else _UNKNOWN
    around = enclosing(unit, found.places[-1], view.places)
    return Found(State.RESOLVED, (around,)) if around else _UNKNOWN


_UNKNOWN = Found(State.UNKNOWN, reason="先に引いた規定が見付からないため、確かめられません")
