"""References (引用): finding them in a text. What they mean is decided in `resolution`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from kitei.model import reference_grammar as grammar
from kitei.model.brackets import match_brackets
from kitei.model.citation import CitedStep, Head, Member, Path, Reference
from kitei.model.marker import WHOLES
from kitei.model.numbering import NumberingStyle
from kitei.model.path_parts import inherit, read_head, read_numbers, read_step
from kitei.model.titles import find_title

__all__ = ["CitedStep", "Head", "Member", "Path", "Reference", "find_references"]

_JOINT = re.compile("(?:、?(?:及び|並びに|又は|若しくは)|[、中])$")


def find_references(text: str, style: NumberingStyle) -> tuple[Reference, ...]:
    """Return the references in a text, in order and without overlap."""
    if _start_of(style.levels).search(text) is None:
        return ()
    return _read_references(text, style)


# Two versions of a text have nearly all their sentences in common, each read once.
@lru_cache(maxsize=8192)
def _read_references(text: str, style: NumberingStyle) -> tuple[Reference, ...]:
    return tuple(_Scanner(text, style).scan(_start_of(style.levels)))


@lru_cache(maxsize=64)
def _start_of(levels: tuple[str, ...]) -> re.Pattern[str]:
    if "ordinal" in levels:
        return re.compile(f"{grammar.START.pattern}|{grammar.ORDINAL_START.pattern}")
    return grammar.START


@dataclass(slots=True)
class _List:
    """A list of members being read; `place` is 上記 and the like, or empty."""

    place: str = ""
    members: list[Member] = field(default_factory=list)

    @property
    def previous(self) -> Path | None:
        if not self.members:
            return None
        return self.members[-1].last or self.members[-1].path

    @property
    def takes_kana(self) -> bool:
        """Whether a lone kana may follow: only behind 上記, or where one ended the last member."""
        if self.place or self.previous is None:
            return bool(self.place)
        steps = self.previous.steps
        return bool(steps) and not steps[-1].unit


@dataclass
class _Scanner:
    """One pass over one text."""

    text: str
    style: NumberingStyle
    found: list[Reference] = field(default_factory=list)
    counted: int = 0
    depth: int = 0
    quotes: int = 0

    def scan(self, start: re.Pattern[str]) -> Iterator[Reference]:
        match = start.search(self.text)
        while match is not None:
            reference = self._read_reference(match.start())
            position = match.end()
            if reference is not None:
                self.found.append(reference)
                yield reference
                position = reference.end
            match = start.search(self.text, position)

    def _count_brackets(self, end: int) -> tuple[int, bool]:
        """Return how many brackets are open at `end`, and whether a quotation is."""
        count, start = self.text.count, self.counted
        self.depth += count("（", start, end) - count("）", start, end)
        self.quotes += count("「", start, end) - count("」", start, end)
        self.counted = end
        return max(self.depth, 0), self.quotes > 0

    def _read_reference(self, start: int) -> Reference | None:
        place = grammar.PLACE.match(self.text, start)
        members = _List(place.group() if place else "")
        position = place.end() if place else start
        member = self._read_member(position, members)
        while member is not None:
            members.members.append(member)
            separator = grammar.SEPARATOR.match(self.text, member.end)
            member = self._read_member(separator.end(), members) if separator else None
        if not members.members:
            return None
        whole, end = tuple(members.members), members.members[-1].end
        around = self._count_brackets(start)
        text, kind = self.text[start:end], whole[0].kind
        return Reference(start, end, text, kind, whole, members.place, *around)

    def _read_member(self, start: int, before: _List) -> Member | None:
        path = self._read_path(start, before)
        if path is None:
            return None
        kind = self._kind(path, before)
        if not before.members:
            path, kind = self._settle_first(path, kind)
        part = grammar.PART.match(self.text, path.end)
        end = part.end() if part else path.end
        last = self._read_range_end(end, path, before)
        end = last.end if last else end
        if last is not None:
            until = grammar.TO.match(self.text, end)
            end = until.end() if until else end
        text = self.text[start:end]
        return Member(start, end, text, kind, path, last, part.group() if part else "")

    def _read_range_end(self, end: int, first: Path, before: _List) -> Path | None:
        """Return the end of a range. Without まで, から is only a particle (上記3の脅威から)."""
        joint = grammar.FROM.match(self.text, end)
        if joint is None:
            return None
        member = Member(first.start, end, "", "path", first)
        context = _List(before.place, [member])
        last = self._read_path(joint.end(), context)
        if last is None or (joint.group() == "から" and not grammar.TO.match(self.text, last.end)):
            return None
        return last

    def _read_path(self, start: int, before: _List) -> Path | None:
        head = grammar.HEAD.match(self.text, start)
        if head is not None:
            steps, end, each = self._read_below(head.end())
            path = Path(start, end, steps, read_head(head), self._whole(head), each=each)
        elif (first := self._read_first_step(start, before)) is not None:
            steps, end, each = self._read_below(first.end)
            path = Path(start, end, (first, *steps), each=each)
        else:
            return None
        previous = before.previous
        return inherit(path, previous, self.style) if previous else path

    def _read_below(self, start: int) -> tuple[tuple[CitedStep, ...], int, str]:
        """Return the steps that follow, where they end, and the 各号 behind them."""
        steps, end = [], start
        while match := grammar.STEP.match(self.text, end):
            steps.append(self._step(match.lastgroup or "", match))
            end = match.end()
        each = grammar.EACH.match(self.text, end)
        return tuple(steps), each.end() if each else end, each["each"] if each else ""

    def _whole(self, match: re.Match[str]) -> CitedStep | None:
        kind = next((kind for kind in WHOLES if match[kind]), None)
        if kind is None:
            return None
        return CitedStep(kind, read_numbers(match.group(kind)), *match.span(kind))

    def _step(self, form: str, match: re.Match[str]) -> CitedStep:
        kind, numbers, unit = read_step(form, match.group(), self.style.levels)
        return CitedStep(kind, numbers, match.start(), match.end(), unit)

    def _read_first_step(self, start: int, before: _List) -> CitedStep | None:
        """Return 第3条 and the like; a number or mark where the words before make it one."""
        first = grammar.STEP.match(self.text, start)
        if first is not None and first.lastgroup == "unit":
            return self._step("unit", first)
        if before.place and (match := grammar.NUMBER.match(self.text, start)):
            return self._step("num", match)
        if (before.place or before.members or self._has_ordinals) and (
            match := grammar.ORDINAL.match(self.text, start)
        ):
            return self._ordinal(match, before)
        if first is None or not (before.members or before.place):
            return None
        is_kana = first.lastgroup in ("kana", "latin")
        if is_kana and not before.takes_kana:
            return None
        return self._step(first.lastgroup or "", first)

    @property
    def _has_ordinals(self) -> bool:
        return "ordinal" in self.style.levels

    def _ordinal(self, match: re.Match[str], before: _List) -> CitedStep | None:
        previous = before.previous
        if previous is not None and previous.whole is not None:
            return CitedStep(previous.whole.kind, read_numbers(match.group()), *match.span())
        return self._step("ordinal", match) if self._has_ordinals else None

    def _kind(self, path: Path, before: _List) -> str:
        if before.members and before.members[-1].kind in ("external", "document") and path.title:
            return before.members[-1].kind
        if path.head is not None:
            return "name" if self._means_table_at_hand(path) else "relative"
        if path.whole is not None:
            return "whole"
        if path.written and not path.written[0].unit:
            return "local"
        if len(path.steps) == 1 and path.steps[0].unit == "号" and self._is_name(path.end):
            return "name"
        return "path"

    def _means_table_at_hand(self, path: Path) -> bool:
        """Return whether 同表 goes back to 次の表 or the like and not to a 別表."""
        if path.head is None or path.head.unit != "表":
            return False
        named = [r.start for r in self.found for m in r.members if m.path.whole is not None]
        return self.text.rfind("の表", 0, path.start) > max(named, default=-1)

    def _is_name(self, end: int) -> bool:
        return grammar.NAME.match(self.text, end) is not None

    def _settle_first(self, path: Path, kind: str) -> tuple[Path, str]:
        """Return the first path with what stands before it: a title, or a reference it goes on."""
        if path.head is not None:
            return path, kind
        start = path.start
        is_number = bool(path.steps) and path.steps[0].unit == "号" and path.whole is None
        title, title_kind = find_title(self.text, self._before_bracket(start), is_number=is_number)
        if title:
            return replace(path, title=title), title_kind
        joined = self._continue(path, start)
        return joined, ("external" if joined.title else kind)

    def _continue(self, path: Path, start: int) -> Path:
        """Return the path with what it goes on from: 第3条（…）、第2項, 第3条（第1号…）."""
        if not self.found or path.whole is not None:
            return path
        if self.text.endswith("（", 0, start) and (above := self._ending_at(start - 1)):
            return inherit(path, above, self.style, below=True)
        joint = _JOINT.search(self.text, max(0, start - 5), start)
        position = self._before_bracket(joint.start() if joint else start)
        previous = self._ending_at(position)
        if previous is None:
            return path
        below = joint is None or joint.group() == "中"
        return inherit(path, previous, self.style, below=below)

    def _before_bracket(self, end: int) -> int:
        """Return `end`, or the place before the bracket that closes there."""
        if end and self.text[end - 1] == "）":
            return self._brackets.get(end - 1, end)
        return end

    @cached_property
    def _brackets(self) -> dict[int, int]:
        return match_brackets(self.text)

    def _ending_at(self, position: int) -> Path | None:
        for reference in reversed(self.found[-8:]):
            if reference.end == position:
                return reference.members[-1].last or reference.members[-1].path
        return None
