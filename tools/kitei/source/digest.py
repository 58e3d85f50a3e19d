"""The hash of a decided text (`text_sha256`): what exactly was decided, whatever file holds it.

It covers title, cover and body in canonical form, and the bytes of the pictures shown. It does not
cover what is no text: other front matter, ids, targets of links inside the repository, names of
picture files. So a text keeps its hash when its folder moves, when ids are filled in and when
`kitei format` tidies the source. Hashes stand in records for ever: this form must never change.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256

from kitei.model.document import Document, FrontMatter
from kitei.source.front_matter import read_front_matter, split_front_matter
from kitei.source.markdown_writer import write_body

# The sha256 of a picture's bytes by its file name; None where there is no such file.
PictureHash = Callable[[str], str | None]

# An id stands at the end of a heading or of an item's first line.
_ID = re.compile(r" \{#[a-z][a-z0-9-]*\}$", re.MULTILINE)
_CARRIER = re.compile(r" *(?:#|- )")
# A link's target or a picture's file name, behind its bracket.
_TARGET = re.compile(r"(?!(?i:https?:|mailto:)|//)(?:[^()\s]|\([^()\s]*\))+")
_PICTURE = re.compile(r"^ *!\[(?:[^\[\]\\\n]|\\.)*\]\(([^)\s]+)", re.MULTILINE)


def hash_document(document: Document, picture_hash: PictureHash) -> str:
    """Return the hash of a document's text, 64 hexadecimal digits."""
    return _hash(_head(document.meta), write_body(document.content), picture_hash)


def hash_source(text: str, picture_hash: PictureHash) -> str | None:
    """Return the hash of a file's text, which is taken to be canonical already.

    For canonical text this equals `hash_document` of what is read from it, at a fraction of the
    cost; the hash of any other text equals that of no document. None without front matter.
    """
    parts = split_front_matter(text)
    head = _read_head(parts.yaml) if parts is not None else None
    if parts is None or head is None:
        return None
    return _hash(head, parts.body, picture_hash)


def find_pictures(body: str) -> Sequence[str]:
    """Return the names of the picture files that a body shows, in the order of the text."""
    return _PICTURE.findall(body)


@lru_cache(maxsize=4096)
def _read_head(yaml: str) -> str | None:
    meta, _ = read_front_matter(yaml)
    return None if meta is None else _head(meta)


def _head(meta: FrontMatter) -> str:
    return "\n".join((meta.title, *meta.cover))


def _hash(head: str, body: str, picture_hash: PictureHash) -> str:
    """Return the hash; the parts are kept apart by a character that no text holds."""
    names = find_pictures(body) if "![" in body else ()
    pictures = [picture_hash(name) or "" for name in names]
    text = _strip_targets(_strip_ids(body)).strip("\n")
    return sha256("\0".join((head, text, *pictures)).encode()).hexdigest()


def _strip_ids(body: str) -> str:
    kept, place = [], 0
    for match in _ID.finditer(body):
        found, end = match.span()
        start = body.rfind("\n", 0, found) + 1
        if body[start] == "#" or _CARRIER.match(body, start):
            kept.append(body[place:found])
            place = end
    return "".join((*kept, body[place:]))


def _strip_targets(body: str) -> str:
    """Return the body without targets; a bracket that an odd backslash escapes begins none.

    One pattern for all of it could not begin with a fixed string, and would search ten times
    longer than everything else here takes.
    """
    kept, place = [], 0
    while (found := body.find("](", place)) >= 0:
        start = found + 2
        backslashes = found - len(body[:found].rstrip("\\")) if body[found - 1] == "\\" else 0
        match = _TARGET.match(body, start) if backslashes % 2 == 0 else None
        kept.append(body[place:start])
        place = match.end() if match else start
    return "".join((*kept, body[place:]))
