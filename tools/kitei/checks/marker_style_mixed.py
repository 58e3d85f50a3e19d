"""marker-style-mixed: a marker written in another style than its level."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.marker import CONTAINERS, KINDS, Marker
from kitei.model.numbering import NumberingStyle
from kitei.model.numerals import fold
from kitei.model.siblings import numbered_runs

# Kinds whose number may be Arabic or kanji; the style says which.
_EITHER_NUMERAL = (*CONTAINERS, "article", "ordinal", "appendix", "form")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the markers that are not of the declared style, or unlike the first of their run."""
    style = scope.document.style
    for place in scope.subject.places.all:
        if place.marker is not None and (fault := _find_fault(place.marker, style)):
            levels = [KINDS[kind].label for kind in style.levels if kind not in CONTAINERS]
            hint = f"宣言した符号体系（numbering）は、外側から{'、'.join(levels)}です。"
            yield hit_on(scope, place, fault, hint=hint, found=str(place.marker))
    yield from _find_mixed_widths(scope)


def _find_fault(marker: Marker, style: NumberingStyle) -> str:
    if style.level(marker.kind) is None:
        return f"符号「{marker}」は、この文書の符号体系にありません。"
    if marker.kind in _EITHER_NUMERAL and marker.numbers and marker.is_kanji is not style.kanji:
        return f"「{marker}」の数字は{'漢数字' if style.kanji else '算用数字'}で書きます。"
    return ""


def _find_mixed_widths(scope: Scope) -> Iterator[Hit]:
    for run in numbered_runs(scope.subject.places):
        first = run[0].marker
        for item in run[1:]:
            if _is_full_width(item.marker) is not _is_full_width(first):
                message = f"「{first}」と「{item.marker}」で、符号の全角・半角がそろいません。"
                hint = "符号の数字と括弧は半角で書きます。"
                yield hit_on(scope, item.place, message, hint=hint, found=str(item.marker))


def _is_full_width(marker: Marker) -> bool:
    return fold(marker.text) != marker.text


RULE = Rule(
    "marker-style-mixed",
    Level.ERROR,
    "符号の書き方が、宣言した符号体系又は並びと違う。",
    "慣行: 一つの段は一つの書き方で数える。",
    check,
)
