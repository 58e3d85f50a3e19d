"""Every own check of the structure fails when it should."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.render.word.package import pack
from kitei.settings import Settings
from tests.render.word.samples import change_part, make_png
from tests.render.word.structure import find_structure_faults


@pytest.fixture(scope="module")
def written(sample_editions: dict[str, Edition], settings: Settings) -> bytes:
    return write_word(sample_editions["outline"], settings)


@pytest.mark.parametrize(
    ("pattern", "replacement", "fault"),
    [
        (rb'w:name="cl_purpose"', rb'w:name="cl_scope"', "is not unique"),
        (rb"<w:bookmarkEnd[^>]*/>", b"", "not closed one by one"),
        (rb'w:anchor="cl_scope"', rb'w:anchor="cl_nothing"', "missing bookmark cl_nothing"),
        (rb'w:fldCharType="end"', rb'w:fldCharType="separate"', "field mark separate"),
        (rb'<w:r><w:fldChar w:fldCharType="end"/></w:r>', b"", "field is not closed"),
        (rb'<w:pStyle w:val="BodyText"/>', b'<w:pStyle w:val="Gone"/>', "style Gone"),
        (rb'<w:tblStyle w:val="TableGrid"/>', b'<w:tblStyle w:val="BodyText"/>', "BodyText does"),
        (rb'<w:gridSpan w:val="2"/>', b'<w:gridSpan w:val="3"/>', "a row fills 4 of 3"),
        (rb"(<w:tc><w:tcPr>.*?</w:tcPr>)<w:p>.*?</w:p>", rb"\1", "end with a paragraph"),
        (rb'<w:vMerge w:val="restart"/>', b"", "goes on from nothing"),
        (rb"<w:r><w:t ", b"<w:r><w:rPr><w:vanish/></w:rPr><w:t ", "vanish is not allowed"),
        (rb'r:id="rId[0-9]+"', b'r:id="rId999"', "relation rId999 does not exist"),
    ],
)
def test_a_planted_fault_is_found(
    written: bytes, pattern: bytes, replacement: bytes, fault: str
) -> None:
    assert find_structure_faults(written) == []
    faults = find_structure_faults(change_part(written, pattern, replacement))
    assert any(fault in found for found in faults), faults


def test_a_stray_part_is_found(written: bytes) -> None:
    with zipfile.ZipFile(BytesIO(written)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    stray = find_structure_faults(pack(parts | {"word/comments.xml": b"<x/>"}))
    assert stray == ["part not allowed: word/comments.xml", "stray part word/comments.xml"]
    del parts["word/settings.xml"]
    assert find_structure_faults(pack(parts)) == ["missing part word/settings.xml"]


def test_a_drawing_id_used_twice_is_found(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    body = '![一](a.png "図")\n\n![二](b.png)\n'
    pictures = {"a.png": make_png(2, 2), "b.png": make_png(3, 3)}
    data = write_word(make_edition(body, pictures=pictures), settings)
    assert find_structure_faults(data) == []
    doubled = change_part(data, rb'(docPr id=")([0-9]+)(".*docPr id=")[0-9]+"', rb'\1\2\3\2"')
    assert any("docPr id" in fault for fault in find_structure_faults(doubled))
