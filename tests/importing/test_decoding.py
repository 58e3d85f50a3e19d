"""Bytes are decoded where the encoding is certain, and refused with the place where it is not."""

import pytest

from kitei.errors import ImportingError
from kitei.importing.decoding import MAX_BYTES, decode
from kitei.importing.result import import_text
from tests.importing.drafts import OPTIONS, find_doubts, read_data


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp932", "Shift_JIS（CP932）"),
    ],
)
def test_the_text_is_the_same_in_every_encoding(codec: str, name: str) -> None:
    text = read_data("article").replace("―", "-")
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name)


def test_big_endian_utf_16_is_decoded_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + "規程".encode("utf-16-be")).text == "規程"


def test_another_encoding_than_utf_8_is_doubted() -> None:
    result = import_text(read_data("dotted").encode("cp932"), OPTIONS)
    assert find_doubts(result.draft, "Shift_JIS") == [1]
    plain = import_text(read_data("dotted").encode(), OPTIONS)
    assert find_doubts(plain.draft, "文字コード") == []
    assert plain.text == result.text


def test_a_byte_order_mark_is_doubted_and_no_part_of_the_title() -> None:
    result = import_text(read_data("dotted").encode("utf-8-sig"), OPTIONS)
    assert find_doubts(result.draft, "BOM") == [1]
    assert result.draft.meta.title.startswith("見本")


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(line_end: str) -> None:
    text = read_data("damaged")
    result = import_text(text.replace("\n", line_end).encode(), OPTIONS)
    assert result == import_text(text.encode(), OPTIONS)


def test_bytes_that_are_sound_in_two_encodings_are_refused() -> None:
    with pytest.raises(ImportingError, match="2行"):
        decode(b"abc\n" + "規程".encode("euc_jp"))


def test_undecodable_bytes_are_named_with_their_line() -> None:
    with pytest.raises(ImportingError, match="3行") as caught:
        decode("見本\n規程\n".encode() + b"\xff\xff")
    assert "ff ff" in caught.value.message


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(ImportingError, match="テキストではない"):
        decode(b"PK\x03\x04\x00\x00")


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(ImportingError, match="大きすぎます"):
        decode(b"a" * (MAX_BYTES + 1))
