"""Nested paragraphs to provisions of the model: headings with captions and ids, items, blocks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kitei.importing.captions import Captions
from kitei.importing.draft import Doubt, Moved
from kitei.importing.nesting import Nesting, Node
from kitei.importing.units import Unit
from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.provision import Block, Paragraph, Provision
from kitei.model.text import Position, Text
from kitei.source.ids import suggest_id
from kitei.source.markdown_writer import heading_depth

DEEPEST = 6
_OFTEN = 10
_LONGEST_TABLE_CAPTION = 40
_CAPTION_ABOVE = "条の上にある見出しを条名の後ろに置いた"

Content = tuple[Block | Provision, ...]


@dataclass(slots=True)
class Build:
    """Provisions under construction: the ids given, what was moved, and the doubts."""

    captions: Captions
    taken: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    moved: list[Moved] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    table_captions: set[int] = field(default_factory=set)


def build_content(nesting: Nesting, captions: Captions) -> tuple[Content, Build]:
    """Return the content of the document, with what was moved and doubted on the way."""
    build = Build(captions)
    return _build_nodes(nesting.root.content, 0, build), build


def _build_nodes(nodes: Iterable[Node | Unit], depth: int | None, build: Build) -> Content:
    """Return the content of a heading with `depth` hash signs, or of an item (None)."""
    content: list[Block | Provision] = []
    has_headings = False
    for node in nodes:
        if isinstance(node, Unit):
            _add_block(content, node, build)
            continue
        has_headings = _is_heading(node, depth, build, has_headings)
        if has_headings and depth is not None:
            content.append(_build_heading(node, depth, build))
        else:
            _append(content, _build_item(node, build))
    return tuple(content)


def _append(content: list[Block | Provision], node: Block | Provision) -> None:
    """Add what is no heading: behind a heading it belongs to that one, as it will be read."""
    last = content[-1] if content else None
    if not isinstance(last, Provision) or not last.is_heading:
        content.append(node)
        return
    inside = list(last.content)
    _append(inside, node)
    content[-1] = replace(last, content=tuple(inside))


def _is_heading(node: Node, depth: int | None, build: Build, has_headings: bool) -> bool:
    """Return whether the node becomes a heading; below an item, or too deep, nothing does."""
    wanted = has_headings or node in build.captions.nodes
    if not wanted or (depth is not None and _depth_of(node, depth) <= DEEPEST):
        return wanted
    where = "見出しではない項目の中" if depth is None else "見出しの段の限りより深い所"
    what = f"{where}にある見出しらしい「{node.head}」"
    build.doubts.append(Doubt(node.unit.number, what, "項目の一段落目とした"))
    return False


def _depth_of(node: Node, depth: int) -> int:
    marker = node.marker
    return heading_depth(Provision(marker, Text(node.head)), depth)


def _add_block(content: list[Block | Provision], unit: Unit, build: Build) -> None:
    if unit.table is None:
        _append(content, Paragraph(Text(unit.text), Position(unit.number, 1)))
        return
    table = unit.table
    before = content[-1] if content else None
    if isinstance(before, Paragraph) and _may_name_table(before):
        content.pop()
        table = replace(table, caption=before.text, position=before.position)
        what = f"表の直前の短い行「{before.text}」"
        build.doubts.append(Doubt(before.position.line, what, "表の見出しとした"))
        build.table_captions.add(before.position.line)
    _append(content, table)


def _may_name_table(paragraph: Paragraph) -> bool:
    text = str(paragraph.text)
    return len(text) <= _LONGEST_TABLE_CAPTION and not text.endswith(("。", "、"))


def _build_heading(node: Node, depth: int, build: Build) -> Provision:
    caption, lead = _divide_head(node, build)
    marker = node.marker
    identifier = _give_id(caption or str(marker or ""), build)
    provision = Provision(
        marker,
        Text(caption) if caption else None,
        identifier,
        position=Position(node.unit.number, 1),
    )
    below = _build_nodes(node.content, heading_depth(provision, depth), build)
    first = (Paragraph(Text(lead), provision.position),) if lead else ()
    return replace(provision, content=(*first, *below))


def _give_id(caption: str, build: Build) -> str:
    """Return an id for the caption; one that comes up again and again is told apart by a count."""
    plain = "".join(caption.strip("（）()").split())
    build.counts[plain] += 1
    count = build.counts[plain]
    identifier = suggest_id(plain if count < _OFTEN else f"{plain} {count}", build.taken)
    build.taken.add(identifier)
    return identifier


def _divide_head(node: Node, build: Build) -> tuple[str, str]:
    """Return the caption and the text that stands behind the marker on the same line."""
    head = build.captions.head(node)
    if node.above is not None:
        return _take_above(node.above, node, build), head
    if node.kind in (*CONTAINERS, *WHOLES) or not node.kind:
        return head, ""
    if node.kind == "article":
        return _divide_article(node, head)
    return ("", head) if node.unit.is_sentence else (head, "")


def _take_above(above: Unit, node: Node, build: Build) -> str:
    line, to = above.lines[0], node.unit.lines[0]
    column = to.offset + len(str(node.marker)) + 1
    build.moved.append(Moved(line.number, line.text, to.number, column, _CAPTION_ABOVE))
    return above.text


def _divide_article(node: Node, head: str) -> tuple[str, str]:
    """Divide `（目的）　この規程は…`; a short text with more below it is a caption, too."""
    if head.startswith(("（", "(")):
        end = _find_bracket_end(head)
        if end and (end == len(head) or head[end] in " \t\u3000"):
            return head[:end], head[end:].lstrip()
    if "".join(head.split()) == "削除":
        return head, ""
    is_followed = bool(node.content) and isinstance(node.content[0], Unit)
    return (head, "") if is_followed and not node.unit.is_sentence else ("", head)


def _find_bracket_end(text: str) -> int:
    """Return the offset behind the bracket that closes the first one, 0 if none does."""
    open_brackets = 0
    for offset, character in enumerate(text):
        open_brackets += (character in "（(") - (character in "）)")
        if open_brackets == 0:
            return offset + 1
    return 0


def _build_item(node: Node, build: Build) -> Provision:
    position = Position(node.unit.number, 1)
    head = build.captions.head(node)
    first = (Paragraph(Text(head), position),) if head else ()
    below = _build_nodes(node.content, None, build)
    return Provision(node.marker, None, None, (*first, *below), is_heading=False, position=position)
