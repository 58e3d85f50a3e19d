"""Whether an outside judge is there: its path, or a skipped test, or in CI a failed one."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

HERE = Path(__file__).parent


def miss(what: str) -> NoReturn:
    """Skip the test that needs what is missing; CI must have every judge, so there it fails."""
    reason = f"{what} がありません。tests/judges/install が用意します"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def get_command(*names: str) -> str:
    """Return the path of the first command that exists."""
    for name in names:
        if path := shutil.which(name):
            return path
    miss(names[0])


def get_npm_file(pattern: str) -> Path:
    """Return the file of an npm package that matches the pattern."""
    return get_first((HERE / "node_modules").glob(pattern), pattern)


def get_first(paths: Iterable[Path], what: str) -> Path:
    """Return the first path that exists."""
    for path in paths:
        if path.exists():
            return path
    miss(what)
