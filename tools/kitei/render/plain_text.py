"""A document as plain text to be read: its characters and markers, without Markdown."""

from collections.abc import Iterable, Iterator

from kitei.model.document import Document
from kitei.model.provision import Block, Paragraph, Picture, Provision, Table

_STEP = "　"


def render_text(document: Document) -> str:
    """Return title, cover and text; each level of items stands one character deeper."""
    lines = [document.meta.title, *document.meta.cover, *_write(document.content, 0)]
    return "\n".join(lines) + "\n"


def _write(content: Iterable[Block | Provision], depth: int) -> Iterator[str]:
    for node in content:
        if isinstance(node, Provision):
            yield from _write_heading(node) if node.is_heading else _write_item(node, depth)
        else:
            yield from _write_block(node, _STEP * depth)


def _write_heading(provision: Provision) -> Iterator[str]:
    between = "" if provision.has_attached_caption else " "
    yield ""
    yield between.join(str(part) for part in (provision.marker, provision.caption) if part)
    yield from _write(provision.content, 1)


def _write_item(provision: Provision, depth: int) -> Iterator[str]:
    first, *rest = provision.content or (None,)
    lead = str(first.text) if isinstance(first, Paragraph) else ""
    yield _STEP * depth + " ".join(filter(None, (str(provision.marker or ""), lead)))
    yield from _write(rest if lead or first is None else provision.content, depth + 1)


def _write_block(block: Block, indent: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield indent + str(block.text)
    elif isinstance(block, Picture):
        yield f"{indent}［図: {block.alt}］"
        if block.caption:
            yield indent + str(block.caption)
    else:
        yield from _write_table(block, indent)


def _write_table(table: Table, indent: str) -> Iterator[str]:
    if table.caption:
        yield indent + str(table.caption)
    for row in table.rows:
        yield indent + " | ".join(str(cell.text) for cell in row)
