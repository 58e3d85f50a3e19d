"""Bytes on disk to text, with every way a file can be unreadable named."""

from pathlib import Path

from kitei.errors import Fault, explain
from kitei.model.text import Position

RULE = "unreadable-file"
START = Position(1, 1)
MAX_BYTES = 4 * 1024 * 1024
PICTURES = (".png", ".jpg", ".jpeg")
MAX_PICTURE = 20 * 1024 * 1024

# Encodings that Japanese files come in when they are not UTF-8, with their usual names.
_OTHER_ENCODINGS = (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"))
_MARK = b"\xef\xbb\xbf"
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def read_text(path: Path) -> tuple[str, list[Fault]]:
    """Return the text of a file with LF line ends and no byte order mark, or why it has none."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return "", [_fault(f"ファイルが大きすぎます（{size:,}バイト。{MAX_BYTES:,}まで）。")]
        content = path.read_bytes()
    except OSError as error:
        return "", [_fault(f"ファイルを開けません: {explain(error)}")]
    return decode_content(content)


def read_pictures(folder: Path) -> dict[str, bytes]:
    """Return the pictures that lie in a folder by their file names."""
    return {
        file.name: file.read_bytes()
        for file in sorted(folder.iterdir())
        if file.suffix in PICTURES and file.is_file() and file.stat().st_size <= MAX_PICTURE
    }


def decode_content(content: bytes) -> tuple[str, list[Fault]]:
    """Return the text of bytes with LF line ends and no byte order mark, or why it has none."""
    try:
        # The codec that also takes the mark away is slow, which thousands of past texts would feel.
        text = content.decode("utf-8-sig" if content.startswith(_MARK) else "utf-8")
    except UnicodeDecodeError as error:
        return "", [_undecodable(content, error.start)]
    return text.replace("\r\n", "\n") if "\r" in text else text, []


def decode_text(content: bytes | None) -> str | None:
    """Return the text of bytes, None where they are not there or no text."""
    if content is None:
        return None
    text, faults = decode_content(content)
    return None if faults else text


def _fault(message: str, hint: str = "", position: Position = START) -> Fault:
    return Fault(RULE, position, message, "", hint)


def _undecodable(content: bytes, offset: int) -> Fault:
    before = content[:offset].decode("utf-8", errors="replace")
    position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
    name = _guess_encoding(content)
    guess = f"{name}のファイルのようです。" if name else ""
    return _fault(
        f"UTF-8の文字として読めません。{guess}",
        "エディターで文字コードUTF-8（BOMなし）を選んで保存し直してください。",
        position,
    )


def _guess_encoding(content: bytes) -> str:
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return name
    for encoding, name in _OTHER_ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return name
    return ""
