"""Terms (用語) and abbreviations (略称): where a document says what a word means."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kitei.model.naming import find_namings
from kitei.model.places import Place, Places, walk_texts
from kitei.model.text import Text

Kind = Literal["term", "abbreviation", "alias", "inline"]

_DEFINING_CAPTION = re.compile("定義|用語")
_DEFINING_LEAD = re.compile("用語の(?:意義|定義)は")
_LONGEST_NAME = 80
# The bracket behind a name: 用語（略称）, 用語（以下「略称」という。）.
_BRACKET = re.compile("（([^（）]*)）$")
_KATAKANA, _LATIN = "[ァ-ヶー]", "[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]"


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition (定義): `text.value[start:end]` is the name where it is given its meaning.

    `kind` is term (item of the 定義 provision), alias (of such a term), abbreviation (以下「…」と
    いう。) or inline (…において「…」とは、). `scope` is the stretch it holds for, as written, such
    as この章, and empty for the rest of the text.
    """

    name: str
    text: Text
    start: int
    end: int
    place: Place | None
    kind: Kind
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Gloss:
    """A bracket that explains the word before it for later too: （…をいう。以下同じ。）.

    Where that word begins, grammar cannot see; `text.value[start:end]` is the closing sentence.
    """

    text: Text
    start: int
    end: int
    place: Place | None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a document defines: terms and inline definitions; abbreviations and aliases; glosses."""

    definitions: tuple[Definition, ...] = ()
    abbreviations: tuple[Definition, ...] = ()
    glosses: tuple[Gloss, ...] = ()

    def __iter__(self) -> Iterator[Definition]:
        yield from self.definitions
        yield from self.abbreviations


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a name: `text.value[start:end]`."""

    text: Text
    start: int
    end: int


def find_terms(places: Places) -> Terms:
    """Return the definitions, abbreviations and glosses of a document, each in order."""
    definitions: list[Definition] = []
    glosses: list[Gloss] = []
    texts = tuple(walk_texts(places))
    for at in texts:
        for naming in find_namings(at.text.value):
            span = naming.start, naming.end
            if naming.kind == "gloss":
                glosses.append(Gloss(at.text, *span, at.place, naming.scope))
            else:
                name = at.text.value[slice(*span)]
                definition = Definition(name, at.text, *span, at.place, naming.kind, naming.scope)
                definitions.append(definition)
    for place in places.all:
        if _is_defining(place):
            definitions += _find_items(place, places)
    order = {id(at.text): index for index, at in enumerate(texts)}
    definitions.sort(key=lambda found: order[id(found.text)])
    return Terms(
        tuple(found for found in definitions if found.kind in ("term", "inline")),
        tuple(found for found in definitions if found.kind in ("abbreviation", "alias")),
        tuple(glosses),
    )


def _is_defining(place: Place) -> bool:
    """Return whether a provision lists terms: captioned 定義, or 用語の意義は… in its text."""
    provision = place.provision
    if provision.caption and _DEFINING_CAPTION.search(str(provision.caption)):
        return True
    return bool(_DEFINING_LEAD.search(provision.lead))


def _find_items(place: Place, places: Places) -> Iterator[Definition]:
    for provision in place.provision.walk():
        item = places.get(provision)
        gloss = "".join(str(text) for text in provision.texts())
        if item is place or "をいう" not in gloss or _is_defining(item):
            continue
        if provision.caption:
            yield from _read_name(provision.caption, str(provision.caption), item)
            continue
        text = next(provision.texts())
        name, space, _ = text.value.partition("\u3000")
        if space and 0 < len(name) <= _LONGEST_NAME:
            yield from _read_name(text, name, item)


def _read_name(text: Text, written: str, place: Place) -> Iterator[Definition]:
    """Yield the term at the start of a text, and its alias: 甲系（乙系）."""
    bracket = _BRACKET.search(written)
    end = bracket.start() if bracket else len(written)
    if end == 0 or "。" in written[:end]:
        return
    yield Definition(written[:end], text, 0, end, place, "term")
    if bracket and bracket[1] and not any(c in bracket[1] for c in "「」。"):
        yield Definition(bracket[1], text, *bracket.span(1), place, "alias")


def find_uses(
    name: str,
    texts: Iterable[Text],
    longer_names: Iterable[str] = (),
    *,
    skip: Iterable[Definition] = (),
) -> tuple[Use, ...]:
    """Return the uses of a name in the texts, in order.

    A place that a longer name takes is none (個人番号利用事務 in 個人番号利用事務系), nor is one
    inside a longer katakana or Latin word, nor the name in one of the definitions to `skip`.
    """
    pattern = _names_pattern((name, *longer_names))
    defined = {(id(definition.text), definition.start) for definition in skip}
    return tuple(
        Use(text, match.start(), match.end())
        for text in texts
        if name in text.value
        for match in pattern.finditer(text.value)
        if match.group() == name and (id(text), match.start()) not in defined
    )


@lru_cache(maxsize=512)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    return re.compile("|".join(_bounded(name) for name in longest_first))


def _bounded(name: str) -> str:
    """Return the pattern of a name that is no part of a word: ログ is not in ログイン."""
    pattern = re.escape(name)
    for script in (_KATAKANA, _LATIN):
        if re.match(script, name[0]):
            pattern = f"(?<!{script}){pattern}"
        if re.match(script, name[-1]):
            pattern = f"{pattern}(?!{script})"
    return pattern
