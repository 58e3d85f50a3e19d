"""Headings: their levels, how they look, and what stands between marker and caption."""

from collections.abc import Iterator

from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.provision import Block, Provision
from kitei.render.word.body import Body
from kitei.render.word.elements import Element, make_run
from kitei.render.word.formats import BODY_SIZE, Indent, ParagraphFormat
from kitei.render.word.indents import Hang
from kitei.render.word.styles import DEEPEST_HEADING, HEADING_SIZES
from kitei.source.markdown_writer import heading_depth

Node = Block | Provision
_CENTRED = (*CONTAINERS, "preface", "supplement")


def heading_level(provision: Provision, above: int) -> int:
    """Return the level of a heading below one of level `above`, as in the source."""
    return min(heading_depth(provision, above), DEEPEST_HEADING)


def level_headings(content: tuple[Node, ...], above: int = 0) -> Iterator[tuple[Provision, int]]:
    """Yield every heading with its level, in the order of the text."""
    for node in content:
        if isinstance(node, Provision) and node.is_heading:
            level = heading_level(node, above)
            yield node, level
            yield from level_headings(node.content, level)
        elif isinstance(node, Provision):
            yield from level_headings(node.content, above)


def heading_scale(level: int) -> float:
    """Return the size of a heading's letters as a multiple of the body's."""
    return HEADING_SIZES[level - 1] / BODY_SIZE


def separator(provision: Provision) -> str:
    """Return what stands between marker and caption: a tab, a space before a centred title."""
    if provision.marker is None or not provision.caption or provision.has_attached_caption:
        return ""
    is_titled = provision.marker.kind in (*CONTAINERS, *WHOLES, "article")
    return "\u3000" if is_titled else "\t"


def add_heading(body: Body, provision: Provision, level: int, at: Hang) -> None:
    """Write a heading of a level at its place on the line."""
    kind = provision.marker.kind if provision.marker else None
    is_centred = kind in _CENTRED or (kind is None and level == 1)
    form = ParagraphFormat(
        f"Heading{level}",
        indent=_choose_indent(provision, at),
        align="center" if is_centred else None,
    )
    body.add_paragraph(form, *body.bookmarks.wrap(provision, _make_runs(body, provision)))


def _choose_indent(provision: Provision, at: Hang) -> Indent | None:
    if separator(provision) == "\t":
        return Indent(at.text, at.marker - at.text, in_characters=False)
    return Indent(at.marker, in_characters=False) if at.marker else None


def _make_runs(body: Body, provision: Provision) -> list[Element]:
    runs = [make_run(str(provision.marker))] if provision.marker else []
    if between := separator(provision):
        runs.append(make_run(between))
    return runs + (body.make_runs(provision.caption) if provision.caption else [])


def begins_page(provision: Provision, previous: Node | None, level: int) -> bool:
    """Return whether a heading starts a page: 編, 章, 様式, and the first 別表 of several.

    The first 章 of a 編 stays with it.
    """
    kind = provision.marker.kind if provision.marker else ""
    if kind == "appendix":
        before = previous.marker if isinstance(previous, Provision) else None
        return before is None or before.kind != "appendix"
    if kind == "chapter":
        return level == 1 or previous is not None
    return kind in ("part", "form")
