"""The body of a document: Markdown to the tree of provisions."""

import re
from dataclasses import dataclass, field

from kitei.model.document import Remark, RemarkKind
from kitei.model.marker import Marker
from kitei.model.numbering import NumberingStyle
from kitei.model.provision import Block, Paragraph, Picture, Provision
from kitei.model.text import Position, Text
from kitei.source.blocks import (
    Line,
    RawBlock,
    RawHeading,
    RawItem,
    RawParagraph,
    RawTable,
    read_blocks,
)
from kitei.source.inline import is_safe_target, read_inline
from kitei.source.tables import read_table

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# The first look behind keeps long runs of blanks from being tried blank by blank.
_ATTRIBUTE = re.compile(r"(?<![ \t])[ \t]*(?<!\\)\{([#:.][^{}]*)\}$")
_PICTURE = re.compile(r"!\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)(?:\s+\"((?:[^\"\\]|\\.)*)\")?\)$")
# What follows a marker that a paragraph begins by citing: (1)の, (1)及び(2).
_BULLETS = ("・", "●", "○", "■", "※", "◆")
_CITED = (*"のにはがをとでか、", "及び", "又は", "並びに", "若しくは")

Content = tuple[Block | Provision, ...]


@dataclass(slots=True)
class _Branch:
    """A heading provision under construction; `depth` is its number of hash signs, 0 the root."""

    depth: int
    position: Position
    marker: Marker | None = None
    rest: Line | None = None
    identifier: str | None = None
    content: list[Block | Provision] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Context:
    """What every step of reading needs: the numbering style, and where remarks go."""

    style: NumberingStyle
    remarks: list[Remark]

    def remark(self, kind: RemarkKind, place: Position, found: str, name: str = "") -> None:
        self.remarks.append(Remark(kind, place, found, name))


def read_body(
    text: str, style: NumberingStyle, first_line: int = 1
) -> tuple[Content, list[Remark]]:
    """Return the content of a body and the remarks on it, in the order of the text.

    `first_line` is the number of the body's first line in its file.
    """
    context = _Context(style, [])
    lines = [Line(number, 1, line) for number, line in enumerate(text.split("\n"), first_line)]
    content = _build_tree(read_blocks(lines, context.remarks), context)
    return content, sorted(context.remarks, key=lambda remark: remark.position)


def _build_tree(blocks: tuple[RawBlock, ...], context: _Context) -> Content:
    root = _Branch(0, Position(1, 1))
    open_branches = [root]
    for block in blocks:
        if isinstance(block, RawHeading):
            branch = _open_branch(block, context)
            _close(open_branches, _ended_depth(open_branches, branch, context), context)
            _remark_level(open_branches[-1], block, context)
            open_branches.append(branch)
        else:
            open_branches[-1].content.append(_read_block(block, context))
    _close(open_branches, 1, context)
    return tuple(root.content)


def _open_branch(heading: RawHeading, context: _Context) -> _Branch:
    line, identifier = _take_attribute(heading.line, context)
    split = context.style.split(line.text)
    rest = line.cut(split.rest) if split else line
    marker = split.marker if split else None
    return _Branch(heading.depth, heading.line.position, marker, rest, identifier)


def _ended_depth(branches: list[_Branch], heading: _Branch, context: _Context) -> int:
    """Return the depth a heading ends.

    序文 and other captions without a number stand at `#`, the first sections at `##`: a provision
    of the outermost kinds ends them instead of going inside.
    """
    outer = branches[1] if len(branches) > 1 else None
    if outer is None or heading.marker is None:
        return heading.depth
    is_unnumbered = outer.marker is None or outer.marker.kind == "preface"
    if is_unnumbered and heading.marker.kind in context.style.allowed_below(None):
        return outer.depth
    return heading.depth


def _close(open_branches: list[_Branch], depth: int, context: _Context) -> None:
    """Finish the headings that a heading of this depth ends."""
    while open_branches[-1].depth >= depth:
        branch = open_branches.pop()
        open_branches[-1].content.append(_finish(branch, context))


def _finish(branch: _Branch, context: _Context) -> Provision:
    caption = _read_line(branch.rest, context) if branch.rest and branch.rest.text else None
    return Provision(
        branch.marker,
        caption,
        branch.identifier,
        tuple(branch.content),
        is_heading=True,
        position=branch.position,
    )


def _remark_level(parent: _Branch, heading: RawHeading, context: _Context) -> None:
    if parent.depth and heading.depth > parent.depth + 1:
        context.remark(RemarkKind.LEVEL, heading.line.position, "#" * heading.depth)


