"""Word files are written once, and again where anything in them would differ."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.model.revision import Revision, RevisionKind
from kitei.publish.cache import Cache
from kitei.publish.word_files import WordWriter, make_comparison_key, make_word_key
from kitei.render.site.addresses import ComparisonFile
from kitei.render.site.amendment import Amendment, list_steps
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


FIRST = replace(REVISION, number="1", kind=RevisionKind.ENACTMENT, effective_from=date(2024, 4, 1))
OLD = Edition(make_document(BODY), PUBLIC, (FIRST,))
NEW = Edition(make_document(BODY.replace("定める", "決める")), PUBLIC, (FIRST, REVISION))
NAMES = {"sample/1..2/sample-1..2.docx", "sample/1..2/sample-1..2-tracked.docx"}


def amend(old: Edition = OLD, new: Edition = NEW) -> Amendment:
    (step,) = list_steps(make_history(old, new))
    assert isinstance(step, Amendment)
    return step


def test_each_comparison_has_its_table_and_the_text_with_its_changes() -> None:
    files = write(make_history(OLD, NEW), Cache(None))
    assert files.keys() >= NAMES
    texts = {}
    for name in NAMES:
        with ZipFile(BytesIO(files[name])) as package:
            texts[name] = package.read("word/document.xml").decode()
    tracked = texts["sample/1..2/sample-1..2-tracked.docx"]
    assert "<w:ins " in tracked
    assert "<w:del " in tracked
    table = texts["sample/1..2/sample-1..2.docx"]
    assert "改正後" in table
    assert "<w:ins " not in table


def test_the_files_of_a_comparison_that_were_kept_are_not_written_again(tmp_path: Path) -> None:
    history = make_history(OLD, NEW)
    first = write(history, Cache(tmp_path / "c"))
    for file in ComparisonFile:
        Cache(tmp_path / "c").write(make_comparison_key(amend(), file, SETTINGS), b"kept")
    second = write(history, Cache(tmp_path / "c"))
    assert {name: data for name, data in second.items() if data != first[name]} == dict.fromkeys(
        NAMES, b"kept"
    )


@pytest.mark.parametrize(
    ("amendment", "settings"),
    [
        (amend(replace(OLD, document=make_document(BODY + "\n二。\n"))), SETTINGS),
        (amend(OLD, replace(NEW, document=make_document(BODY + "\n二。\n"))), SETTINGS),
        (amend(replace(OLD, pictures={"a.png": b"1"})), SETTINGS),
        (amend(OLD, replace(NEW, pictures={"a.png": b"1"})), SETTINGS),
        (amend(replace(OLD, audience=STAFF)), SETTINGS),
        (amend(), replace(SETTINGS, era_style="western")),
    ],
)
def test_the_key_of_a_comparison_covers_both_texts(
    amendment: Amendment, settings: Settings
) -> None:
    keys = {make_comparison_key(amendment, file, settings) for file in ComparisonFile}
    keys |= {make_comparison_key(amend(), file, SETTINGS) for file in ComparisonFile}
    assert len(keys) == 4


def test_a_comparison_with_a_restricted_text_is_labelled() -> None:
    files = write(make_history(replace(OLD, audience=STAFF), NEW), Cache(None))
    for name in NAMES:
        with ZipFile(BytesIO(files[name])) as package:
            parts = [
                package.read(part).decode() for part in package.namelist() if part.endswith(".xml")
            ]
        assert any("取扱注意" in part for part in parts), name
