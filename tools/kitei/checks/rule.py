"""The shape of a rule: a name, a level, one line of description and a function."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kitei.checks.finding import Level
from kitei.checks.scope import FileEntry, Hit, Scope, Subject


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, named by the fault it finds; `basis` is the source it rests on.

    `blocks_build` marks faults that make an output wrong or unsafe: a site is never built with
    them, while a fault of wording in a decided text is published as it was decided.
    Where a rule of `yields_to` found something at the same place, this rule keeps silent.
    `check_files` judges files that belong to no document, `check_removed` documents that are gone
    since the commit that `check --since` compares with.
    """

    name: str
    level: Level
    summary: str
    basis: str
    check: Callable[[Scope], Iterator[Hit]]
    yields_to: tuple[str, ...] = ()
    blocks_build: bool = False
    check_files: Callable[[Iterable[FileEntry]], Iterator[Hit]] | None = None
    check_removed: Callable[[Iterable[Subject]], Iterator[Hit]] | None = None
