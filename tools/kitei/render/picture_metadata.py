"""Pictures without what they say about their makers: only the parts that draw are kept."""

import re
import struct
from collections.abc import Iterator

from kitei.errors import RenderError

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
_DRAWING_CHUNKS = frozenset(
    (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"IDAT", b"IEND")
)
# APP0 holds the resolution, APP14 how the colours are coded; all other APPn and COM are talk.
_APPLICATION = range(0xE0, 0xF0)
_KEPT_APPLICATION = {0xE0: b"JFIF\x00", 0xEE: b"Adobe"}
_COMMENT, _START_OF_SCAN, _END = 0xFE, 0xDA, b"\xff\xd9"
# Coded lines: a byte FF inside them is followed by 00 or by a restart mark.
_SCAN = re.compile(rb"(?:[^\xff]|\xff[\x00\xd0-\xd7])*", re.DOTALL)
_JFIF_HEAD = 12


class _Broken(Exception):
    """The bytes end too early or are not what they should be."""


def strip_metadata(data: bytes, name: str) -> bytes:
    """Return a PNG or JPEG with the parts that draw only, or raise RenderError."""
    try:
        if data.startswith(PNG):
            return PNG + b"".join(_drawing_chunks(data))
        if data.startswith(JPEG):
            return JPEG + b"".join(_drawing_segments(data))
    except _Broken:
        raise RenderError(
            f"図「{name}」が壊れています。", "作図のソフトウェアで保存し直してください。"
        ) from None
    raise RenderError(f"図「{name}」はPNGでもJPEGでもありません。", "PNGで保存し直してください。")


def _take(data: bytes, start: int, length: int) -> bytes:
    piece = data[start : start + length]
    if len(piece) < length:
        raise _Broken
    return piece


def _drawing_chunks(data: bytes) -> Iterator[bytes]:
    offset, kind = len(PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", _take(data, offset, 8))
        chunk = _take(data, offset, length + 12)
        offset += len(chunk)
        if kind in _DRAWING_CHUNKS:
            yield chunk


def _drawing_segments(data: bytes) -> Iterator[bytes]:
    offset = len(JPEG)
    while (marker := _take(data, offset, 2)) != _END:
        code, length = struct.unpack(">xBH", _take(data, offset, 4))
        if marker[0] != 0xFF:
            raise _Broken
        content = _take(data, offset + 4, length - 2)
        offset += length + 2
        if _draws(code, content):
            yield _write_segment(code, content)
        if code == _START_OF_SCAN:
            scan = _SCAN.match(data, offset)
            yield scan.group() if scan else b""
            offset = scan.end() if scan else offset
    yield _END


def _draws(code: int, content: bytes) -> bool:
    if code in _APPLICATION:
        return code in _KEPT_APPLICATION and content.startswith(_KEPT_APPLICATION[code])
    return code != _COMMENT


def _write_segment(code: int, content: bytes) -> bytes:
    if code == 0xE0:
        content = content[:_JFIF_HEAD] + b"\x00\x00"
    return struct.pack(">BBH", 0xFF, code, len(content) + 2) + content
