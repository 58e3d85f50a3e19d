"""Several files are replaced together, or none is."""

from pathlib import Path

import pytest

from kitei.errors import StoreError
from kitei.store.replacing import replace_texts
from tests.repositories import read_tree


def test_all_files_are_replaced_and_keep_their_modes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("前", encoding="utf-8")
    (tmp_path / "b").chmod(0o640)
    replace_texts(tmp_path, {"a": "後\n", "b": "次\n"})
    assert read_tree(tmp_path) == {"a": "後\n".encode(), "b": "次\n".encode()}
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o640


def test_where_one_cannot_be_switched_the_others_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("前", encoding="utf-8")
    switch = Path.replace

    def refuse_b(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise PermissionError(13, "Permission denied")
        return switch(self, target)

    monkeypatch.setattr(Path, "replace", refuse_b)
    with pytest.raises(StoreError, match="書き込めません"):
        replace_texts(tmp_path, {"a": "後\n", "b": "次\n"})
    assert read_tree(tmp_path) == {"a": "前".encode(), "b": "前".encode()}


def test_a_file_that_is_not_there_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("前", encoding="utf-8")
    with pytest.raises(StoreError, match="bを読めません"):
        replace_texts(tmp_path, {"a": "後", "b": "次"})
    assert read_tree(tmp_path) == {"a": "前".encode()}
