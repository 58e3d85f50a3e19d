"""Two texts of one document: which they are, what is told of them, and what stops."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.render.word.samples import read_paragraphs
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


# What is told of the texts chosen

INCLUDED = (
    "版2（一部改正、令和9年7月1日施行）は未施行です。"
    "施行中の版1と比べているので、その改正も変更に含まれています。"
)
DAY = ("--as-of", "2026-11-02")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_revision_not_in_force_that_the_table_takes_in_is_told(kitei: Kitei, form: str) -> None:
    outcome = kitei("compare", "sample", "--format", form, *DAY)
    assert outcome.code == 0, outcome
    advice = "この案だけの変更は kitei compare sample 2 で示します。"
    assert outcome.err == f"注意: {INCLUDED}{advice}\n"
    assert INCLUDED in outcome.out
    assert "kitei compare" not in outcome.out


def test_without_a_draft_only_what_lies_between_two_decided_texts_is_told(
    scratch: Path, kitei: Kitei
) -> None:
    amend(scratch, "守り、使う。")
    assert kitei("compare", "sample", *DAY).err == ""
    amend(scratch, "守り、使い、捨てる。")
    decide_document(
        scratch, FOLDER, "3", kind="partial", decided="2026-04-16", effective="2027-10-01"
    )
    told = kitei("compare", "sample", *DAY).err
    assert told == f"注意: {INCLUDED}版3だけの変更は kitei compare sample 2 3 で示します。\n"


@pytest.mark.parametrize("words", [["1"], ["2"], ["1", "2"], ["HEAD"], ["1", "1"]])
def test_nothing_is_told_of_texts_that_somebody_named_in_order(
    kitei: Kitei, words: list[str]
) -> None:
    assert kitei("compare", "sample", *words, *DAY).err == ""


@pytest.mark.parametrize(
    ("words", "old", "right"),
    [
        (["2027-07-01", "2024-05-01"], "版2（一部改正、令和9年7月1日施行）", "1 2"),
        (["2", "1"], "版2（一部改正、令和9年7月1日施行）", "1 2"),
        (["draft", "1"], "作業中の本文", "1 draft"),
    ],
)
def test_texts_in_reversed_order_are_told(
    kitei: Kitei, words: list[str], old: str, right: str
) -> None:
    outcome = kitei("compare", "sample", *words, *DAY)
    assert outcome.code == 0
    new = "版1（制定、令和6年4月1日施行）"
    assert f"改正後の欄に古い方の{new}を、改正前の欄に新しい方の{old}を示" in outcome.err
    assert f"kitei compare sample {right} と" in outcome.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {"new": "改正案", "old": "現行"}),
        (["1"], {"new": "改正案", "old": "現行"}),
        (["2"], {"new": "改正案", "old": "改正前"}),
        (["1", "--as-of", "2027-07-01"], {"new": "改正案", "old": "改正前"}),
        (["2", "--as-of", "2027-07-01"], {"new": "改正案", "old": "現行"}),
        (["HEAD"], {"new": "改正案", "old": "現行"}),
        (["1", "2"], {"new": "改正後", "old": "改正前"}),
        (["2", "--preset", "biko"], {"new": "新", "old": "旧"}),
    ],
)
def test_only_what_is_in_force_is_headed_as_such(
    kitei: Kitei, words: list[str], expected: dict[str, str]
) -> None:
    day = () if "--as-of" in words else DAY
    told = json.loads(kitei("compare", "sample", *words, *day, "--format", "json").out)
    assert told["table"]["headings"] == expected


# References in 附則

ARTICLES = """\
## 1 目的 {#purpose}

目的を定める。

## 2 契約 {#contracts}

契約を定める。
"""
ENACTED = "\n# 附則 {#s}\n\nこの規程は、公布の日から施行する。\n"
AMENDED = """
# 附則（令和8年3月16日改正） {{#s-2026}}

- 1 この改正は、令和9年7月1日から施行する。
- 2 上記3の規定は、{words}。
"""
SHIFTED = ARTICLES.replace("## 2 契約", "## 2 組織 {#bodies}\n\n組織を置く。\n\n## 4 契約")


@pytest.fixture
def _supplemented(scratch: Path) -> None:
    """Revision 2 puts a section before another and says so in its 附則; the draft moves it."""
    added = ARTICLES.replace("## 2 契約", "## 2 組織 {#bodies}\n\n組織を置く。\n\n## 3 契約")
    folder = "policy/rules"
    write_document(scratch, folder, ARTICLES + ENACTED)
    decide_document(scratch, folder, decided="2024-03-16", effective="2024-04-01")
    commit_all(scratch)
    write_document(scratch, folder, added + ENACTED + AMENDED.format(words="契約に限る"))
    decide_document(
        scratch, folder, "2", kind="partial", decided="2026-03-16", effective="2027-07-01"
    )
    commit_all(scratch)
    write_document(scratch, folder, SHIFTED + ENACTED + AMENDED.format(words="契約に限る"))


@pytest.mark.usefixtures("_supplemented")
@pytest.mark.parametrize("words", [[], ["1"], ["2"], ["HEAD~1"], ["2024-05-01", "draft"]])
def test_a_decided_supplement_spoke_of_its_own_day_whatever_is_compared(
    kitei: Kitei, words: list[str]
) -> None:
    outcome = kitei("compare", "rules", *words)
    assert outcome.code == 0, outcome
    assert "上記3" not in outcome.out.partition("確かめを要する引用")[2]


@pytest.mark.usefixtures("_supplemented")
def test_a_supplement_that_is_new_or_edited_is_judged_by_the_new_text(
    scratch: Path, kitei: Kitei, tmp_path: Path
) -> None:
    again = AMENDED.replace("令和8年3月16日", "令和9年3月16日").replace("s-2026", "s-2027")
    supplements = ENACTED + AMENDED.format(words="契約に限る") + again.format(words="別に定める")
    write_document(scratch, "policy/rules", SHIFTED + supplements)
    told = kitei("compare", "rules").out.partition("確かめを要する引用")[2]
    assert told.count("「上記3」: 指すものがありません") == 1
    assert "附則〔3〕2の「上記3」" in told
    edited = AMENDED.format(words="業務の契約に限る")
    write_document(scratch, "policy/rules", SHIFTED + ENACTED + edited)
    told = kitei("compare", "rules").out.partition("確かめを要する引用")[2]
    assert "附則〔2〕2の「上記3」: 指すものがありません" in told
    out = tmp_path / "table.docx"
    assert kitei("compare", "rules", "--format", "docx", "--out", str(out)).code == 0
    lines = [text for _, text, _ in read_paragraphs(out.read_bytes())]
    assert lines[lines.index("引用の確認") + 2] == "・附則〔2〕2の「上記3」: 指すものがありません。"
