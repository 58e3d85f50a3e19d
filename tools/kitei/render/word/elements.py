"""Elements of WordprocessingML: the smallest pieces that every other module here is built from."""

import re
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from kitei.errors import RenderError

Element = BaseOxmlElement

# What XML 1.0 cannot hold; the checks refuse it in texts, but not every text was checked.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def make(tag: str, *children: Element | None, **attributes: str | float) -> Element:
    """Return an element; attributes are of the namespace w, children that are None are left out."""
    element = cast(Element, OxmlElement(tag))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def clean(text: str) -> str:
    """Return the text, or raise RenderError where a character cannot stand in a Word file."""
    if match := _UNWRITABLE.search(text):
        raise RenderError(
            f"Wordに書けない文字U+{ord(match.group()):04X}があります: {text[:40]!r}",
            "その文字を取り除いてください。",
        )
    return text


def make_run(text: str, *, style: str | None = None) -> Element:
    """Return a run of the text; a tab character becomes a tab."""
    run = make("w:r", make("w:rPr", make("w:rStyle", val=style)) if style else None)
    for index, piece in enumerate(clean(text).split("\t")):
        if index:
            run.append(make("w:tab"))
        if piece:
            run.append(_make_text("w:t", piece))
    return run


def _make_text(tag: str, text: str) -> Element:
    element = make(tag)
    element.text = text
    element.set(_XML_SPACE, "preserve")
    return element


def make_field(instruction: str, shown: str) -> list[Element]:
    """Return the runs of a complex field with the result shown until Word computes it."""
    return [*begin_field(instruction), make_run(shown), end_field()]


def begin_field(instruction: str) -> list[Element]:
    """Return the runs that open a complex field, up to its result."""
    return [
        make("w:r", make("w:fldChar", fldCharType="begin")),
        make("w:r", _make_text("w:instrText", f" {instruction} ")),
        make("w:r", make("w:fldChar", fldCharType="separate")),
    ]


def end_field() -> Element:
    """Return the run that closes a complex field."""
    return make("w:r", make("w:fldChar", fldCharType="end"))


def walk(element: Element, *tags: str) -> list[Element]:
    """Return the elements of these tags (`w:p`) below one, in their order."""
    return [cast(Element, found) for found in element.iter(*map(qn, tags))]


def find(element: Element, *path: str) -> Element | None:
    """Return the first element on a path of tags below one."""
    return cast(Element | None, element.find("/".join(map(qn, path))))


def to_bytes(element: Element) -> bytes:
    """Return an element as the content of a part."""
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
