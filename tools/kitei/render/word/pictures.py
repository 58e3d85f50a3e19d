"""Pictures: alt text, neutral names, no metadata, never wider than the text."""

from collections.abc import Mapping
from io import BytesIO
from typing import cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
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

# Width and height of what is left of a page with a caption below the picture, in twips.
_PAGE = (TEXT_WIDTH, round(TEXT_HEIGHT * 0.85))
# The line around a picture, in English metric units: three quarters of a point.
_LINE = 9525


def add_picture(body: Body, picture: Picture) -> None:
    """Write a picture with its caption below."""
    form = ParagraphFormat("Figure", keep_next=picture.caption is not None)
    paragraph = body.add_paragraph(form)
    draw_picture(body.word, paragraph, picture, body.edition.pictures)
    if picture.caption:
        body.add_paragraph(ParagraphFormat("FigureCaption"), make_run(picture.caption))


def draw_picture(
    word: WordDocument,
    paragraph: Element,
    picture: Picture,
    files: Mapping[str, bytes],
    *,
    room: tuple[int, int] = _PAGE,
) -> None:
    """Put a picture into a paragraph, no wider and no taller than `room`, in twips."""
    data = BytesIO(_find_bytes(picture, files))
    shape = WordParagraph(cast(CT_P, paragraph), word._body).add_run().add_picture(data)
    shape.width, shape.height = _fit(shape.width, shape.height, room)
    for inline in paragraph.iter(qn("wp:inline")):
        # LibreOffice takes what is not said for an eighth of an inch beside the picture.
        inline.attrib.update({f"dist{side}": "0" for side in "TBLR"})
    _describe(paragraph, clean(picture.alt))


def _find_bytes(picture: Picture, files: Mapping[str, bytes]) -> bytes:
    data = files.get(picture.source)
    if data is None:
        raise RenderError(
            f"図「{picture.source}」がありません。",
            "文書と同じフォルダに置いてください。",
        )
    return strip_metadata(data, picture.source)


def _fit(width: Length, height: Length, room: tuple[int, int]) -> tuple[Length, Length]:
    """Return the size of a picture, made smaller where it would not fit."""
    scale = min(1.0, Twips(room[0]) / width, Twips(room[1]) / height)
    return Emu(round(width * scale)), Emu(round(height * scale))


def _describe(paragraph: Element, alt: str) -> None:
    """Set the alt text; the name says only which picture of the file it is."""
    for properties in paragraph.xpath(".//wp:docPr"):
        name = f"図{properties.get('id')}"
        properties.set("name", name)
        properties.set("descr", alt)
    for properties in paragraph.xpath(".//pic:cNvPr"):
        properties.set("name", name)


def frame_picture(paragraph: Element) -> None:
    """Draw a dashed line around the picture of a paragraph."""
    line = OxmlElement("a:ln", {"w": str(_LINE)})
    fill = OxmlElement("a:solidFill")
    fill.append(OxmlElement("a:srgbClr", {"val": "000000"}))
    line.extend([fill, OxmlElement("a:prstDash", {"val": "dash"})])
    for properties in paragraph.iter(qn("pic:spPr")):
        properties.append(line)


def number_pictures(word: WordDocument) -> None:
    """Number the pictures in their order: those made apart from the text know no others."""
    for number, properties in enumerate(word.element.body.iter(qn("wp:docPr")), 1):
        properties.set("id", str(number))
        properties.set("name", f"図{number}")
        for inner in properties.getparent().iter(qn("pic:cNvPr")):
            inner.set("name", f"図{number}")
