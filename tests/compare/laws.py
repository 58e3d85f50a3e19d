"""The long real texts as documents: the reader of their layout is not kitei's own."""

from functools import cache
from pathlib import Path

from benchmarks.corpora import convert_law
from kitei.model.document import Document
from kitei.source.document_reader import read_document


@cache
def read_law(path: Path) -> Document:
    """Return a text of the corpora as a document."""
    return read_document(convert_law(path.read_text("utf-8")), str(path))
