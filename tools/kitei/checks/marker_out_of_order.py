"""marker-out-of-order: a marker below the one before, or a branch on a 項."""

from collections.abc import Iterator
from itertools import pairwise

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.siblings import Numbered, numbered_runs


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the markers that run backwards, and the branches that a 項 never has."""
    for run in numbered_runs(scope.subject.places):
        for item in run:
            if _is_branched_paragraph(scope, item):
                yield _hit(scope, item, f"項に枝番「{item.marker}」は使えません。")
        for before, item in pairwise(run):
            if item.numbers < before.numbers:
                message = f"「{before.marker}」の後に「{item.marker}」があります。"
                yield _hit(scope, item, message)


def _is_branched_paragraph(scope: Scope, item: Numbered) -> bool:
    is_paragraph = scope.document.style.has_articles and item.marker.kind == "arabic"
    return is_paragraph and len(item.numbers) > 1


def _hit(scope: Scope, item: Numbered, message: str) -> Hit:
    hint = "符号を順に並べます。並べ替えたときは引用も直してください。"
    return hit_on(scope, item.place, message, hint=hint, found=str(item.marker))


RULE = Rule(
    "marker-out-of-order",
    Level.ERROR,
    "符号の順が逆、又は項の枝番。",
    "慣行: 項に枝番は付けない。枝番は元の番号の後に置く。",
    check,
    yields_to=("duplicate-marker",),
)
