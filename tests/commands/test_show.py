"""kitei show: the text of a revision or of a day, and why a text cannot be shown."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kitei.source.document_reader import read_document
from tests.repositories import (
    SOUND_BODY,
    Outcome,
    commit_all,
    decide_document,
    write_document,
)

Kitei = Callable[..., Outcome]

FOLDER = "standards-private/sample"
RECORD = f"{FOLDER}/revisions.yml"
FIRST, CORRECTED, SECOND = "情報資産を守ろ。", "情報資産を守る。", "情報資産を守り、使う。"


def amend(root: Path, words: str) -> None:
    write_document(root, FOLDER, SOUND_BODY.replace("情報資産を守る。", words))


@pytest.fixture(autouse=True)
def _decided(scratch: Path) -> None:
    """Revision 1, its correction, the scheduled revision 2, its repeal, and a draft."""
    amend(scratch, FIRST)
    decide_document(scratch, FOLDER, decided="2024-03-16", effective="2024-04-01")
    commit_all(scratch)
    amend(scratch, CORRECTED)
    decide_document(
        scratch, FOLDER, kind="correction", decided="2024-05-14", effective="2024-05-15"
    )
    commit_all(scratch)
    amend(scratch, SECOND)
    decide_document(
        scratch, FOLDER, "2", kind="partial", decided="2026-03-16", effective="2027-07-01"
    )
    commit_all(scratch)
    add_record(scratch, '"3"\n  kind: repeal\n  decided: [{by: 管理者, on: 2026-03-20}]')
    amend(scratch, "作業中の文")


def add_record(root: Path, text: str) -> None:
    with (root / RECORD).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"- revision: {text}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--revision", "1"], FIRST),
        (["--revision", "1-correction-1"], CORRECTED),
        (["--revision", "2"], SECOND),
        (["--revision", "draft"], "作業中の文"),
        (["--as-of", "2024-05-14"], FIRST),
        (["--as-of", "2024-05-15"], CORRECTED),
        (["--as-of", "2027-06-30"], CORRECTED),
        (["--as-of", "2027-07-01"], SECOND),
    ],
)
@pytest.mark.parametrize("form", ["markdown", "text"])
def test_the_text_is_that_of_the_revision_or_the_day(
    scratch: Path, kitei: Kitei, arguments: list[str], words: str, form: str
) -> None:
    outcome = kitei("show", "sample", *arguments, "--format", form)
    assert outcome.code == 0, outcome
    if form == "markdown":
        assert outcome.out.endswith(f"---\n\n## 1 目的 {{#purpose}}\n\n{words}\n")
        assert read_document(outcome.out, "x").meta.title == "見本の文書"
    else:
        assert outcome.out == f"見本の文書\n\n1 目的\n　{words}\n"


def test_what_the_text_is_stands_beside_it(scratch: Path, kitei: Kitei) -> None:
    outcome = kitei("show", "sample", "--revision", "1")
    assert outcome.err == (
        "版1（制定）: 旧版（令和6年4月1日から令和6年5月14日まで）\n"
        "この版には正誤があります: --revision 1-correction-1 で示します。\n"
    )
    assert kitei("show", "sample", "--as-of", "2026-06-01").err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--revision", "9"], ["版「9」はありません", "1-correction-1（", "draft（作業中の本文）"]),
        (["--as-of", "2024-03-31"], ["令和6年3月31日に施行中の版はありません", "1（未施行）"]),
        (["--revision", "3"], ["版3（廃止）には本文がありません"]),
        (["--revision", "1", "--as-of", "2026-01-01"], ["同時に指定できません"]),
        (["--revision", "4"], ["版4（全部改正）は決裁前です", "--revision draft"]),
        (["--revision", "0.1"], ["本文は保存されていません", "revisions.yml"]),
        (["--revision", "0.2"], ["ハッシュがありません", "--revision 0.2 --record-text"]),
        (["--revision", "0.3"], ["履歴に見つかりません", "git fetch"]),
    ],
)
def test_a_text_that_cannot_be_shown_is_explained(
    scratch: Path, kitei: Kitei, arguments: list[str], words: list[str]
) -> None:
    gone = "decided: [{by: 管理者, on: 2020-03-16}]\n  text_sha256"
    add_record(scratch, '"4"\n  kind: full\n  decided: []')
    add_record(scratch, f'"0.1"\n  kind: enactment\n  {gone}: null')
    add_record(scratch, f'"0.2"\n  kind: partial\n  {gone.partition(chr(10))[0]}')
    add_record(scratch, f'"0.3"\n  kind: partial\n  {gone}: {"0" * 64}')
    outcome = kitei("show", "sample", *arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert [word for word in words if word not in outcome.err] == []


def test_without_git_only_the_working_text_is_at_hand(scratch: Path, kitei: Kitei) -> None:
    shutil.rmtree(scratch / ".git")
    amend(scratch, SECOND)
    assert kitei("show", "sample", "--revision", "2").code == 0
    outcome = kitei("show", "sample", "--revision", "1")
    assert outcome.code == 2
    assert "git clone" in outcome.err