def _read_item(item: RawItem, context: _Context) -> Provision:
    first, rest = _first_paragraph(item)
    line, identifier = _take_attribute(first[-1], context) if first else (None, None)
    lines = (*first[:-1], line) if line is not None else ()
    split = context.style.split(lines[0].text) if lines else None
    if split is not None:
        lines = (lines[0].cut(split.rest), *lines[1:])
    content: list[Block | Provision] = []
    if any(line.text for line in lines):
        content.append(Paragraph(_read_lines(lines, context), lines[0].position))
    content += [_read_block(block, context) for block in rest]
    return Provision(
        split.marker if split else None,
        None,
        identifier,
        tuple(content),
        is_heading=False,
        position=item.position,
    )


def _first_paragraph(item: RawItem) -> tuple[tuple[Line, ...], tuple[RawBlock, ...]]:
    """Return the lines on the bullet's own line and below, and the blocks that follow."""
    first = item.content[0] if item.content else None
    if isinstance(first, RawParagraph) and first.lines[0].number == item.position.line:
        return first.lines, item.content[1:]
    return (), item.content


def _read_block(block: RawBlock, context: _Context) -> Block | Provision:
    if isinstance(block, RawItem):
        return _read_item(block, context)
    if isinstance(block, RawTable):
        return read_table(block, context.remarks)
    if isinstance(block, RawHeading):
        return _finish(_open_branch(block, context), context)
    return _read_paragraph(block.lines, context)


def _read_paragraph(lines: tuple[Line, ...], context: _Context) -> Block:
    first = lines[0]
    if len(lines) == 1 and (match := _PICTURE.match(first.text)):
        return _read_picture(first, match, context)
    for line in lines:
        _remark_unmarked(line, context)
    if len(lines) > 1:
        _remark_collapsed(lines, context)
    _remark_attribute(lines[-1], context)
    return Paragraph(_read_lines(lines, context), first.position)


def _read_picture(line: Line, match: re.Match[str], context: _Context) -> Picture:
    alt = _read_line(line.cut(2), context, match.group(1))
    source, title = match.group(2), match.group(3)
    if not is_safe_target(source) or ":" in source or "/" in source:
        context.remark(RemarkKind.UNSAFE_LINK, line.position, source, "図")
    caption = str(_read_line(line, context, title)) if title else None
    return Picture(source, str(alt), caption, line.position)


def _remark_unmarked(line: Line, context: _Context) -> None:
    """Note a paragraph that starts like a provision: nothing would count it."""
    text = line.text.lstrip("\u3000")
    split = context.style.split(text)
    if split is None or split.marker.kind not in context.style.levels:
        return
    is_closed = split.marker.kind in ("dotted", "kana-dotted", "circled", "paren")
    if split.separator or (is_closed and not text.startswith(_CITED, split.rest)):
        context.remark(RemarkKind.UNMARKED, line.position, str(split.marker), text)


def _remark_collapsed(lines: tuple[Line, ...], context: _Context) -> None:
    """Note lines that begin like items of another style, pasted one below the other."""
    for line in lines:
        text = line.text.lstrip("\u3000")
        split = context.style.split(text)
        is_foreign = split is not None and split.marker.kind not in context.style.levels
        if text.startswith(_BULLETS):
            context.remark(RemarkKind.UNMARKED, line.position, text[0], text)
        elif split is not None and is_foreign and split.separator:
            context.remark(RemarkKind.UNMARKED, line.position, str(split.marker), text)


def _take_attribute(line: Line, context: _Context) -> tuple[Line, str | None]:
    """Return the line without `{#id}` at its end, and the id."""
    match = _find_attribute(line)
    if match is None:
        return line, None
    attribute = match.group(1)
    if not (attribute.startswith("#") and ID.fullmatch(attribute[1:])):
        place = Position(line.number, line.column + match.start(1) - 1)
        context.remark(RemarkKind.BAD_ATTRIBUTE, place, match.group().strip())
        return line, None
    return Line(line.number, line.column, line.text[: match.start()]), attribute[1:]


def _find_attribute(line: Line) -> re.Match[str] | None:
    return _ATTRIBUTE.search(line.text) if line.text.endswith("}") else None


def _remark_attribute(line: Line, context: _Context) -> None:
    """Note braces at the end of a paragraph; those of a heading written wrongly are its own."""
    match = _find_attribute(line)
    if match is not None and not line.text.startswith(("#", "＃")):
        place = Position(line.number, line.column + match.start(1) - 1)
        context.remark(RemarkKind.BAD_ATTRIBUTE, place, match.group().strip(), "段落")


def _read_line(line: Line, context: _Context, text: str | None = None) -> Text:
    characters = line.text if text is None else text
    return read_inline([(line.number, line.column, characters)], context.remarks)


def _read_lines(lines: tuple[Line, ...], context: _Context) -> Text:
    pieces = [(line.number, line.column, line.text) for line in lines]
    return read_inline(pieces, context.remarks)
