"""Verification: every fault that is planted in a comparison is found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kitei.compare.change import Change, ChangeKind
from kitei.compare.outcome import Comparison
from kitei.compare.run import Run, RunKind
from kitei.compare.verification import ComparisonFailed, verify
from tests.compare.building import compare_bodies

OLD = """\
## 1 目的

資産を守る。

## 2 範囲

次による。

| 名 | 値 |
|---|---|
| 甲 | 一 |

- ① 管理者
- ② 議会
- ③ 監査　委員
"""
NEW = (
    OLD.replace("資産を", "情報を")
    .replace("一", "二")
    .replace("監査　委員", "監査委員")
    .replace("- ① 管理者", "- ① 会計室\n- ② 管理者")
    .replace("② 議会", "③ 議会")
    .replace("- ③ 監査", "- ④ 監査")
    .replace("目的", "趣旨")
)


@pytest.fixture
def comparison() -> Comparison:
    return compare_bodies(OLD.replace("- ③ 監査　委員\n", ""), NEW.replace("- ④ 監査委員\n", ""))


def find(comparison: Comparison, kind: ChangeKind) -> Change:
    return next(change for change in comparison.changes if kind in change.kinds)


def put(comparison: Comparison, old: Change, new: Change) -> Comparison:
    changes = tuple(new if change is old else change for change in comparison.changes)
    return replace(comparison, changes=changes)


def drop_change(comparison: Comparison) -> Comparison:
    return replace(comparison, changes=comparison.changes[1:])


def double_change(comparison: Comparison) -> Comparison:
    return replace(comparison, changes=(*comparison.changes, comparison.changes[0]))


def alter_run(comparison: Comparison) -> Comparison:
    change = find(comparison, ChangeKind.REWORDED)
    runs = (*change.runs[:-1], Run(RunKind.EQUAL, "を護る。"))
    return put(comparison, change, replace(change, runs=runs))


def unmark_run(comparison: Comparison) -> Comparison:
    change = find(comparison, ChangeKind.REWORDED)
    runs = tuple(Run(RunKind.EQUAL, run.text) for run in change.runs)
    return put(comparison, change, replace(change, runs=runs))


def alter_caption(comparison: Comparison) -> Comparison:
    change = find(comparison, ChangeKind.CAPTION)
    return put(comparison, change, replace(change, caption_runs=()))


def deny_rewording(comparison: Comparison) -> Comparison:
    change = find(comparison, ChangeKind.REWORDED)
    return put(comparison, change, replace(change, kinds=(ChangeKind.CAPTION,)))


def forget_cells(comparison: Comparison) -> Comparison:
    change = find(comparison, ChangeKind.TABLE)
    assert change.table is not None
    table = replace(change.table, rows=change.table.rows[:-1])
    return put(comparison, change, replace(change, table=table))


def forget_part_of_a_series(comparison: Comparison) -> Comparison:
    change = find(comparison, ChangeKind.RENUMBERED)
    assert len(change.old) > 1
    runs = {"old": change.old[:1], "new": change.new[:1], "caption_runs": ()}
    text = (Run(RunKind.EQUAL, change.new[0].text),)
    return put(comparison, change, replace(change, runs=text, **runs))


def invent_change(comparison: Comparison) -> Comparison:
    change = find(comparison, ChangeKind.RENUMBERED)
    same = replace(change, new=change.old)
    return put(comparison, change, same)


def lose_link(comparison: Comparison) -> Comparison:
    alignment = comparison.alignment
    return replace(comparison, alignment=replace(alignment, links=alignment.links[1:]))


def add_empty_run(comparison: Comparison) -> Comparison:
    change = find(comparison, ChangeKind.REWORDED)
    return put(comparison, change, replace(change, runs=(*change.runs, Run(RunKind.ADDED, ""))))


@pytest.mark.parametrize(
    "plant",
    [
        drop_change,
        double_change,
        alter_run,
        unmark_run,
        alter_caption,
        deny_rewording,
        forget_cells,
        forget_part_of_a_series,
        invent_change,
        lose_link,
        add_empty_run,
    ],
)
def test_a_planted_fault_is_found(
    comparison: Comparison, plant: Callable[[Comparison], Comparison]
) -> None:
    verify(comparison)
    with pytest.raises(ComparisonFailed):
        verify(plant(comparison))


def test_a_difference_that_is_no_mere_form_is_not_let_pass_as_one() -> None:
    comparison = compare_bodies(OLD, OLD.replace("監査　委員", "監査委員"))
    note = comparison.formatting[0]
    other = replace(note, new=replace(note.new, unit=replace(note.new.unit, text="会計室")))
    with pytest.raises(ComparisonFailed):
        verify(replace(comparison, formatting=(other,)))


def test_a_forgotten_note_on_form_is_found() -> None:
    comparison = compare_bodies(OLD, OLD.replace("監査　委員", "監査委員"))
    with pytest.raises(ComparisonFailed):
        verify(replace(comparison, formatting=()))
