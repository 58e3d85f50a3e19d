"""duplicate-marker: two siblings with one marker."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.siblings import Numbered, Run, numbered_runs


def check(scope: Scope) -> Iterator[Hit]:
    """Yield every provision whose number stands above it in the same run."""
    for run in numbered_runs(scope.subject.places):
        for first, item in _find_doubled(run):
            yield hit_on(
                scope,
                item.place,
                f"同じ並びに「{item.marker}」が二つあります"
                f"（先のものは{first.place.provision.position.line}行目）。",
                hint="後のものから番号を付け直します。引用も合わせて直してください。",
                found=str(item.marker),
            )


def _find_doubled(run: Run) -> Iterator[tuple[Numbered, Numbered]]:
    """Yield who has a number already (or the range it lies in), with the one that takes it."""
    seen: dict[tuple[int, ...], Numbered] = {}
    deleted: Numbered | None = None
    for item in run:
        first = seen.setdefault(item.numbers, item)
        if first is not item:
            yield first, item
        elif deleted is not None and deleted.numbers < item.numbers <= deleted.end:
            yield deleted, item
        if item.marker.last:
            deleted = item


RULE = Rule(
    "duplicate-marker",
    Level.ERROR,
    "同じ並びに同じ符号が二つある。",
    "慣行: 一つの位置は一つの規定を指す。",
    check,
)
