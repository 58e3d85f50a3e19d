"""Texts as drafts and documents, and trees written as lines, for the tests of importing."""

from pathlib import Path

from kitei.importing.draft import Draft, ImportOptions
from kitei.importing.result import Result, import_text
from kitei.importing.text import read_text
from kitei.model.document import DocumentKind
from kitei.model.provision import Paragraph, Provision, Table

DATA = Path(__file__).parents[1] / "data" / "importing"
OPTIONS = ImportOptions("sample", DocumentKind.POLICY, "public", "総務課")


def draft(text: str, title: str | None = None) -> Draft:
    """The draft of a text."""
    return read_text(text, options(title))


def options(title: str | None = None) -> ImportOptions:
    """The usual options, with a title if one is given."""
    return ImportOptions("sample", DocumentKind.POLICY, "public", "総務課", title)


def read_data(name: str) -> str:
    """An own-written text of a form that real texts have."""
    return (DATA / f"{name}.txt").read_text(encoding="utf-8")


def imported(text: str) -> Result:
    """The text imported and proved."""
    return import_text(text.encode(), OPTIONS)


def outline(content, depth=0):
    """A tree as lines: `#` a heading, `-` an item, `|` a table, `=` a paragraph's first signs."""
    lines = []
    for node in content:
        front = "  " * depth
        if isinstance(node, Provision):
            sign = "#" if node.is_heading else "-"
            parts = [sign, str(node.marker or ""), str(node.caption or "")]
            lines.append(front + " ".join(part for part in parts if part))
            lines += outline(node.content, depth + 1)
        elif isinstance(node, Paragraph):
            lines.append(f"{front}= {str(node.text)[:6]}")
        elif isinstance(node, Table):
            lines.append(f"{front}| {node.caption or ''}".rstrip())
    return lines


def find_doubts(result: Draft, word: str):
    """The lines of the doubts that name a word."""
    return [doubt.line for doubt in result.doubts if word in doubt.what]
