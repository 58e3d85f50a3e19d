"""The proof that a document holds every character of the text it was made from, in order.

The proof trusts nobody: it reads the written document, and looks at the source itself to see that
what was left out is layout and that what was moved stands where it is said to stand.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitei.errors import ImportingError
from kitei.importing.contents import TITLE, find_page, make_row, name_row
from kitei.importing.draft import Draft, Layout, LeftOut, Moved
from kitei.importing.lines import (
    BULLET,
    NUMBER,
    PAGE,
    split_lines,
    take_bullets,
    unify_line_ends,
)
from kitei.model.document import Document
from kitei.model.provision import Block, Paragraph, Picture, Provision

_CONTEXT = 12
_HINT = "取込みを中止しました。何も書き込んでいません。元のファイルの該当の行を確かめてください。"


@dataclass(frozen=True, slots=True)
class Character:
    """A visible character: its line and column, and the white space before it.

    `gap` is None where a piece of the document begins: what separates pieces is layout.
    """

    value: str
    gap: str | None
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where the document departs from its source."""

    line: int
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How many characters were proved to stand in the document, and how many are layout."""

    proved: int
    left_out: int


def prove(text: str, draft: Draft, document: Document) -> Proof:
    """Return the proof, or raise ImportingError with the first difference."""
    difference = find_difference(text, draft, document)
    if difference is not None:
        raise ImportingError(
            f"取り込んだ文書が元の文と一致しません（元の{difference.line}行）。\n"
            f"  元の文: 「{difference.expected}」\n  文書　: 「{difference.found}」",
            _HINT,
        )
    left_out = sum(len(_visible(one.characters)) for one in draft.left_out)
    return Proof(len(_visible(text)) - left_out, left_out)


def _visible(text: str) -> str:
    return "".join(text.split())


def find_difference(text: str, draft: Draft, document: Document) -> Difference | None:
    """Return the first difference between a text and the document made from it, or None."""
    lines = unify_line_ends(text).split("\n")
    if false := _find_false_claim(lines, draft):
        return false
    expected = _read_source(lines, draft)
    found = list(_read_document(document, with_title=not draft.title_is_foreign))
    for index, (there, here) in enumerate(zip(expected, found, strict=False)):
        if there.value != here.value or not _is_same_gap(there.gap, here.gap):
            return _differ(expected, found, index)
    if len(expected) != len(found):
        return _differ(expected, found, min(len(expected), len(found)))
    return None


def _find_false_claim(lines: list[str], draft: Draft) -> Difference | None:
    """Return the first thing the draft left out or moved that the source does not bear out."""
    for one in draft.left_out:
        if not _is_layout(lines, one):
            return Difference(one.line, lines[one.line - 1], f"（除外）{one.characters}")
    for moved in draft.moved:
        if not _is_sound_move(lines, moved, draft):
            return Difference(moved.line, lines[moved.line - 1], f"（移動）{moved.characters}")
    lost = _find_lost_row(lines, draft)
    return Difference(lost.line, lost.characters, "（目次とともに除外）") if lost else None


def _differ(expected: list[Character], found: list[Character], index: int) -> Difference:
    line = expected[min(index, len(expected) - 1)].line if expected else 1
    return Difference(line, _quote(expected, index), _quote(found, index))


def _quote(characters: list[Character], index: int) -> str:
    part = characters[max(index - _CONTEXT, 0) : index + _CONTEXT]
    text = "".join((c.gap or "").replace("\n", "⏎") + c.value for c in part)
    return text if index < len(characters) else f"{text}（終わり）"


def _is_same_gap(there: str | None, here: str | None) -> bool:
    """Return whether the white space is kept: a line end may go, a tab becomes a space."""
    if here is None or there is None:
        return True
    if "\n" in there:
        return here in ("", " ")
    return there.replace("\t", " ") == here


def _is_layout(lines: list[str], one: LeftOut) -> bool:
    """Return whether the source has at that place such layout as the draft says it left out."""
    line = lines[one.line - 1] if 0 < one.line <= len(lines) else ""
    if line[one.column - 1 : one.column - 1 + len(one.characters)] != one.characters:
        return False
    is_whole = line.strip() == one.characters
    if one.layout is Layout.BULLET:
        match = BULLET.match(line.lstrip())
        return match is not None and match.group(1) == one.characters
    if one.layout is Layout.PAGE_NUMBER:
        return is_whole and bool(re.fullmatch(f"{PAGE.pattern}|{NUMBER.pattern}", one.characters))
    return is_whole


def _is_sound_move(lines: list[str], moved: Moved, draft: Draft) -> bool:
    """Return whether a whole line is moved: a caption past its article's marker, or the title."""
    if lines[moved.line - 1].strip() != moved.characters:
        return False
    if moved.to_line < moved.line:
        return _visible(moved.characters) in _visible(draft.meta.title)
    taken = {one.line for one in draft.left_out}
    between = [lines[n - 1] for n in range(moved.line + 1, moved.to_line) if n not in taken]
    is_caption = moved.characters[0] in "（(" and moved.characters[-1] in "）)"
    return is_caption and not any(line.strip() for line in between)


