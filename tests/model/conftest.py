"""The real texts the model is tried on, read from the folder beside the repository."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.model.numbering import get_style
from kitei.model.numerals import CIRCLED, fold
from kitei.source.markdown_reader import read_body

SHARED = Path(__file__).parents[3] / "shared"

_ARTICLE = re.compile(r"\*\*(第[^*（]+条[^*（]*)(（[^*]*）)?\*\*　?(.*)")
_PARAGRAPH = re.compile(r"\*\*([0-9０-９]+|[①-㊿])\*\*　(.*)")
_ITEM = re.compile(r"( *)- ([^　]+)　(.*)")
_CONTAINER = re.compile(r"#+ (第[^　]+)　(.*)")
_DEPTHS = {"編": 1, "章": 2, "節": 3, "款": 4, "目": 5}


def _shared(folder: str, name: str) -> str:
    path = SHARED / folder / name
    if not path.exists():
        pytest.skip(f"needs {folder}/{name} beside the repository")
    return path.read_text(encoding="utf-8")


def law_lines(name: str) -> list[str]:
    """Return the lines of a law without its front matter."""
    return _shared("corpora", name).split("---\n", 2)[2].split("\n")


def seed_lines(name: str) -> list[str]:
    """Return the lines of a seed; line 1 of the facts is the first."""
    return _shared("seeds", name).split("\n")


def make_document(body: str, numbering: str, title: str = "試しの規程") -> Document:
    """Return a document whose body is given in the source form."""
    meta = FrontMatter("sample", DocumentKind.POLICY, title, "public", numbering, "総務課")
    content, _ = read_body(body, get_style(numbering))
    return Document(meta, content)


def read_law(name: str, supplements: int = 1) -> Document:
    """Return a law as a document: its main provisions, and so many 附則."""
    lines, seen = [], 0
    for line in law_lines(name):
        seen += line.startswith("## 附則")
        if seen > supplements or line.startswith("**別表"):
            break
        lines.append(line)
    return make_document(_law_body(lines), "article-kanji", "ある法律")


def _law_body(lines: list[str]) -> str:
    depth, indent, blocks = 0, 0, []
    for line in lines:
        if line.startswith("## 附則"):
            depth, indent = 1, 0
            blocks.append("# 附則")
        elif match := _CONTAINER.match(line):
            unit = next(c for c in match[1] if c in _DEPTHS)
            depth, indent = _DEPTHS[unit], 0
            blocks.append(f"{'#' * depth} {match[1]} {match[2]}")
        elif match := _ARTICLE.match(line):
            indent = 0
            blocks += [f"{'#' * 6} {match[1]}{match[2] or ''}", match[3] or "略"]
        elif match := _PARAGRAPH.match(line):
            indent = 2
            blocks.append(f"- {_arabic(match[1])} {match[2]}")
        elif match := _ITEM.match(line):
            blocks.append(f"{' ' * indent}{match[1]}- {match[2]} {match[3]}")
    return "\n\n".join(blocks) + "\n"


def _arabic(marker: str) -> str:
    return str(CIRCLED.index(marker) + 1) if marker in CIRCLED else fold(marker)


@pytest.fixture
def read_law_lines() -> Callable[[str], list[str]]:
    """`read_law_lines(name)`: the lines of a law of the corpora."""
    return law_lines


@pytest.fixture
def law_document() -> Callable[[str], Document]:
    """`law_document(name)`: a law of the corpora, with the 附則 it was made with."""
    return read_law


@pytest.fixture
def document() -> Callable[..., Document]:
    """`document(body, numbering)`: a document from a body in the source form."""
    return make_document


@pytest.fixture
def corpus_seeds() -> list[str]:
    """The lines of both seeds."""
    return [*seed_lines("nansatsu.txt"), *seed_lines("saitama.txt")]


@pytest.fixture
def read_seed() -> Callable[[str], list[str]]:
    """`read_seed(name)`: the lines of one seed."""
    return seed_lines
