"""Reading tracked changes: what they are, and what is left when all are accepted or rejected."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.render.word.package import pack
from kitei.settings import Settings
from tests.render.word.samples import get_style, read_part
from tests.render.word.structure import W

_RULES = re.compile(r"[\s|+=\-]+")


def write_plain(edition: Edition, settings: Settings) -> bytes:
    """Return the edition's Word file without its contents list, which tracked files lack."""
    return _drop_contents(write_word(edition, settings))


def _drop_contents(data: bytes) -> bytes:
    root = read_part(data)
    for paragraph in list(root.iter(W + "p")):
        if get_style(paragraph).startswith(("TOC", "ContentsTitle")):
            paragraph.getparent().remove(paragraph)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return pack(parts | {"word/document.xml": etree.tostring(root)})


def squeeze_rules(text: str) -> str:
    """Return a text without white space and the lines that pandoc draws around tables."""
    return _RULES.sub("", text)


def read_left(data: bytes, *, accept: bool) -> list[str]:
    """Return the paragraphs that are left when all changes are accepted or rejected.

    A third reading beside those of pandoc and LibreOffice, after the words of the standard.
    """
    root = read_part(data)
    gone = W + ("del" if accept else "ins")
    return [text for text in _read_paragraphs(root[0], gone) if text]


def _read_paragraphs(body: etree._Element, gone: str) -> Iterator[str]:
    waiting = ""
    for paragraph in body.iter(W + "p"):
        if any(
            row.find(f"{W}trPr/{gone}") is not None for row in paragraph.iterancestors(W + "tr")
        ):
            continue
        waiting += _read_text(paragraph, gone)
        if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is None:
            yield waiting
            waiting = ""
    assert waiting == "", f"nothing ends {waiting!r}"


def _read_text(paragraph: etree._Element, gone: str) -> str:
    texts = {W + "t": "", W + "delText": "", W + "tab": "\t"}
    return "".join(
        (element.text or "") + texts[element.tag]
        for element in paragraph.iter(*texts)
        if element.getparent().tag == W + "r" and next(element.iterancestors(gone), None) is None
    )


def list_edits(data: bytes) -> list[tuple[str, str]]:
    """Return every change of characters as (ins or del, text), in order."""
    root = read_part(data)
    edits = []
    for mark in root.iter(W + "ins", W + "del"):
        text = "".join(t.text or "" for t in mark.iter(W + "t", W + "delText"))
        if text:
            edits.append((etree.QName(mark).localname, text))
    return edits
