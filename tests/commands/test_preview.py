"""The preview shows the working text, shows it anew when saved, and ends on Ctrl+C."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from kitei.commands.preview import _serving, _stamp, _stamp_file
from kitei.store.workspace import open_workspace
from tests.repositories import (
    commit_all,
    copy_sample,
    decide_document,
    run_kitei,
    write_document,
)

pytestmark = pytest.mark.slow

# On this day every working text of the sample is in force.
PUBLIC = ("--audience", "public", "--as-of", "2027-07-01")


@contextmanager
def previewing(root: Path, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the preview on a free port; give its address and process, and end it in any case."""
    command = [sys.executable, "-u", "-c", "from kitei.cli import main; main()"]
    process = subprocess.Popen(
        [*command, "preview", "--port", "0", *arguments],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line + (process.stderr.read() if process.stderr else "")
        yield found.group(), process
    finally:
        process.kill()
        process.communicate()


def get(address: str) -> str:
    with urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode()
    return text


def wait_for(address: str, words: str, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(HTTPError):
            if words in get(address):
                return True
        time.sleep(0.3)
    return False


def test_a_saved_change_is_shown_and_a_faulty_one_leaves_the_page_as_it_was(
    repository, tmp_path
) -> None:
    root = copy_sample(repository, tmp_path / "r")
    text = root / "policy" / "basic-policy" / "index.md"
    source = text.read_text(encoding="utf-8")
    with previewing(root, *PUBLIC) as (address, process):
        page = f"{address}basic-policy/"
        assert "目的" in get(page)
        text.write_text(source + "\n新しい末尾の段落である。\n", encoding="utf-8")
        assert wait_for(page, "新しい末尾の段落である。")
        text.write_text(source + "\n<script>x</script>\n", encoding="utf-8")
        time.sleep(2)
        assert "新しい末尾の段落である。" in get(page)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_a_draft_is_shown_in_place_of_the_text_in_force_and_marked(repository, tmp_path) -> None:
    root = copy_sample(repository, tmp_path / "r")
    write_document(root, "policy/other")
    decide_document(root, "policy/other")
    commit_all(root)
    write_document(root, "policy/other", "## 1 目的 {#purpose}\n\n案の資産を守る。\n")
    write_document(root, "policy/unborn")
    with previewing(root, *PUBLIC) as (address, _):
        shown, past = get(f"{address}other/"), get(f"{address}other/1/")
        assert "案の資産を守る。" in shown
        assert ">案</strong>" in shown
        assert "情報資産を守る。" in past
        assert "施行中" in past
        assert ">案</strong>" in get(f"{address}unborn/")
        assert ">案</strong>" not in get(f"{address}basic-policy/")


def test_a_faulty_start_is_said_on_the_page_and_mended_by_saving(repository, tmp_path) -> None:
    root = copy_sample(repository, tmp_path / "r")
    text = root / "policy" / "basic-policy" / "index.md"
    source = text.read_text(encoding="utf-8")
    text.write_text(source + "\n<script>x</script>\n", encoding="utf-8")
    with previewing(root, *PUBLIC) as (address, process):
        with pytest.raises(HTTPError) as caught:
            get(f"{address}basic-policy/")
        assert caught.value.code == 503
        with caught.value:
            assert "原稿に誤りがあります" in caught.value.read().decode()
        text.write_text(source, encoding="utf-8")
        assert wait_for(f"{address}basic-policy/", "目的")
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=20)[1]
    assert "指摘を直して保存すると、表示します。" in told
    assert "前の表示のまま" not in told


def test_broken_settings_are_told_and_the_preview_goes_on(repository, tmp_path) -> None:
    root = copy_sample(repository, tmp_path / "r")
    settings = root / "pyproject.toml"
    source = settings.read_text(encoding="utf-8")
    with previewing(root, *PUBLIC) as (address, process):
        settings.write_text(source + "\n[[[\n", encoding="utf-8")
        time.sleep(2)
        assert "見本広域事務組合" in get(address)
        settings.write_text(source.replace("見本広域事務組合", "別の組合"), encoding="utf-8")
        assert wait_for(address, "別の組合")
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=20)[1]
    assert told.count("TOMLとして読めません") == 1
    assert "Traceback" not in told


def test_a_request_to_end_leaves_nothing_behind(repository, tmp_path, monkeypatch) -> None:
    root = copy_sample(repository, tmp_path / "r")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with previewing(root, "--audience", "public") as (_, process):
        assert list(temporary.iterdir())
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 130
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *(("127.0.0.1:8000", 200), ("localhost:8000", 200), ("LOCALHOST", 200)),
        *(("evil.example", 403), ("evil.example:8000", 403), ("127.0.0.1.evil.example", 403)),
        *(("localhost@evil.example", 403), ("", 403)),
    ],
)
def test_only_this_machine_is_answered(host: str, status: int, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("x", encoding="utf-8")
    with _serving(tmp_path, 0) as address:
        connection = HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=10)
        with closing(connection):
            connection.request("GET", "/", headers={"Host": host})
            assert connection.getresponse().status == status


def test_files_that_vanish_are_no_fault(scratch) -> None:
    workspace = open_workspace(scratch)
    text = scratch / "standards-private" / "sample" / "index.md"
    before = _stamp(workspace)
    assert str(text) in [name for name, _, _ in before]
    text.unlink()
    assert list(_stamp_file(text)) == []
    assert _stamp(workspace) != before


def test_a_taken_port_is_named(repository, tmp_path) -> None:
    root = copy_sample(repository, tmp_path / "r")
    with previewing(root, "--audience", "public") as (address, _):
        port = address.rstrip("/").rsplit(":", 1)[1]
        done = run_kitei(root, "preview", "--audience", "public", "--port", port)
    assert done.returncode == 2
    assert f"ポート{port}は使えません" in done.stderr
