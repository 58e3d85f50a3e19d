"""The container: order, dates, and the same bytes for the same parts."""

import zipfile
from io import BytesIO

from kitei.render.word.package import pack, repack

PARTS = {"word/b.xml": b"2", "_rels/.rels": b"1", "word/a.xml": b"3", "[Content_Types].xml": b"0"}


def test_content_types_and_relations_come_first_and_the_others_by_name() -> None:
    with zipfile.ZipFile(BytesIO(pack(PARTS))) as archive:
        names = archive.namelist()
        assert {entry.create_system for entry in archive.infolist()} == {0}
    assert names == ["[Content_Types].xml", "_rels/.rels", "word/a.xml", "word/b.xml"]


def test_order_and_time_of_day_of_a_package_leave_no_trace() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in reversed(PARTS.items()):
            archive.writestr(name, content)
    assert target.getvalue() != pack(PARTS)
    assert repack(target.getvalue()) == pack(PARTS)
