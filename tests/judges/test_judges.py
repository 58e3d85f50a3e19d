"""Each judge finds a planted fault and passes a good file: a judge that sees nothing is none."""

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Error, Page

from tests.judges.presence import get_command

GOOD_PAGE = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>基本方針</title></head>
<body><main><h1>基本方針</h1><p>本組合は、次のとおり定める。</p></main></body></html>
"""
BAD_PAGE = GOOD_PAGE.replace("<h1>", '<img src="seal.png"><h1 id="a" id="b">')


def write_page(folder: Path, text: str) -> Path:
    path = folder / "index.html"
    path.write_text(text, "utf-8")
    return path


def write_docx(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("第1条（目的） 本組合は、次のとおり定める。")
    document.save(str(path))
    return path


def break_docx(path: Path) -> Path:
    """Put an element where the format allows none, as a careless writer would."""
    broken = path.with_name("broken.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body><w:rPr/>")
            target.writestr(name, data)
    return broken


def test_the_open_xml_sdk_finds_a_misplaced_element(
    tmp_path: Path, docx_errors: Callable[..., list[str]]
) -> None:
    good = write_docx(tmp_path / "good.docx")
    assert docx_errors(good) == []
    [error] = docx_errors(good, break_docx(good))
    assert "broken.docx" in error
    assert "rPr" in error


def test_the_open_xml_sdk_rejects_what_is_no_word_file(
    tmp_path: Path, docx_errors: Callable[..., list[str]]
) -> None:
    path = tmp_path / "text.docx"
    path.write_text("not a zip")
    assert len(docx_errors(path)) == 1


def test_the_nu_checker_finds_invalid_html(
    tmp_path: Path, html_errors: Callable[[Iterable[Path]], list[str]]
) -> None:
    for name in ("good", "bad"):
        (tmp_path / name).mkdir()
    good = write_page(tmp_path / "good", GOOD_PAGE)
    bad = write_page(tmp_path / "bad", BAD_PAGE)
    found = html_errors([good, bad])
    assert any("bad/index.html" in error and "Duplicate" in error for error in found)
    assert not any("good/index.html" in error for error in found)
    assert html_errors([good]) == []


def test_axe_finds_a_picture_without_text(
    tmp_path: Path,
    page: Page,
    serve: Callable[[Path], str],
    axe_violations: Callable[[Page], list[str]],
) -> None:
    # Two addresses: a page changed within the second is, to a browser, the one it has already.
    url = serve(tmp_path)
    for name, text in (("bad", BAD_PAGE), ("good", GOOD_PAGE)):
        (tmp_path / name).mkdir()
        write_page(tmp_path / name, text)
    page.goto(f"{url}/bad/")
    assert [violation.split(":")[0] for violation in axe_violations(page)] == ["image-alt"]
    page.goto(f"{url}/good/")
    assert axe_violations(page) == []


def test_the_browser_speaks_japanese_and_knows_no_other_machine(page: Page) -> None:
    assert page.evaluate("navigator.language") == "ja-JP"
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://kitei.example/")


def test_libreoffice_and_poppler_show_the_text_of_a_word_file(
    tmp_path: Path, soffice_to_pdf: Callable[[Path, Path], Path], pdf_text: Callable[[Path], str]
) -> None:
    pdf = soffice_to_pdf(write_docx(tmp_path / "good.docx"), tmp_path)
    assert "本組合は、次のとおり定める。" in pdf_text(pdf)


def test_libreoffice_rejects_a_missing_file(
    tmp_path: Path, soffice_to_pdf: Callable[[Path, Path], Path]
) -> None:
    with pytest.raises(AssertionError):
        soffice_to_pdf(tmp_path / "none.docx", tmp_path)


def test_poppler_rejects_what_is_no_pdf(tmp_path: Path, pdf_text: Callable[[Path], str]) -> None:
    path = tmp_path / "broken.pdf"
    path.write_text("not a PDF")
    with pytest.raises(AssertionError):
        pdf_text(path)


def test_pandoc_reads_the_text_of_a_word_file(
    tmp_path: Path, pandoc_text: Callable[[Path], str]
) -> None:
    text = pandoc_text(write_docx(tmp_path / "good.docx"))
    assert text.strip() == "第1条（目的） 本組合は、次のとおり定める。"


def test_pandoc_rejects_what_is_no_word_file(
    tmp_path: Path, pandoc_text: Callable[[Path], str]
) -> None:
    path = tmp_path / "broken.docx"
    path.write_text("not a zip")
    with pytest.raises(RuntimeError):
        pandoc_text(path)


def test_a_missing_judge_fails_in_ci_and_skips_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-judge"):
        get_command("no-such-judge")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="no-such-judge"):
        get_command("no-such-judge")
