"""The outcome of a comparison: changes, what is mere form, and what was not compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kitei.compare.alignment import Alignment
from kitei.compare.change import Change, Side
from kitei.compare.units import Outline


class Verdict(StrEnum):
    """The outcome in one word: 変更なし, 形式のみ, 変更あり, 全部改正, 制定."""

    UNCHANGED = "unchanged"
    FORMATTING = "formatting"
    AMENDED = "amended"
    REPLACED = "replaced"
    ENACTED = "enacted"

    @property
    def label(self) -> str:
        """The Japanese name."""
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.UNCHANGED: "変更なし",
    Verdict.FORMATTING: "形式のみの変更",
    Verdict.AMENDED: "変更あり",
    Verdict.REPLACED: "全部改正",
    Verdict.ENACTED: "制定",
}


class Form(StrEnum):
    """What differs without being a change of the text."""

    LABEL = "label"
    CAPTION = "caption"
    TEXT = "text"
    LINKS = "links"
    SHAPE = "shape"

    @property
    def label(self) -> str:
        """The Japanese name."""
        return _FORMS[self]


_FORMS = {
    Form.LABEL: "符号の字形",
    Form.CAPTION: "見出しの字形又は空白",
    Form.TEXT: "本文の字形、空白又は改行",
    Form.LINKS: "リンク先",
    Form.SHAPE: "見出しと箇条書きの別",
}


@dataclass(frozen=True, slots=True)
class Formatting:
    """Two sides that say the same and are not written the same; no row of the table."""

    old: Side
    new: Side
    forms: tuple[Form, ...]


class Omission(StrEnum):
    """Why something was not compared, or not in every detail."""

    PICTURE = "picture"
    TABLE = "table"
    MERGED_CELLS = "merged-cells"
    MARKUP = "markup"

    @property
    def label(self) -> str:
        """The Japanese sentence."""
        return _OMISSIONS[self]


_OMISSIONS = {
    Omission.PICTURE: "図の内容は比べていません。",
    Omission.TABLE: "表の列の数が違うため、欄ごとには比べず、全体を示しました。",
    Omission.MERGED_CELLS: "表の結合の仕方が変わりました。結合は文字としては示せません。",
    Omission.MARKUP: "読み取れない記法を、文字のまま比べました。",
}


@dataclass(frozen=True, slots=True)
class Uncompared:
    """Something that was not compared: why, where, and what it is called."""

    reason: Omission
    position: str
    found: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many units of each side were compared, and everything that was not."""

    old_units: int
    new_units: int
    uncompared: tuple[Uncompared, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nothing was left out."""
        return not self.uncompared


@dataclass(frozen=True, slots=True)
class PictureHashes:
    """The hash of each picture file by its name, on both sides."""

    old: Mapping[str, str] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents compared and verified: the one list of changes that every view shows."""

    old: Outline = field(repr=False)
    new: Outline = field(repr=False)
    alignment: Alignment = field(repr=False)
    changes: tuple[Change, ...]
    formatting: tuple[Formatting, ...]
    coverage: Coverage
    verdict: Verdict
