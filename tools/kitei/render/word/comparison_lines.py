"""The lines of a comparison table's cell: labels that hang, tabs, and what is underlined."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kitei.compare.comparison_table import Part
from kitei.compare.run import Run, RunKind
from kitei.compare.units import PARAGRAPH_END
from kitei.model.marker import CONTAINERS, WHOLES
from kitei.model.provision import Provision
from kitei.render.word.elements import Element, make, make_run
from kitei.render.word.formats import Indent, ParagraphFormat, make_paragraph
from kitei.render.word.headings import separator
from kitei.render.word.indents import measure, room_for

STYLE = "ComparisonText"
_TITLED = (*CONTAINERS, *WHOLES, "article")
_SPACE = "\u3000"
_LEAST_HANG, _BRACKETED_HANG, _WIDEST_HANG = 2.0, 2.5, 6.0
# A line end that came or went by itself: a paragraph was parted, or two were joined.
_BREAK = "↵"


@dataclass(frozen=True, slots=True)
class Marks:
    """How a cell underlines: labels may take two lines, captions may stand over their article."""

    label: str = "single"
    captions_above: bool = False


def make_lines(part: Part, level: int, marks: Marks) -> Iterator[Element]:
    """Yield the paragraphs of a part: label and caption, the text, the table's own word."""
    texts = cut_runs(map(_show_break, part.text), PARAGRAPH_END)
    if part.note:
        texts.append([Run(RunKind.EQUAL, part.note)])
    if not (part.label or part.caption):
        # A text without a name stands as that of the provision around it does.
        below = Indent(max(level - 1, 0), 1) if part.unit else Indent(level)
    elif part.caption:
        yield from _make_heading(part, level, marks)
        below = Indent(level, 1)
    else:
        between, indent = _choose_hang(part, level)
        head = [*make_runs(part.label, marks.label), make_run(between)]
        rest = make_runs(texts.pop(0)) if texts else []
        yield _make(indent, [*head, *rest])
        below = Indent(level + 1, 1)
    yield from (_write(text, below) for text in texts)


def _make_heading(part: Part, level: int, marks: Marks) -> Iterator[Element]:
    """Yield label and caption; a caption in brackets may stand over its article."""
    label, caption = make_runs(part.label, marks.label), make_runs(part.caption)
    if not label:
        yield _make(Indent(level), caption)
        return
    node = part.unit.node if part.unit else None
    between = separator(node) if isinstance(node, Provision) else "\t"
    if not between and marks.captions_above:
        yield _make(Indent(level + 1), caption)
        yield _make(Indent(level), label)
    elif between == "\t":
        hang = _measure_hang(part.label)
        yield _make(Indent(level + hang, -hang), [*label, make_run(between), *caption])
    else:
        spaces = [make_run(between)] if between else []
        yield _make(Indent(level + 1, -1), [*label, *spaces, *caption])


def _choose_hang(part: Part, level: int) -> tuple[str, Indent]:
    """Return what stands behind a label without a caption, and how the line hangs."""
    hang = _measure_hang(part.label)
    marker = part.unit.marker if part.unit else None
    if hang > _WIDEST_HANG or (marker is not None and marker.kind in _TITLED):
        return _SPACE, Indent(level + 1, -1)
    return "\t", Indent(level + hang, -hang)


def _measure_hang(label: Iterable[Run]) -> float:
    """Return the room a label takes: the same for siblings up to (99)."""
    text = "".join(run.text for run in label)
    least = _BRACKETED_HANG if text.startswith(("(", "（")) else _LEAST_HANG
    return max(least, room_for(measure(text)))


def cut_runs(runs: Iterable[Run], end: str) -> list[list[Run]]:
    """Return the runs of each line, none where there is no text."""
    lines: list[list[Run]] = []
    for run in runs:
        first, *others = run.text.split(end)
        lines = lines or [[]]
        lines[-1] += [Run(run.kind, first)] if first else []
        lines += [[Run(run.kind, text)] if text else [] for text in others]
    return lines


def _show_break(run: Run) -> Run:
    """Return a run; where only line ends are marked, with something to see."""
    is_break = run.kind is not RunKind.EQUAL and not run.text.strip(PARAGRAPH_END)
    shown = run.text.replace(PARAGRAPH_END, _BREAK + PARAGRAPH_END)
    return Run(run.kind, shown) if is_break else run


def make_runs(runs: Iterable[Run], mark: str = "single") -> list[Element]:
    """Return runs of which the changed ones are underlined."""
    return [underline(run.text, "" if run.kind is RunKind.EQUAL else mark) for run in runs]


def underline(text: str, mark: str) -> Element:
    """Return a run with that underline, or without one."""
    run = make_run(text)
    if mark:
        run.insert(0, make("w:rPr", make("w:u", val=mark)))
    return run


def _write(runs: Sequence[Run], indent: Indent) -> Element:
    return _make(indent, make_runs(runs))


def _make(indent: Indent, runs: Iterable[Element]) -> Element:
    return make_paragraph(ParagraphFormat(STYLE, indent=indent), *runs)
