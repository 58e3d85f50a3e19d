"""Announced numbers: 次の二段階 above a list that has grown or shrunk since."""

import re
from collections.abc import Iterator

from kitei.compare.following import Following, ReferenceState, StaleReference
from kitei.model.numerals import parse_number
from kitei.model.places import Place, Places, TextAt
from kitei.model.provision import Paragraph, Provision

_COUNT = re.compile(
    "次の(?P<number>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
    "(?:段階|つ(?!き)|項目|点|種類?|区分|要件|事項|段|通り)"
)


def find_announced(old: Place, new: Place, following: Following) -> Iterator[StaleReference]:
    """Yield the numbers that were right in the old provision and are wrong in the new one."""
    before, now = _list_children(old, following.old), _list_children(new, following.new)
    if not now or len(before) == len(now):
        return
    were_right = {match.group() for _, match in _find_counts(old.provision, len(before))}
    for paragraph, match in _find_counts(new.provision, len(before)):
        if match.group() in were_right:
            yield StaleReference(
                following.new.document.id,
                TextAt(paragraph.text, new, "paragraph", paragraph),
                *match.span(),
                match.group(),
                ReferenceState.STALE_TEXT,
                following.old_labels(before),
                following.new_labels(following.follow(before)[0]),
                following.new_labels(now),
            )


def _find_counts(provision: Provision, number: int) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """Yield the places where a provision announces so many children."""
    for block in provision.blocks:
        if isinstance(block, Paragraph):
            for match in _COUNT.finditer(block.text.value):
                if parse_number(match.group("number")) == number:
                    yield block, match


def _list_children(place: Place, places: Places) -> tuple[Place, ...]:
    """Return the children that are counted: of two kinds, those of the first.

    The 項 of an article are no list: they go on from its first paragraph.
    """
    is_article = place.marker is not None and place.marker.kind == "article"
    children = [
        (child.marker.kind if child.marker else "", child) for child in place.provision.children
    ]
    listed = [(kind, child) for kind, child in children if not (is_article and kind == "arabic")]
    return tuple(places.get(child) for kind, child in listed if kind == listed[0][0])
