"""Timing and its report: turns taken, failures told, nothing embellished."""

import sys
from pathlib import Path

import pytest

from benchmarks.growth import find_exponent
from benchmarks.report import Comparison, Report, SiteTimes, render
from benchmarks.rows import Row
from benchmarks.timing import Case, FailedRun, Times, measure, measure_once


def test_the_exponent_tells_linear_from_quadratic_growth() -> None:
    assert find_exponent((1, 2, 4, 8), (3.0, 6.0, 12.0, 24.0)) == pytest.approx(1.0)
    assert find_exponent((1, 2, 4, 8), (1.0, 4.0, 16.0, 64.0)) == pytest.approx(2.0)


def test_cases_take_turns_and_the_warm_up_is_not_counted(tmp_path: Path) -> None:
    log = tmp_path / "log"
    cases = [
        Case(name, (sys.executable, "-c", f"open({str(log)!r}, 'a').write({name!r})"), tmp_path)
        for name in "ab"
    ]
    times = measure(cases, 2)
    assert log.read_text() == "ababab"
    assert [len(times[name].elapsed) for name in "ab"] == [2, 2]


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    case = Case("bad", (sys.executable, "-c", "raise SystemExit('not today')"), tmp_path)
    with pytest.raises(FailedRun, match="not today"):
        measure([case], 1)


def test_a_tool_that_reports_differences_by_its_exit_code_has_done_its_work(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "raise SystemExit(1)")
    assert measure([Case("differs", command, tmp_path, codes=(0, 1))], 1)["differs"].elapsed


def test_a_command_that_takes_too_long_has_no_time(tmp_path: Path) -> None:
    sleeper = Case("sleeper", (sys.executable, "-c", "import time; time.sleep(9)"), tmp_path)
    assert measure_once(sleeper, 0.3) is None
    quick = Case("quick", (sys.executable, "-c", ""), tmp_path)
    times = measure_once(quick, 9)
    assert times is not None
    assert 0 < times.best < 9
    assert 0 < times.worked[0] < 9
    with pytest.raises(FailedRun, match="not today"):
        measure_once(Case("bad", (sys.executable, "-c", "exit('not today')"), tmp_path), 9)


def test_what_a_case_keeps_is_removed_before_each_run(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    command = (sys.executable, "-c", "import os; os.mkdir('cache')")
    assert measure([Case("fresh", command, tmp_path, ("cache",))], 1)["fresh"].elapsed


def test_the_report_says_what_was_missed_lost_and_not_measured() -> None:
    slow, fast = Times([2.0, 3.0, 4.0], [2.0, 2.0, 2.0]), Times([1.0, 1.5, 2.0], [1.0, 1.0, 1.0])
    report = Report("a machine", 3, [Row("check", slow, 0.5), Row("help", fast, 1.0)], 1.02)
    report.comparisons = [Comparison("kitei", "c", 9, slow), Comparison("peer", "p", 9, fast)]
    report.absent = {"other 1.0": "ERROR: no such version"}
    text = "\n".join(render(report))
    assert "| check | 2.00 | 3.00 | 2.00 | 0.5 | **missed** |" in text
    assert "| help | 1.00 | 1.50 | 1.00 | 1 | kept |" in text
    assert "0.5 (median 0.5) | faster than kitei |" in text
    assert "Not measured: other 1.0 (ERROR: no such version)." in text


def test_the_report_sets_writing_against_the_generator() -> None:
    report = Report("a machine", 2, sites=[SiteTimes("both", [0.3, 0.2], [2.0, 2.5])])
    assert "| both | 0.20 | 2.00 | 10 % | 20 % | kept |" in list(render(report))
    report = Report("a machine", 2, sites=[SiteTimes("both", [0.5, 0.6], [2.0, 2.5])])
    assert "| both | 0.50 | 2.00 | 25 % | 20 % | **missed** |" in list(render(report))
