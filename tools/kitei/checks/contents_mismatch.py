"""contents-mismatch: a contents list kept as text that differs from the captions."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from kitei.checks.contents import is_contents
from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.model.marker import BRANCH, NUMERAL, Marker
from kitei.model.places import Place, TextAt

_PAGE = re.compile("(?<=[ \t\u3000….・])[0-9０-９]{1,4}$")
_LEADER = " \t\u3000….・"
_RANGE = re.compile("（(第[^（）]*)）$")
_ARTICLE = re.compile(f"第{NUMERAL}条{BRANCH}")
_HINT = "目次は書きません。サイトとWordの目次はkiteiが本文から作ります。"


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the rows of a contents list kept as text: wrong ones, and page numbers in it."""
    listed = [at for at in scope.subject.texts if at.place and is_contents(at.place)]
    headings = _find_headings(scope) if listed else {}
    for at in listed:
        if at.role == "caption":
            continue
        page = _PAGE.search(at.text.value)
        if page:
            message = "目次にページ番号が文字で書かれています。"
            yield hit_at(scope, at, page.span(), message, hint=_HINT)
        row = at.text.value[: page.start() if page else None].rstrip(_LEADER)
        yield from _compare(scope, at, row, headings)


def _find_headings(scope: Scope) -> dict[tuple[str, tuple[int, ...]], list[Place]]:
    """Return the headings outside the contents by their marker."""
    found: dict[tuple[str, tuple[int, ...]], list[Place]] = {}
    for place in scope.subject.places.all:
        if place.marker and place.provision.is_heading and not is_contents(place):
            found.setdefault(place.marker.key, []).append(place)
    return found


def _compare(
    scope: Scope, at: TextAt, row: str, headings: dict[tuple[str, tuple[int, ...]], list[Place]]
) -> Iterator[Hit]:
    marker, start = _split_row(scope, at, row)
    meant = headings.get(marker.key, []) if marker else []
    if not meant or any(_agrees(place, row[start:]) for place in meant):
        return
    caption = _describe(meant[0])
    message = f"目次の「{row[start:]}」が見出し「{caption}」と違います。"
    yield hit_at(scope, at, (start, len(row)), message, hint=_HINT)


def _split_row(scope: Scope, at: TextAt, row: str) -> tuple[Marker | None, int]:
    """Return the marker of a row, and where its caption begins."""
    if at.place and at.place.marker and not at.place.provision.is_heading:
        return at.place.marker, 0
    split = scope.document.style.split(row)
    return (split.marker, split.rest) if split else (None, 0)


def _agrees(place: Place, row: str) -> bool:
    """Return whether a row names a heading and, if it names any, the articles below it."""
    articles = _RANGE.search(row)
    caption = str(place.provision.caption or "")
    if articles is None or _squeeze(caption) == _squeeze(row):
        return _squeeze(caption) == _squeeze(row)
    named = _ARTICLE.findall(articles.group(1))
    pairs = zip_longest(named, _find_ends(place))
    is_right = all(named == end for named, end in pairs)
    return is_right and _squeeze(caption) == _squeeze(row[: articles.start()])


def _find_ends(place: Place) -> list[str]:
    """Return the markers of the first and the last article of a chapter; one if there is one."""
    markers = [p.marker for p in place.provision.walk() if p.marker and p.marker.kind == "article"]
    return list(dict.fromkeys(str(marker) for marker in (*markers[:1], *markers[-1:])))


def _describe(place: Place) -> str:
    ends = _find_ends(place) if place.marker and place.marker.kind != "article" else []
    articles = f"（{'―'.join(ends)}）" if ends else ""
    return f"{place.provision.caption or ''}{articles}"


def _squeeze(text: str) -> str:
    return "".join(text.split())


RULE = Rule(
    "contents-mismatch",
    Level.ERROR,
    "文字で書かれた目次が見出しと違う、又はページ番号がある。",
    "kitei独自: 目次は本文から作る。",
    check,
)
