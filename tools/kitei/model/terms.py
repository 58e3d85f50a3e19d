"""Terms (用語) and abbreviations (略称): where a document says what a word means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kitei.model.document import Document
from kitei.model.places import Place, Places
from kitei.model.text import Text

Kind = Literal["term", "abbreviation", "alias", "inline"]


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition (定義): `text.value[start:end]` is the name where it is given its meaning.

    `scope` is the stretch it holds for, as written (この条, この章); empty for the whole text.
    """

    name: str
    text: Text
    start: int
    end: int
    place: Place | None
    kind: Kind
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a document defines: terms and inline definitions; abbreviations and aliases."""

    definitions: tuple[Definition, ...] = ()
    abbreviations: tuple[Definition, ...] = ()

    def __iter__(self) -> Iterator[Definition]:
        yield from self.definitions
        yield from self.abbreviations


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a name: `text.value[start:end]`."""

    text: Text
    start: int
    end: int


def find_terms(document: Document, places: Places) -> Terms:
    """Return the definitions and abbreviations of a document, each in order."""
    return Terms()


def find_uses(
    name: str, texts: Iterable[Text], longer_names: Iterable[str] = (), *, skip: Iterable[Definition] = ()
) -> tuple[Use, ...]:
    """Return the uses of a name; places taken by a longer name or by `skip` do not count."""
    return ()
