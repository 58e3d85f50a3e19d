"""Links to the files that a reader may take away."""

from kitei.render.site.escaping import escape_html


def render_download(href: str, data: bytes) -> str:
    """Return the button that gets a Word file."""
    return f'<p class="download">{link_word(href, data)}</p>'


def link_word(href: str, data: bytes, name: str = "Wordファイル") -> str:
    """Return the link to a Word file, with its size."""
    kilobytes = max(1, round(len(data) / 1024))
    return (
        f'<a href="{escape_html(href)}" download>{escape_html(name)}'
        f'<span class="size">（docx・{kilobytes}KB）</span></a>'
    )
