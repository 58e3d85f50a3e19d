"""nesting-mismatch: depth or indentation contradicts the kind of marker."""

from collections.abc import Iterator
from itertools import pairwise

from kitei.checks.contents import find_contents
from kitei.checks.finding import Level
from kitei.checks.levels import is_free, marker_above
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.document import Remark, RemarkKind
from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.places import Place
from kitei.model.provision import Provision

_HINT = "見出しの # の数、又は箇条書きの字下げ（一段につき半角空白二つ）を直します。"
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


def check(scope: Scope) -> Iterator[Hit]:
    """Yield provisions beside or below one of a deeper level, and lines that nothing counts."""
    for place in scope.subject.places.all:
        if fault := _find_fault(scope, place):
            yield hit_on(scope, place, fault, hint=_HINT)
        for child, fault in _find_faults_beside(scope, place.provision):
            yield hit_on(scope, scope.subject.places.get(child), fault, hint=_HINT)
    rows = {block.position for block in find_contents(scope)}
    for remark in scope.document.remarks:
        if remark.kind in _REMARKS and remark.position not in rows:
            yield _hit_remark(remark)


def _find_fault(scope: Scope, place: Place) -> str:
    """Return what is wrong between a provision and those around it."""
    style, marker, above = scope.document.style, place.marker, marker_above(place)
    level = style.level(marker.kind) if marker else None
    if marker is None or level is None:
        return ""
    if above is None:
        is_outermost = is_free(scope, place) or marker.kind in style.allowed_below(None)
        return "" if is_outermost else f"「{marker}」が、属すべき規定の外に出ています。"
    outer = style.level(above.kind)
    if marker.kind not in WHOLES and (is_free(scope, place) or outer is None or level > outer):
        return ""
    return f"「{marker}」が「{above}」の中に入っています。符号の段では、その外に置くものです。"


def _find_faults_beside(scope: Scope, parent: Provision) -> Iterator[tuple[Provision, str]]:
    """Yield the children whose level is not that of the row: (3) and ① side by side.

    Only chapters and articles hold two levels at once: sections and articles, 号 and 項.
    """
    style = scope.document.style
    if parent.marker is None or parent.marker.kind in (*CONTAINERS, "article"):
        return
    marked = [
        (child, child.marker)
        for child in parent.children
        if child.marker and style.level(child.marker.kind) is not None
    ]
    for (_, before), (child, marker) in pairwise(marked):
        # Behind a misplaced one the row goes on: in (1), ②, (2) only ② is wrong.
        if marker.kind not in (before.kind, marked[0][1].kind):
            yield child, f"段の違う「{before}」と「{marker}」が、同じ深さに並んでいます。"


def _hit_remark(remark: Remark) -> Hit:
    message, hint = _REMARKS[remark.kind]
    return Hit(remark.position, remark.found[:20], message.format(found=remark.found), hint)


RULE = Rule(
    "nesting-mismatch",
    Level.ERROR,
    "字下げや見出しの深さが、符号の段と食い違う。",
    "kitei独自: 位置は符号と入れ子の両方で決まる。",
    check,
)
