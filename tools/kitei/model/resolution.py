"""Resolution: which provisions a reference means, seen from where it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kitei.model.places import Place, Places
from kitei.model.reference_grammar import Member, Reference


class State(StrEnum):
    """How the search for a reference's target ended."""

    RESOLVED = "resolved"
    UNRESOLVED = "unresolved"
    AMBIGUOUS = "ambiguous"
    EXTERNAL = "external"
    OTHER_DOCUMENT = "other-document"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one member of a reference means; `reason` says in Japanese why it means nothing.

    `direction` is up, down or here (the citing place itself), empty where nothing was found.
    """

    member: Member
    state: State
    places: tuple[Place, ...] = ()
    reason: str = ""
    direction: str = ""


def resolve_reference(
    reference: Reference,
    place: Place | None,
    places: Places,
    previous: Sequence[Reference] = (),
) -> tuple[Resolution, ...]:
    """Return what each member means. `previous` are the earlier references of the provision."""
    return tuple(Resolution(member, State.UNKNOWN) for member in reference.members)


def resolve_references(
    cited: Iterable[tuple[Place | None, Reference]], places: Places
) -> tuple[tuple[Resolution, ...], ...]:
    """Return the resolutions of all references of a document, given in the order of the text."""
    return tuple(resolve_reference(reference, place, places) for place, reference in cited)
