"""Documents for the tests of comparing, written as the body alone."""

from kitei.compare.comparison import compare_documents
from kitei.compare.outcome import Comparison
from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.source.markdown_reader import read_body


def make_document(
    body: str, *, id_: str = "sample", title: str = "見本方針", numbering: str = "outline-circled"
) -> Document:
    """Return a document with this body."""
    meta = FrontMatter(id_, DocumentKind.POLICY, title, "public", numbering, "総務課")
    document = Document(meta)
    content, remarks = read_body(body, document.style)
    return Document(meta, content, tuple(remarks))


def compare_bodies(old: str, new: str, **rest: str) -> Comparison:
    """Return the verified comparison of two bodies."""
    return compare_documents(make_document(old, **rest), make_document(new, **rest))


def list_kinds(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Return each change as (kinds, old addresses, new addresses)."""
    return [
        (
            "+".join(change.kinds),
            " ".join(side.position for side in change.old),
            " ".join(side.position for side in change.new),
        )
        for change in comparison.changes
    ]
