"""The properties of a Word file: whose it is, which version, of which day; nothing by default."""

from datetime import date
from xml.sax.saxutils import escape

from kitei.model.edition import Edition
from kitei.render.word.dates import decision_day, get_decided
from kitei.render.word.elements import clean
from kitei.settings import Settings

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
# The format id that Office gives every custom property; its numbers start with 2.
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
DOCUMENT_ID = "kitei-document"


def write_properties(edition: Edition, settings: Settings) -> dict[str, bytes]:
    """Return the parts below docProps: core and custom properties."""
    return {
        "docProps/core.xml": _write_core(edition, settings),
        "docProps/custom.xml": _write_custom({DOCUMENT_ID: edition.document.id}),
    }


def _write_core(edition: Edition, settings: Settings) -> bytes:
    organisation = settings.organisation.name
    revision = get_decided(edition)
    rows = {
        "dc:title": edition.document.meta.title,
        "dc:subject": edition.document.meta.kind.label,
        "dc:creator": organisation,
        "cp:lastModifiedBy": organisation,
        "cp:category": edition.audience.title,
        "dc:identifier": edition.document.id,
        "dc:language": "ja-JP",
        "cp:version": revision.number if revision else "",
        "cp:contentStatus": revision.kind.label if revision else "案",
    }
    body = "".join(f"<{tag}>{_escape(text)}</{tag}>" for tag, text in rows.items() if text)
    body += "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{tag}>'
        for tag, day in _dates(edition).items()
    )
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{body}</cp:coreProperties>'
    ).encode()


def _dates(edition: Edition) -> dict[str, date]:
    """Return the days of the first and of the last decision; none where none is recorded."""
    in_order = sorted(edition.revisions, key=lambda revision: revision.order)
    days = [day for revision in in_order if (day := decision_day(revision)) is not None]
    return {"created": days[0], "modified": days[-1]} if days else {}


def _write_custom(values: dict[str, str]) -> bytes:
    rows = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{_escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return (
        f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties"'
        f' xmlns:vt="{_OFFICE}/docPropsVTypes">{rows}</Properties>'
    ).encode()


def _escape(text: str) -> str:
    return escape(clean(text))
