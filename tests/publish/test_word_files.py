"""Word files are written once, and again where anything in them would differ."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.model.revision import Revision, RevisionKind
from kitei.publish.cache import Cache
from kitei.publish.word_files import WordWriter, make_word_key
from kitei.settings import Settings, WordStyle
from tests.render.site.editions import (
    PUBLIC,
    REVISION,
    SETTINGS,
    STAFF,
    make_document,
    make_history,
)

BODY = "## 1 目的 {#purpose}\n\n定める。\n"
EDITION = Edition(make_document(BODY), PUBLIC, (REVISION,), {"a.png": b"1"})


@pytest.fixture
def history() -> History:
    """A document with one text in force."""
    return make_history(EDITION)


def write(history: History, cache: Cache, *, shows_drafts: bool = False) -> dict[str, bytes]:
    return WordWriter(SETTINGS).write_all([history], cache, shows_drafts=shows_drafts)


def test_the_text_in_force_has_two_addresses_and_one_file(history: History) -> None:
    files = write(history, Cache(None))
    assert sorted(files) == ["sample/2/sample-2.docx", "sample/sample.docx"]
    assert len(set(files.values())) == 1


def test_a_file_that_was_kept_is_not_written_again(history: History, tmp_path: Path) -> None:
    first = write(history, Cache(tmp_path / "c"))
    assert write(history, Cache(tmp_path / "c")) == first
    Cache(tmp_path / "c").write(make_word_key(EDITION, SETTINGS), b"kept")
    assert set(write(history, Cache(tmp_path / "c")).values()) == {b"kept"}


def test_the_sites_of_one_run_share_what_was_written(history: History, tmp_path: Path) -> None:
    writer = WordWriter(SETTINGS)
    first = writer.write_all([history], Cache(None), shows_drafts=False)
    writer.written[make_word_key(EDITION, SETTINGS)] = b"written"
    cache = Cache(tmp_path / "c")
    assert set(writer.write_all([history], cache, shows_drafts=False).values()) == {b"written"}
    assert b"written" not in first.values()
    assert cache.read(make_word_key(EDITION, SETTINGS)) == b"written"


@pytest.mark.parametrize(
    ("edition", "settings"),
    [
        (replace(EDITION, document=make_document(BODY + "\n二。\n")), SETTINGS),
        (replace(EDITION, document=make_document(BODY, title="別の題")), SETTINGS),
        (replace(EDITION, audience=STAFF), SETTINGS),
        (replace(EDITION, revisions=(replace(REVISION, reason="別の理由"),)), SETTINGS),
        (replace(EDITION, pictures={"a.png": b"2"}), SETTINGS),
        (replace(EDITION, pictures={"b.png": b"1"}), SETTINGS),
        (EDITION, replace(SETTINGS, word=WordStyle("別の書体"))),
        (EDITION, replace(SETTINGS, era_style="western")),
    ],
)
def test_the_key_covers_all_that_is_in_the_file(edition: Edition, settings: Settings) -> None:
    assert make_word_key(edition, settings) != make_word_key(EDITION, SETTINGS)


@pytest.mark.parametrize(
    "revisions", [(REVISION,), (REVISION, Revision("3", RevisionKind.PARTIAL))]
)
def test_a_draft_says_so_whatever_was_decided_before_and_is_not_kept(
    revisions: tuple[Revision, ...], history: History, tmp_path: Path
) -> None:
    draft = Edition(make_document(BODY + "\n案。\n"), PUBLIC, revisions)
    shown = replace(history, draft=draft)
    files = write(shown, Cache(tmp_path / "c"), shows_drafts=True)
    properties = docx.Document(BytesIO(files["sample/sample.docx"])).core_properties
    assert (properties.version, properties.content_status) == ("", "案")
    assert len(list((tmp_path / "c").iterdir())) == 1
    decided = docx.Document(BytesIO(files["sample/2/sample-2.docx"])).core_properties
    assert decided.version == "2"
