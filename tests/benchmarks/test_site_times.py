"""The benchmark of sites builds the documents it is given and tells both of its times."""

import json
import subprocess
import sys
from pathlib import Path

from tests.repositories import write_repository


def test_a_site_is_built_and_timed(repository: Path, tmp_path: Path) -> None:
    root, out = write_repository(tmp_path / "repository"), tmp_path / "out"
    script = repository / "benchmarks" / "site_times.py"
    done = subprocess.run(
        [sys.executable, script, root, out], capture_output=True, text=True, check=True
    )
    staging, generator = json.loads(done.stdout)
    assert 0 < staging < generator
    assert "情報資産を守る。" in (out / "sample" / "index.html").read_text("utf-8")
