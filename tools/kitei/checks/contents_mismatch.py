"""contents-mismatch: a contents list kept as text that differs from the captions."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, TextAt, hit_at
from kitei.model.places import Place

_PAGE = re.compile(r"(?:[\s.…・]{2,}|[\t\u3000 ]+)[0-9０-９]{1,3}$")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the rows of a contents list kept as text: wrong ones, and page numbers in it."""
    captions = _captions(scope)
    for at in scope.subject.texts:
        if at.place is None or not _is_contents(at.place) or at.role == "caption":
            continue
        if match := _PAGE.search(str(at.text)):
            message = "目次にページ番号が文字で書かれています。"
            hint = "目次は書きません。サイトとWordの目次はkiteiが作ります。"
            yield hit_at(scope, at, match.span(), message, hint=hint)
        yield from _compare(scope, at, captions)


def _is_contents(place: Place) -> bool:
    return any(
        "".join(str(p.provision.caption or "").split()).strip("<>＜＞《》【】") == "目次"
        for p in (place, *place.ancestors())
    )


def _captions(scope: Scope) -> dict[str, str]:
    """Return captions as a contents list would show them, by their marker."""
    found: dict[str, str] = {}
    for place in scope.subject.places.all:
        if place.marker is not None and place.provision.is_heading and not _is_contents(place):
            found.setdefault(str(place.marker), str(place.provision.caption or ""))
    return found


def _compare(scope: Scope, at: TextAt, captions: dict[str, str]) -> Iterator[Hit]:
    row = _PAGE.sub("", str(at.text)).strip()
    marker = str(at.place.marker) if at.place and at.place.marker else ""
    if not marker and (split := scope.document.style.split(row)) is not None:
        marker, row = str(split.marker), row[split.rest :]
    caption = captions.get(marker)
    if caption is None or "".join(caption.split()) == "".join(row.split()):
        return
    start = str(at.text).find(row)
    message = f"目次の「{row}」が見出し「{caption}」と違います。"
    yield hit_at(
        scope, at, (start, start + len(row)), message, hint="目次は書かず、kiteiに作らせます。"
    )


RULE = Rule(
    "contents-mismatch",
    Level.ERROR,
    "文字で書かれた目次が見出しと違う、又はページ番号がある。",
    "kitei独自: 目次は本文から作る。",
    check,
)
