"""The grammar of references (引用) as regular expressions, and the values it is read into.

All patterns match width-folded text. Repetition is possessive, so that time stays linear.
"""

import re
from dataclasses import dataclass

from kitei.model.numerals import CIRCLED

NUM = "(?:[0-9]++|[〇一二三四五六七八九十百千]++)"
_KANJI = "[一-鿿々〇]"
# A branch number begins at 2, stands behind の, and is no count of something (第3条の2人, の一部).
_BRANCH = (
    f"(?:の(?!(?:一|1)(?![0-9〇一二三四五六七八九十百千])){NUM}"
    "(?![つ部分重者人件回倍種類点名段階年月日週割円]|の項|の欄))*+"
)
# What follows a unit in another word: 条例, 条件, 項目, 目的, 章程.
_WORDS = {"条": "例約件文理項", "項": "目", "目": "的標次録途印論立"}
UNITS = "編章節款目条項号"


def _unit(unit: str) -> str:
    return f"{unit}(?![{_WORDS[unit]}])" if unit in _WORDS else unit


UNIT = "(?:" + "|".join(_unit(unit) for unit in UNITS) + ")"
STEP = f"第{NUM}(?:{_unit('項')}|(?:編|章|節|款|{_unit('目')}|{_unit('条')}|号){_BRANCH})"


@dataclass(frozen=True, slots=True)
class CitedStep:
    """One written step of a reference: 第3条の2, (1), ア. `kind` is a kind of marker."""

    kind: str
    numbers: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Head:
    """The relative word a path begins with: 前2条 is ("前", 2, "条"), この章 is ("この", 1, "章").

    The word is one of 前 次 同 この (本 counts as この), 前各 and 次の各, 各.
    """

    word: str
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Path:
    """One place as cited: a relative head or a whole, then steps; `title` of another text.

    `inherited` counts the leading steps that are not written here but in the member before.
    `each` is the unit of a closing 各号.
    """

    start: int
    end: int
    steps: tuple[CitedStep, ...] = ()
    head: Head | None = None
    whole: CitedStep | None = None
    title: str = ""
    each: str = ""
    inherited: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One target of a reference, with its own offsets: 6, 7 and 8 in 上記6、7及び8.

    kind: local, path, relative, whole, external (law or number), document (title of another
    document), name (第1号被保険者: a word, no citation). `last` ends a range, `part` is ただし書
    and the like.
    """

    start: int
    end: int
    text: str
    kind: str
    path: Path
    last: Path | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference (引用): offsets in the text, and its members in order.

    `place` is the word it begins with, where that is 上記, 前記 or 下記; `kind` that of the first
    member. `depth` counts the brackets it stands in.
    """

    start: int
    end: int
    text: str
    kind: str
    members: tuple[Member, ...]
    place: str = ""
    depth: int = 0
