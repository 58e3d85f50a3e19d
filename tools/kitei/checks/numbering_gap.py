"""numbering-gap: a marker is missing between siblings."""

from collections.abc import Iterator
from itertools import takewhile

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.checks.withheld import is_part_withheld, is_withheld, read_withheld
from kitei.model.address import Step
from kitei.model.marker import make_marker
from kitei.model.places import Place
from kitei.model.siblings import Numbered, has_first_paragraph, numbered_runs

Numbers = tuple[int, ...]

# Of a longer gap only so many numbers are looked at, and the last.
MANY = 50


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the provisions before which a number is missing that is not declared withheld."""
    withheld = read_withheld(scope)
    for run in numbered_runs(scope.subject.places):
        if _is_extract(run[0].place):
            continue
        present = {item.numbers for item in run}
        for before, item in zip([None, *run[:-1]], run, strict=True):
            found = present | _find_misnested(scope, before, item)
            missing = [n for n in _find_missing(before, item) if n not in found]
            steps = [Step(item.marker.kind, numbers) for numbers in missing]
            if all(is_withheld(step, item.place, withheld) for step in steps):
                continue
            place_before = before.place if before else None
            if not is_part_withheld(place_before, item.place, withheld):
                yield _hit(scope, before, item, missing)


def _is_extract(place: Place) -> bool:
    """Return whether a place lies in a 附則 that is shown in part (抄)."""
    wholes = (p.provision for p in place.ancestors() if p.marker and p.marker.kind == "supplement")
    return any("抄" in str(whole.caption or "") for whole in wholes)


def _find_missing(before: Numbered | None, item: Numbered) -> list[Numbers]:
    """Return the numbers left out between a provision and the one before it."""
    if before is None:
        last: Numbers = (1,) if has_first_paragraph(item.place) else (0,)
    else:
        last = before.end
    numbers = item.numbers
    depth = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(last, numbers, strict=False))))
    if depth == len(numbers):
        return []
    # 3の2 is the first branch of 3; before 5の2 the stem 5 itself may be missing.
    start = last[depth] + 1 if depth < len(last) else 2
    stop = numbers[depth] + (len(numbers) > depth + 1)
    span = range(start, stop)
    return [(*numbers[:depth], number) for number in (*span[:MANY], *span[MANY:][-1:])]


def _find_misnested(scope: Scope, before: Numbered | None, item: Numbered) -> set[Numbers]:
    """Return the numbers between two of a row that are there, but below the first of the two."""
    if before is None:
        return set()
    between = scope.subject.places.all[before.place.order + 1 : item.place.order]
    markers = (place.marker for place in between)
    return {marker.numbers for marker in markers if marker and marker.kind == item.marker.kind}


def _hit(scope: Scope, before: Numbered | None, item: Numbered, missing: list[Numbers]) -> Hit:
    kanji = scope.document.style.kanji
    ends = [str(make_marker(item.marker.kind, n, kanji=kanji)) for n in (missing[0], missing[-1])]
    absent = f"「{ends[0]}」" if len(missing) == 1 else f"「{ends[0]}」から「{ends[1]}」まで"
    after = f"「{before.marker}」の次" if before else "最初"
    return hit_on(
        scope,
        item.place,
        f"{after}が「{item.marker}」です。{absent}がありません。",
        hint="番号を詰めるか、抜けた規定を戻します。欠番は「削除」とするか、"
        "非公開の部分なら前書きのwithheldに位置を書きます。",
        found=str(item.marker),
    )


RULE = Rule(
    "numbering-gap",
    Level.ERROR,
    "同じ並びの符号に欠番がある。",
    "慣行: 削除した番号は「削除」と示すか繰り上げる。",
    check,
    yields_to=("marker-style-mixed", "nesting-mismatch"),
)
