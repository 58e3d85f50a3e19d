"""Counting anew: the markers that the provisions of an edited text ought to have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kitei.compare.following import Following
from kitei.model.document import Document
from kitei.model.marker import CONTAINERS, KINDS, InvalidMarker, Marker
from kitei.model.places import Place, Places
from kitei.model.provision import Block, Provision
from kitei.model.siblings import Numbered, Run, has_first_paragraph, numbered_runs
from kitei.model.spelling import spell_like

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a marker or a reference cannot be corrected with certainty: `found` stands at `place`."""

    place: Place | None
    found: str
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """The markers to be changed by the order of their provisions, and what is uncertain."""

    markers: Mapping[int, Marker]
    doubts: tuple[Doubt, ...]


class _Uncertain(ValueError):
    """A run that cannot be counted: the place at fault and the reason."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(reason)
        self.place, self.reason = place, reason


def count_anew(following: Following) -> Count:
    """Return the right markers of the new text; the old one says which gaps are meant."""
    old_runs = _index_runs(following.old)
    markers: dict[int, Marker] = {}
    doubts: list[Doubt] = []
    seen: dict[int, Run] = {}
    for run in numbered_runs(following.new):
        try:
            _refuse_restart(run, following, old_runs, seen)
            if not _is_as_before(run, following, old_runs):
                markers |= _count_run(run)
        except _Uncertain as found:
            label = found.place.provision.label
            doubts.append(Doubt(found.place, label, found.reason))
    return Count(markers, tuple(doubts))


def _index_runs(places: Places) -> dict[int, Run]:
    return {item.place.order: run for run in numbered_runs(places) for item in run}


def _origins(run: Run, following: Following, old_runs: Mapping[int, Run]) -> Iterator[Run]:
    """Yield the old runs that provisions of this run come from, under the same parent's kind."""
    for item in run:
        origin = following.origins.get(item.place.order)
        if origin is not None and origin in old_runs:
            yield old_runs[origin]


def _refuse_restart(
    run: Run, following: Following, old_runs: Mapping[int, Run], seen: dict[int, Run]
) -> None:
    """Raise where numbers that ran through the chapters would begin again in one of them."""
    parent = run[0].place.parent
    if parent is None or parent.marker is None or parent.marker.kind not in CONTAINERS:
        return
    for origin in _origins(run, following, old_runs):
        other = seen.setdefault(id(origin), run)
        if other is not run:
            reason = "番号がここで1に戻るのか、前から続くのかが決められません"
            raise _Uncertain(run[0].place, reason)


def _is_as_before(run: Run, following: Following, old_runs: Mapping[int, Run]) -> bool:
    """Return whether a run whose old numbers had gaps is unchanged; raise where it is not."""
    for origin in _origins(run, following, old_runs):
        if _is_regular(origin):
            continue
        before = [(item.place.order, item.numbers) for item in origin]
        now = [(following.origins.get(item.place.order), item.numbers) for item in run]
        if before == now:
            return True
        reason = "改正前の番号が順に並んでいないので、どの番号を詰めるのかが決められません"
        raise _Uncertain(run[0].place, reason)
    return False


def _is_regular(run: Run) -> bool:
    try:
        return not _count_run(run)
    except _Uncertain:
        return False


def _count_run(run: Run) -> dict[int, Marker]:
    """Return the markers that must change, by the order of their provisions."""
    changed: dict[int, Marker] = {}
    written: Numbers = ()
    previous: Numbers = (1,) if has_first_paragraph(run[0].place) else (0,)
    for item in run:
        numbers = _find_next(item, previous, written)
        written = item.end
        previous = numbers
        if item.marker.last is not None:
            previous = (numbers[0] + item.end[0] - item.numbers[0],)
        if numbers != item.numbers:
            changed[item.place.order] = _respell(item, numbers)
    return changed


def _find_next(item: Numbered, previous: Numbers, written: Numbers) -> Numbers:
    depth = len(item.numbers)
    if depth > 1 and (not written or item.numbers[:-1] != written[: depth - 1]):
        raise _Uncertain(
            item.place, f"枝番の元になる番号が直前にないので、{item.marker}を直せません"
        )
    if depth > len(previous) + 1:
        raise _Uncertain(item.place, f"枝番{item.marker}の前の枝番がありません")
    if depth == len(previous) + 1:
        return (*previous, 2)
    return (*previous[: depth - 1], previous[depth - 1] + 1)


def _respell(item: Numbered, numbers: Numbers) -> Marker:
    marker, kind = item.marker, KINDS[item.marker.kind]
    try:
        text = spell_like(_first_of(marker), item.numbers, numbers, (kind.write,))
        last = marker.last
        if text is not None and last is not None:
            shifted = (last[0] + numbers[0] - item.numbers[0],)
            tail = spell_like(_last_of(marker), last, shifted, (kind.write,))
            if tail is not None and len(last) == 1:
                return replace(
                    marker, numbers=numbers, text=_join_range(marker, text, tail), last=shifted
                )
            text = None
    except InvalidMarker as fault:
        raise _Uncertain(item.place, str(fault)) from fault
    if text is None:
        raise _Uncertain(item.place, f"「{marker}」の書き方のまま番号を改められません")
    return replace(marker, numbers=numbers, text=text)


def _first_of(marker: Marker) -> str:
    return marker.text if marker.last is None else _divide(marker)[0]


def _last_of(marker: Marker) -> str:
    return _divide(marker)[2]


def _divide(marker: Marker) -> tuple[str, str, str, str]:
    """Return the parts of 第20条から第73条まで: first, joint, last, end."""
    for joint in ("から", "乃至", "及び"):
        first, found, last = marker.text.partition(joint)
        if found:
            end = "まで" if last.endswith("まで") else ""
            return first, joint, last.removesuffix("まで"), end
    return marker.text, "", "", ""


def _join_range(marker: Marker, first: str, last: str) -> str:
    _, joint, _, end = _divide(marker)
    return f"{first}{joint}{last}{end}"


def put_markers(places: Places, markers: Mapping[int, Marker]) -> Document:
    """Return the document with other markers by the order of their provisions."""
    if not markers:
        return places.document

    def put(node: Block | Provision) -> Block | Provision:
        if not isinstance(node, Provision):
            return node
        marker = markers.get(places.get(node).order, node.marker)
        return replace(node, marker=marker, content=tuple(put(child) for child in node.content))

    content = tuple(put(node) for node in places.document.content)
    return replace(places.document, content=content)
