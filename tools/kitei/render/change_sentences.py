"""The changes of a comparison as Japanese sentences: 6(10)「…」を加える。"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kitei.compare.change import Change, ChangeKind, Side
from kitei.compare.outcome import Comparison, Formatting
from kitei.compare.units import UnitKind

# Units that no address names.
_NAMES = {
    UnitKind.TITLE: "題名",
    UnitKind.COVER: "表紙",
    UnitKind.PARAGRAPH: "段落",
    UnitKind.TABLE: "表",
    UnitKind.PICTURE: "図",
    UnitKind.PROVISION: "規定",
}
# What is done to one provision that stays where it is, in the order in which it is told.
_TREATED = {
    ChangeKind.CAPTION: "見出し",
    ChangeKind.REWORDED: "文言",
    ChangeKind.TABLE: "表",
    ChangeKind.PICTURE: "図",
}
_DOUBT = "（字句が似ているので対応させた。同一でない可能性がある。）"
_REUSED = "（idは同じだが、字句が大きく違う。別の規定である可能性がある。）"
_FRONT = (UnitKind.TITLE, UnitKind.COVER)
# From so many neighbours on, the law names the first and the last (第三号から第五号まで).
_FEWEST_IN_RANGE = 3


def tell_change(change: Change) -> str:
    """Return what a change does, in a sentence fit for every reader."""
    return f"{_describe(change)}。{_relate(change)}{_DOUBT if change.is_possible else ''}"


def _relate(change: Change) -> str:
    """Return what somebody called related to what came or went, without being the same."""
    if not change.related:
        return ""
    side = "改正前" if ChangeKind.ADDED in change.kinds else "改正後"
    return f"（{side}の{change.related}に関連する。）"


def describe_change(change: Change) -> str:
    """Return the same with what only editors can do something about."""
    return f"{tell_change(change)}{_REUSED if change.is_doubtful else ''}"


def describe_formatting(note: Formatting) -> str:
    """Return where two texts differ in mere form, and in which."""
    forms = "、".join(form.label for form in note.forms)
    return f"{name_side(note.new)}（{forms}）"


def describe_coverage(comparison: Comparison) -> str:
    """Return in a sentence what was compared, and in others what was not."""
    coverage = comparison.coverage
    counts = f"改正前の{coverage.old_units}か所と改正後の{coverage.new_units}か所"
    if coverage.is_complete:
        return f"{counts}の字句を、すべて比べた結果です。"
    left_out = "".join(
        f"{found.reason.label.rstrip('。')}{_point_out(found.position, found.found)}。"
        for found in coverage.uncompared
    )
    return f"{counts}の字句を比べた結果です。ただし、比べていないものがあります。{left_out}"


def name_side(side: Side) -> str:
    """Return what a provision is called: 6(10)「ソーシャルメディアサービス」, 第1条（目的）."""
    unit = side.unit
    name = side.position or unit.label
    if unit.kind is not UnitKind.PROVISION:
        is_below = bool(name) and unit.kind is not UnitKind.COVER
        name = f"{name}の{_NAMES[unit.kind]}" if is_below else _NAMES[unit.kind]
    if not side.caption:
        return name or _NAMES[unit.kind]
    is_bracketed = side.caption.startswith(("（", "("))
    return name + (side.caption if is_bracketed else f"「{side.caption}」")


def _point_out(position: str, found: str) -> str:
    shown = "　".join(part for part in (position, found) if part)
    return f"（{shown}）" if shown else ""


def _describe(change: Change) -> str:
    kinds = change.kinds
    if ChangeKind.ADDED in kinds:
        return f"{_name_top(change.new)}を加える"
    if ChangeKind.REMOVED in kinds:
        return f"{_name_top(change.old)}を削る"
    what = _join_words([word for kind, word in _TREATED.items() if kind in kinds])
    steps = [*_list_steps(change), *([f"{what}を改める"] if what else [])]
    if steps == [f"{what}を改める"]:
        side = change.old[0]
        if side.unit.kind in _FRONT:
            return f"{name_side(side)}を改める"
        return f"{name_side(side)}の{_drop_double(change, what)}を改める"
    return "、".join(_join_verbs(_name_object(change), steps))


def _name_object(change: Change) -> str:
    """Return what is done something to: provisions, or the marker of one that keeps its place."""
    name = name_sides(change.old)
    if not _is_respelled(change):
        return f"{name}を"
    is_one = len(change.old) == 1
    return f"{name}の番号「{change.old[0].label}」を" if is_one else f"{name}の番号の書き方を"


def _is_respelled(change: Change) -> bool:
    """Return whether a marker is only written in another way: 1. becomes 1."""
    return ChangeKind.RENUMBERED in change.kinds and [s.position for s in change.old] == [
        side.position for side in change.new
    ]


def _drop_double(change: Change, what: str) -> str:
    """Return what is treated; a table has no table of its own: its cells are."""
    unit = change.new[0].unit
    return "内容" if what == _NAMES[unit.kind] else what


def _list_steps(change: Change) -> Iterator[str]:
    """Yield where the provision goes; each step is a verb that may end a sentence."""
    target = name_places(change.new)
    if ChangeKind.SPLIT in change.kinds:
        yield f"{target}に分ける"
    elif ChangeKind.MERGED in change.kinds:
        yield f"{target}に合わせる"
    elif ChangeKind.MOVED in change.kinds:
        yield f"{target}に移す"
    elif _is_respelled(change):
        yield f"「{change.new[0].label}」とする" if len(change.new) == 1 else "改める"
    elif ChangeKind.RENUMBERED in change.kinds:
        yield f"{target}とする"


def _join_verbs(start: str, steps: Sequence[str]) -> Iterator[str]:
    """Yield the steps of one sentence, all but the last in the form that goes on."""
    for place, step in enumerate(steps):
        is_last = place == len(steps) - 1
        yield (start if place == 0 else "") + (step if is_last else _go_on(step))


def _go_on(step: str) -> str:
    for end, middle in (("分ける", "分け"), ("合わせる", "合わせ"), ("移す", "移し")):
        if step.endswith(end):
            return step.removesuffix(end) + middle
    return step.removesuffix("する") + "し"


def name_sides(sides: Sequence[Side]) -> str:
    """Return several provisions: one with its caption, others by their places."""
    return name_side(sides[0]) if len(sides) == 1 else name_places(sides)


def name_places(sides: Sequence[Side]) -> str:
    """Return the places of several provisions: 7及び8, 7から12まで."""
    names = [side.position or side.label or name_side(side) for side in sides]
    if len(names) > _FEWEST_IN_RANGE or (len(names) == _FEWEST_IN_RANGE and _run_on(sides)):
        return f"{names[0]}から{names[-1]}まで"
    return _join_words(names)


def _run_on(sides: Sequence[Side]) -> bool:
    """Return whether the numbers follow each other without a gap."""
    numbers = [side.unit.marker.numbers for side in sides if side.unit.marker]
    return len(numbers) == len(sides) and all(
        after == (*before[:-1], before[-1] + 1) for before, after in pairwise(numbers)
    )


def _join_words(words: Sequence[str]) -> str:
    """Return words as the law joins them: A、B及びC."""
    return "及び".join(part for part in ("、".join(words[:-1]), *words[-1:]) if part)


def _name_top(sides: Sequence[Side]) -> str:
    """Return what was added or removed as a whole: the first, and that there is more below it."""
    top = name_side(sides[0])
    return f"{top}とその下の{len(sides) - 1}か所" if len(sides) > 1 else top
