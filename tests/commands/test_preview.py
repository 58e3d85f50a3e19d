"""The preview shows the working text, shows it anew when saved, and ends on Ctrl+C."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.repositories import copy_sample, run_kitei

pytestmark = pytest.mark.slow


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
    with previewing(root, "--audience", "public") as (address, process):
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


def test_a_taken_port_is_named(repository, tmp_path) -> None:
    root = copy_sample(repository, tmp_path / "r")
    with previewing(root, "--audience", "public") as (address, _):
        port = address.rstrip("/").rsplit(":", 1)[1]
        done = run_kitei(root, "preview", "--audience", "public", "--port", port)
    assert done.returncode == 2
    assert f"ポート{port}は使えません" in done.stderr
