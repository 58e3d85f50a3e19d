"""The repository with a long past: the same everywhere, and searched in equal ways."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.history import write_history
from benchmarks.report import HistoryTimes, Report, render
from kitei.store.history import find_texts
from kitei.store.workspace import open_workspace
from tests.repositories import git


def test_the_same_numbers_give_the_same_past(tmp_path: Path) -> None:
    one, two = (write_history(tmp_path / name, 3, 5, 12) for name in "ab")
    heads = {git(past.root, "rev-parse", "HEAD") for past in (one, two)}
    assert len(heads) == 1
    assert one.hashes == two.hashes


def test_the_past_has_as_many_commits_and_versions_as_were_asked_for(tmp_path: Path) -> None:
    past = write_history(tmp_path / "past", 4, 6, 20)
    assert git(past.root, "rev-list", "--count", "HEAD").strip() == "6"
    assert len(set(past.hashes)) == 20
    assert find_texts(past.root, past.hashes).texts.keys() == set(past.hashes)
    loaded = open_workspace(past.root).load()
    assert len(loaded.subjects) == 4
    assert loaded.faults == ()


def test_every_way_of_searching_is_timed_and_finds_what_is_wanted(
    repository: Path, tmp_path: Path
) -> None:
    past = write_history(tmp_path / "past", 3, 5, 12)
    script = str(repository / "benchmarks" / "history_times.py")

    def run(wanted: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, script, str(past.root), "2"],
            input=json.dumps(wanted),
            capture_output=True,
            text=True,
            check=False,
        )

    found = json.loads(run(past.hashes).stdout)
    assert found["times"].keys() == {"bare", "kitei", "usual", "trees", "paths"}
    assert {len(seconds) for seconds in found["times"].values()} == {2}
    assert found["allocated"] > 0
    assert "AssertionError" in run((*past.hashes, "0" * 64)).stderr


def test_the_report_says_what_is_kept_and_what_is_missed() -> None:
    times = {"bare": [1.0], "kitei": [1.4], "usual": [0.1], "trees": [6.0], "paths": [8.0]}
    history = HistoryTimes("one", times, 2_000_000, 20_000)
    lines = list(render(Report("machine", 1, history=history)))
    verdicts = [line.rsplit("|", 2)[1].strip() for line in lines if line.startswith("| ")][1:]
    assert verdicts[-4:] == ["kept", "", "**missed**", "kept"]
    assert "Memory held by kitei's search: 2.0 MB; longest text: 0.02 MB." in lines
