"""The cache gives back what was kept, or nothing: never something else, and never an error."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kitei.publish.cache import Cache, make_key

KEY, OTHER = make_key(b"a"), make_key(b"b")


def make_cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / ".cache" / "kitei" / "public")


def test_what_was_kept_is_given_back(tmp_path: Path) -> None:
    make_cache(tmp_path).write(KEY, b"page")
    assert make_cache(tmp_path).read(KEY) == b"page"
    assert make_cache(tmp_path).read(OTHER) is None


def test_the_parts_of_a_key_are_kept_apart() -> None:
    keys = {make_key(*parts) for parts in ([b"ab"], [b"a", b"b"], [b"", b"ab"], [b"ab", b""])}
    assert len(keys) == 4
    assert make_key(b"ab") == make_key(b"ab")


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: b"",
        lambda entry: entry[:10],
        lambda entry: entry[:-1],
        lambda entry: entry + b"x",
        lambda entry: entry[:-1] + b"X",
        lambda entry: b"\0" * len(entry),
    ],
)
def test_a_damaged_entry_is_none(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    cache = make_cache(tmp_path)
    cache.write(KEY, b"page")
    path = tmp_path / ".cache" / "kitei" / "public" / KEY
    path.write_bytes(damage(path.read_bytes()))
    assert cache.read(KEY) is None
    cache.write(KEY, b"page")
    assert cache.read(KEY) == b"page"


def test_an_entry_under_the_key_of_another_is_none(tmp_path: Path) -> None:
    cache = make_cache(tmp_path)
    cache.write(KEY, b"page")
    folder = tmp_path / ".cache" / "kitei" / "public"
    (folder / KEY).rename(folder / OTHER)
    assert cache.read(OTHER) is None


def test_what_nobody_asked_for_is_swept_out(tmp_path: Path) -> None:
    before = make_cache(tmp_path)
    before.write(KEY, b"page")
    before.write(OTHER, b"other")
    folder = tmp_path / ".cache" / "kitei" / "public"
    (folder / f"{OTHER}.123.tmp").write_bytes(b"left by a killed build")
    cache = make_cache(tmp_path)
    assert cache.read(KEY) == b"page"
    cache.sweep()
    assert [path.name for path in folder.iterdir()] == [KEY]


def test_a_cache_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_bytes(b"a file where the folder should be")
    cache = make_cache(tmp_path)
    cache.write(KEY, b"page")
    assert cache.read(KEY) is None
    cache.sweep()
    assert (tmp_path / ".cache").read_bytes() == b"a file where the folder should be"


def test_an_entry_that_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / ".cache" / "kitei" / "public"
    (folder / KEY / "x").mkdir(parents=True)
    cache = make_cache(tmp_path)
    cache.write(KEY, b"page")
    assert cache.read(KEY) is None
    assert [path.name for path in folder.iterdir()] == [KEY]


def test_no_folder_keeps_nothing() -> None:
    cache = Cache(None)
    cache.write(KEY, b"page")
    assert cache.read(KEY) is None
    cache.sweep()


def test_git_never_sees_the_cache(tmp_path: Path) -> None:
    make_cache(tmp_path).write(KEY, b"page")
    assert (tmp_path / ".cache" / "kitei" / ".gitignore").read_text() == "*\n"
