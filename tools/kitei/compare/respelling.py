"""Respelling: the words of a reference that lead to a given provision, the rest left as written."""

from collections.abc import Iterator
from dataclasses import dataclass

from kitei.compare.meaning import Meaning
from kitei.compare.readings import Reading
from kitei.model.citation import CitedStep, Path
from kitei.model.marker import InvalidMarker
from kitei.model.neighbours import NoNeighbour, find_neighbours
from kitei.model.path_parts import unit_kind
from kitei.model.places import FIRST_PARAGRAPH, Place, Places
from kitei.model.spelling import list_writers, spell_like


class Unspellable(ValueError):
    """A reference that cannot lead to a provision in the form in which it is written."""


@dataclass(frozen=True, slots=True)
class Respelling:
    """Characters of a text to be replaced: value[start:end] becomes `text`."""

    start: int
    end: int
    text: str


def respell(reading: Reading, meaning: Meaning, places: Places) -> Iterator[Respelling]:
    """Yield what must be written anew so that a member means its ends, or raise Unspellable."""
    if meaning.ends is None:
        return
    member = reading.becomes[meaning.index].member
    first, last = meaning.ends
    _refuse_turn(reading, meaning, first)
    yield from _respell_path(reading, member.path, first, places)
    if member.last is not None:
        yield from _respell_path(reading, member.last, last, places)


def _refuse_turn(reading: Reading, meaning: Meaning, target: Place) -> None:
    """Raise where 上記 would now name what stands below, or 下記 what stands above."""
    here, word = reading.at.place, reading.reference.place
    if here is None or not word or not reading.was:
        return
    before = reading.was[meaning.index].direction
    is_up, is_down = target.order < here.order, target.order > here.order
    if (before == "up" and is_down) or (before == "down" and is_up):
        raise Unspellable(f"引用先が動き、「{word}」と書けなくなりました")


def _respell_path(
    reading: Reading, path: Path, target: Place, places: Places
) -> Iterator[Respelling]:
    if path.head is not None and path.inherited == 0:
        yield from _respell_head(reading, path, target, places)
    text = reading.at.text.value
    steps = (*((path.whole,) if path.whole else ()), *path.written)
    for step in steps:
        numbers = _find_numbers(step, target)
        if numbers == step.numbers:
            continue
        written = text[step.start : step.end]
        try:
            new = spell_like(written, step.numbers, numbers, list_writers(step.kind, step.unit))
        except InvalidMarker as fault:
            raise Unspellable(str(fault)) from fault
        if new is None:
            raise Unspellable(f"「{written}」の書き方のまま番号を改められません")
        yield Respelling(step.start, step.end, new)


def _find_numbers(step: CitedStep, target: Place) -> tuple[int, ...]:
    """Return the numbers of the target's address at the level that a step names."""
    found = next((own for own in target.address.steps if own.kind == step.kind), None)
    if found is not None:
        return found.numbers
    if step.kind == FIRST_PARAGRAPH.kind and step.numbers == FIRST_PARAGRAPH.numbers:
        return step.numbers
    raise Unspellable("引用先の階層が変わりました")


def _respell_head(
    reading: Reading, path: Path, target: Place, places: Places
) -> Iterator[Respelling]:
    """Yield the number in place of 前条 or 次項 where that names another provision now."""
    head, here = path.head, reading.at.place
    if head is None or here is None or head.word not in ("前", "次") or head.count != 1:
        return
    line = {place.order for place in (target, *target.ancestors())}
    try:
        if find_neighbours(head, here, places)[0].order in line:
            return
    except NoNeighbour:
        pass
    start = path.start
    end = (
        path.written[0].start
        if path.written
        else path.end - (len(path.each) + 1 if path.each else 0)
    )
    yield Respelling(start, end, _name_absolutely(head.unit, target, places))


def _name_absolutely(unit: str, target: Place, places: Places) -> str:
    style = places.document.style
    kind = unit_kind(unit, style.levels)
    numbers = next((step.numbers for step in target.address.steps if step.kind == kind), None)
    if numbers is None and unit == "項":
        numbers = FIRST_PARAGRAPH.numbers
    if numbers is None or not style.has_articles:
        raise Unspellable(f"「{unit}」の番号で言い換えられません")
    return list_writers(kind, unit)[0](numbers, style.kanji)
