"""Lines to raw blocks: headings, items, paragraphs, tables, and what is no part of the form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kitei.model.document import Remark, RemarkKind
from kitei.model.text import Position

_BLANKS = (" ", "\t")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or what is left of it: `column` is the place of its first character, from 1."""

    number: int
    column: int
    text: str

    @property
    def position(self) -> Position:
        """The place of the first character."""
        return Position(self.number, self.column)

    @property
    def indent(self) -> int:
        """The width of the white space in front; a tab counts as four."""
        width = 0
        for character in self.text:
            if character not in " \t":
                break
            width += 4 if character == "\t" else 1
        return width

    def strip(self) -> "Line":
        """Return the line without blanks and tabs at either end."""
        if not self.text.startswith(_BLANKS) and not self.text.endswith(_BLANKS):
            return self
        stripped = self.text.lstrip(" \t")
        column = self.column + len(self.text) - len(stripped)
        return Line(self.number, column, stripped.rstrip(" \t"))

    def cut(self, offset: int) -> "Line":
        """Return what follows the first `offset` characters."""
        if offset == 0:
            return self
        return Line(self.number, self.column + offset, self.text[offset:])


@dataclass(frozen=True, slots=True)
class RawHeading:
    """A heading line: `depth` is its number of hash signs."""

    depth: int
    line: Line


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """Lines that belong together."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """The lines of a pipe table, the delimiter row left out, and the line above it."""

    rows: tuple[Line, ...]
    caption: Line | None


@dataclass(frozen=True, slots=True)
class RawItem:
    """A list item: its position is that of the bullet."""

    position: Position
    content: tuple["RawBlock", ...]


RawBlock = RawHeading | RawParagraph | RawTable | RawItem

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"([-*+])(?:([ \t]+)(.*)|[ \t]*$)")
_DELIMITER = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$|-+[ \t]*$")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_UNSUPPORTED = (
    (re.compile(r"`{3,}|~{3,}"), "コードの囲み"),
    (re.compile(r">"), "引用"),
    (re.compile(r"\[(?:[^\]\\]|\\.)+\]:"), "リンクの参照定義"),
    (re.compile(r":::|!!!|\?\?\?|--8<--|\{%|\{\{"), "取り込み・差し込み"),
    (re.compile(r"#+[^\s#]|#{7,}|＃+"), "# の後に半角空白のない見出し"),
    (re.compile(r"[0-9]{1,9}[.)](?=\s|$)"), "自動で番号の付く箇条書き"),
)


MAX_DEPTH = 16


@dataclass(slots=True)
class _Reader:
    """Reads lines from a cursor; `remarks` collects what is no part of the source form."""

    lines: list[Line]
    remarks: list[Remark]
    depth: int
    cursor: int = 0
    blocks: list[RawBlock] = field(default_factory=list)

    def peek(self, ahead: int = 0) -> Line | None:
        """Return the line so many lines ahead without its indentation, None at the end."""
        index = self.cursor + ahead
        return self.lines[index].strip() if index < len(self.lines) else None

    def remark(self, kind: RemarkKind, line: Line, name: str) -> None:
        """Note that the line is no part of the source form."""
        self.remarks.append(Remark(kind, line.position, line.text, name))


def read_blocks(lines: list[Line], remarks: list[Remark], depth: int = 0) -> tuple[RawBlock, ...]:
    """Return the blocks of the lines in order; nothing but layout is dropped."""
    reader = _Reader(lines, remarks, depth)
    while (line := reader.peek()) is not None:
        if not line.text:
            reader.cursor += 1
        elif (match := _HEADING.match(line.text)) is not None:
            _read_heading(reader, line, match)
        elif _RULE.match(line.text):
            reader.remark(RemarkKind.UNSUPPORTED, line, "区切り線")
            reader.cursor += 1
        elif (match := _ITEM.match(line.text)) is not None and depth < MAX_DEPTH:
            _read_item(reader, line, match)
        elif _begins_table(reader, line):
            _read_table(reader, None)
        else:
            _read_paragraph(reader, line)
    return tuple(reader.blocks)


def _read_heading(reader: _Reader, line: Line, match: re.Match[str]) -> None:
    if reader.depth:
        reader.remark(RemarkKind.UNSUPPORTED, line, "箇条書きの中の見出し")
    text = line.cut(match.start(2) if match.group(2) else len(line.text))
    closing = len(text.text) - len(text.text.rstrip("#"))
    if closing and text.text[-closing - 1 : -closing] in ("", " ", "\t"):
        text = Line(text.number, text.column, text.text[:-closing]).strip()
    reader.blocks.append(RawHeading(len(match.group(1)), text))
    reader.cursor += 1


def _read_item(reader: _Reader, line: Line, match: re.Match[str]) -> None:
    """Read an item with everything indented below it."""
    gap = match.group(2) or " "
    first = line.cut(match.start(3)) if match.group(3) else line.cut(len(line.text))
    inner = reader.lines[reader.cursor].indent + 1 + (len(gap) if len(gap) <= 4 else 1)
    reader.cursor += 1
    body = [first, *_take_item_lines(reader, inner, bool(first.text))]
    content = read_blocks(body, reader.remarks, reader.depth + 1)
    reader.blocks.append(RawItem(line.position, content))


def _take_item_lines(reader: _Reader, inner: int, has_text: bool) -> Iterator[Line]:
    """Yield the lines of an item, without the indentation of its content.

    A line without indentation right below text is taken in, as every Markdown reader would, and
    remarked upon: its author meant something else.
    """
    is_open = has_text
    while reader.cursor < len(reader.lines):
        line = reader.lines[reader.cursor]
        stripped = line.strip()
        if stripped.text and line.indent < inner:
            if not is_open or _interrupts(reader, stripped):
                return
            reader.remark(RemarkKind.LAYOUT, stripped, "字下げのない続きの行")
        is_open = bool(stripped.text)
        reader.cursor += 1
        yield _dedent(line, inner)


def _interrupts(reader: _Reader, line: Line) -> bool:
    return (
        _HEADING.match(line.text) is not None
        or _RULE.match(line.text) is not None
        or _ITEM.match(line.text) is not None
        or _begins_table(reader, line)
    )


def _dedent(line: Line, width: int) -> Line:
    offset = 0
    while offset < len(line.text) and width > 0 and line.text[offset] in " \t":
        width -= 4 if line.text[offset] == "\t" else 1
        offset += 1
    return line.cut(offset)


def _begins_table(reader: _Reader, line: Line) -> bool:
    """Return whether a table begins at the cursor, where this line is."""
    if not line.text.startswith("|"):
        return False
    following = reader.peek(1)
    return following is not None and _DELIMITER.match(following.text) is not None


def _read_table(reader: _Reader, caption: Line | None) -> None:
    rows = []
    while (line := reader.peek()) is not None and line.text.startswith("|"):
        rows.append(line)
        reader.cursor += 1
    reader.blocks.append(RawTable((rows[0], *rows[2:]), caption))


def _read_paragraph(reader: _Reader, first: Line) -> None:
    lines = [first]
    _remark_start(reader, first)
    reader.cursor += 1
    while (line := reader.peek()) is not None and line.text:
        if _UNDERLINE.match(line.text):
            reader.remark(RemarkKind.UNSUPPORTED, line, "下線による見出し")
            reader.cursor += 1
            break
        if _interrupts(reader, line):
            break
        _remark_start(reader, line)
        lines.append(line)
        reader.cursor += 1
    if bare := next((line for line in lines if line.text.startswith("|")), None):
        reader.remark(RemarkKind.BARE_TABLE, bare, "区切りの行のない表")
    is_caption = len(lines) == 1 and not first.text.endswith("。")
    if is_caption and line is not None and _begins_table(reader, line):
        _read_table(reader, first)
    else:
        reader.blocks.append(RawParagraph(tuple(lines)))


def _remark_start(reader: _Reader, line: Line) -> None:
    """Note what a line of a paragraph would be to a Markdown reader, once."""
    for pattern, name in _UNSUPPORTED:
        if (match := pattern.match(line.text)) is not None:
            found = Line(line.number, line.column, match.group())
            reader.remark(RemarkKind.UNSUPPORTED, found, name)
            return
