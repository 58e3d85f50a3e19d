"""Two texts of one document: which they are, what is told of them, and what stops."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repositories import SOUND_BODY, Outcome, commit_all, decide_document, write_document

Kitei = Callable[..., Outcome]

FOLDER = "standards-private/sample"
RECORD = f"{FOLDER}/revisions.yml"
ALIGN = """\
- old: "1"
  new: draft
  pairs:
    - {old: "1", new: "1", judgement: same, reason: 見直しの結果}
"""


@pytest.fixture(autouse=True)
def _decided(scratch: Path) -> None:
    """Revision 1 in force, the scheduled revision 2, and a draft."""
    decide_document(scratch, FOLDER, decided="2024-03-16", effective="2024-04-01")
    commit_all(scratch)
    amend(scratch, "守り、使う。")
    decide_document(
        scratch, FOLDER, "2", kind="partial", decided="2026-03-16", effective="2027-07-01"
    )
    commit_all(scratch)
    amend(scratch, "守り、使い、捨てる。")


def amend(root: Path, words: str) -> None:
    write_document(root, FOLDER, SOUND_BODY.replace("守る。", words))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'- old: "1\n', ("align.yml:", "YAML")),
        (ALIGN.replace('"1"', "3").encode(), ("align.yml:1:", "文字列でなければ")),
        (b"\xff\xfe", ("align.yml:1:", "UTF-8")),
        (ALIGN.replace("  pairs", "  note: x\n  pairs").encode(), ("align.yml:3:", "「note」")),
        (ALIGN.replace("draft", '"9"').encode(), ("align.yml:2:", "版「9」が、改正の記録に")),
    ],
)
def test_a_broken_file_of_matches_stops_the_comparison(
    scratch: Path, kitei: Kitei, content: bytes, expected: tuple[str, str]
) -> None:
    (scratch / FOLDER / "align.yml").write_bytes(content)
    outcome = kitei("compare", "sample")
    assert (outcome.code, outcome.out) == (2, "")
    assert kitei("compare", FOLDER).err == outcome.err
    assert f"{FOLDER}/{expected[0]}" in outcome.err
    assert expected[1] in outcome.err
    assert "直し方: " in outcome.err
    checked = kitei("check")
    assert checked.code == 1
    assert f"{FOLDER}/align.yml:" in checked.out


def test_broken_records_stop_the_comparison(scratch: Path, kitei: Kitei) -> None:
    (scratch / RECORD).write_text("- revision: 1\n", "utf-8")
    outcome = kitei("compare", "sample")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{RECORD}:1:" in outcome.err
