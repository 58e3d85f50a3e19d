"""marker-out-of-order: a marker below the one before, or a branch where none may be."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.checks.siblings import neighbours, numbered_runs
from kitei.model.marker import Marker
from kitei.model.places import Place


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the markers that run backwards, and branches on a 項 or away from their stem."""
    for run in numbered_runs(scope):
        for (_, previous), (place, marker) in neighbours(run):
            if marker.numbers < previous.numbers:
                yield _hit(scope, place, f"「{previous}」の後に「{marker}」があります。")
        for place, marker in run:
            if fault := _branch_fault(scope, run, marker):
                yield _hit(scope, place, fault)


def _branch_fault(scope: Scope, run: list[tuple[Place, Marker]], marker: Marker) -> str:
    if len(marker.numbers) < 2:
        return ""
    if scope.document.style.has_articles and marker.kind == "arabic":
        return f"項に枝番「{marker}」は使えません。"
    stems = {other.numbers for _, other in run} | {other.last for _, other in run if other.last}
    if marker.numbers[:-1] in stems or marker.numbers[-1] > 2:
        return ""
    return f"枝番「{marker}」の元になる番号がありません。"


def _hit(scope: Scope, place: Place, message: str) -> Hit:
    hint = "符号を順に並べます。並べ替えたときは引用も直してください。"
    return hit_on(scope, place, message, hint=hint, found=str(place.marker))


RULE = Rule(
    "marker-out-of-order",
    Level.ERROR,
    "符号の順が逆、又は枝番の付け方が誤り。",
    "慣行: 項に枝番は付けない。枝番は元の番号の後に置く。",
    check,
)
