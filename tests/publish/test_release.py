import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kitei.errors import PublishError
from kitei.publish.release import open_workbench, switch


def make_folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text)
    (path / "sub").mkdir()
    (path / "sub" / "page.html").write_text(text)
    return path


def publish(out: Path, text: str) -> None:
    with open_workbench(out) as bench:
        switch(make_folder(bench / "site", text), out)


def publish_what_is_not_there(out: Path) -> None:
    with open_workbench(out) as bench:
        make_folder(bench / "site", "two")
        switch(bench / "gone", out)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_takes_the_place_of_none_and_then_of_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "build" / "public"
    publish(out, "one")
    publish(out, "two")
    assert (out / "sub" / "page.html").read_text() == "two"
    assert names(out.parent) == ["public"]


def test_it_works_where_the_system_cannot_exchange_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "other")
    out = tmp_path / "public"
    publish(out, "one")
    publish(out, "two")
    assert (out / "index.html").read_text() == "two"
    assert names(tmp_path) == ["public"]


def test_an_error_leaves_the_old_folder_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(out, "one")
    with pytest.raises(FileNotFoundError):
        publish_what_is_not_there(out)
    assert (out / "index.html").read_text() == "one"
    assert names(tmp_path) == ["public"]


def test_two_builds_of_one_site_do_not_meet(tmp_path: Path) -> None:
    out = tmp_path / "public"
    with open_workbench(out):
        with pytest.raises(PublishError, match="ほかの処理が作成中"), open_workbench(out):
            pass
        with open_workbench(tmp_path / "staff"):
            pass
    publish(out, "later")
    assert (out / "index.html").read_text() == "later"


def test_the_lock_file_of_a_killed_build_does_not_lock(tmp_path: Path) -> None:
    (tmp_path / ".public.kitei-lock").touch()
    publish(tmp_path / "public", "one")
    assert names(tmp_path) == ["public"]


def test_a_lock_on_a_removed_file_is_not_mistaken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / ".public.kitei-lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    path.unlink()
    publish(tmp_path / "public", "one")
    os.close(descriptor)
    assert names(tmp_path) == ["public"]


def test_what_a_killed_build_left_is_put_right_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "public"
    bench = tmp_path / ".public.kitei-build-x"
    bench.mkdir()
    make_folder(bench / "old", "one")
    with open_workbench(out):
        assert (out / "index.html").read_text() == "one"
    assert names(tmp_path) == ["public"]


KILLED = """
import sys, itertools
from pathlib import Path
from tests.publish.test_release import publish
for number in itertools.count():
    publish(Path(sys.argv[1]), str(number))
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path, repository: Path) -> None:
    out = tmp_path / "public"
    for attempt in range(12):
        command = [sys.executable, "-c", KILLED, str(out)]
        with subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.003 * attempt)
            process.send_signal(signal.SIGKILL)
        texts = {path.read_text() for path in out.rglob("*.html")}
        assert len(texts) == 1
        assert len(list(out.rglob("*"))) == 3
    publish(out, "last")
    assert names(tmp_path) == ["public"]


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux だけが一度に入れ替えられる")
def test_a_reader_meets_a_whole_site_at_every_moment(tmp_path: Path, repository: Path) -> None:
    out = tmp_path / "public"
    publish(out, "first")
    met = set()
    command = [sys.executable, "-c", KILLED, str(out)]
    with subprocess.Popen(command, cwd=repository, stdout=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + 10
            # Every look opens the site anew; one that is away for a moment cannot be opened.
            while time.monotonic() < end and len(met) < 100:
                met.add((out / "index.html").read_text())
        finally:
            process.kill()
    assert len(met) == 100
