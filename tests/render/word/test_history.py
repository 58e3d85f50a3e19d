"""The table of revisions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx

from kitei.model.edition import Edition
from kitei.model.revision import Revision, RevisionKind
from kitei.render.word import write_word
from kitei.settings import Settings
from tests.render.word.conftest import REVISIONS
from tests.render.word.samples import read_paragraphs

BODY = "## 1 目的 {#a}\n"


def read_history(data: bytes) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for row in docx.Document(BytesIO(data)).tables[-1].rows
    ]


def test_every_decision_has_a_row_and_the_revision_is_said_once(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    rows = read_history(write_word(make_edition(BODY, revisions=REVISIONS[::-1]), settings))
    assert rows == [
        ["版", "区分", "決定日", "決定した機関", "施行日", "理由"],
        ["1", "制定", "令和4年3月22日", "管理者（総第38号）", "令和4年4月1日", "定めるため。"],
        ["2", "一部改正", "令和8年3月11日", "議会", "令和8年4月1日", "改めるため。"],
        ["2", "一部改正", "令和8年3月16日", "管理者（総第41号）", "令和8年4月1日", "改めるため。"],
    ]


def test_open_days_and_a_different_day_of_application_are_said(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    revisions = (
        Revision("1", RevisionKind.ENACTMENT),
        Revision(
            "2",
            RevisionKind.CORRECTION,
            effective_from=date(2026, 4, 1),
            applies_from=date(2026, 3, 1),
        ),
        Revision("2", RevisionKind.CORRECTION),
    )
    rows = read_history(write_word(make_edition(BODY, revisions=revisions), settings))
    assert [row[4] for row in rows[1:]] == ["未定", "令和8年4月1日（令和8年3月1日から適用）", ""]
    assert [row[2] for row in rows[1:]] == ["未決定"] * 3


def test_dates_follow_the_style_of_the_body(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    western = replace(settings, era_style="western")
    rows = read_history(write_word(make_edition(BODY), western))
    assert rows[1][2] == "2022年3月22日"


def test_a_draft_without_records_has_no_such_table(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    data = write_word(make_edition(BODY, revisions=()), settings)
    assert "HistoryTitle" not in [style for style, _, _ in read_paragraphs(data)]
