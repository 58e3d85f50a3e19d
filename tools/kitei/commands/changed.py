"""Documents in amendment: their text before, and what it takes to put references in order."""

from collections.abc import Iterable

from kitei.checks.scope import Subject
from kitei.commands.earlier import Earlier
from kitei.compare.renumbering import Citing
from kitei.model.document import Document
from kitei.model.history import History


def find_before(subject: Subject, earlier: Earlier) -> Document | None:
    """Return the text that a document is amended from; None where none is at hand.

    That is the text at the commit of `--since`, else the one decided last.
    """
    base = earlier.bases.get(subject.folder)
    if base is not None:
        return base.document
    history = earlier.histories.get(subject.document.id)
    return None if history is None else find_decided(history)


def find_decided(history: History) -> Document | None:
    """Return the text decided last, None where there is none or it is not at hand."""
    for standing in reversed(history.timeline.decided):
        if standing.revision.has_text:
            edition = history.edition(standing)
            return edition.document if edition else None
    return None


def list_citing(
    subject: Subject, subjects: Iterable[Subject], earlier: Earlier
) -> tuple[Citing, ...]:
    """Return the other documents, each with its own text before."""
    return tuple(
        Citing(other.document, find_before(other, earlier))
        for other in subjects
        if other.document.id != subject.document.id
    )
