"""The text of a document as blocks of the stage: headings in Markdown, everything else in HTML.

Headings are Markdown so that the generator makes the list of contents; the rest is HTML because
the generator's Markdown flattens nested lists.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.provision import Block, Paragraph, Provision
from kitei.model.text import measure_width
from kitei.render.site.addresses import page_folder
from kitei.render.site.anchors import Anchor
from kitei.render.site.blocks import render_block
from kitei.render.site.escaping import escape_html, escape_markdown
from kitei.render.site.inline import Setting, render_caption, render_text

MAX_LEVEL = 6
_WORDS = {*CONTAINERS, *WHOLES, "article", "ordinal"}


def render_body(setting: Setting) -> list[str]:
    """Return the blocks of a document's text, in order."""
    return list(_render_content(setting.volume.document.content, setting, 1))


def _render_content(
    content: tuple[Block | Provision, ...], setting: Setting, level: int, inset: str = ""
) -> Iterator[str]:
    """Yield the blocks of a heading's content; `level` and `inset` are the heading's own."""
    column = _column_class(node for node in content if _is_heading(node))
    for is_heading, group in groupby(content, _is_heading):
        nodes = tuple(group)
        if not is_heading:
            inner = _render_nodes(nodes, setting)
            classes = f"body level-{min(level, MAX_LEVEL)} {inset}".strip()
            yield f'<div class="{classes}">\n{inner}\n</div>'
            continue
        for node in nodes:
            if isinstance(node, Provision):
                below = setting.at(setting.volume.places.get(node))
                yield _render_heading(node, below, min(level + 1, MAX_LEVEL), column)
                yield from _render_content(node.content, below, level + 1, _inset(node, column))


def _is_heading(node: Block | Provision) -> bool:
    return isinstance(node, Provision) and node.is_heading


def _render_heading(provision: Provision, setting: Setting, level: int, column: str) -> str:
    anchor = setting.volume.anchor(provision)
    caption = render_caption(provision.caption, setting) if provision.caption else ""
    marker = escape_markdown(str(provision.marker or ""))
    classes = ("deleted" if provision.is_deleted else "", _inset(provision, column))
    attributes = "".join(f" .{name}" for name in classes if name)
    return (
        f"{'#' * level} {_second_anchor(anchor)}{_span(marker)}"
        f"{_separator(provision)}{caption}{_link_sign(anchor, setting)}"
        f" {{#{anchor.id}{attributes}}}"
    )


def _inset(provision: Provision, column: str) -> str:
    """Return the column of a heading whose marker hangs; 第1条 and 附則 stand in the line."""
    hangs = provision.marker is not None and provision.marker.kind not in _WORDS
    return column if hangs else ""


def _span(marker: str) -> str:
    return f'<span class="marker">{marker}</span>' if marker else ""


def _separator(provision: Provision) -> str:
    """Return what stands between marker and caption: nothing before （目的）."""
    has_both = provision.marker and provision.caption
    return " " if has_both and not provision.has_attached_caption else ""


def _second_anchor(anchor: Anchor) -> str:
    return f'<a id="{anchor.address}"></a>' if anchor.address else ""


def _link_sign(anchor: Anchor, setting: Setting) -> str:
    """Return the signs behind a provision: its address, and the same one in the text in force.

    Neither holds text, which would come into the list of contents; their looks are in the CSS.
    """
    if not anchor.id or setting.place is None:
        return ""
    cited = setting.volume.places.cite(setting.place) or setting.place.provision.label
    label = escape_markdown(f"{cited}へのリンク")
    sign = f'<a class="permalink" href="#{anchor.id}" aria-label="{label}" title="{label}"></a>'
    if anchor.id not in setting.kept:
        return sign
    href = f"{setting.root}{page_folder(setting.volume.document.id)}#{anchor.id}"
    label = escape_markdown(f"施行中の規定（{cited}）")
    return f'{sign}<a class="in-force" href="{href}" aria-label="{label}" title="{label}"></a>'


def _render_nodes(nodes: Iterable[Block | Provision], setting: Setting) -> str:
    """Return blocks and items as HTML, each run of items with one kind of marker as one list."""
    parts = []
    for kind, group in groupby(nodes, _item_kind):
        run = tuple(group)
        if kind is None:
            parts += [render_block(n, setting) for n in run if not isinstance(n, Provision)]
        else:
            parts.append(_render_list([n for n in run if isinstance(n, Provision)], kind, setting))
    return "\n".join(parts)


def _item_kind(node: Block | Provision) -> str | None:
    """Return the kind of an item's marker, empty without one; None for what is no item."""
    if not isinstance(node, Provision):
        return None
    return node.marker.kind if node.marker else ""


def _render_list(items: list[Provision], kind: str, setting: Setting) -> str:
    """Return a list. 号 of an article's unnumbered first 項 stand as deep as those of 項 2."""
    lines = "\n".join(_render_item(item, setting) for item in items)
    above = setting.place.marker.kind if setting.place and setting.place.marker else ""
    classes = ["items", _column_class(items)]
    if above == "article" and kind != "arabic":
        classes.append("items-of-first")
    return f'<ul class="{" ".join(classes)}">\n{lines}\n</ul>'


def _render_item(item: Provision, setting: Setting) -> str:
    below = setting.at(setting.volume.places.get(item))
    anchor = setting.volume.anchor(item)
    content = item.content
    lead = ""
    if content and isinstance(content[0], Paragraph):
        lead, content = render_text(content[0].text, below), content[1:]
    caption = f"<b>{render_caption(item.caption, below)}</b>" if item.caption else ""
    marker = _span(escape_html(str(item.marker or "")))
    text = " ".join(part for part in (marker, caption, lead) if part)
    identifier = f' id="{anchor.id}"' if anchor.id else ""
    first = f'<p class="lead">{_second_anchor(anchor)}{text}{_link_sign(anchor, below)}</p>'
    rest = _render_nodes(content, below)
    classes = ' class="deleted"' if item.is_deleted else ""
    return f"<li{identifier}{classes}>{first}" + (f"\n{rest}" if rest else "") + "</li>"


def _column_class(nodes: Iterable[Block | Provision]) -> str:
    """Return the class whose column holds the longest marker among siblings."""
    widths = [
        measure_width(str(node.marker))
        for node in nodes
        if isinstance(node, Provision) and node.marker and node.marker.kind not in _WORDS
    ]
    return f"column-{min(max(widths), 12)}" if widths else "column-0"
