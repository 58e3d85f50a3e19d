"""Incoming citations: what other documents say of the provisions of a changed one."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from kitei.compare.following import Following, ReferenceState, StaleReference
from kitei.model.address import InvalidAddress, parse_address
from kitei.model.citation import Member, Reference
from kitei.model.document import Document
from kitei.model.numerals import fold
from kitei.model.places import Place, Places, TextAt, index_places, walk_texts
from kitei.model.text import Link

_FOREIGN = ("document", "external")


def find_lost_links(
    citing: Document, before: Document | None, following: Following
) -> Iterator[StaleReference]:
    """Yield the links in another document that did not follow the change.

    Links that its own text `before` did not have were written for the changed text.
    """
    known = None if before is None else {_name_link(at, link) for at, link in _walk_links(before)}
    for at, link in _walk_links(citing):
        if known is None or _name_link(at, link) in known:
            yield from _judge_link(citing, at, link, following)


def _walk_links(document: Document) -> Iterator[tuple[TextAt, Link]]:
    for at in walk_texts(index_places(document)):
        yield from ((at, link) for link in at.text.links)


def _name_link(at: TextAt, link: Link) -> tuple[str, str]:
    return link.target, at.text.value[link.start : link.end]


def strip_titles(reference: Reference, titles: Collection[str]) -> Reference | None:
    """Return the members that cite a document of these titles, as it would cite itself."""
    members = tuple(
        replace(member, kind="path", path=replace(member.path, title=""))
        for member in reference.members
        if member.kind in _FOREIGN and _is_title(member, titles)
    )
    return replace(reference, members=members) if members else None


def _is_title(member: Member, titles: Collection[str]) -> bool:
    """Return whether a member belongs to one of these titles; 本組合の may stand before one."""
    return any(title and member.path.title.endswith(title) for title in titles)


def _judge_link(
    citing: Document, at: TextAt, link: Link, following: Following
) -> Iterator[StaleReference]:
    """Yield a link that lost its target, or whose words cite the target by its old number."""
    was = _find_target(link, following.old)
    if was is None:
        return
    now = _find_target(link, following.new)
    partners, _ = following.follow((was,))
    state = _judge_target(now, partners)
    words = at.text.value[link.start : link.end]
    cited = following.old.cite(was)
    if state is None and cited and fold(words).endswith(fold(cited)):
        now = _find_cited(cited, following.new)
        state = _judge_target(now, partners)
    if state is not None:
        yield StaleReference(
            citing.id,
            at,
            link.start,
            link.end,
            words,
            state,
            following.old_labels((was,)),
            following.new_labels(partners),
            following.new_labels((now,) if now else ()),
        )


def _judge_target(now: Place | None, partners: tuple[Place, ...]) -> ReferenceState | None:
    if not partners:
        return ReferenceState.TARGET_REMOVED
    if now is None:
        return ReferenceState.DANGLING
    return None if now in partners else ReferenceState.ANOTHER_PROVISION


def _find_target(link: Link, places: Places) -> Place | None:
    """Return what a link to a provision of this document leads to: by its id or its address."""
    path, _, fragment = link.target.partition("#")
    if not fragment or path.split("/")[-2:] != [places.document.id, "index.md"]:
        return None
    by_anchor = (place for place in places.all if places.anchor(place) == fragment)
    return places.by_id.get(fragment) or next(by_anchor, None)


def _find_cited(label: str, places: Places) -> Place | None:
    try:
        found = places.find(parse_address(label, places.document.style))
    except InvalidAddress:
        return None
    return found[0] if found else None
