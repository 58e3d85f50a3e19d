"""What is in the text is in the file: judged by ourselves and by others."""

import html
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypandoc
import pytest

from kitei.errors import RenderError
from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.settings import Settings
from tests.render.word.samples import SAMPLES, change_part, get_body_text, pieces, squeeze
from tests.render.word.structure import find_structure_faults

Editions = dict[str, Edition]


@pytest.fixture(scope="module")
def editions(sample_editions: Editions, own_editions: Editions) -> Editions:
    return sample_editions | own_editions


@pytest.fixture(scope="module")
def files(
    editions: Editions, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Every document of this module as a Word file."""
    folder = tmp_path_factory.mktemp("word")
    paths = {name: folder / f"{name}.docx" for name in editions}
    for name, path in paths.items():
        path.write_bytes(write_word(editions[name], settings))
    return paths


def test_every_marker_and_text_stands_in_the_file_once_and_in_order(
    editions: Editions, files: dict[str, Path]
) -> None:
    for name, edition in editions.items():
        expected = squeeze("".join(pieces(edition.document)))
        assert get_body_text(files[name].read_bytes()) == expected, name


def test_the_comparison_sees_a_changed_and_a_missing_marker(
    editions: Editions, files: dict[str, Path]
) -> None:
    expected = squeeze("".join(pieces(editions["outline"].document)))
    data = files["outline"].read_bytes()
    for marker, other in (("(ア)", "(イ)"), ("(ア)", "")):
        changed = change_part(data, re.escape(marker).encode(), other.encode())
        assert get_body_text(changed) != expected


@pytest.mark.slow
def test_the_open_xml_sdk_finds_no_error(
    files: dict[str, Path], docx_errors: Callable[..., list[str]]
) -> None:
    assert docx_errors(*files.values()) == []


@pytest.mark.slow
def test_the_open_xml_sdk_does_find_a_planted_error(
    files: dict[str, Path], docx_errors: Callable[..., list[str]], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    data = files["outline"].read_bytes()
    broken.write_bytes(change_part(data, rb"(<w:pStyle[^>]*/>)(<w:ind [^>]*/>)", rb"\2\1"))
    assert docx_errors(broken)


def test_the_structure_is_sound(files: dict[str, Path]) -> None:
    for path in files.values():
        assert find_structure_faults(path.read_bytes()) == [], path.name


@pytest.mark.slow
def test_pandoc_reads_every_marker_and_text_in_order(
    editions: Editions, files: dict[str, Path]
) -> None:
    for name, edition in editions.items():
        page = str(pypandoc.convert_file(str(files[name]), "html", extra_args=["--wrap=none"]))
        text = squeeze(html.unescape(re.sub(r"<[^>]*>", "", page)))
        assert squeeze("".join(pieces(edition.document))) in text, name


@pytest.mark.slow
def test_libreoffice_shows_every_marker_and_sentence_in_order(
    editions: Editions,
    files: dict[str, Path],
    soffice_to_pdf: Callable[[Path, Path], Path],
    pdf_text: Callable[[Path], str],
    tmp_path: Path,
) -> None:
    for name in [*SAMPLES, "basic-policy"]:
        text = pdf_text(soffice_to_pdf(files[name], tmp_path))
        missing = list(_find_missing(editions[name], text))
        assert missing == [], name


def _find_missing(edition: Edition, text: str) -> Iterator[str]:
    """Yield the texts that do not follow the one before; tables stand side by side and are left."""
    title = squeeze(edition.document.meta.title)
    lines = [squeeze(line) for line in text.splitlines()]
    shown = "".join(
        line
        for line in lines
        if not line.startswith(title) and not re.fullmatch(r"[0-9]+/[0-9]+", line)
    )
    place = 0
    for provision in edition.document.walk():
        wanted = [str(provision.marker or ""), str(provision.caption or ""), provision.lead]
        for piece in map(squeeze, wanted):
            found = shown.find(piece, place)
            if found < 0:
                yield piece
            else:
                place = found + len(piece)


def test_the_search_in_a_pdf_finds_what_is_missing(sample_editions: Editions) -> None:
    edition = sample_editions["outline-dotted"]
    text = "\n".join(pieces(edition.document))
    assert list(_find_missing(edition, text)) == []
    assert list(_find_missing(edition, text.replace("ア.", "ア"))) == ["ア."]


_PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from tests.render.word.conftest import REVISIONS, STAFF
from tests.render.word.samples import SAMPLES
from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.model.edition import Edition
from kitei.model.numbering import get_style
from kitei.render.word import write_word
from kitei.settings import Organisation, Settings
from kitei.source.markdown_reader import read_body
for name, body in SAMPLES.items():
    meta = FrontMatter("a", DocumentKind.POLICY, "題名", "staff", name, "総務課")
    content, _ = read_body(body, get_style(name))
    settings = Settings(Organisation("組合", "組合", ()), (STAFF,))
    data = write_word(Edition(Document(meta, content), STAFF, REVISIONS), settings)
    print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_edition_gives_the_same_bytes_in_every_process(repository: Path) -> None:
    def run(seed: str) -> str:
        command = [sys.executable, "-c", _PROGRAM, str(repository)]
        environment = {"PYTHONHASHSEED": seed}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    assert run("1") == run("2")


def test_hostile_texts_stay_texts(
    make_edition: Callable[..., Edition],
    settings: Settings,
    docx_errors: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    body = (
        "## 1 \\<w:p\\> & \"'\\]\\]> {#purpose}\n\n"
        "\\<script>alert(1)\\</script> &\\lt; ]]> %s {{x}} ﷽ 𠮷 e\u0301\n\n"
        f"- (1) {'あ' * 5000}\n- (2) {'W' * 3000}\n\n"
        f"| {'列' * 300} | {'x' * 400} | |\n| --- | --- | --- |\n| a | | \\<b> |\n"
    )
    edition = make_edition(body)
    data = write_word(edition, settings)
    assert get_body_text(data) == squeeze("".join(pieces(edition.document)))
    assert find_structure_faults(data) == []
    path = tmp_path / "hostile.docx"
    path.write_bytes(data)
    assert docx_errors(path) == []


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_a_character_that_xml_cannot_hold_is_an_error(
    make_edition: Callable[..., Edition], settings: Settings, character: str
) -> None:
    edition = make_edition(f"## 1 目的 {{#purpose}}\n\n前{character}後\n")
    with pytest.raises(RenderError, match=f"U\\+{ord(character):04X}"):
        write_word(edition, settings)


def test_a_document_without_text_records_or_headings_is_written(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    for body in ("", "本文だけである。\n", "- (1) 号\n", "| a |\n| --- |\n| b |\n"):
        data = write_word(make_edition(body, revisions=()), settings)
        assert find_structure_faults(data) == []
