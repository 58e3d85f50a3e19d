"""Pictures: alt text, neutral names, no metadata, never wider than the text."""

from io import BytesIO
from typing import cast

from docx.oxml.text.paragraph import CT_P
from docx.shared import Emu, Length, Twips
from docx.text.paragraph import Paragraph as WordParagraph

from kitei.errors import RenderError
from kitei.model.provision import Picture
from kitei.render.picture_metadata import strip_metadata
from kitei.render.word.body import Body
from kitei.render.word.elements import Element, clean, make_run
from kitei.render.word.formats import ParagraphFormat
from kitei.render.word.page import TEXT_HEIGHT, TEXT_WIDTH

# Room for the caption below.
_TALLEST = TEXT_HEIGHT * 0.85


def add_picture(body: Body, picture: Picture) -> None:
    """Write a picture with its caption below."""
    form = ParagraphFormat("Figure", keep_next=picture.caption is not None)
    paragraph = WordParagraph(cast(CT_P, body.add_paragraph(form)), body.word._body)
    shape = paragraph.add_run().add_picture(BytesIO(_find_bytes(body, picture)))
    shape.width, shape.height = _fit(shape.width, shape.height)
    _describe(paragraph._p, clean(picture.alt))
    if picture.caption:
        body.add_paragraph(ParagraphFormat("FigureCaption"), make_run(picture.caption))


def _find_bytes(body: Body, picture: Picture) -> bytes:
    data = body.edition.pictures.get(picture.source)
    if data is None:
        raise RenderError(
            f"図「{picture.source}」がありません。",
            "文書と同じフォルダに置いてください。",
        )
    return strip_metadata(data, picture.source)


def _fit(width: Length, height: Length) -> tuple[Length, Length]:
    """Return the size of a picture, made smaller where it would not fit the text area."""
    scale = min(1.0, Twips(TEXT_WIDTH) / width, Twips(round(_TALLEST)) / height)
    return Emu(round(width * scale)), Emu(round(height * scale))


def _describe(paragraph: Element, alt: str) -> None:
    """Set the alt text; the name says only which picture of the file it is."""
    for properties in paragraph.xpath(".//wp:docPr"):
        name = f"図{properties.get('id')}"
        properties.set("name", name)
        properties.set("descr", alt)
    for properties in paragraph.xpath(".//pic:cNvPr"):
        properties.set("name", name)
