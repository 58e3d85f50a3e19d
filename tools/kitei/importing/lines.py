"""The lines of a foreign text, and the layout that stands on them: bullets, page numbers."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from kitei.errors import ImportingError
from kitei.importing.draft import Doubt, Layout, LeftOut
from kitei.model.marker import KINDS, Split, split_marker
from kitei.source.document_reader import MAX_LINE

# No marker is longer; a longer run of digits is none.
HEAD = 64
MAX_LINES = 50_000
BULLET = re.compile(r"^([-*+•])[ \t\u3000]+(?=\S)")
PAGE = re.compile(r"[-‐-―－ー]\s*[0-9０-９]{1,4}\s*[-‐-―－ー]")
NUMBER = re.compile(r"[0-9０-９]{1,4}")
_OPENING = re.compile(
    r"[0-9０-９(（第一二三四五六七八九十百千〇①-⑳㉑-㉟㊱-㊿ア-ンヰヱｦ-ﾝa-zａ-ｚ附序前別様]"
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the text: `text` is what is left without white space and bullet.

    `offset` is the place of `text` in `raw`; `is_direct` tells that no blank line stands above.
    """

    number: int
    raw: str
    text: str
    offset: int
    is_direct: bool
    bullet: str = ""

    @property
    def indent(self) -> int:
        """The columns in front of the line; a full-width space takes two, a tab four."""
        front = self.raw[: len(self.raw) - len(self.raw.lstrip())]
        return sum({"\t": 4, "\u3000": 2}.get(c, 1) for c in front)

    @property
    def is_sentence(self) -> bool:
        """Whether the text ends as a sentence does."""
        return self.text.rstrip("」』）)").endswith(("。", "．")) or self.text.endswith("。")


def split_lines(text: str) -> list[SourceLine]:
    """Return the lines that are not blank; raise ImportingError for one beyond all measure."""
    lines: list[SourceLine] = []
    is_direct = False
    for number, raw in enumerate(unify_line_ends(text).split("\n"), 1):
        if len(raw) > MAX_LINE:
            raise ImportingError(
                f"{number}行が長すぎます（{len(raw):,}文字。{MAX_LINE:,}文字まで）。",
                "一つの段落を一行にした本文かどうか確かめてください。",
            )
        stripped = raw.strip()
        if stripped:
            offset = len(raw) - len(raw.lstrip())
            lines.append(SourceLine(number, raw, stripped, offset, is_direct))
        is_direct = bool(stripped)
    if len(lines) > MAX_LINES:
        raise ImportingError(
            f"行が多すぎます（{len(lines):,}行。{MAX_LINES:,}行まで）。",
            "文書ごとに分けてください。",
        )
    return lines


def unify_line_ends(text: str) -> str:
    """Return the text with every line end as a single line feed.

    U+0085 is one, too: files of mainframes have it, and YAML would take it for one later.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")


def left_out_line(line: SourceLine, layout: Layout) -> LeftOut:
    """Return a whole line as left out."""
    return LeftOut(line.number, line.offset + 1, line.text, layout)


def take_bullets(lines: Iterable[SourceLine]) -> tuple[list[SourceLine], list[LeftOut]]:
    """Return the lines without the bullets a conversion has put in front, and those bullets."""
    kept: list[SourceLine] = []
    bullets: list[LeftOut] = []
    for line in lines:
        match = BULLET.match(line.text)
        if match is None or "\t" in line.text[match.end() :]:
            kept.append(line)
            continue
        bullets.append(LeftOut(line.number, line.offset + 1, match.group(1), Layout.BULLET))
        text, offset = line.text[match.end() :], line.offset + match.end()
        kept.append(replace(line, text=text, offset=offset, bullet=match.group(1)))
    return kept, bullets


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """What is left of the lines without page numbers."""

    lines: list[SourceLine]
    left_out: list[LeftOut]
    doubts: list[Doubt]


def take_page_numbers(lines: list[SourceLine]) -> PageNumbers:
    """Return the lines without page numbers: `- 3 -`, or bare numbers counting up by one."""
    bare = _find_bare(lines)
    found = [line for line in lines if PAGE.fullmatch(line.text) or line.number in bare]
    taken = {line.number for line in found}
    doubts = [
        Doubt(line.number, f"「{line.text}」だけの行", "ページ番号とみて除いた")
        for line in found
        if line.number in bare
    ]
    kept = [line for line in lines if line.number not in taken]
    return PageNumbers(kept, [left_out_line(line, Layout.PAGE_NUMBER) for line in found], doubts)


def _find_bare(lines: list[SourceLine]) -> set[int]:
    """Return the lines of bare numbers if there are several and each is one more than the last.

    Where no other line is numbered they are rather the numbers of sections, captions below.
    """
    bare = [line for line in lines if NUMBER.fullmatch(line.text)]
    if not any(_is_numbered(line) for line in lines):
        return set()
    values = [int(unicodedata.normalize("NFKC", line.text)) for line in bare]
    is_run = all(after == before + 1 for before, after in pairwise(values))
    return {line.number for line in bare} if len(bare) > 1 and is_run else set()


def _is_numbered(line: SourceLine) -> bool:
    kinds = ("arabic", "dotted", "article", "ordinal")
    return any(
        split.marker.kind in kinds and split.rest < len(line.text)
        for split in find_markers(line.text)
    )


def find_markers(text: str) -> tuple[Split, ...]:
    """Return every reading of the marker a text starts with, in the order of the kinds."""
    if not _OPENING.match(text):
        return ()
    head = text[:HEAD]
    found = (split_marker(head, (kind,)) for kind in KINDS)
    return tuple(split for split in found if split and (split.rest < HEAD or len(text) <= HEAD))
