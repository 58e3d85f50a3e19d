"""Provisions as paragraphs: literal markers, tabs and hanging indents; never Word's numbering."""

from dataclasses import dataclass

from kitei.model.provision import Block, Paragraph, Picture, Provision
from kitei.render.word.body import Body
from kitei.render.word.elements import make_run
from kitei.render.word.formats import Indent, ParagraphFormat
from kitei.render.word.headings import (
    Node,
    add_heading,
    begins_page,
    heading_level,
    heading_scale,
)
from kitei.render.word.indents import BULLET, Frame, Hang, frame_below, hang
from kitei.render.word.pictures import add_picture
from kitei.render.word.styles import provision_style
from kitei.render.word.tables import add_table


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where content goes: its edges, and the level of the heading above it."""

    frame: Frame
    level: int


def add_provisions(body: Body) -> None:
    """Write the whole text of the document."""
    _add_content(body, body.edition.document.content, _Spot(Frame(), 0))
    body.node = None


def _add_content(body: Body, content: tuple[Node, ...], spot: _Spot) -> None:
    markers = [node.marker for node in content if isinstance(node, Provision)]
    style = body.edition.document.style
    previous: Node | None = None
    for node in content:
        body.node = node
        if isinstance(node, Provision):
            level = heading_level(node, spot.level) if node.is_heading else spot.level
            scale = heading_scale(level) if node.is_heading else 1.0
            at = hang(node.marker, markers, spot.frame, style, scale=scale)
            if node.is_heading and begins_page(node, previous, level):
                body.break_page()
            below = _Spot(frame_below(node.marker, at, spot.frame, style), level)
            _add_provision(body, node, at, below)
        else:
            _add_block(body, node, spot.frame)
        previous = node


def _add_provision(body: Body, provision: Provision, at: Hang, below: _Spot) -> None:
    if provision.is_heading:
        add_heading(body, provision, below.level, at)
        _add_content(body, provision.content, below)
    else:
        _add_content(body, _add_item(body, provision, at), below)


def _add_item(body: Body, provision: Provision, at: Hang) -> tuple[Node, ...]:
    """Write the first line of a list item; return the content that is left."""
    marker = provision.marker
    runs = [make_run(str(marker or BULLET)), make_run("\t")]
    content = provision.content
    if content and isinstance(content[0], Paragraph):
        runs += body.make_runs(content[0].text)
        content = content[1:]
    form = ParagraphFormat(
        provision_style(marker.kind) if marker else "ProvisionBullet",
        indent=Indent(at.text, at.marker - at.text),
    )
    body.add_paragraph(form, *body.bookmarks.wrap(provision, runs))
    return content


def _add_block(body: Body, block: Block, frame: Frame) -> None:
    if isinstance(block, Paragraph):
        form = ParagraphFormat("BodyText", indent=Indent(frame.text, 1))
        body.add_paragraph(form, *body.make_runs(block.text))
    elif isinstance(block, Picture):
        add_picture(body, block)
    else:
        add_table(body, block)
