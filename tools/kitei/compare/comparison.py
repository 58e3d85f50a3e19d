"""Comparing two documents: aligned, written down as changes, and verified."""

from collections.abc import Sequence

from kitei.compare.alignment import align
from kitei.compare.changes import Writer
from kitei.compare.coverage import measure_coverage
from kitei.compare.differences import Judge
from kitei.compare.link import Decision
from kitei.compare.outcome import Comparison, PictureHashes, Verdict
from kitei.compare.units import list_units
from kitei.compare.verification import verify
from kitei.model.document import Document

NO_HASHES = PictureHashes()


def compare_documents(
    old: Document,
    new: Document,
    decisions: Sequence[Decision] = (),
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
        _judge(writer, is_full=alignment.is_full),
    )
    verify(comparison)
    return comparison


def _judge(writer: Writer, *, is_full: bool) -> Verdict:
    if is_full:
        return Verdict.REPLACED
    if writer.drafts:
        return Verdict.AMENDED
    return Verdict.FORMATTING if writer.formatting else Verdict.UNCHANGED


__all__ = ["Comparison", "compare_documents"]
