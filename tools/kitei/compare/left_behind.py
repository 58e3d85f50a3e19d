"""References left behind: what in a changed text and in those that cite it did not follow."""

from collections.abc import Iterator, Sequence

from kitei.compare.following import ReferenceState, StaleReference
from kitei.compare.meaning import is_same_word, speaks_of_its_day
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
        for reading in read_citing(other, versions).readings:
            found += _judge(reading, versions)
    return tuple(
        stale
        for stale in found
        if stale.is_stale and stale.old_labels and stale.state not in _QUIET
    )


def _judge(reading: Reading, versions: Versions) -> Iterator[StaleReference]:
    following = versions.following
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
