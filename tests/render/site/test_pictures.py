import struct

import pytest

from kitei.errors import RenderError
from kitei.render.site.pictures import is_picture_name, measure_picture
from tests.render.site.editions import make_png


def make_jpeg(width: int, height: int) -> bytes:
    frame = struct.pack(">BBHBHHB", 0xFF, 0xC2, 8, 8, height, width, 0)
    return b"\xff\xd8\xff\xe0\x00\x04ab" + frame + b"\xff\xda\x00\x02\xff\xd9"


def test_the_size_of_a_png_and_of_a_jpeg_is_found() -> None:
    assert measure_picture(make_png(), "a.png") == (4, 2)
    assert measure_picture(make_jpeg(640, 480), "a.jpg") == (640, 480)


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", make_png()[:20], make_jpeg(1, 1)[:9], b"\xff\xd8\xff\xda\x00\x02"]
)
def test_what_has_no_size_is_refused(data: bytes) -> None:
    with pytest.raises(RenderError, match="大きさ"):
        measure_picture(data, "a.png")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("organisation-chart.png", True),
        ("a.jpg", True),
        ("../a.png", False),
        ("a/b.png", False),
        ("A.png", False),
        ("a.svg", False),
        ('a".png', False),
        ("a.png\n", False),
    ],
)
def test_only_plain_names_are_names_of_pictures(name: str, expected: bool) -> None:
    assert is_picture_name(name) is expected
