"""kitei ids: ids for headings that have none, and not a character besides."""

from collections.abc import Callable
from pathlib import Path

from tests.repositories import Outcome, write_document

Kitei = Callable[..., Outcome]

BODY = """\
## 1 目的

本文

## 2 適用範囲  {#scope-2}

### (1) 独自の見出し

- (1) 目的

## 3 目的

## 4 {.note}

## 5 削除
"""
SAMPLE = "standards-private/sample/index.md"


def test_headings_get_ids_and_nothing_else_changes(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", BODY)
    before = path.read_text("utf-8").split("\n")
    outcome = kitei("ids")
    after = path.read_text("utf-8").split("\n")
    assert outcome.code == 0
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new.removeprefix(old) for old, new in changed] == [
        " {#purpose}",
        " {#p-" + changed[1][1].split("{#p-")[1],
        " {#purpose-2}",
    ]
    assert outcome.out.splitlines()[0] == f"{SAMPLE}:10: 1 目的 {{#purpose}}"
    assert outcome.out.splitlines()[-1] == "3個のidを補いました。"
    assert kitei("ids").out == "0個のidを補いました。\n"


def test_the_same_text_gets_the_same_ids(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", BODY)
    kitei("ids")
    first = path.read_text("utf-8")
    write_document(scratch, "standards-private/sample", BODY)
    kitei("ids")
    assert path.read_text("utf-8") == first


def test_a_retired_id_is_never_given_again(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", "## 1 目的\n\n本文\n")
    text = path.read_text("utf-8").replace("owner:", "retired: [purpose]\nowner:")
    path.write_text(text, encoding="utf-8")
    kitei("ids")
    assert "## 1 目的 {#purpose-2}\n" in path.read_text("utf-8")


def test_check_writes_nothing_and_ends_with_1(scratch: Path, kitei: Kitei) -> None:
    path = write_document(scratch, "standards-private/sample", BODY)
    before = path.read_bytes()
    outcome = kitei("ids", "--check")
    assert outcome.code == 1
    assert outcome.out.endswith("3個のidを補えます。\n")
    assert path.read_bytes() == before


def test_sound_documents_need_none(scratch: Path, kitei: Kitei) -> None:
    assert kitei("ids", "--check") == Outcome(0, "0個のidを補えます。\n", "")
