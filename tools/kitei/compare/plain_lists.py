"""Plain lists: references of several members whose order says nothing: 上記6、7及び8."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kitei.compare.following import Following
from kitei.model.citation import Member, Reference
from kitei.model.places import TextAt
from kitei.model.resolution import Resolution, State

_COMMAS = ("、", "，")
_LAST_JOINTS = ("及び", "又は", "および", "または", "と", *_COMMAS)
# Words that answer the members one by one: another order would pair them otherwise.
_ONE_BY_ONE = re.compile("それぞれ|各々|おのおの|順に|前者|後者")
_SENTENCE_END = re.compile("[。\n]")


def is_same_list(
    at: TextAt,
    reference: Reference,
    was: Sequence[Resolution],
    now: Sequence[Resolution],
    following: Following,
) -> bool:
    """Return whether a list as written before names the same provisions, two of them swapped."""
    if len(was) < 2 or len(was) != len(now) or not is_plain_list(at, reference):
        return False
    if any(found.state is not State.RESOLVED for found in (*was, *now)):
        return False
    expected, is_gone = following.follow([place for found in was for place in found.places])
    here = {place.order for found in now for place in found.places}
    return not is_gone and here == {place.order for place in expected}


def is_plain_list(at: TextAt, reference: Reference) -> bool:
    """Return whether the members stand in one list, so that their order says nothing."""
    members, text = reference.members, at.text.value
    if not all(map(_is_plain, members)):
        return False
    if any(link.start < reference.end and reference.start < link.end for link in at.text.links):
        return False
    joints = [text[one.end : other.start] for one, other in pairwise(members)]
    if joints[-1:] and joints[-1] not in _LAST_JOINTS:
        return False
    end = _SENTENCE_END.search(text, reference.end)
    rest = text[reference.end : end.start() if end else len(text)]
    return all(joint in _COMMAS for joint in joints[:-1]) and not _ONE_BY_ONE.search(rest)


def _is_plain(member: Member) -> bool:
    path = member.path
    is_bare = path.head is None and path.whole is None and not path.each
    return is_bare and member.last is None and not member.part
