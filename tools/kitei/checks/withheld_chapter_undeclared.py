"""withheld-chapter-undeclared: a lone chapter, or a declaration that explains nothing."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.checks.siblings import numbered_runs
from kitei.model.address import Address, InvalidAddress, parse_address
from kitei.model.marker import CONTAINERS
from kitei.model.text import Position


def check(scope: Scope) -> Iterator[Hit]:
    """Yield lone chapters that no declared gap explains, and declarations that are wrong."""
    declared = []
    for text in scope.document.meta.withheld:
        try:
            declared.append(parse_address(text, scope.document.style))
        except InvalidAddress as error:
            yield _declaration(scope, text, str(error))
    yield from _present(scope, declared)
    kinds = {address.steps[-1].kind for address in declared}
    for run in numbered_runs(scope):
        place, marker = run[0]
        if len(run) == 1 and marker.kind in CONTAINERS and marker.kind not in kinds:
            yield hit_on(
                scope,
                place,
                f"「{marker}」に並ぶ章等がほかにありません。",
                hint="非公開の部分があるなら、前書きのwithheldにその位置（第2章など）を書きます。",
                found=str(marker),
            )


def _present(scope: Scope, declared: list[Address]) -> Iterator[Hit]:
    for address in declared:
        if scope.subject.places.find(address):
            text = address.format(scope.document.style)
            yield _declaration(scope, text, f"「{text}」はこの文書にあります。")


def _declaration(scope: Scope, found: str, message: str) -> Hit:
    line = scope.document.meta.line("withheld")
    return Hit(
        Position(line, 1), found, message, "withheldには、載せない部分の位置だけを書きます。"
    )


RULE = Rule(
    "withheld-chapter-undeclared",
    Level.WARNING,
    "並びのない章、又は誤った非公開部分の宣言。",
    "慣行: 非公開とした部分の番号は空けておく。",
    check,
)
