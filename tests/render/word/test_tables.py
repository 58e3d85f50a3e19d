"""Tables in the file: merged cells, header, widths, captions."""

from io import BytesIO

import docx
import pytest
from lxml import etree

from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.settings import Settings
from tests.render.word.samples import get_style, get_text, read_part
from tests.render.word.structure import W


@pytest.fixture(scope="module")
def written(sample_editions: dict[str, Edition], settings: Settings) -> bytes:
    return write_word(sample_editions["outline"], settings)


def find_table(data: bytes) -> etree._Element:
    """Return the table of the sample: the second, behind that of the cover."""
    return list(read_part(data).iter(W + "tbl"))[1]


def test_merged_cells_are_one_cell_for_another_reader(written: bytes) -> None:
    table = docx.Document(BytesIO(written)).tables[1]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts == [
        ["区分", "区分", "期間"],
        ["文書", "起案文書", "5年"],
        ["文書", "収受文書", "5年"],
        ["その他", "その他", "1年"],
    ]


def test_the_header_is_shaded_and_repeated_and_no_row_is_split(written: bytes) -> None:
    rows = find_table(written).findall(W + "tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, *[False] * 3]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    shades = [{e.get(W + "fill") for e in row.iter(W + "shd")} for row in rows]
    assert shades == [{"E7ECF3"}, set(), set(), set()]


def test_cells_are_as_wide_as_the_columns_they_cover(written: bytes) -> None:
    table = find_table(written)
    columns = [int(str(e.get(W + "w"))) for e in table.iter(W + "gridCol")]
    first = [int(str(e.get(W + "w"))) for e in table.find(W + "tr").iter(W + "tcW")]
    assert first == [columns[0] + columns[1], columns[2]]
    assert sum(columns) == 8845


def test_the_caption_stands_above_and_room_below(written: bytes) -> None:
    table = find_table(written)
    before, after = table.getprevious(), table.getnext()
    assert (get_style(before), get_text(before)) == ("Caption", "保存の期間")
    assert get_style(after) == "TableAfter"
