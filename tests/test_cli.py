"""The command as a whole: help, wrong calls, settings, exit codes, what is imported when."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kitei import __version__
from kitei.cli import COMMANDS
from tests.repositories import SETTINGS, Outcome, run_kitei, write_repository

Kitei = Callable[..., Outcome]
HEAVY = ("yaml", "jsonschema", "rich", "mkdocs", "docx", "lxml", "git", "markdown_it", "rapidfuzz")


def test_the_help_is_in_japanese_and_names_every_command(kitei: Kitei) -> None:
    outcome = kitei("--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("使い方: kitei ")
    for name, (_, text) in COMMANDS.items():
        assert f"  {name}" in outcome.out
        assert text in outcome.out
    for english in ("Usage", "Options:", "Commands:", "Show"):
        assert english not in outcome.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_is_in_japanese(kitei: Kitei, name: str) -> None:
    outcome = kitei(name, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"使い方: kitei {name} ")
    for english in ("Usage", "Options:", "Show"):
        assert english not in outcome.out


def test_the_version_is_told(kitei: Kitei) -> None:
    assert kitei("--version").out == f"kitei, version {__version__}\n"


def list_imported(folder: Path, *arguments: str) -> list[str]:
    """Return the modules that a command has imported when it has ended well, or with wrong use."""
    program = (
        "import sys; from kitei.cli import run; code = run(sys.argv[1:]);"
        "print(); print(code, *sys.modules)"
    )
    command = [sys.executable, "-c", program, *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    code, *names = result.stdout.splitlines()[-1].split()
    assert (code in "02", "click" in names) == (True, True), result.stderr
    return names


def find_heavy(names: list[str], heavy: tuple[str, ...]) -> list[str]:
    return [name for name in heavy if any(f"{one}.".startswith(f"{name}.") for one in names)]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["nonsense"]])
def test_nothing_heavy_is_imported_to_help(tmp_path: Path, arguments: list[str]) -> None:
    assert find_heavy(list_imported(tmp_path, *arguments), HEAVY) == []


# Of what is heavy, documents are read with yaml and compared with rapidfuzz.
UNUSED = tuple(name for name in HEAVY if name not in {"yaml", "rapidfuzz"})


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_comparing_two_files_imports_neither_git_nor_what_writes_word(
    tmp_path: Path, form: str
) -> None:
    old = write_repository(tmp_path) / "standards-private" / "sample" / "index.md"
    text = old.read_text("utf-8")
    (tmp_path / "new.md").write_text(text.replace("定める", "別に定める"), "utf-8")
    names = list_imported(tmp_path, "compare", str(old), "new.md", "--format", form)
    own = ("kitei.store.history", "kitei.store.workspace", "kitei.checks", "kitei.publish")
    assert find_heavy(names, UNUSED + own) == []
    assert find_heavy(names, ("yaml", "kitei.compare")) == ["yaml", "kitei.compare"]


@pytest.mark.parametrize("arguments", [["check"], ["show", "sample", "--revision", "draft"]])
def test_sound_documents_are_read_without_what_explains_faults_or_draws_tables(
    tmp_path: Path, arguments: list[str]
) -> None:
    write_repository(tmp_path)
    assert find_heavy(list_imported(tmp_path, *arguments), UNUSED) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chekc"], "コマンド「chekc」はありません。"),
        (["check", "--nope"], "オプション「--nope」はありません。"),
        (["check", "--format", "xml"], "使える値: plain、github、json"),
        (["check", "--format"], "「--format」に値が要ります。"),
        (["list", "extra"], "余分な引数があります: extra"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_where_help_is(
    kitei: Kitei, arguments: list[str], told: str
) -> None:
    outcome = kitei(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert "--help で見られます。" in outcome.err


def test_a_call_without_a_command_shows_the_help(kitei: Kitei) -> None:
    outcome = kitei()
    assert outcome.code == 2
    assert outcome.err.startswith("使い方: kitei ")


@pytest.mark.parametrize("command", ["check", "list", "format", "ids"])
def test_outside_a_repository_it_says_so(
    kitei: Kitei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = kitei(command)
    assert (outcome.code, outcome.out) == (2, "")
    assert "kiteiの設定（pyproject.tomlの[tool.kitei]）が見つかりません" in outcome.err
    assert "直し方: " in outcome.err


def test_every_fault_of_the_settings_is_told_with_its_line(scratch: Path, kitei: Kitei) -> None:
    settings = SETTINGS.replace('title = "公開"\n', "").replace("terms = []", "terms = 3\nodd = 1")
    settings = settings.replace('organs = ["管理者"]', "organs = []")
    (scratch / "pyproject.toml").write_text(settings, encoding="utf-8")
    outcome = kitei("check")
    assert (outcome.code, outcome.out) == (2, "")
    told = [line.split(": ")[0] for line in outcome.err.splitlines()[1:]]
    assert told == [f"  pyproject.toml:{line}" for line in (2, 3, 8, 10)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[tool.kitei]\norganisation = ", "TOMLとして読めません"),
        ("[tool.kitei]\n", "必要なキー「organisation」がありません"),
        ("[tool.kitei-other]\nx = 1\n", "[tool.kitei]"),
        (SETTINGS.replace('"staff"', '"public"'), "公開区分「public」が二度あります"),
        (
            SETTINGS.replace('["policy"]', '["policy"]\nformer_folders = ["standards-private"]'),
            "公開区分「staff」がstandards-privateを使っています",
        ),
    ],
)
def test_broken_settings_are_a_users_error(
    scratch: Path, kitei: Kitei, text: str, told: str
) -> None:
    (scratch / "pyproject.toml").write_text(text, encoding="utf-8")
    outcome = kitei("check")
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err


def test_settings_that_are_no_utf_8_are_a_users_error(scratch: Path, kitei: Kitei) -> None:
    (scratch / "pyproject.toml").write_bytes(SETTINGS.encode("cp932"))
    outcome = kitei("check")
    assert outcome.code == 2
    assert "UTF-8" in outcome.err


def test_a_bug_ends_with_3_and_shows_where(kitei: Kitei, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kitei.commands.list_.open_here", fail)
    outcome = kitei("list")
    assert outcome.code == 3
    assert "ZeroDivisionError" in outcome.err
    assert "kiteiの不具合です" in outcome.err


def test_an_interrupted_command_ends_with_130(
    kitei: Kitei, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("kitei.commands.list_.open_here", interrupt)
    assert kitei("list") == Outcome(130, "", "\n中断しました。\n")


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    write_repository(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as output:
        result = subprocess.run(
            [sys.executable, "-c", "from kitei.cli import main; main()", "check", "--list-rules"],
            cwd=tmp_path,
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (result.returncode, result.stderr) == (0, "")


def test_the_exit_code_reaches_the_shell(tmp_path: Path) -> None:
    write_repository(tmp_path)
    assert run_kitei(tmp_path, "check").returncode == 0
    assert run_kitei(tmp_path, "check", "nowhere").returncode == 2
