"""What a page must know of its pictures: that the name is plain, and how large they are."""

import re
import struct
from collections.abc import Iterator

from kitei.errors import RenderError

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|jpe?g)")
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
# Segments that begin a frame and so say its size: SOF0 to SOF15 without DHT, JPG and DAC.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN = 0xDA


def is_picture_name(name: str) -> bool:
    """Return whether a name is one that a picture may have: a plain file name, png or jpg."""
    return _NAME.fullmatch(name) is not None


def measure_picture(data: bytes, name: str) -> tuple[int, int]:
    """Return width and height in pixels, or raise RenderError."""
    try:
        if data.startswith(_PNG):
            width, height = struct.unpack_from(">II", data, 16)
            return width, height
        for code, offset in _segments(data):
            if code in _FRAMES:
                height, width = struct.unpack_from(">HH", data, offset + 5)
                return width, height
    except struct.error:
        pass
    raise RenderError(f"図「{name}」の大きさが分かりません。", "PNGかJPEGで保存し直してください。")


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield code and offset of each segment of a JPEG file up to its scan."""
    offset, code = len(_JPEG), 0
    while data.startswith(_JPEG) and code != _START_OF_SCAN:
        code, length = struct.unpack_from(">xBH", data, offset)
        yield code, offset
        offset += length + 2
