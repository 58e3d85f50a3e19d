"""nesting-mismatch: depth or indentation contradicts the kind of marker."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.document import Remark, RemarkKind
from kitei.model.marker import WHOLES
from kitei.model.places import Place


def check(scope: Scope) -> Iterator[Hit]:
    """Yield provisions beside or below one of a deeper level, and lines that nothing counts."""
    for place in scope.subject.places.all:
        if fault := _fault(scope, place):
            yield hit_on(
                scope,
                place,
                fault,
                hint="見出しの # の数、又は箇条書きの字下げ（一段につき半角空白二つ）を直します。",
                found=place.provision.label,
            )
    for remark in scope.document.remarks:
        if remark.kind in _REMARKS:
            yield _from_remark(remark)


def _fault(scope: Scope, place: Place) -> str:
    style, marker = scope.document.style, place.marker
    if marker is None:
        return ""
    level = style.level(marker.kind)
    above = next((a.marker for a in place.ancestors() if a.marker is not None), None)
    if level is None or above is None:
        return "" if above is not None or level is None else _outermost_fault(scope, place, level)
    if marker.kind in WHOLES:
        return f"「{marker}」が「{above}」の中に入っています。"
    above_level = style.level(above.kind)
    if above.kind in WHOLES or above_level is None or level > above_level:
        return ""
    return f"「{marker}」が「{above}」の中に入っています。符号の段では、その外に置くものです。"


def _outermost_fault(scope: Scope, place: Place, level: int) -> str:
    """Say so where an inner marker stands with nothing above it."""
    style, marker = scope.document.style, place.marker
    if marker is None or marker.kind in style.allowed_below(None):
        return ""
    return f"「{marker}」が、属すべき規定の外に出ています。" if level else ""


_REMARKS = {
    RemarkKind.UNMARKED: (
        "段落が符号「{found}」で始まっています。見出しでも箇条書きでもないので、規定に数えられません。",
        "見出しなら # を、箇条書きなら「- 」を行の初めに付けます。",
    ),
    RemarkKind.LAYOUT: (
        "箇条書きのすぐ下の行が字下げされていません。前の行の続きとして読まれます。",
        "続きの文なら前の行につなげ、別の段落なら空行を置いて字下げします。",
    ),
    RemarkKind.LEVEL: (
        "見出しの深さ「{found}」が、上の見出しから二段以上下がっています。",
        "# の数を、上の見出しより一つだけ多くします。",
    ),
}


def _from_remark(remark: Remark) -> Hit:
    message, hint = _REMARKS[remark.kind]
    found = remark.found if remark.kind is not RemarkKind.LAYOUT else remark.found[:20]
    return Hit(remark.position, found, message.format(found=remark.found), hint)


RULE = Rule(
    "nesting-mismatch",
    Level.ERROR,
    "字下げや見出しの深さが、符号の段と食い違う。",
    "kitei独自: 位置は符号と入れ子の両方で決まる。",
    check,
)
