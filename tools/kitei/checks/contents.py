"""A contents list kept as text: where it stands in a document."""

from collections.abc import Iterator

from kitei.checks.scope import Scope
from kitei.model.places import Place
from kitei.model.provision import Block


def is_contents(place: Place) -> bool:
    """Return whether a place lies under the heading 目次, however it is spaced or framed."""
    return any(_is_title(str(p.provision.caption or "")) for p in (place, *place.ancestors()))


def _is_title(caption: str) -> bool:
    return len(caption) < 20 and "".join(caption.split()).strip("<>＜＞〈〉《》【】") == "目次"


def find_contents(scope: Scope) -> Iterator[Block]:
    """Yield the blocks of a contents list."""
    for place in scope.subject.places.all:
        if is_contents(place):
            yield from place.provision.blocks
