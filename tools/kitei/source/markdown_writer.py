"""The tree of provisions to canonical Markdown: what the reader reads back as the same tree."""

from collections.abc import Iterable

from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.provision import Block, Paragraph, Picture, Provision
from kitei.model.text import Text
from kitei.source.inline import escape, escape_label, escape_line_start, write_inline
from kitei.source.tables import write_table


def write_body(content: Iterable[Block | Provision]) -> str:
    """Return the content as canonical Markdown, one paragraph a line, ending in a line end."""
    lines = _write_content(tuple(content), 0)
    return "\n".join(lines) + "\n" if lines else ""


def _write_content(content: tuple[Block | Provision, ...], depth: int) -> list[str]:
    """Return the lines of a heading's content; `depth` is the heading's number of hash signs."""
    lines: list[str] = []
    loose = has_loose_items(content)
    for index, node in enumerate(content):
        follows_item = index > 0 and is_item(content[index - 1])
        if lines and not (follows_item and is_item(node) and not loose):
            lines.append("")
        lines += _write_node(node, depth)
    return lines


def is_item(node: Block | Provision) -> bool:
    """Return whether the node is an item of a list."""
    return isinstance(node, Provision) and not node.is_heading


def has_loose_items(content: Iterable[Block | Provision]) -> bool:
    """Return whether an item holds more than its text and further items."""
    return any(
        any(not isinstance(block, Paragraph) for block in node.blocks) or len(node.blocks) > 1
        for node in content
        if isinstance(node, Provision) and not node.is_heading
    )


def _write_node(node: Block | Provision, depth: int) -> list[str]:
    if isinstance(node, Provision):
        return _write_heading(node, depth) if node.is_heading else _write_item(node)
    if isinstance(node, Paragraph):
        return [escape_line_start(write_inline(node.text))]
    if isinstance(node, Picture):
        return [_write_picture(node)]
    return write_table(node)


def heading_depth(provision: Provision, parent_depth: int) -> int:
    """Return the number of hash signs of a heading: 章 and 附則 `#`, 1 and 第1条 at least `##`."""
    kind = provision.marker.kind if provision.marker else None
    is_outer = kind in CONTAINERS or kind in WHOLES or (kind is None and parent_depth == 0)
    return parent_depth + 1 if is_outer else max(2, parent_depth + 1)


def _write_heading(provision: Provision, parent_depth: int) -> list[str]:
    depth = heading_depth(provision, parent_depth)
    line = "#" * depth + " " + _write_label(provision)
    below = _write_content(provision.content, depth)
    return [line, "", *below] if below else [line]


def _write_label(provision: Provision) -> str:
    marker, caption = str(provision.marker or ""), write_inline(provision.caption or Text(""))
    if marker and caption and not provision.has_attached_caption:
        marker += " "
    if caption.endswith("#"):
        caption = caption[:-1] + "\\#"
    identifier = f" {{#{provision.id}}}" if provision.id else ""
    return marker + caption + identifier


def _write_item(provision: Provision) -> list[str]:
    content = provision.content
    text = ""
    if content and isinstance(content[0], Paragraph):
        text = write_inline(content[0].text)
        content = content[1:]
    marker = str(provision.marker) if provision.marker else ""
    first = f"{marker} {text}".strip(" ") if marker else escape_line_start(text)
    identifier = f" {{#{provision.id}}}" if provision.id else ""
    lines = [f"- {first}{identifier}"]
    if content and not is_item(content[0]):
        lines.append("")
    below = _write_content(content, 0)
    return lines + ["  " + line if line else "" for line in below]


def _write_picture(picture: Picture) -> str:
    caption = f' "{_escape_title(picture.caption)}"' if picture.caption else ""
    return f"![{escape_label(picture.alt)}]({picture.source}{caption})"


def _escape_title(title: str) -> str:
    return escape(title).replace('"', '\\"')
