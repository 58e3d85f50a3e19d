"""Properties: the body's own, and nothing that a tool puts there."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import docx

from kitei.model.edition import Edition
from kitei.model.revision import Revision, RevisionKind
from kitei.render.word import write_word
from kitei.settings import Settings
from tests.render.word.conftest import REVISIONS
from tests.render.word.samples import read_part

BODY = "## 1 目的 {#a}\n"


def test_the_properties_are_those_of_the_body_and_the_revision(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    found = docx.Document(BytesIO(write_word(make_edition(BODY), settings))).core_properties
    assert (found.title, found.subject) == ("見本広域事務組合見本方針", "基本方針")
    assert (found.author, found.last_modified_by) == ("見本広域事務組合",) * 2
    assert (found.language, found.version, found.category) == ("ja-JP", "2", "公開")
    assert (found.content_status, found.identifier) == ("一部改正", "sample")
    assert found.created == datetime(2022, 3, 22, tzinfo=UTC)
    assert found.modified == datetime(2026, 3, 16, tzinfo=UTC)
    assert found.comments == ""


def test_the_only_custom_property_is_the_id_of_the_document(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    part = read_part(write_word(make_edition(BODY), settings), "docProps/custom.xml")
    assert [(row.get("name"), row.get("pid"), row[0].text) for row in part] == [
        ("kitei-document", "2", "sample")
    ]


def test_a_draft_has_no_dates_and_no_version(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    data = write_word(make_edition(BODY, revisions=()), settings)
    found = docx.Document(BytesIO(data)).core_properties
    assert (found.created, found.modified, found.version) == (None, None, "")
    assert found.content_status == "案"


def test_an_open_record_gives_a_draft_no_version(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    revisions = (*REVISIONS, Revision("3", RevisionKind.FULL))
    data = write_word(make_edition(BODY, revisions=revisions), settings)
    found = docx.Document(BytesIO(data)).core_properties
    assert (found.version, found.content_status) == ("", "案")
    assert found.modified == datetime(2026, 3, 16, tzinfo=UTC)


def test_no_tool_and_no_clock_shows_in_any_part(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    data = write_word(make_edition(BODY), settings)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        whole = b"".join(archive.read(name) for name in archive.namelist())
    for word in (b"python", b"Macintosh", b"Calibri", b"themeColor", b"en-US"):
        assert word not in whole
