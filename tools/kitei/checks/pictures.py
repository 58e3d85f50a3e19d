"""The pictures of a document, in order."""

from collections.abc import Iterator

from kitei.checks.scope import Scope
from kitei.model.provision import Picture


def pictures(scope: Scope) -> Iterator[Picture]:
    """Yield every picture of the document."""
    blocks = [*scope.document.blocks]
    for place in scope.subject.places.all:
        blocks += place.provision.blocks
    yield from (block for block in blocks if isinstance(block, Picture))
