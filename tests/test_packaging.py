"""What is installed is whole, and what is kept in git names no machine of ours."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

# Written in pieces, so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.~}/-])/" + r"(?:work|root|home/\w+)/",
            r"(?<![\w.~}/-])/" + r"tmp/[\w.]",
            r"bash" + r"_jobs",
            r"registry\." + r"(?:npmjs|yarnpkg)\.\w+",
            r"(?:files\.python" + r"hosted|pypi\.(?:python\.)?" + r"org/(?:simple|packages))",
            r'"resolved"' + r"\s*:",
        ]
    )
)


def list_tracked(repository: Path) -> list[Path]:
    if not (repository / ".git").exists():
        pytest.skip("git の作業ツリーではありません")
    names = subprocess.run(
        ["git", "-C", repository, "ls-files", "-z"], capture_output=True, text=True, check=True
    ).stdout
    paths = [repository / name for name in names.split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    [path] = out.glob("kitei-*.whl")
    return zipfile.Path(path)


def list_names(wheel: zipfile.Path) -> set[str]:
    return set(wheel.root.namelist())


def test_the_wheel_holds_every_file_of_the_package(repository: Path, wheel: zipfile.Path) -> None:
    tools = repository / "tools"
    tracked = [path for path in list_tracked(repository) if (tools / "kitei") in path.parents]
    shipped = {path.relative_to(tools).as_posix() for path in tracked}
    assert "kitei/py.typed" in shipped
    assert shipped - list_names(wheel) == set()


def test_the_wheel_holds_nothing_but_the_package(wheel: zipfile.Path) -> None:
    tops = {name.split("/")[0].partition("-")[0] for name in list_names(wheel)}
    assert tops == {"kitei"}


def test_the_wheel_offers_the_command_and_the_licence(wheel: zipfile.Path) -> None:
    [info] = [top for top in wheel.iterdir() if top.name.endswith(".dist-info")]
    assert "kitei = kitei.cli:main" in (info / "entry_points.txt").read_text("utf-8")
    assert "MIT License" in (info / "licenses" / "LICENSE").read_text("utf-8")


def test_no_tracked_file_names_a_machine(repository: Path) -> None:
    found = []
    for path in list_tracked(repository):
        text = path.read_bytes().decode("utf-8", "replace")
        for match in MACHINE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(repository)}:{line}: {match[0]}")
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "open('/" + "work/main/x')",
        "see /" + "tmp/bash" + "_jobs.0/1",
        "https://registry." + "npmjs.org/axe-core",
        "--index-url https://pypi." + "org/simple",
        '"resolved"' + ': "somewhere"',
    ],
)
def test_the_name_of_a_machine_is_recognised(text: str) -> None:
    assert MACHINE.search(text)


@pytest.mark.parametrize("text", ["policy/work/index.md", "../work/", "$TMP/tmp/", "frame/work/"])
def test_a_path_inside_the_repository_is_no_machine(text: str) -> None:
    assert not MACHINE.search(text)


@pytest.mark.parametrize("name", ["run", "build", "test"])
def test_every_locked_library_is_pinned_and_hashed(repository: Path, name: str) -> None:
    lock = (repository / "requirements" / f"{name}.txt").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) > 3
    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+ ", entry)] == []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_tests_run_with_the_libraries_that_users_get(repository: Path) -> None:
    pins = {}
    for name in ("run", "test"):
        lock = (repository / "requirements" / f"{name}.txt").read_text("utf-8")
        pins[name] = set(re.findall(r"^(\S+==\S+)", lock, re.MULTILINE))
    assert pins["run"] <= pins["test"]
