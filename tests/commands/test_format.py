"""kitei format: blank lines, indentation and depth of headings; never a word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repositories import Outcome, write_document

Kitei = Callable[..., Outcome]

LOOSE = "### 1 目的 {#purpose}\n本文\n\n\n-  (1)  項目\n-   (2) 項目\n     - ア 項目\n"
CANONICAL = "## 1 目的 {#purpose}\n\n本文\n\n- (1) 項目\n- (2) 項目\n  - ア 項目\n"
SAMPLE = "standards-private/sample/index.md"


def test_a_text_is_put_into_canonical_form_once(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", LOOSE)
    assert kitei("format") == Outcome(0, f"{SAMPLE}: 整えました\n1文書を整えました。\n", "")
    assert path.read_text("utf-8").endswith("---\n\n" + CANONICAL)
    written = path.read_bytes()
    assert kitei("format") == Outcome(0, "0文書を整えました。\n", "")
    assert path.read_bytes() == written


def test_check_writes_nothing_and_ends_with_1(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", LOOSE)
    before = path.read_bytes()
    outcome = kitei("format", "--check")
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out == f"{SAMPLE}: 整っていません\n1文書が整っていません。\n"
    assert path.read_bytes() == before


def test_the_front_matter_stays_as_it_is_with_its_comments(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", LOOSE)
    text = path.read_text("utf-8").replace("owner: 総務課", 'owner:   "総務課" # 令和8年度から')
    path.write_text(text, encoding="utf-8")
    kitei("format", "sample")
    assert 'owner:   "総務課" # 令和8年度から\n---\n\n' + CANONICAL in path.read_text("utf-8")


@pytest.mark.parametrize(
    "fault",
    [
        "<b>太字</b>",
        "**強調**",
        "- (1) 項目\n続きの行",
        "本文\n\n---",
        "| a | b |\n|---|---|\n| c |",
    ],
)
def test_a_text_with_a_fault_of_writing_is_left_alone(
    scratch: Path, kitei: Kitei, fault: str
) -> None:
    path = write_document(scratch, "standards-private/sample", f"{LOOSE}\n{fault}\n")
    before = path.read_bytes()
    outcome = kitei("format")
    assert outcome.out == "0文書を整えました。\n"
    assert f"{SAMPLE}: 書き方の誤りがあるので整えません" in outcome.err
    assert path.read_bytes() == before


def test_only_the_documents_chosen_are_written(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", LOOSE)
    other = write_document(scratch, "policy/other", LOOSE)
    before = other.read_bytes()
    kitei("format", "sample")
    assert path.read_text("utf-8").endswith(CANONICAL)
    assert other.read_bytes() == before


def test_the_rights_of_the_file_stay(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", LOOSE)
    path.chmod(0o640)
    kitei("format")
    assert path.stat().st_mode & 0o777 == 0o640
