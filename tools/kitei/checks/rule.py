"""The shape of a rule: a name, a level, one line of description and a function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kitei.checks.finding import Level
from kitei.checks.scope import Hit, Scope


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, named by the fault it finds; `basis` is the source it rests on.

    Where a rule of `yields_to` found something at the same place, this rule keeps silent.
    """

    name: str
    level: Level
    summary: str
    basis: str
    check: Callable[[Scope], Iterator[Hit]]
    yields_to: tuple[str, ...] = ()
