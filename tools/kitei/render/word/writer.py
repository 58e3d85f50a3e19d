"""A document as a Word file: the order of its parts."""

from io import BytesIO

from kitei.model.edition import Edition
from kitei.render.word.body import Body
from kitei.render.word.bookmarks import assign_bookmarks
from kitei.render.word.contents import add_contents, contents_hang
from kitei.render.word.cover import add_cover
from kitei.render.word.history import add_history
from kitei.render.word.package import repack
from kitei.render.word.properties import write_properties
from kitei.render.word.provisions import add_provisions
from kitei.render.word.running import add_running_heads
from kitei.render.word.styles import make_styles
from kitei.render.word.template import open_template
from kitei.settings import Settings


def write_word(edition: Edition, settings: Settings) -> bytes:
    """Return the document as a Word file; the same edition gives the same bytes.

    Raises RenderError where a picture is missing or a character cannot be written.
    """
    body = _open_body(edition, settings)
    add_cover(body)
    add_contents(body)
    add_provisions(body)
    add_history(body)
    add_running_heads(body)
    target = BytesIO()
    body.word.save(target)
    return repack(target.getvalue())


def _open_body(edition: Edition, settings: Settings) -> Body:
    document = edition.document
    items = (item for item in document.walk() if not item.is_heading and item.marker)
    kinds = dict.fromkeys(item.marker.kind for item in items if item.marker)
    hang = contents_hang(document)
    styles = make_styles(settings.word, document.style, kinds, contents_hang=hang)
    word = open_template(styles, write_properties(edition, settings))
    return Body(word, edition, settings, assign_bookmarks(document))
