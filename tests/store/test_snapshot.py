"""A snapshot shows documents as a git revision holds them, whatever the folder holds now."""

from pathlib import Path

import pytest

from kitei.errors import StoreError
from kitei.store.snapshot import load_snapshot
from kitei.store.workspace import open_workspace
from tests.repositories import SOUND_BODY, commit_all, decide_document, write_document


@pytest.fixture
def root(scratch: Path) -> Path:
    """A repository with a decided document, then changed and not committed."""
    decide_document(scratch, "standards-private/sample")
    commit_all(scratch)
    return scratch


def test_a_snapshot_is_what_the_folder_was_when_it_was_committed(root: Path) -> None:
    before = open_workspace(root).load()
    write_document(root, "standards-private/sample", SOUND_BODY.replace("情報", "電子"))
    write_document(root, "policy/new")
    assert load_snapshot(open_workspace(root), "HEAD") == before


def test_an_unknown_revision_is_named(root: Path) -> None:
    with pytest.raises(StoreError, match="「nothing」というgitの版はありません"):
        load_snapshot(open_workspace(root), "nothing")
