"""kitei list: every document on one line, and what cannot be read."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.repositories import Outcome, write_document

Kitei = Callable[..., Outcome]

RECORD = """\
- revision: "{number}"
  kind: enactment
  decided: [{{by: 管理者, on: 2026-03-16}}]
  effective_from: {day}
"""


def test_each_document_is_one_line_in_a_pipe(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "policy/other")
    outcome = kitei("list")
    assert outcome.code == 0
    heading, *rows = outcome.out.splitlines()
    assert heading.split() == ["文書", "題名", "種類", "公開区分", "規定", "版", "施行日"]
    assert [row.split() for row in rows] == [
        ["other", "見本の文書", "policy", "public", "1", "1", "－"],
        ["sample", "見本の文書", "standard", "staff", "1", "1", "－"],
    ]


def test_json_holds_the_latest_revision_by_number(scratch: Path, kitei: Kitei) -> None:
    record = RECORD.format(number="1.10", day="2026-07-01") + RECORD.format(
        number="1.9", day="2026-04-01"
    )
    (scratch / "standards-private/sample/revisions.yml").write_text(record, encoding="utf-8")
    assert json.loads(kitei("list", "--format", "json").out) == [
        {
            "id": "sample",
            "title": "見本の文書",
            "kind": "standard",
            "audience": "staff",
            "folder": "standards-private/sample",
            "provisions": 1,
            "revision": "1.10",
            "effective_from": "2026-07-01",
        }
    ]


def test_a_document_of_an_unknown_audience_is_listed(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "policy/other")
    text = path.read_text("utf-8").replace("audience: public", "audience: nobody")
    path.write_text(text, encoding="utf-8")
    outcome = kitei("list", "--format", "json")
    assert outcome.code == 0
    assert [row["audience"] for row in json.loads(outcome.out)] == ["nobody", "staff"]


def test_a_file_that_cannot_be_read_is_told_and_ends_with_1(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "policy/other").write_text("", encoding="utf-8")
    outcome = kitei("list")
    assert outcome.code == 1
    assert "sample" in outcome.out
    assert outcome.err == "読めません: policy/other/index.md:1:1: ファイルが空です。\n"
