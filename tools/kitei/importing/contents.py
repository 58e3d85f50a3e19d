"""The contents list (目次) of a foreign text: recognised, left out, compared with the captions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kitei.importing.draft import Doubt, Layout, LeftOut
from kitei.importing.lines import BULLET, SourceLine, find_markers, left_out_line
from kitei.model.marker import CONTAINERS, WHOLES, Marker
from kitei.model.numerals import fold
from kitei.model.provision import Provision

TITLE = re.compile(r"[<＜〈《【\[［(（]?\s*目\s*次\s*[>＞〉》】\]］)）]?")
# A page number behind tabs, leaders or wide gaps; a tab alone may stand for an empty one.
_PAGE = re.compile(
    r"(?:\t[\s.．…‥・･]*(?:[0-9０-９]{1,4})?"
    r"|[.．…‥・･]{3,}\s*[0-9０-９]{0,4}|[ \u3000]{2,}[0-9０-９]{1,4})\s*$"
)
_MAX_ROW = 200
# What a contents list says of a chapter: （第1条―第3条）.
_RANGE = re.compile(r"[（(]第[^（）()]*[）)]$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the contents list: what it names, without the page number."""

    line: int
    text: str
    marker: Marker | None

    @property
    def plain(self) -> str:
        """The row without white space and without the articles a chapter spans."""
        return _plain(_RANGE.sub("", self.text))


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of the contents list, the characters left out, and the remaining lines."""

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    lines: list[SourceLine]

    @property
    def last_line(self) -> int:
        """The list's last line, 0 without a list."""
        return self.left_out[-1].line if self.left_out else 0


def take_contents(lines: list[SourceLine]) -> Contents:
    """Return the contents list and the lines without it; no list where none is recognised."""
    for index, line in enumerate(lines):
        if TITLE.fullmatch(line.text):
            rows = _read_rows(lines, index + 1)
            if rows:
                end = index + 1 + len(rows)
                left_out = [left_out_line(row, Layout.CONTENTS) for row in lines[index:end]]
                kept = lines[:index] + lines[end:]
                return Contents(tuple(map(make_row, rows)), tuple(left_out), kept)
    return Contents((), (), lines)


def _read_rows(lines: list[SourceLine], start: int) -> list[SourceLine]:
    """Return the rows from `start` on: lines with a page, or naming what stands further below."""
    candidates = [make_row(line) for line in lines[start:]]
    last = {name_row(row): index for index, row in enumerate(candidates)}
    seen: set[str] = set()
    path: list[Marker] = []
    rows: list[SourceLine] = []
    for index, (line, row) in enumerate(zip(lines[start:], candidates, strict=True)):
        key = _path_key(row, path)
        is_named = last[name_row(row)] > index
        if line.is_sentence or key in seen or not (is_named or find_page(line)):
            break
        seen.add(key)
        rows.append(line)
    return rows if _has_body(rows, lines[start + len(rows) :]) else []


def name_row(row: Row) -> str:
    """Return what a row and its heading have in common: the marker, else the text."""
    return repr(row.marker.key) if row.marker else row.plain


def _has_body(rows: list[SourceLine], rest: list[SourceLine]) -> bool:
    """Return whether something a row names stands below: else the rows are the text itself."""
    named = {name_row(make_row(row)) for row in rows}
    return any(name_row(make_row(line)) in named for line in rest)


def _path_key(row: Row, path: list[Marker]) -> str:
    """Return what tells rows apart: 第1節 occurs in every chapter. Keeps `path` up to date."""
    marker = row.marker
    if marker is not None and marker.kind in CONTAINERS:
        level = CONTAINERS.index(marker.kind)
        path[:] = [outer for outer in path if CONTAINERS.index(outer.kind) < level]
        path.append(marker)
        return "/".join(repr(outer.key) for outer in path)
    if marker is not None and marker.kind in WHOLES:
        path.clear()
    return "/".join([*(repr(outer.key) for outer in path), name_row(row)])


def make_row(line: SourceLine) -> Row:
    """Return a line as a row: without bullet and page number."""
    page = find_page(line)
    text = BULLET.sub("", line.raw[: page.start()].strip() if page else line.text, count=1)
    markers = find_markers(text)
    return Row(line.number, text, markers[0].marker if markers else None)


def find_page(line: SourceLine) -> re.Match[str] | None:
    """Return the page number at the end of a line, with what leads to it."""
    match = _PAGE.search(line.raw) if len(line.raw) <= _MAX_ROW else None
    return match if match is not None and match.start() > line.offset else None


def _plain(text: str) -> str:
    return "".join(text.split())


def compare_contents(rows: Iterable[Row], provisions: Iterable[Provision]) -> list[Doubt]:
    """Return a doubt for each row that differs from its heading, or has none."""
    doubts: list[Doubt] = []
    position = 0
    headings = [provision for provision in provisions if provision.is_heading]
    for row in rows:
        found = _find_heading(row, headings, position)
        if found is None:
            what = f"目次の「{row.text}」に当たる見出しがない"
            doubts.append(Doubt(row.line, what, "目次とともに除いた"))
            continue
        position = found + 1
        doubts += _compare(row, headings[found])
    return doubts


def _find_heading(row: Row, headings: list[Provision], start: int) -> int | None:
    for index in range(start, len(headings)):
        heading = headings[index]
        if row.marker and heading.marker and _key(row.marker) == _key(heading.marker):
            return index
        if row.plain == _plain(_label(heading)):
            return index
    return None


def _key(marker: Marker) -> tuple[str, tuple[int, ...]]:
    return fold(marker.text).replace("\u3000", "").rstrip("."), marker.numbers


def _label(heading: Provision) -> str:
    return f"{heading.marker or ''} {heading.caption or ''}".strip()


def _compare(row: Row, heading: Provision) -> list[Doubt]:
    label = _label(heading)
    if _plain(label) in (row.plain, _plain(row.text)):
        return []
    line = heading.position.line
    what = f"目次の「{row.text}」と見出しの「{label}」（{line}行）が違う"
    return [Doubt(row.line, what, "見出しのほうを本文とし、目次は除いた")]
