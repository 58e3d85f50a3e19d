"""Links to the files that a reader may take away."""

from kitei.model.document import Document
from kitei.render.site.escaping import escape_html


def render_download(document: Document, data: bytes, prefix: str) -> str:
    """Return the link to a Word file; `prefix` leads from the page to the document's folder."""
    kilobytes = max(1, round(len(data) / 1024))
    href = escape_html(f"{prefix}{document.id}.docx")
    return (
        f'<p class="download"><a href="{href}" download>Wordファイル'
        f'<span class="size">（docx・{kilobytes}KB）</span></a></p>'
    )
