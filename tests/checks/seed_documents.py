"""The two real policies as documents, with the line of the seed that each line came from."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from kitei.checks.scope import Subject
from kitei.source.document_reader import read_document

_HEADING = re.compile(r"(?:第[0-9]+章|[0-9]+\.?) \S|序文$")
_CAPTION = re.compile(r"[ -]*(\([0-9]+\) .+)$")
_ITEM = re.compile(r"[ -]*((?:\([0-9]+\)|[①-⑳]|[ア-ン]\.) ?.+)$")


@dataclass
class _Draft:
    """The source form while it is written: `lines` maps its lines to those of the seed."""

    text: list[str] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)
    captions: int = 0

    def add(self, text: str, number: int = 0, *, blank: bool = True) -> None:
        if blank and self.text:
            self.text.append("")
        self.text.append(text)
        self.lines[len(self.text)] = number


def read_seed(path: Path, numbering: str) -> tuple[Subject, dict[int, int]]:
    """Return a seed as the subject of the checks, and its lines by the lines of the document."""
    lines = dict(enumerate(path.read_text(encoding="utf-8").split("\n"), 1))
    start = next(
        n
        for n, line in lines.items()
        if _HEADING.match(line) and n + 1 in lines and not lines[n + 1] and "\t" not in line
    )
    draft = _Draft()
    _add_front_matter(draft, lines, start, numbering)
    for number in range(start, len(lines) + 1):
        if lines[number]:
            _add_line(draft, lines, number)
    document = read_document("\n".join(draft.text) + "\n", f"policy/{path.stem}/index.md")
    return Subject(document, folder=f"policy/{path.stem}"), draft.lines


def _add_front_matter(draft: _Draft, lines: dict[int, str], start: int, numbering: str) -> None:
    front = {n: lines[n] for n in range(1, start) if lines[n]}
    title, *cover = [
        n
        for n in front
        if "\t" not in front[n]
        and not front[n].startswith("<")
        and not re.match(r"(?:\d|第)", front[n])
    ]
    for line in ("---", "id: seed", "kind: policy", "audience: public", "owner: 総務課"):
        draft.add(line, blank=False)
    draft.add(f"numbering: {numbering}", blank=False)
    draft.add(f"title: {front[title]}", title, blank=False)
    draft.add("cover:", blank=False)
    for number in cover:
        draft.add(f"  - {front[number]}", number, blank=False)
    draft.add("---", blank=False)


def _add_line(draft: _Draft, lines: dict[int, str], number: int) -> None:
    line, following = lines[number], lines.get(number + 1, "")
    if "\t" in line:
        _add_row(draft, lines, number)
    elif _HEADING.match(line):
        draft.captions += 1
        depth = "#" if line.startswith(("第", "序文")) else "##"
        draft.add(f"{depth} {line} {{#part-{draft.captions}}}", number)
    elif (match := _CAPTION.match(line)) and not _has_no_text(line, following):
        draft.captions += 1
        draft.add(f"### {match.group(1)} {{#part-{draft.captions}}}", number)
    elif match := _ITEM.match(line):
        draft.add(f"- {match.group(1)}", number, blank=not draft.text[-1].startswith("- "))
    else:
        draft.add(line, number)


def _has_no_text(line: str, following: str) -> bool:
    """Return whether a marked line is an item: the next line is marked too, or it is a sentence."""
    is_list = line.lstrip().startswith("-")
    return is_list and (not following or bool(_ITEM.match(following)))


def _add_row(draft: _Draft, lines: dict[int, str], number: int) -> None:
    is_first = "\t" not in lines[number - 1]
    cells = lines[number].split("\t")
    marks = ["^^" if not cell and index == 0 else cell for index, cell in enumerate(cells)]
    row = "|" + "|".join(f" {mark} " if mark else "" for mark in marks) + "|"
    draft.add(row, number, blank=is_first)
    if is_first:
        draft.add("|" + "---|" * len(cells), blank=False)
