"""References (引用): finding them in a text. What they mean is decided in `resolution`."""

from kitei.model.numbering import NumberingStyle
from kitei.model.reference_grammar import CitedStep, Head, Member, Path, Reference

__all__ = ["CitedStep", "Head", "Member", "Path", "Reference", "find_references"]


def find_references(text: str, style: NumberingStyle) -> tuple[Reference, ...]:
    """Return the references in a text, in order and without overlap."""
    return ()
