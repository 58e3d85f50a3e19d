"""References left behind: what in a changed text and in those that cite it did not follow."""

from collections.abc import Iterator, Sequence

from kitei.compare.following import ReferenceState, StaleReference
from kitei.compare.incoming import find_lost_links
from kitei.compare.meaning import is_same_word, speaks_of_its_day
from kitei.compare.plain_lists import is_same_list
from kitei.compare.readings import Reading, Versions
from kitei.compare.renumbering import Citing, find_versions, read_citing
from kitei.compare.stale_references import find_stale_references, judge_member
from kitei.model.document import Document

# What lies between the ends of a range may grow; a stray new reference is not this matter.
_QUIET = (ReferenceState.WIDENED,)


def find_left_behind(
    old: Document, working: Document, citing: Sequence[Citing]
) -> tuple[StaleReference, ...]:
    """Return the references that meant something else, or something, in the text before."""
    versions, _ = find_versions(old, working)
    if versions.is_replaced:
        return ()
    found = [*find_stale_references(versions.following)]
    for other in citing:
        found += _judge_citing(other, versions)
    return tuple(filter(_is_left_behind, found))


def find_incoming(
    old: Document, working: Document, citing: Sequence[Citing]
) -> tuple[StaleReference, ...]:
    """Return the references and links of other documents that did not follow a changed text."""
    versions, _ = find_versions(old, working)
    if versions.is_replaced:
        return ()
    found: list[StaleReference] = []
    for other in citing:
        stale = list(filter(_is_left_behind, _judge_citing(other, versions)))
        links = find_lost_links(other.document, other.before, versions.following)
        found += [*stale, *(link for link in links if not _is_among(link, stale))]
    return tuple(found)


def _is_left_behind(stale: StaleReference) -> bool:
    return stale.is_stale and bool(stale.old_labels) and stale.state not in _QUIET


def _is_among(link: StaleReference, known: Sequence[StaleReference]) -> bool:
    """Return whether the words of a link hold a reference that is known already."""
    return any(
        stale.at.text is link.at.text and link.start < stale.end and stale.start < link.end
        for stale in known
    )


def _judge_citing(citing: Citing, versions: Versions) -> Iterator[StaleReference]:
    for reading in read_citing(citing, versions).readings:
        yield from _judge(reading, versions)


def _judge(reading: Reading, versions: Versions) -> Iterator[StaleReference]:
    following = versions.following
    lists = reading.was, reading.becomes
    if not reading.is_edited and is_same_list(reading.at, reading.reference, *lists, following):
        return
    for was, now in zip(reading.was, reading.becomes, strict=False):
        if is_same_word(was) or speaks_of_its_day(reading, was):
            continue
        state = judge_member(was, now, following, is_edited=reading.is_edited)
        if state is not None:
            yield StaleReference(
                reading.document,
                reading.at,
                now.member.start,
                now.member.end,
                now.member.text,
                state,
                following.old_labels(was.places),
                following.new_labels(following.follow(was.places)[0]),
                following.new_labels(now.places),
            )
