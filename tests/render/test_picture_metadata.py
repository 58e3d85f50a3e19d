"""Only the parts of a picture that draw are kept."""

import struct

import pytest

from kitei.errors import RenderError
from kitei.render.picture_metadata import strip_metadata
from tests.render.word.samples import make_png


def segment(code: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, code, len(content) + 2) + content


JFIF = b"JFIF\0\x01\x02\x01\0\x48\0\x48"
FRAME = segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0")
SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
CLEAN_JPEG = b"\xff\xd8" + segment(0xE0, JFIF + b"\0\0") + FRAME + SCAN + FRAME + SCAN + b"\xff\xd9"


@pytest.mark.parametrize("kind", [b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"iCCP", b"tIME", b"acTL"])
def test_talking_chunks_of_a_png_are_left_out(kind: bytes) -> None:
    assert strip_metadata(make_png(3, 3, (kind, b"secret")), "a.png") == make_png(3, 3)


def test_drawing_chunks_of_a_png_stay() -> None:
    picture = make_png(3, 3, (b"gAMA", b"\0\0\xb1\x8f"), (b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\x01"))
    assert strip_metadata(picture, "a.png") == picture


def test_what_follows_the_end_of_a_picture_is_left_out() -> None:
    assert strip_metadata(make_png(3, 3) + b"secret", "a.png") == make_png(3, 3)
    assert strip_metadata(CLEAN_JPEG + b"secret\xff\xd9", "a.jpg") == CLEAN_JPEG


@pytest.mark.parametrize("code", [0xE1, 0xE2, 0xED, 0xEF, 0xFE])
def test_talking_segments_of_a_jpeg_are_left_out_before_and_between_scans(code: int) -> None:
    talk = segment(code, b"Exif\0\0secret")
    told = CLEAN_JPEG.replace(FRAME, talk + FRAME)
    assert told.count(b"secret") == 2
    assert strip_metadata(told, "a.jpg") == CLEAN_JPEG


def test_the_thumbnail_of_a_jpeg_is_left_out() -> None:
    told = CLEAN_JPEG.replace(segment(0xE0, JFIF + b"\0\0"), segment(0xE0, JFIF + b"\1\1abc"))
    assert strip_metadata(told, "a.jpg") == CLEAN_JPEG


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"<svg/>", make_png(3, 3)[:-5], make_png(3, 3)[:20], CLEAN_JPEG[:-1]],
)
def test_a_broken_or_foreign_picture_is_an_error_that_names_it(data: bytes) -> None:
    with pytest.raises(RenderError, match="図「a"):
        strip_metadata(data, "a.png")


def test_every_cut_of_a_picture_is_refused() -> None:
    for whole in (make_png(3, 3), CLEAN_JPEG):
        for length in range(len(whole)):
            with pytest.raises(RenderError):
                strip_metadata(whole[:length], "a.png")
