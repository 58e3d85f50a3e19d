"""withheld-chapter-undeclared: a lone chapter, or a declaration that is wrong."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.locating import locate_value
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.checks.withheld import read_withheld
from kitei.model.address import Address, InvalidAddress, parse_address
from kitei.model.marker import CONTAINERS
from kitei.model.places import Place
from kitei.model.siblings import numbered_runs


def check(scope: Scope) -> Iterator[Hit]:
    """Yield lone chapters that no declaration explains, and declarations that are wrong."""
    for text in scope.document.meta.withheld:
        if fault := _find_fault(scope, text):
            position = locate_value(scope.document, "withheld", text)
            hint = "withheldには、載せない部分の位置（第2章など）だけを書きます。"
            yield Hit(position, text, fault, hint)
    withheld = read_withheld(scope)
    for run in numbered_runs(scope.subject.places):
        place, marker = run[0].place, run[0].marker
        if len(run) > 1 or marker.kind not in CONTAINERS or _has_withheld(place, withheld):
            continue
        yield hit_on(
            scope,
            place,
            f"「{marker}」に並ぶ章などがほかにありません。",
            hint="非公開の部分があるなら、前書きのwithheldにその位置（第2章など）を書きます。",
            found=str(marker),
        )


def _find_fault(scope: Scope, text: str) -> str:
    try:
        address = parse_address(text, scope.document.style)
    except InvalidAddress:
        return f"「{text}」は、この文書の位置として読めません。"
    return f"「{text}」はこの文書にあります。" if scope.subject.places.find(address) else ""


def _has_withheld(place: Place, withheld: tuple[Address, ...]) -> bool:
    """Return whether a sibling of the chapter is declared withheld."""
    above, kind = place.address.steps[:-1], place.address.steps[-1].kind
    return any(a.steps[:-1] == above and a.steps[-1].kind == kind for a in withheld)


RULE = Rule(
    "withheld-chapter-undeclared",
    Level.WARNING,
    "並びのない章、又は誤った非公開部分の宣言。",
    "慣行: 非公開とした部分の番号は空けておく。",
    check,
    yields_to=("numbering-gap",),
)
