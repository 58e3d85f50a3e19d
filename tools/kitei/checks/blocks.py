"""The blocks of a document of one kind, wherever they stand: its tables, its pictures."""

from collections.abc import Iterator

from kitei.checks.scope import Scope
from kitei.model.provision import Picture, Table


def find_tables(scope: Scope) -> Iterator[Table]:
    """Yield every table of the document in order."""
    return (block for block in _blocks(scope) if isinstance(block, Table))


def find_pictures(scope: Scope) -> Iterator[Picture]:
    """Yield every picture of the document in order."""
    return (block for block in _blocks(scope) if isinstance(block, Picture))


def _blocks(scope: Scope) -> Iterator[object]:
    yield from scope.document.blocks
    for place in scope.subject.places.all:
        yield from place.provision.blocks
