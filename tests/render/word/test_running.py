"""Header, footer and the mark across the page."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx

from kitei.model.audience import Audience
from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.settings import Settings
from tests.render.word.conftest import STAFF
from tests.render.word.samples import get_text, read_part
from tests.render.word.structure import W

BODY = "## 1 目的 {#a}\n"


def test_the_header_names_title_version_and_marking_but_not_on_the_cover(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    section = docx.Document(
        BytesIO(write_word(make_edition(BODY, audience=STAFF), settings))
    ).sections[0]
    assert section.different_first_page_header_footer
    header = section.header.paragraphs[0]
    assert header.text == "見本広域事務組合見本方針\t第2版　【取扱注意】"
    assert [run.style.name for run in header.runs if "取扱注意" in run.text] == ["取扱区分"]
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.first_page_footer.paragraphs[0].text == ""


def test_the_footer_counts_pages(make_edition: Callable[..., Edition], settings: Settings) -> None:
    data = write_word(make_edition(BODY), settings)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/footer")]
    footers = [read_part(data, name) for name in names]
    instructions = [[e.text for e in part.iter(W + "instrText")] for part in footers]
    assert sorted(instructions) == [[], [" PAGE ", " NUMPAGES "]]
    assert sorted(get_text(part) for part in footers) == ["", "1 / 1"]


def find_marks(data: bytes) -> list[tuple[str, str]]:
    """Return id and text of every mark across the page."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("word/header"))
    shapes = [shape for name in names for shape in read_part(data, name).iter("{*}shape")]
    return [(str(s.get("id")), str(next(s.iter("{*}textpath")).get("string"))) for s in shapes]


def test_restricted_documents_are_marked_on_every_page_and_public_ones_on_none(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    marks = find_marks(write_word(make_edition(BODY, audience=STAFF), settings))
    assert marks == [
        ("PowerPlusWaterMarkObject1", "取扱注意"),
        ("PowerPlusWaterMarkObject2", "取扱注意"),
    ]
    public = write_word(make_edition(BODY), settings)
    assert find_marks(public) == []
    assert "取扱注意" not in get_text(read_part(public, "word/header1.xml"))


def test_a_label_may_hold_any_character(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    audience = Audience("staff", "職員", ("x",), '部外"秘" <&> \'')
    marks = find_marks(write_word(make_edition(BODY, audience=audience), settings))
    assert {text for _, text in marks} == {'部外"秘" <&> \''}
