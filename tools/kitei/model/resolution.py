"""Resolution: which provisions a reference means, seen from where it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kitei.model.citation import Member, Reference
from kitei.model.neighbours import enclosing_whole
from kitei.model.path_search import Found, Memory, State, View, find_path
from kitei.model.places import Place, Places

__all__ = ["Resolution", "State", "resolve_reference", "resolve_references"]

_QUOTED = "かぎ括弧の中の字句なので、引用としては扱いません"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one member of a reference means; `reason` says in Japanese what is wrong with it.

    A range means all provisions from the first to the last, branches included. `direction` is up,
    down or here (the citing place itself), and empty where nothing was found.
    """

    member: Member
    state: State
    places: tuple[Place, ...] = ()
    reason: str = ""
    direction: str = ""

    @property
    def is_deleted(self) -> bool:
        """Whether a provision it means is only a number that says 削除."""
        return any(place.provision.is_deleted for place in self.places)


def resolve_reference(
    reference: Reference,
    place: Place | None,
    places: Places,
    previous: Sequence[Reference] = (),
) -> tuple[Resolution, ...]:
    """Return what each member means.

    `previous` are the references written earlier in the same provision: 同条 goes back to them.
    """
    memory = Memory()
    for earlier in previous:
        _resolve(earlier, View(place, places, memory, earlier.depth))
    return _resolve(reference, View(place, places, memory, reference.depth))


def resolve_references(
    cited: Iterable[tuple[Place | None, Reference]], places: Places
) -> tuple[tuple[Resolution, ...], ...]:
    """Return the resolutions of a document's references, given with their places in order.

    同条 and 同項 go back to what the same provision named last, or the provisions around it.
    """
    memories: dict[int, Memory] = {}
    return tuple(
        _resolve(reference, View(place, places, _memory_of(place, memories), reference.depth))
        for place, reference in cited
    )


def _memory_of(place: Place | None, memories: dict[int, Memory]) -> Memory:
    order = -1 if place is None else place.order
    if order not in memories:
        around = place.ancestors() if place else ()
        above = next((memories[up.order] for up in around if up.order in memories), None)
        memories[order] = above.copy() if above else Memory()
    return memories[order]


def _resolve(reference: Reference, view: View) -> tuple[Resolution, ...]:
    if reference.is_quoted:
        return tuple(
            Resolution(member, State.UNKNOWN, reason=_QUOTED) for member in reference.members
        )
    return tuple(_resolve_member(member, view) for member in reference.members)


def _resolve_member(member: Member, view: View) -> Resolution:
    found = _find_foreign(member, view) or _find_member(member, view)
    resolution = Resolution(
        member, found.state, found.places, found.reason, _direction(found.places, view.place)
    )
    if resolution.state is not State.RESOLVED or not resolution.is_deleted:
        return resolution
    return Resolution(member, found.state, found.places, "削除された規定です", resolution.direction)


def _direction(found: tuple[Place, ...], place: Place | None) -> str:
    if not found:
        return ""
    here = -1 if place is None else place.order
    if found[0].order == here:
        return "here"
    return "up" if found[0].order < here else "down"


def _find_foreign(member: Member, view: View) -> Found | None:
    """Return the outcome for what lies outside the document, or None."""
    if member.kind == "name":
        return Found(
            State.UNKNOWN, reason="名称の一部又は「次の表」などとみて、引用としては扱いません"
        )
    title = member.path.title
    if not title or title == view.places.document.meta.title:
        return None
    state = State.OTHER_DOCUMENT if member.kind == "document" else State.EXTERNAL
    found = Found(state, reason=f"「{title}」の規定です")
    for unit in _units(member):
        view.memory.note(unit, view.depth, found)
    return found


def _units(member: Member) -> list[str]:
    units = [step.unit for step in member.path.steps if step.unit]
    if member.path.whole is not None and member.path.whole.kind == "appendix":
        units.append("表")
    return units


def _find_member(member: Member, view: View) -> Found:
    first = find_path(member.path, view)
    if member.last is None or first.state is not State.RESOLVED:
        return first
    last = find_path(member.last, view)
    return _between(first, last, view) if last.state is State.RESOLVED else last


def _between(first: Found, last: Found, view: View) -> Found:
    """Return all places of one row from the first to the last, branches and 削除 included."""
    start, end = first.places[0], last.places[-1]
    if end.order < start.order:
        return Found(State.UNRESOLVED, reason="範囲の終わりが始まりより前にあります")
    stretch = view.places.all[start.order + 1 : end.order + 1]
    return Found(State.RESOLVED, (start, *(p for p in stretch if _in_row(p, end))))


def _in_row(place: Place, end: Place) -> bool:
    if place.marker is None or end.marker is None or place.marker.kind != end.marker.kind:
        return False
    if end.marker.kind == "article":
        return enclosing_whole(place) is enclosing_whole(end)
    return place.parent is end.parent
