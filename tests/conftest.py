"""Fixtures for every test: where things lie, and the outside judges, ready to be asked."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kitei.cli import run
from tests.judges import web, word
from tests.repositories import Outcome, write_repository

REPOSITORY = Path(__file__).parents[1]

# The same examples in every run: what fails here fails everywhere. HYPOTHESIS_PROFILE=explore
# looks for new ones.
hypothesis.settings.register_profile("repeatable", derandomize=True, database=None)
hypothesis.settings.register_profile("explore", max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def _get_shared(name: str) -> Path:
    folder = REPOSITORY.parent / "shared" / name
    if not folder.is_dir():
        pytest.skip(f"../shared/{name} がありません")
    return folder


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the two real policies; a test that needs them is skipped without it."""
    return _get_shared("seeds")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of the long real texts; a test that needs them is skipped without it."""
    return _get_shared("corpora")


@pytest.fixture(scope="session")
def docx_errors() -> Callable[..., list[str]]:
    """`docx_errors(path, ...)`: what the Open XML SDK finds wrong in Word files."""
    return word.find_docx_errors


@pytest.fixture(scope="session")
def soffice_to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, Path], Path]:
    """`soffice_to_pdf(path, out_dir)`: the PDF that LibreOffice makes of a Word file."""
    return word.make_soffice(tmp_path_factory.mktemp("soffice-profile"))


@pytest.fixture(scope="session")
def soffice_settle(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Iterable[tuple[Path, str]]], list[str]]:
    """`soffice_settle([(path, "accept"), ...])`: texts after LibreOffice settled the changes.

    `reject` is the other way, `keep` leaves the file as it is.
    """
    return word.make_settler(tmp_path_factory.mktemp("soffice-macros"))


@pytest.fixture(scope="session")
def pdf_text() -> Callable[[Path], str]:
    """`pdf_text(path)`: the text of a PDF, laid out as on the page."""
    return word.get_pdf_text


@pytest.fixture(scope="session")
def pandoc_text() -> Callable[..., str]:
    """`pandoc_text(path, "reject")`: the text that pandoc reads; it accepts changes if not told."""
    return word.get_pandoc_text


@pytest.fixture(scope="session")
def html_errors() -> Callable[[Iterable[Path]], list[str]]:
    """`html_errors(paths)`: what the Nu checker finds wrong; ask once for many files."""
    return web.find_html_errors


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window and without a network; most tests want `page`."""
    with sync_playwright() as playwright:
        browser = web.launch_browser(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of a Japanese reader, with no cookies of another test."""
    with browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo") as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def axe_violations() -> Callable[[Page], list[str]]:
    """`axe_violations(page)`: the barriers that axe-core finds on the page as it is now."""
    return web.find_axe_violations


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """`serve(folder)`: the base URL (no slash at its end) of a server that shows the folder."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(web.serve_folder(folder))


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one sound document, `sample`, as the current folder."""
    root = write_repository(tmp_path / "repository")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def kitei(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """`kitei("check", "--fix")`: what a command does in the current folder."""

    def run_command(*arguments: str) -> Outcome:
        code = run(arguments)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run_command