def _find_lost_row(lines: list[str], draft: Draft) -> LeftOut | None:
    """Return what was left out with the contents list although it is no row of one.

    A row has a page number, or names what stands in the rest of the text.
    """
    taken = {one.line for one in draft.left_out if one.layout is Layout.CONTENTS}
    if not taken:
        return None
    rest = split_lines("\n".join("" if n in taken else line for n, line in enumerate(lines, 1)))
    names = {name_row(make_row(line)) for line in take_bullets(rest)[0]}
    rows = {line.number: line for line in split_lines("\n".join(lines)) if line.number in taken}
    title, *others = [one for one in draft.left_out if one.layout is Layout.CONTENTS]
    for one in others:
        row = rows.get(one.line)
        if row is None or not (find_page(row) or name_row(make_row(row)) in names):
            return one
    return None if TITLE.fullmatch(title.characters) else title


def _read_source(lines: list[str], draft: Draft) -> list[Character]:
    source = {number: list(_read_line(line, number)) for number, line in enumerate(lines, 1)}
    for one in draft.left_out:
        _remove(source, one)
    for moved in draft.moved:
        _move(source, moved)
    return [character for number in sorted(source) for character in source[number]]


def _read_line(line: str, number: int) -> Iterator[Character]:
    gap = "\n"
    for column, character in enumerate(line, 1):
        if character.isspace():
            gap += character
        else:
            yield Character(character, gap, number, column)
            gap = ""


def _remove(source: dict[int, list[Character]], one: LeftOut) -> None:
    columns = range(one.column, one.column + len(one.characters))
    kept = [c for c in source[one.line] if c.column not in columns]
    if kept and kept[0].column >= columns.stop:
        kept[0] = Character(kept[0].value, "\n", one.line, kept[0].column)
    source[one.line] = kept


def _move(source: dict[int, list[Character]], moved: Moved) -> None:
    characters = source[moved.line]
    source[moved.line] = []
    target = source.setdefault(moved.to_line, [])
    place = next(
        (index for index, c in enumerate(target) if c.column >= moved.to_column), len(target)
    )
    target[place:place] = characters


def _read_document(document: Document, *, with_title: bool) -> Iterator[Character]:
    pieces = [document.meta.title] if with_title else []
    pieces += document.meta.cover
    pieces += _read_content(document.content)
    for piece in pieces:
        yield from _read_piece(piece)


def _read_piece(piece: str) -> Iterator[Character]:
    gap: str | None = None
    for character in piece.strip():
        if character.isspace():
            gap = (gap or "") + character
        else:
            yield Character(character, gap)
            gap = ""


def _read_content(content: Iterable[Block | Provision]) -> Iterator[str]:
    """Yield the texts a reader sees in order: markers, captions, paragraphs, cells."""
    for node in content:
        if isinstance(node, Provision):
            yield str(node.marker or "")
            yield str(node.caption or "")
            yield from _read_content(node.content)
        elif isinstance(node, Paragraph):
            yield str(node.text)
        elif isinstance(node, Picture):
            yield node.alt
        else:
            yield str(node.caption or "")
            yield from (str(cell.text) for row in node.rows for cell in row)
