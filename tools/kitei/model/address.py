"""Addresses (位置): where a provision stands, such as 6(3)① or 第3条第2項第1号ア."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kitei.model.marker import BRANCH, CONTAINERS, KINDS, NUMERAL, WHOLES, Marker
from kitei.model.numbering import NumberingStyle
from kitei.model.numerals import fold

_SLUG_PREFIX = {
    "part": "pt",
    "chapter": "ch",
    "section": "sec",
    "subsection": "ssec",
    "division": "div",
    "preface": "preface",
    "supplement": "sp",
    "appendix": "ap",
    "form": "fm",
}


class InvalidAddress(ValueError):
    """A text that is no address in the numbering style at hand."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address: a kind of marker and its numbers (branch numbers behind)."""

    kind: str
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, marker: Marker) -> "Step":
        """Return the step that leads to a provision with this marker."""
        return cls(marker.kind, marker.numbers)


@dataclass(frozen=True, slots=True)
class Address:
    """An address (位置): the steps from the document down to a provision."""

    steps: tuple[Step, ...] = ()

    def __truediv__(self, step: Step) -> "Address":
        return Address((*self.steps, step))

    def __bool__(self) -> bool:
        return bool(self.steps)

    @property
    def is_container(self) -> bool:
        """Whether the address ends in 編, 章, 節, 款 or 目."""
        return bool(self.steps) and self.steps[-1].kind in CONTAINERS

    def is_in(self, kind: str) -> bool:
        """Return whether the address begins with this kind of marker: is_in("supplement")."""
        return bool(self.steps) and self.steps[0].kind == kind

    def without_containers(self) -> "Address":
        """Return the address as it is cited where numbers run through the chapters."""
        if self.is_container or all(step.kind not in CONTAINERS for step in self.steps):
            return self
        return Address(tuple(step for step in self.steps if step.kind not in CONTAINERS))

    def slug(self) -> str:
        """Return the address as part of a URL: 4-2, 3_2-1 (第3条の2第1項), ch1, sp-2."""
        return "-".join(_slug(step) for step in self.steps)

    def format(self, style: NumberingStyle) -> str:
        """Return the address as a text of that style cites it."""
        cited = [style.cite(step.kind, step.numbers) for step in self.steps]
        # 第1 and then 1 would run together to 第11.
        joints = ("-" if _runs_on(a, b) else "" for a, b in pairwise(["", *cited]))
        return "".join(joint + text for joint, text in zip(joints, cited, strict=True))


def _runs_on(before: str, after: str) -> bool:
    return before[-1:].isdigit() and after[:1].isdigit()


def _slug(step: Step) -> str:
    return _SLUG_PREFIX.get(step.kind, "") + "_".join(str(number) for number in step.numbers)


def parse_address(text: str, style: NumberingStyle) -> Address:
    """Return the address written in `text`, or raise InvalidAddress."""
    folded = fold(text.strip())
    steps: list[Step] = []
    offset = 0
    while offset < len(folded):
        step, length = _next_step(folded[offset:], style, steps)
        if step is None:
            raise InvalidAddress(f"位置として読めません: {text!r}({offset + 1}文字目から)")
        steps.append(step)
        offset += length
        offset += folded.startswith("-", offset)
    if not steps:
        raise InvalidAddress("位置が空です")
    return Address(tuple(steps))


def _next_step(text: str, style: NumberingStyle, before: list[Step]) -> tuple[Step | None, int]:
    for kind in _kinds_after(style, before):
        match = _cite_pattern(style, kind).match(text)
        if match is not None and match.end():
            return Step(kind, KINDS[kind].numbers(match)), match.end()
    return None, 0


def _kinds_after(style: NumberingStyle, before: list[Step]) -> tuple[str, ...]:
    if not before:
        return (*WHOLES, *style.levels)
    last = before[-1].kind
    start = 0 if last in WHOLES else style.levels.index(last) + 1
    return style.levels[start:]


@lru_cache(maxsize=256)
def _cite_pattern(style: NumberingStyle, kind: str) -> re.Pattern[str]:
    if kind in style.units:
        return re.compile(f"(?P<numbers>第{NUMERAL}{style.units[kind]}{BRANCH})")
    if kind == "dotted":
        return KINDS["arabic"].pattern
    if kind == "kana-dotted":
        return KINDS["kana"].pattern
    return KINDS[kind].pattern
