"""References that a decided 附則 brought: they speak of the main provisions of their own day."""

from collections.abc import Iterable, Iterator, Sequence

from kitei.compare.citations import collect_passages
from kitei.compare.following import StaleReference
from kitei.model.document import Document
from kitei.model.places import index_places

# The words of a text with the span of a reference in it.
Spot = tuple[str, int, int]


def drop_settled(
    found: Iterable[StaleReference], decided: Sequence[Document]
) -> Iterator[StaleReference]:
    """Yield the references but those of a 附則 that one of the decided texts had as they are.

    Between two texts further apart than one amendment, such a 附則 looks newly written.
    """
    listed = tuple(found)
    is_asked = any(map(_is_newly_written, listed))
    settled = {spot for text in decided for spot in _list_settled(text)} if is_asked else set()
    for stale in listed:
        spot = stale.at.text.value, stale.start, stale.end
        if not (_is_newly_written(stale) and spot in settled):
            yield stale


def _is_newly_written(stale: StaleReference) -> bool:
    """Return whether a reference of a 附則 meant nothing in the old text, or was not there."""
    place = stale.at.place
    return place is not None and place.address.is_in("supplement") and not stale.old_labels


def _list_settled(text: Document) -> Iterator[Spot]:
    """Yield the references of 附則 that meant main provisions in a decided text."""
    for passage in collect_passages(index_places(text)).values():
        if passage.place is None or not passage.place.address.is_in("supplement"):
            continue
        for citation in passage.citations:
            for meant in citation.resolutions:
                if meant.places and not any(p.address.is_in("supplement") for p in meant.places):
                    yield citation.at.text.value, meant.member.start, meant.member.end
