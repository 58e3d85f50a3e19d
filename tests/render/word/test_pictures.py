"""Pictures: what they show and say, how large they are, and what they keep to themselves."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree

from kitei.errors import RenderError
from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.settings import Settings
from tests.render.word.samples import get_text, make_png, read_part
from tests.render.word.structure import W

BODY = '## 1 体制 {#a}\n\n![組織の図。長の下に課がある。](secret-name.png "体制図")\n'
AUTHOR = (b"tEXt", b"Author\0Taro Mihon")


@pytest.fixture
def write(make_edition: Callable[..., Edition], settings: Settings) -> Callable[[bytes], bytes]:
    def write_with(picture: bytes) -> bytes:
        return write_word(make_edition(BODY, pictures={"secret-name.png": picture}), settings)

    return write_with


def find_size(data: bytes) -> tuple[int, int]:
    extent = next(read_part(data).iter("{*}extent"))
    return int(str(extent.get("cx"))), int(str(extent.get("cy")))


def test_a_picture_has_alt_text_a_neutral_name_and_a_caption(
    write: Callable[[bytes], bytes],
) -> None:
    root = read_part(write(make_png(4, 4)))
    drawing = next(root.iter(W + "drawing"))
    properties = next(drawing.iter("{*}docPr"))
    assert properties.get("descr") == "組織の図。長の下に課がある。"
    assert "secret" not in etree.tostring(root, encoding="unicode")
    paragraph = next(drawing.iterancestors(W + "p"))
    assert get_text(paragraph.getnext()) == "体制図"


def test_the_picture_in_the_file_says_nothing_of_its_maker(write: Callable[[bytes], bytes]) -> None:
    data = write(make_png(4, 4, AUTHOR))
    media = zipfile.ZipFile(BytesIO(data)).read("word/media/image1.png")
    assert media == make_png(4, 4)


def test_no_room_is_left_beside_a_picture(write: Callable[[bytes], bytes]) -> None:
    """LibreOffice takes an eighth of an inch where nothing is said, and pushes it to the right."""
    inline = next(read_part(write(make_png(4, 4))).iter("{*}inline"))
    assert {inline.get(f"dist{side}") for side in "TBLR"} == {"0"}


def test_a_large_picture_is_scaled_to_the_text_and_a_small_one_is_not(
    write: Callable[[bytes], bytes],
) -> None:
    text_width = 8845 * 635
    width, height = find_size(write(make_png(2000, 500)))
    assert abs(width - text_width) < 635
    assert abs(width / height - 4) < 0.01
    width, height = find_size(write(make_png(500, 4000)))
    assert height < 210 * 36_000
    assert abs(height / width - 8) < 0.01
    small, _ = find_size(write(make_png(72, 72)))
    assert small == 914_400


def test_a_missing_picture_is_an_error_that_names_it(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    with pytest.raises(RenderError, match=r"secret-name\.png"):
        write_word(make_edition(BODY), settings)
