"""The title page of a foreign text: its lines, and the title among them."""

import re
from dataclasses import dataclass, replace

from kitei.errors import ImportingError
from kitei.importing.draft import Doubt, Moved
from kitei.importing.nesting import is_caption_above
from kitei.importing.units import Unit
from kitei.model.marker import CONTAINERS, WHOLES

LONGEST = 80
_BODY = re.compile(
    r".*(?:組合|連合|都|道|府|県|市|区|町|村|企業団|機構|協議会|委員会|議会|事務局|管理者)"
)
_NOT_TITLE = re.compile(
    r"[（(].*[）)]|(?:明治|大正|昭和|平成|令和|[0-9０-９]{4}年|[MTSHR][0-9]).*|.*第?[0-9０-９]+号|"
    r"[0-9０-９./年月日版第\s]+"
)
_OPENINGS = ("はじめに", "まえがき", "前書き", "趣旨", "序", "序章")


@dataclass(frozen=True, slots=True)
class Cover:
    """The title, the other lines in order, the units behind, and the doubts about them.

    `heading` is the first unit behind where it looks like a heading without a marker.
    """

    title: str
    lines: tuple[str, ...]
    rest: list[Unit]
    doubts: tuple[Doubt, ...] = ()
    moved: tuple[Moved, ...] = ()
    title_is_foreign: bool = False
    heading: Unit | None = None


def take_cover(units: list[Unit], title: str | None, contents_line: int) -> Cover:
    """Return the title page and what follows; a list of contents ends the title page."""
    end = _find_end(units, contents_line)
    heading = _find_heading(units, end, contents_line)
    if heading is not None and units[end - 1] is heading:
        end -= 1
    page, rest = units[:end], units[end:]
    return replace(_divide(page, rest, title), heading=heading)


def _find_end(units: list[Unit], contents_line: int) -> int:
    end = 0
    for unit, following in zip(units, [*units[1:], None], strict=False):
        is_past = contents_line and unit.number > contents_line
        if is_past or _begins_body(unit) or is_caption_above(unit, following, ("article",)):
            break
        end += 1
    return end


def _begins_body(unit: Unit) -> bool:
    if unit.table or unit.is_sentence or unit.lines[0].bullet or len(unit.text) > LONGEST:
        return True
    return any(
        split.marker.kind in (*CONTAINERS, *WHOLES, "article") or split.marker.numbers[:1] == (1,)
        for split in unit.markers
    )


def _find_heading(units: list[Unit], end: int, contents_line: int) -> Unit | None:
    """Return the short line above the first sentences: はじめに, or one behind the contents."""
    if end and units[end - 1].text in _OPENINGS:
        return units[end - 1]
    if not contents_line or len(units) < end + 2:
        return None
    unit, following = units[end : end + 2]
    is_plain = not unit.markers and not following.markers
    is_short = not _begins_body(unit) and following.is_sentence and not following.is_direct
    return unit if is_plain and is_short else None


def _divide(page: list[Unit], rest: list[Unit], title: str | None) -> Cover:
    texts = tuple(unit.text for unit in page)
    if title is not None:
        return _divide_by_title(page, rest, title)
    if not page:
        raise ImportingError(
            "題名が見つかりません。本文の前に題名の行がありません。",
            "--title で題名を指定してください。",
        )
    start = next((i for i, text in enumerate(texts) if not _NOT_TITLE.fullmatch(text)), 0)
    count = 2 if _names_body_only(page, start) else 1
    found = "".join(texts[start : start + count])
    others = (*texts[:start], *texts[start + count :])
    moved = _move_front(page, start, count)
    return Cover(found, others, rest, _title_doubts(page, start, count, found), moved)


def _names_body_only(page: list[Unit], start: int) -> bool:
    """Return whether the line names the body only, so that the next one completes the title."""
    if start + 1 >= len(page) or not _BODY.fullmatch(page[start].text):
        return False
    following = page[start + 1].text
    return not _NOT_TITLE.fullmatch(following) and not _BODY.fullmatch(following)


def _move_front(page: list[Unit], start: int, count: int) -> tuple[Moved, ...]:
    """Return how the title, standing below other lines, comes to stand above them."""
    if not start:
        return ()
    to = page[0].lines[0]
    return tuple(
        Moved(line.number, line.text, to.number, 1, "題名を前書きの先頭に置いた")
        for unit in page[start : start + count]
        for line in unit.lines
    )


def _divide_by_title(page: list[Unit], rest: list[Unit], title: str) -> Cover:
    """Take the lines that make up the given title; else all lines stay on the title page."""
    texts = tuple(unit.text for unit in page)
    for count in (1, 2, 3):
        if "".join(texts[:count]) == title and len(texts) >= count:
            return Cover(title, texts[count:], rest)
    doubts: tuple[Doubt, ...] = ()
    if page:
        what = "指定された題名が表紙の初めの行と違う"
        guess = "表紙の行をすべて残し、題名は指定のとおりとした"
        doubts = (Doubt(page[0].number, what, guess, page[-1].last),)
    return Cover(title, texts, rest, doubts, title_is_foreign=True)


def _title_doubts(page: list[Unit], start: int, count: int, title: str) -> tuple[Doubt, ...]:
    taken = page[start : start + count]
    doubts = [Doubt(page[0].number, "本文の前の短い行", "表紙の行とした", page[-1].last)]
    how = "二行をつないで題名とした" if count > 1 else "題名とした"
    what = f"表紙の「{'」「'.join(unit.text for unit in taken)}」"
    doubts.append(Doubt(taken[0].number, what, how, taken[-1].last))
    endings = {unit.text for unit in taken} | {title}
    for unit in page[start + count :]:
        if unit.text in endings and not _BODY.fullmatch(unit.text):
            what = f"題名の繰り返し「{unit.text}」"
            doubts.append(Doubt(unit.number, what, "表紙の行として残した"))
    return tuple(doubts)
