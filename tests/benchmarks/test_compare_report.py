"""The tables of comparing say what was missed, what was lost and where others are faster."""

from benchmarks.compare_report import (
    CompareReport,
    EditTimes,
    StepTimes,
    ToolTimes,
    render_compared,
)
from benchmarks.quality import Quality
from benchmarks.rows import Row
from benchmarks.timing import Times

STEPS = ("read", "compare", "table", "stale", "text", "html", "docx")


def make_times(seconds: float) -> Times:
    return Times([seconds, 2 * seconds], [seconds, seconds])


def make_steps(seconds: float) -> StepTimes:
    return StepTimes({step: [seconds] for step in STEPS}, (3, 4), (50, 60), {"added": 1})


def render(report: CompareReport) -> str:
    return "\n".join(render_compared(report))


def test_a_limit_missed_is_said() -> None:
    report = CompareReport([Row("policy", make_times(0.2), 0.15)])
    report.steps = {"300 provisions": make_steps(0.02), "a policy": make_steps(0.04)}
    text = render(report)
    assert "| policy | 0.20 | 0.30 | 0.20 | 0.15 | **missed** |" in text
    assert "| 300 provisions | 3 → 4 | 20 | 20 | 40 | 30 | **missed** | 20 | 20 |" in text
    assert "| a policy | 40 | 40 | 50 | kept | 40 | 350 | kept |" in text


def test_a_tool_that_is_faster_slower_or_lost_is_called_so() -> None:
    report = CompareReport()
    report.tools["pair"] = [
        ToolTimes("kitei", make_times(1.0)),
        ToolTimes("quick", make_times(0.5), "moves"),
        ToolTimes("near", make_times(1.2), factor=1.5),
        ToolTimes("far", make_times(2.0), factor=1.5),
        ToolTimes("never", None, "words", factor=50.0),
    ]
    text = render(report)
    assert "0.50 (median 0.50) |  | faster than kitei | moves |" in text
    assert "| near | 1.20 | 1.80 | 1.20 | 1.20 (median 1.20) | 1.5 | **missed** |" in text
    assert "2.00 (median 2.00) | 1.5 | kept |" in text
    assert "| never | not finished | | | | 50 | lost | words |" in text


def test_growth_mistakes_and_marks_are_shown() -> None:
    report = CompareReport(growth={"1 → 2": make_steps(0.05)}, growth_exponent=1.04)
    report.edits, report.edits_exponent = {300: EditTimes([0.02], 298, 296, 2, 5)}, 0.9
    report.quality["law"] = [
        Quality("kitei", 2, 3, 40, 5, 4, [0.001]),
        Quality("other", 2, 3, 40, None, 0, [0.001]),
    ]
    report.absent["redlines"] = "ERROR: no network"
    text = render(report)
    assert "| 1 → 2 | 110 | 1 | 100 |" in text
    assert "Exponent 1.04" in text
    assert "| 300 provisions | 298 | 296 | 2 | 5 | 20 | 20 |" in text
    assert "| kitei | 3 | 40 | 5 | 4 | 1.0 |" in text
    assert "| other | 3 | 40 | not judged |" in text
    assert "Not measured: redlines (ERROR: no network)." in text
