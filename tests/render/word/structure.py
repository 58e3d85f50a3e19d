"""Own checks of a Word file's structure, for faults that the Open XML SDK does not report."""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ALLOWED_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|custom)\.xml"
    r"|word/(?:document|styles|settings|(?:header|footer)[0-9])\.xml"
    r"|word/_rels/(?:document|header[0-9])\.xml\.rels|word/media/image[0-9]+\.(?:png|jpg)"
)
# Nothing of an editor's work, nothing unseen.
_FORBIDDEN = ("vanish", "comment", "ins", "del", "rsid", "proofErr", "updateFields", "webHidden")


def find_structure_faults(data: bytes) -> list[str]:
    """Return what is wrong with the structure of a Word file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    faults = [f"part not allowed: {name}" for name in parts if not ALLOWED_PART.fullmatch(name)]
    faults += _check_relations(parts)
    styles = {
        style.get(W + "styleId"): style.get(W + "type")
        for style in etree.fromstring(parts["word/styles.xml"]).iter(W + "style")
    }
    for name in sorted(parts):
        if re.fullmatch(r"word/(?:document|header\d|footer\d)\.xml", name):
            root = etree.fromstring(parts[name])
            faults += [f"{name}: {fault}" for fault in _check_part(root, styles)]
    return faults


def _check_part(root: etree._Element, styles: dict[str | None, str | None]) -> Iterator[str]:
    yield from _check_bookmarks(root)
    yield from _check_fields(root)
    yield from _check_styles(root, styles)
    for table in root.iter(W + "tbl"):
        yield from _check_table(table)
    drawn = Counter(e.get("id") for e in root.iter("{*}docPr"))
    yield from (
        f"docPr id {key} is used {count} times" for key, count in drawn.items() if count > 1
    )
    for element in root.iter(*(W + name for name in _FORBIDDEN)):
        yield f"{etree.QName(element).localname} is not allowed"


def _check_bookmarks(root: etree._Element) -> Iterator[str]:
    starts, ends = list(root.iter(W + "bookmarkStart")), list(root.iter(W + "bookmarkEnd"))
    names = Counter(str(start.get(W + "name")).lower() for start in starts)
    yield from (f"bookmark {name} is not unique" for name, count in names.items() if count > 1)
    started = Counter(start.get(W + "id") for start in starts)
    if (
        started != Counter(end.get(W + "id") for end in ends)
        or max(started.values(), default=1) > 1
    ):
        yield "bookmarks are not closed one by one"
    for link in root.iter(W + "hyperlink"):
        anchor = link.get(W + "anchor")
        if anchor is not None and anchor.lower() not in names:
            yield f"link to the missing bookmark {anchor}"


def _check_fields(root: etree._Element) -> Iterator[str]:
    state = []
    for mark in root.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            state.append(kind)
        elif kind == "separate" and state and state[-1] == "begin":
            state[-1] = "separate"
        elif kind == "end" and state and state[-1] == "separate":
            state.pop()
        else:
            yield f"field mark {kind} out of order"
    if state:
        yield "a field is not closed"


def _check_styles(root: etree._Element, styles: dict[str | None, str | None]) -> Iterator[str]:
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for tag, kind in kinds.items():
        for use in root.iter(W + tag):
            if styles.get(use.get(W + "val")) != kind:
                yield f"{kind} style {use.get(W + 'val')} does not exist"


def _check_table(table: etree._Element) -> Iterator[str]:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    above: dict[int, int] = {}
    for row in table.findall(f"{W}tr"):
        column, current = 0, {}
        for cell in row.findall(f"{W}tc"):
            span, merge = _read_cell(cell)
            if len(cell) == 0 or cell[-1].tag != W + "p":
                yield "a cell does not end with a paragraph"
            if merge == "continue" and above.get(column) != span:
                yield "a merged cell goes on from nothing"
            if merge:
                current[column] = span
            column += span
        if column != columns:
            yield f"a row fills {column} of {columns} columns"
        above = current


def _read_cell(cell: etree._Element) -> tuple[int, str | None]:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    width = int(str(span.get(W + "val"))) if span is not None else 1
    return width, merge.get(W + "val", "continue") if merge is not None else None


def _check_relations(parts: dict[str, bytes]) -> Iterator[str]:
    reached = {"[Content_Types].xml"}
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        folder, base = posixpath.split(name.removesuffix(".rels"))
        folder = posixpath.dirname(folder)
        reached.add(name)
        ids = set()
        for relation in etree.fromstring(content).iter(_RELATION):
            ids.add(relation.get("Id"))
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/" + folder, str(relation.get("Target")))
                reached.add(posixpath.normpath(target).lstrip("/"))
        if base:
            root = etree.fromstring(parts[posixpath.join(folder, base)])
            used = {
                value for e in root.iter() for key, value in e.attrib.items() if key.startswith(_R)
            }
            yield from (f"relation {key} does not exist" for key in sorted(used - ids))
    yield from (f"stray part {name}" for name in sorted(set(parts) - reached))
    yield from (f"missing part {name}" for name in sorted(reached - set(parts)))
