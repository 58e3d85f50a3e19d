"""The parts of a document that its front matter declares withheld."""

from collections.abc import Iterable

from kitei.checks.scope import Scope
from kitei.model.address import Address, InvalidAddress, Step, parse_address
from kitei.model.places import Place


def read_withheld(scope: Scope) -> tuple[Address, ...]:
    """Return the addresses declared withheld; those that cannot be read are left out."""
    found = []
    for text in scope.document.meta.withheld:
        try:
            found.append(parse_address(text, scope.document.style))
        except InvalidAddress:
            continue
    return tuple(found)


def is_withheld(step: Step, beside: Place, withheld: Iterable[Address]) -> bool:
    """Return whether a sibling of a place, named by its step, is declared withheld."""
    whole = Address((*beside.address.steps[:-1], step))
    return any(address in (whole, whole.without_containers()) for address in withheld)


def is_part_withheld(before: Place | None, place: Place, withheld: Iterable[Address]) -> bool:
    """Return whether a withheld chapter or section lies between two places.

    Articles run through the chapters, so those of a withheld chapter are missing as well.
    """
    return any(_lies_between(address, before, place) for address in withheld)


def _lies_between(address: Address, before: Place | None, place: Place) -> bool:
    if not address.is_container:
        return False
    *above, step = address.steps
    depth = len(above)
    here = place.address.steps
    if list(here[:depth]) != above or len(here) <= depth or here[depth].kind != step.kind:
        return False
    there = before.address.steps if before else ()
    is_beside = list(there[:depth]) == above and len(there) > depth
    is_after = not is_beside or there[depth].numbers < step.numbers
    return is_after and step.numbers < here[depth].numbers
