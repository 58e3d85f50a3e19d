"""The scripts that compare in process tell every step, and how right the links are."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.compare_texts import dump_pairs, write_random


def run(script: Path, *arguments: str, given: str = "") -> dict[str, dict[str, object]]:
    command = [sys.executable, str(script), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found


def test_every_step_is_timed_and_the_warm_up_is_not_counted(
    repository: Path, tmp_path: Path
) -> None:
    pair = write_random(tmp_path, 30)
    script = repository / "benchmarks" / "compare_times.py"
    found = run(script, "2", given=dump_pairs([pair]))[pair.name]
    steps = {"read", "compare", "table", "stale", "text", "html", "docx"}
    assert found["times"].keys() == steps
    assert all(len(seconds) == 2 and min(seconds) > 0 for seconds in found["times"].values())
    assert found["characters"] == list(pair.characters)
    assert found["kinds"]


def test_mistakes_of_linking_are_counted_against_the_truth(repository: Path) -> None:
    found = run(repository / "benchmarks" / "random_edits.py", "2", "90")["90"]
    assert len(found["seconds"]) == 2
    assert found["common"] >= found["linked"] > 80
    assert found["wrong"] <= 1
