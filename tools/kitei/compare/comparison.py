"""Comparing two documents: aligned, written down as changes, and verified."""

from collections.abc import Sequence
from dataclasses import replace

from kitei.compare.alignment import align
from kitei.compare.changes import Writer
from kitei.compare.coverage import measure_coverage
from kitei.compare.differences import Judge
from kitei.compare.listing import list_units
from kitei.compare.outcome import Comparison, PictureHashes, Verdict
from kitei.compare.verification import verify
from kitei.model.document import Document
from kitei.model.matching import Match

NO_HASHES = PictureHashes()


def compare_documents(
    old: Document,
    new: Document,
    decisions: Sequence[Match] = (),
    *,
    hashes: PictureHashes = NO_HASHES,
) -> Comparison:
    """Return the verified comparison, or raise ComparisonFailed; there is no third way."""
    before, after = list_units(old), list_units(new)
    # A text is the same as itself, whatever was decided about its provisions in other revisions.
    decisions = () if old.content == new.content else decisions
    alignment = align(before, after, decisions)
    writer = Writer(Judge(before, after, hashes), alignment)
    changes = writer.write()
    comparison = Comparison(
        before,
        after,
        alignment,
        changes,
        tuple(writer.formatting),
        measure_coverage(before, after, changes=changes, hashes=hashes),
        _judge(writer),
    )
    verify(comparison)
    return comparison


def blank_document(document: Document) -> Document:
    """Return what there was before the first text of a document: to compare with it is 制定."""
    return replace(document, content=(), remarks=(), source="")


def _judge(writer: Writer) -> Verdict:
    if writer.new.document.content and not writer.old.document.content:
        return Verdict.ENACTED
    if writer.alignment.is_full:
        return Verdict.REPLACED
    if writer.drafts:
        return Verdict.AMENDED
    return Verdict.FORMATTING if writer.formatting else Verdict.UNCHANGED
