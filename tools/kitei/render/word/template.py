"""The empty Word file that a document is written into: own parts only, built by code."""

from collections.abc import Mapping
from io import BytesIO
from typing import cast
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import nsmap
from docx.oxml.parser import OxmlElement

from kitei.render.word.elements import Element, make, to_bytes
from kitei.render.word.package import pack
from kitei.render.word.page import PORTRAIT, Page, make_section

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_CONTENT_TYPES = {
    "word/document.xml": f"{_WORD_TYPE}.document.main+xml",
    "word/styles.xml": f"{_WORD_TYPE}.styles+xml",
    "word/settings.xml": f"{_WORD_TYPE}.settings+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_RELATIONS = {
    "word/document.xml": f"{_OFFICE}/officeDocument",
    "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
    "docProps/custom.xml": f"{_OFFICE}/custom-properties",
}
# Word titles its window 互換モード for anything below 15.
_COMPATIBILITY_MODE = 15
_COMPATIBILITY = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "adjustLineHeightInTable",
    "useFELayout",
)


def open_template(
    styles: Element, properties: Mapping[str, bytes], page: Page = PORTRAIT
) -> WordDocument:
    """Return a document without content; `properties` are the parts below docProps."""
    parts = {
        "[Content_Types].xml": _write_content_types(),
        "_rels/.rels": _write_relations(_RELATIONS),
        "word/document.xml": to_bytes(_make_document(page)),
        "word/_rels/document.xml.rels": _write_relations(
            {"styles.xml": f"{_OFFICE}/styles", "settings.xml": f"{_OFFICE}/settings"}
        ),
        "word/styles.xml": to_bytes(styles),
        "word/settings.xml": to_bytes(_make_settings()),
        **properties,
    }
    return docx.Document(BytesIO(pack(parts)))


def _make_document(page: Page) -> Element:
    """Return the main part, with the prefixes that links and pictures will want."""
    prefixes = {prefix: nsmap[prefix] for prefix in ("w", "r", "wp", "a", "pic")}
    document = cast(Element, OxmlElement("w:document", nsdecls=prefixes))
    document.append(make("w:body", make_section(page)))
    return document


def _write_content_types() -> bytes:
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
    }
    rows = [
        f"<Default Extension={quoteattr(extension)} ContentType={quoteattr(kind)}/>"
        for extension, kind in defaults.items()
    ]
    rows += [
        f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
        for name, kind in _CONTENT_TYPES.items()
    ]
    body = "".join(rows)
    return f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{body}</Types>'.encode()


def _write_relations(targets: Mapping[str, str]) -> bytes:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    namespace = f"{_PACKAGE}/relationships"
    return f'{_DECLARATION}<Relationships xmlns="{namespace}">{rows}</Relationships>'.encode()


def _make_settings() -> Element:
    mode = make(
        "w:compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=_COMPATIBILITY_MODE,
    )
    return make(
        "w:settings",
        make("w:zoom", percent=100),
        make("w:defaultTabStop", val=840),
        make("w:characterSpacingControl", val="compressPunctuation"),
        make("w:compat", *(make(f"w:{name}") for name in _COMPATIBILITY), mode),
        make("w:themeFontLang", val="ja-JP", eastAsia="ja-JP"),
    )
