"""Bytes to characters: only where the encoding is certain, and never with a character lost."""

import codecs
from dataclasses import dataclass

from kitei.errors import ImportingError

MAX_BYTES = 6_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_HINT = "文字コードをUTF-8にして保存し直してください。"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the name of its encoding; `is_usual` is UTF-8 without a mark."""

    text: str
    encoding: str
    has_mark: bool = False

    @property
    def is_usual(self) -> bool:
        """Whether there is nothing to say about the encoding."""
        return self.encoding == "UTF-8" and not self.has_mark


def decode(data: bytes) -> Decoded:
    """Return the text of a file or raise ImportingError: UTF-8, UTF-16 with a mark, Shift_JIS."""
    if len(data) > MAX_BYTES:
        raise ImportingError(
            f"ファイルが大きすぎます（{len(data):,}バイト。{MAX_BYTES:,}バイトまで）。",
            "文書ごとに分けてください。",
        )
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_decode(data, codec, name), name, has_mark=True)
    if b"\0" in data:
        offset = data.index(b"\0")
        raise ImportingError(
            f"テキストではないファイルです（{offset + 1}バイト目に制御符号）。",
            "Wordなどの文書は、テキスト（UTF-8）で保存し直してください。",
        )
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        return _decode_japanese(data, error)


def _decode(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, name) from error


def _decode_japanese(data: bytes, failure: UnicodeDecodeError) -> Decoded:
    """Return the text in Shift_JIS, unless the same bytes are also sound EUC-JP."""
    if not _is_sound(data, "cp932"):
        raise _undecodable(data, failure, "UTF-8") from failure
    if _is_sound(data, "euc_jp"):
        line = data.count(b"\n", 0, failure.start) + 1
        raise ImportingError(
            f"文字コードが決められません（{line}行）。Shift_JISともEUC-JPとも読めます。", _HINT
        ) from failure
    return Decoded(data.decode("cp932"), "Shift_JIS（CP932）")


def _is_sound(data: bytes, codec: str) -> bool:
    """Return whether the bytes are of the codec, and come back from their characters."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return False
    return not any("\x80" <= c <= "\x9f" or "\ue000" <= c <= "\uf8ff" for c in text)


def _undecodable(data: bytes, error: UnicodeDecodeError, name: str) -> ImportingError:
    line = data.count(b"\n", 0, error.start) + 1
    found = data[error.start : error.start + 4].hex(" ")
    return ImportingError(
        f"文字コードが分かりません。{name}としては{line}行（{error.start + 1}バイト目）の"
        f"「{found}」が読めません。",
        _HINT,
    )
