"""The cover says whose document it is, which version, and for whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kitei.model.edition import Edition
from kitei.model.revision import Decision, Revision, RevisionKind
from kitei.render.word import write_word
from kitei.settings import Settings
from tests.render.word.conftest import REVISIONS, STAFF
from tests.render.word.samples import get_text, read_paragraphs, read_part
from tests.render.word.structure import W


def read_cover(data: bytes) -> tuple[list[str], list[list[str]]]:
    """Return the lines of the cover, and its table."""
    lines = [text for style, text, _ in read_paragraphs(data) if style.startswith("Cover")]
    table = next(read_part(data).iter(W + "tbl"))
    rows = [[get_text(cell) for cell in row.iter(W + "tc")] for row in table.iter(W + "tr")]
    return [line for line in lines if line], rows


def test_the_cover_of_an_amended_text(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    lines, rows = read_cover(write_word(make_edition("## 1 目的 {#a}\n"), settings))
    assert lines == [
        "見本広域事務組合",
        "見本方針",
        "（令和8年3月16日　一部改正）",
        "令和8年4月1日施行",
    ]
    assert rows == [
        ["版", "第2版"],
        ["改正日（施行日）", "令和8年3月16日（令和8年4月1日施行）"],
        ["取扱区分", "公開"],
    ]


@pytest.mark.parametrize(
    ("revisions", "expected"),
    [
        ((), [["版", "案"]]),
        (
            REVISIONS[:1],
            [["版", "第1版"], ["制定日（施行日）", "令和4年3月22日（令和4年4月1日施行）"]],
        ),
        (
            (
                Revision("1.10", RevisionKind.FULL, (Decision("管理者", date(2026, 3, 16)),)),
                Revision("1.9", RevisionKind.FULL, (Decision("管理者", date(2024, 3, 16)),)),
            ),
            [["版", "第1.10版"], ["改正日（施行日）", "令和8年3月16日（施行日未定）"]],
        ),
        ((*REVISIONS, Revision("3", RevisionKind.FULL, (), date(2027, 4, 1))), [["版", "案"]]),
        (
            (*REVISIONS, replace(REVISIONS[1], kind=RevisionKind.CORRECTION, effective_from=None)),
            [["版", "第2版"], ["正誤の決定日", "令和8年3月16日"]],
        ),
    ],
)
def test_the_cover_of_drafts_an_enactment_an_open_date_and_a_correction(
    make_edition: Callable[..., Edition],
    settings: Settings,
    revisions: tuple[Revision, ...],
    expected: list[list[str]],
) -> None:
    edition = make_edition("## 1 目的 {#a}\n", revisions=revisions, audience=STAFF)
    _, rows = read_cover(write_word(edition, settings))
    assert rows == [*expected, ["取扱区分", "職員限り（取扱注意）"]]


def test_the_day_of_a_draft_is_not_on_its_cover(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    revisions = (*REVISIONS, Revision("3", RevisionKind.FULL, (), date(2027, 4, 1)))
    lines, _ = read_cover(
        write_word(make_edition("## 1 目的 {#a}\n", revisions=revisions), settings)
    )
    assert lines == ["見本広域事務組合", "見本方針", "令和8年4月1日施行"]
