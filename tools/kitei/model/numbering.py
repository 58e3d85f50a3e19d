"""Numbering styles (符号体系): which kind of marker stands at which level.

`STYLES` is the table. Containers (編章節款目) may be left out anywhere; 序文, 附則, 別表, 様式
stand at the top of any style. Source: practice of drafting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kitei.model.marker import CONTAINERS, KINDS, WHOLES, Marker, Split, split_marker


class InvalidNumbering(ValueError):
    """A numbering style that does not exist, or a list with unknown kinds of marker."""


@dataclass(frozen=True, slots=True)
class NumberingStyle:
    """A numbering style: the kinds of marker from the outermost level inwards.

    `units` names the kinds that are cited by a unit instead of their marker: under articles, 2 is
    cited as 第2項 and (1) as 第1号.
    """

    name: str
    levels: tuple[str, ...]
    units: Mapping[str, str] = field(default_factory=dict, hash=False)
    kanji: bool = False
    candidates: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = (*self.levels, *WHOLES)
        foreign = tuple(kind for kind in KINDS if kind not in known)
        object.__setattr__(self, "candidates", (*known, *foreign))

    @property
    def has_articles(self) -> bool:
        """Whether the text is drafted in articles (条)."""
        return "article" in self.levels

    def split(self, text: str) -> Split | None:
        """Return the marker that `text` starts with, of this style first, or None."""
        return split_marker(text, self.candidates)

    def level(self, kind: str) -> int | None:
        """Return the level of a kind of marker: 0 is outermost, None if it has no place here."""
        if kind in WHOLES:
            return 0
        return self.levels.index(kind) if kind in self.levels else None

    def allowed_below(self, kind: str | None) -> tuple[str, ...]:
        """Return the kinds that may stand directly below a kind (None: below the document)."""
        if kind in WHOLES:
            return tuple(level for level in self.levels if level not in CONTAINERS)
        start = 0 if kind is None else self._below(kind)
        allowed = []
        for level in self.levels[start:]:
            allowed.append(level)
            if level not in CONTAINERS and not (self.has_articles and level == "arabic"):
                break
        return (*allowed, *WHOLES) if kind is None else tuple(allowed)

    def _below(self, kind: str) -> int:
        return self.levels.index(kind) + 1 if kind in self.levels else len(self.levels)

    def cite(self, kind: str, numbers: tuple[int, ...]) -> str:
        """Return how a marker is written inside an address: 第2項, (3), ①."""
        if kind in self.units:
            return KINDS["chapter"].write(numbers, self.kanji).replace("章", self.units[kind])
        return KINDS[kind].plain(numbers, self.kanji)


_ARTICLE_UNITS = {"arabic": "項", "paren": "号"}
_LAW_UNITS = {"arabic": "項", "kanji": "号"}
_BELOW_PAREN = ("kana", "kana-paren", "latin", "latin-paren")

STYLES: dict[str, NumberingStyle] = {
    style.name: style
    for style in (
        NumberingStyle("outline", (*CONTAINERS, "arabic", "paren", *_BELOW_PAREN)),
        NumberingStyle(
            "outline-circled", (*CONTAINERS, "arabic", "paren", "circled", *_BELOW_PAREN)
        ),
        NumberingStyle(
            "outline-dotted",
            (*CONTAINERS, "dotted", "paren", "kana-dotted", "kana-paren", "latin", "latin-paren"),
        ),
        NumberingStyle(
            "outline-ordinal", (*CONTAINERS, "ordinal", "arabic", "paren", *_BELOW_PAREN)
        ),
        NumberingStyle(
            "article", (*CONTAINERS, "article", "arabic", "paren", *_BELOW_PAREN), _ARTICLE_UNITS
        ),
        NumberingStyle(
            "article-kanji",
            (*CONTAINERS, "article", "arabic", "kanji", "iroha", "paren", "roman-paren"),
            _LAW_UNITS,
            kanji=True,
        ),
    )
}


def get_style(name: str | Iterable[str]) -> NumberingStyle:
    """Return the style of that name, or one made from a list of kinds of marker."""
    if isinstance(name, str):
        if name not in STYLES:
            raise InvalidNumbering(
                f"符号体系「{name}」はありません。使えるもの: {'、'.join(STYLES)}"
            )
        return STYLES[name]
    kinds = tuple(name)
    unknown = [kind for kind in kinds if kind not in KINDS or kind in WHOLES]
    if unknown or len(set(kinds)) != len(kinds) or all(kind in CONTAINERS for kind in kinds):
        wrong = "、".join(unknown or kinds)
        raise InvalidNumbering(f"符号の種類の並びが正しくありません: {wrong}")
    units = _ARTICLE_UNITS if "article" in kinds else {}
    return NumberingStyle("custom", kinds, units)


def is_container(marker: Marker | None) -> bool:
    """Return whether the marker is one of 編, 章, 節, 款, 目."""
    return marker is not None and marker.kind in CONTAINERS
