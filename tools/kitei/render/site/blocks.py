"""Paragraphs, tables and pictures as HTML."""

from kitei.errors import RenderError
from kitei.model.provision import Block, Cell, Paragraph, Picture, Table
from kitei.render.site.escaping import escape_html
from kitei.render.site.inline import Setting, render_text
from kitei.render.site.pictures import is_picture_name, measure_picture


def render_block(block: Block, setting: Setting) -> str:
    """Return a block as HTML."""
    if isinstance(block, Paragraph):
        return f"<p>{render_text(block.text, setting)}</p>"
    if isinstance(block, Table):
        return _render_table(block, setting)
    return _render_picture(block, setting)


def _render_table(table: Table, setting: Setting) -> str:
    """Return a table in a frame that scrolls by itself, so that the page need not."""
    # A cell cannot reach out of the table's head: the head takes every row its cells reach into.
    head_rows = max((cell.rowspan for cell in table.rows[0]), default=1)
    head = "".join(_render_row(row, "th", setting) for row in table.rows[:head_rows])
    body = "".join(_render_row(row, "td", setting) for row in table.rows[head_rows:])
    caption = f"<caption>{render_text(table.caption, setting)}</caption>" if table.caption else ""
    label = escape_html(f"表 {table.caption or ''}".strip())
    return (
        f'<div class="table-frame" role="group" tabindex="0" aria-label="{label}">'
        f'<table class="table">{caption}<thead>{head}</thead>'
        + (f"<tbody>{body}</tbody>" if body else "")
        + "</table></div>"
    )


def _render_row(row: tuple[Cell, ...], element: str, setting: Setting) -> str:
    return f"<tr>{''.join(_render_cell(cell, element, setting) for cell in row)}</tr>"


def _render_cell(cell: Cell, element: str, setting: Setting) -> str:
    scope = ' scope="col"' if element == "th" else ""
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return f"<{element}{scope}{rows}{columns}>{render_text(cell.text, setting)}</{element}>"


def _render_picture(picture: Picture, setting: Setting) -> str:
    data = setting.volume.edition.pictures.get(picture.source)
    if data is None or not is_picture_name(picture.source):
        raise RenderError(
            f"文書「{setting.volume.document.id}」の図「{picture.source}」がありません。",
            "図のファイルを文書と同じフォルダーに置いてください（英小文字の名前、.pngか.jpg）。",
        )
    width, height = measure_picture(data, picture.source)
    image = (
        f'<img src="{escape_html(picture.source)}" alt="{escape_html(picture.alt)}"'
        f' width="{width}" height="{height}" loading="lazy">'
    )
    caption = f"<figcaption>{escape_html(picture.caption)}</figcaption>" if picture.caption else ""
    return f"<figure>{image}{caption}</figure>"
