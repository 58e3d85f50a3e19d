"""The figures of comparing two texts as tables in Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from benchmarks.quality import Quality
from benchmarks.rows import Row, judge, render_rows, show_times
from benchmarks.timing import Times

# Seconds that reading, comparing and verifying may take in process, by the size of the text.
STEP_LIMITS = {"300 provisions": 0.03, "3,000 provisions": 0.4}
HTML_LIMIT, WORD_LIMIT = 0.05, 0.35
POLICY = "a policy"


@dataclass(frozen=True, slots=True)
class ToolTimes:
    """A tool's comparison of two texts: `factor` times kitei's own time is asked of it.

    `times` is None for a tool that did not end within its limit; that is a loss and no time.
    """

    tool: str
    times: Times | None
    misses: str = ""
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class StepTimes:
    """CPU seconds of each step, units and characters of both texts, and what was found."""

    times: dict[str, list[float]]
    units: tuple[int, int]
    characters: tuple[int, int]
    kinds: dict[str, int]

    def best(self, *steps: str) -> float:
        """Return the shortest time of these steps, each at its best."""
        return sum(min(self.times[step]) for step in steps)


@dataclass(frozen=True, slots=True)
class EditTimes:
    """Random edits of a text: how many provisions are the same, linked, and linked wrongly."""

    seconds: list[float]
    common: int
    linked: int
    wrong: int
    moved: int


@dataclass(slots=True)
class CompareReport:
    """All figures of comparing; of the tools by pair of texts, the first is kitei."""

    rows: list[Row] = field(default_factory=list)
    steps: dict[str, StepTimes] = field(default_factory=dict)
    tools: dict[str, list[ToolTimes]] = field(default_factory=dict)
    growth: dict[str, StepTimes] = field(default_factory=dict)
    growth_exponent: float = 0.0
    edits: dict[int, EditTimes] = field(default_factory=dict)
    edits_exponent: float = 0.0
    quality: dict[str, list[Quality]] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)


def render_compared(report: CompareReport) -> Iterator[str]:
    """Yield the lines of all tables."""
    yield from ("### Comparing two texts", "", *render_rows(report.rows))
    yield from ("", *_render_steps(report.steps), "", *_render_writing(report.steps))
    for name, tools in report.tools.items():
        yield from ("", *_render_tools(name, tools))
    if report.growth:
        yield from ("", *_render_growth(report.growth))
        yield from ("", f"Exponent {report.growth_exponent:.2f} (1 is linear).")
    if report.edits:
        yield from ("", *_render_edits(report.edits))
        yield from ("", f"Exponent {report.edits_exponent:.2f} (1 is linear).")
    for name, found in report.quality.items():
        yield from ("", *_render_quality(name, found))
    for name, reason in report.absent.items():
        yield from ("", f"Not measured: {name} ({reason.splitlines()[-1]}).")


def _render_steps(steps: dict[str, StepTimes]) -> Iterator[str]:
    yield (
        "| In process, CPU ms, minimum | units | read both | compare, verify | together | limit | "
        "| rows of the table | stale references |"
    )
    yield "|---|--:|--:|--:|--:|--:|---|--:|--:|"
    for name, step in steps.items():
        limit = STEP_LIMITS.get(name)
        both = step.best("read", "compare")
        shown = "" if limit is None else f"{1000 * limit:g}"
        cells = (
            f"{step.units[0]:,} → {step.units[1]:,}",
            *(_show_ms(step.best(each)) for each in ("read", "compare")),
            *(_show_ms(both), shown, judge(both, limit)),
            *(_show_ms(step.best(each)) for each in ("table", "stale")),
        )
        yield f"| {name} | {' | '.join(cells)} |"


def _render_writing(steps: dict[str, StepTimes]) -> Iterator[str]:
    yield "| Writing, in process, CPU ms | text | HTML page | limit | | Word table | limit | |"
    yield "|---|--:|--:|--:|---|--:|--:|---|"
    for name, step in steps.items():
        cells = [_show_ms(step.best("text"))]
        for form, limit in (("html", HTML_LIMIT), ("docx", WORD_LIMIT)):
            seconds = step.best(form)
            is_judged = name == POLICY
            shown = (f"{1000 * limit:g}", judge(seconds, limit)) if is_judged else ("", "")
            cells += [_show_ms(seconds), *shown]
        yield f"| {name} | {' | '.join(cells)} |"


def _render_tools(name: str, tools: list[ToolTimes]) -> Iterator[str]:
    own = tools[0].times
    assert own is not None
    yield f"| {name} | minimum (s) | median (s) | CPU (s) | times kitei's | asked | | finds no |"
    yield "|---|--:|--:|--:|--:|--:|---|---|"
    for each in tools:
        asked = "" if each.factor is None else f"{each.factor:g}"
        if each.times is None:
            yield f"| {each.tool} | not finished | | | | {asked} | lost | {each.misses} |"
            continue
        ratio = each.times.best / own.best
        shown = f"{ratio:.2f} (median {each.times.middle / own.middle:.2f})"
        cells = (show_times(each.times), shown, asked, _judge_tool(each, ratio), each.misses)
        yield f"| {each.tool} | {' | '.join(cells)} |"


def _judge_tool(tool: ToolTimes, ratio: float) -> str:
    verdict = "" if tool.factor is None else ("kept" if ratio >= tool.factor else "**missed**")
    return verdict + (", " if verdict and ratio < 1 else "") + ("faster than kitei" * (ratio < 1))


def _render_growth(growth: dict[str, StepTimes]) -> Iterator[str]:
    yield "| Versions of 個人情報保護法 | characters | changes | read, compare, verify (CPU ms) |"
    yield "|---|--:|--:|--:|"
    for name, step in growth.items():
        both = _show_ms(step.best("read", "compare"))
        yield f"| {name} | {sum(step.characters):,} | {sum(step.kinds.values()):,} | {both} |"


def _render_edits(edits: dict[int, EditTimes]) -> Iterator[str]:
    yield (
        "| Random edits, no ids | the same in both | linked one to one | wrongly | moved "
        "| minimum (CPU ms) | median (CPU ms) |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for size, each in edits.items():
        counts = f"{each.common:,} | {each.linked:,} | {each.wrong} | {each.moved}"
        times = f"{_show_ms(min(each.seconds))} | {_show_ms(median(each.seconds))}"
        yield f"| {size:,} provisions | {counts} | {times} |"


def _render_quality(name: str, found: list[Quality]) -> Iterator[str]:
    pairs = found[0].pairs
    yield (
        f"| {name}: {pairs} changed provisions | spans | marked characters "
        "| edges inside a word | of these behind a number | all pairs, minimum (ms) |"
    )
    yield "|---|--:|--:|--:|--:|--:|"
    for each in found:
        cut = "not judged | " if each.cut is None else f"{each.cut:,} | {each.numbers:,}"
        marks = f"{each.spans:,} | {each.marked:,} | {cut}"
        yield f"| {each.name} | {marks} | {_show_ms(min(each.seconds))} |"


def _show_ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f}" if seconds >= 0.01 else f"{1000 * seconds:.1f}"
