"""kitei compare: which texts are compared, in which form, and what is said where it cannot be."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kitei.commands.comparison_forms import FORMS
from tests.commands.terminal import run_on_terminal
from tests.render.word.samples import get_text, read_part
from tests.render.word.structure import W
from tests.repositories import (
    SOUND_BODY,
    Outcome,
    commit_all,
    decide_document,
    git,
    run_kitei,
    write_document,
)

Kitei = Callable[..., Outcome]

DAY = "2026-11-02"
FOLDER = "standards-private/sample"
RECORD = f"{FOLDER}/revisions.yml"
TEXTS = {
    "1": "守ろ。",
    "1-correction-1": "守る。",
    "2": "守り、使う。",
    "draft": "守り、使い、捨てる。",
}


def amend(root: Path, key: str) -> None:
    write_document(root, FOLDER, SOUND_BODY.replace("守る。", TEXTS[key]))


@pytest.fixture(autouse=True)
def _decided(scratch: Path) -> None:
    """Revision 1, its correction in force, the scheduled revision 2 and a draft."""
    amend(scratch, "1")
    decide_document(scratch, FOLDER, decided="2024-03-16", effective="2024-04-01")
    commit_all(scratch)
    amend(scratch, "1-correction-1")
    decide_document(
        scratch, FOLDER, kind="correction", decided="2024-05-14", effective="2024-05-15"
    )
    commit_all(scratch)
    git(scratch, "tag", "corrected")
    amend(scratch, "2")
    decide_document(
        scratch, FOLDER, "2", kind="partial", decided="2026-03-16", effective="2027-07-01"
    )
    commit_all(scratch)
    amend(scratch, "draft")


def read_pair(outcome: Outcome) -> tuple[str, str]:
    """Return the keys of the two texts that were compared."""
    assert outcome.code == 0, outcome
    change = json.loads(outcome.out)["changes"][0]
    keys = {f"情報資産を{text}": key for key, text in TEXTS.items()}
    return keys[change["old"][0]["text"]], keys[change["new"][0]["text"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ("1-correction-1", "draft")),
        (["--as-of", "2024-04-10"], ("1", "draft")),
        (["--as-of", "2027-07-01"], ("2", "draft")),
        (["--as-of", "2020-01-01"], ("2", "draft")),
        (["1"], ("1", "draft")),
        (["1", "2"], ("1", "2")),
        (["2", "1"], ("2", "1")),
        (["draft", "1"], ("draft", "1")),
        (["2024-04-01", "2024-05-15"], ("1", "1-correction-1")),
        (["令和6年4月1日", "R6.5.15"], ("1", "1-correction-1")),
        (["2024/4/1", "2"], ("1", "2")),
        (["corrected", "2"], ("1-correction-1", "2")),
        (["HEAD~2", "HEAD"], ("1", "2")),
        (["main", "draft"], ("2", "draft")),
    ],
)
def test_the_words_choose_the_two_texts(
    kitei: Kitei, words: list[str], expected: tuple[str, str]
) -> None:
    assert read_pair(kitei("compare", "sample", *words, "--format", "json")) == expected


def test_without_a_draft_the_last_decided_text_is_the_new_one(scratch: Path, kitei: Kitei) -> None:
    amend(scratch, "2")
    outcome = kitei("compare", "sample", "--format", "json")
    assert read_pair(outcome) == ("1-correction-1", "2")
    told = json.loads(outcome.out)
    assert told["table"]["headings"] == {"new": "改正後", "old": "改正前"}
    assert told["new"]["revision"] == "2"
    assert read_pair(kitei("compare", "sample", "--as-of", "2027-07-01", "--format", "json")) == (
        "1-correction-1",
        "2",
    )


def test_a_draft_has_the_headings_of_a_draft_and_its_label(kitei: Kitei) -> None:
    outcome = kitei("compare", "sample")
    assert outcome.code == 0
    assert outcome.out.startswith(
        "【取扱注意】\n見本の文書　新旧対照表\n改正案: 作業中の本文\n"
        "現行: 版1-correction-1（正誤、令和6年5月15日施行）\n"
    )
    assert "{+" in outcome.out
    assert outcome.err.startswith("注意: 版2（一部改正、令和9年7月1日施行）は未施行です。")


def test_the_record_of_a_draft_stands_for_the_working_text(scratch: Path, kitei: Kitei) -> None:
    with (scratch / RECORD).open("a", encoding="utf-8", newline="\n") as file:
        file.write('- revision: "3"\n  kind: partial\n  decided: []\n')
    assert read_pair(kitei("compare", "sample", "2", "3", "--format", "json")) == ("2", "draft")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["9"], ["「9」という版も、gitの版もありません", "1-correction-1", "draft", "コミット"]),
        (["--", "--all"], ["「--all」という版も"]),
        (["2024-02-30"], ["2024-02-30」は暦にない日", "直し方: 2026-04-01又は令和8年4月1日の形"]),
        (["2026-13-41"], ["2026-13-41」は暦にない日", "直し方: "]),
        (["令和6年2月30日"], ["令和6年2月30日」は暦にない日", "直し方: "]),
        (["2020-01-01"], ["令和2年1月1日に施行中の版はありません"]),
        (["1", "2", "3"], ["旧と新の二つまで"]),
        (["0.1"], ["本文を示せません", "本文は保存されていません"]),
        (["4"], ["版4（廃止）には本文がありません"]),
    ],
)
def test_what_cannot_be_compared_is_explained(
    scratch: Path, kitei: Kitei, words: list[str], expected: list[str]
) -> None:
    gone = "decided: [{by: 管理者, on: 2020-03-16}]"
    with (scratch / RECORD).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f'- revision: "0.1"\n  kind: enactment\n  {gone}\n  text_sha256: null\n')
        file.write(f'- revision: "4"\n  kind: repeal\n  {gone}\n')
    outcome = kitei("compare", "sample", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert [word for word in expected if word not in outcome.err] == []


@pytest.mark.parametrize("is_decided", [False, True])
def test_the_first_text_of_a_document_is_shown_without_an_older_one(
    scratch: Path, kitei: Kitei, is_decided: bool
) -> None:
    write_document(scratch, "policy/new")
    if is_decided:
        decide_document(scratch, "policy/new")
    outcome = kitei("compare", "new")
    assert outcome.code == 0
    name = "版1（制定、" if is_decided else "作業中の本文\n"
    assert outcome.out.startswith(f"見本の文書　新旧対照表\n本文: {name}")
    assert (
        "\n制定\n\n新たに定めるため、対照する前の本文はありません。本文を掲げます。\n"
        in outcome.out
    )
    assert "\n1　目的\n　情報資産を守る。\n" in outcome.out
    assert [word for word in ("{+", "改正前", "（新設）", "の一部を") if word in outcome.out] == []
    told = json.loads(kitei("compare", "new", "--format", "json").out)
    assert told["verdict"] == "enacted"
    markdown = kitei("compare", "new", "--format", "markdown").out
    assert "本文を掲げます" in markdown
    assert "| 改正" not in markdown


@pytest.mark.parametrize("form", ["html", "docx", "tracked"])
def test_the_first_text_can_be_written_in_every_form(
    scratch: Path, kitei: Kitei, form: str
) -> None:
    write_document(scratch, "policy/new")
    outcome = kitei("compare", "new", "--format", form, "--out", "out")
    assert outcome.code == 0, outcome
    assert (scratch / "out").stat().st_size > 1000


def test_nothing_changed_is_said_in_a_sentence_without_a_table(kitei: Kitei) -> None:
    for form in ("text", "markdown"):
        outcome = kitei("compare", "sample", "1", "1", "--format", form)
        assert "変更なし" in outcome.out
        assert "本文に変更はありません。" in outcome.out
        assert "すべて比べた結果です。" in outcome.out
        assert [word for word in ("|", "----") if word in outcome.out] == []


def test_a_document_that_git_does_not_hold_there_is_an_error(scratch: Path, kitei: Kitei) -> None:
    write_document(scratch, "policy/new")
    outcome = kitei("compare", "new", "HEAD")
    assert outcome.code == 2
    assert "gitのHEADに、読める文書「new」はありません" in outcome.err


def test_a_shallow_clone_says_how_to_get_the_rest(
    scratch: Path, tmp_path: Path, kitei: Kitei, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{scratch}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    outcome = kitei("compare", "sample", "1", "2")
    assert outcome.code == 2
    assert "git fetch --unshallow" in outcome.err


def test_without_git_only_the_texts_at_hand_are_compared(scratch: Path, kitei: Kitei) -> None:
    shutil.rmtree(scratch / ".git")
    amend(scratch, "2")
    assert kitei("compare", "sample", "2", "draft").code == 0
    outcome = kitei("compare", "sample", "1", "2")
    assert outcome.code == 2
    assert "git clone" in outcome.err
    assert (
        "版1（制定）の本文を示せません: gitの履歴がないので、過去の本文を読めません。"
        in outcome.err
    )
    assert kitei("compare", "sample", "HEAD").code == 2


def test_a_picture_that_changed_between_git_revisions_is_a_change(
    scratch: Path, kitei: Kitei
) -> None:
    body = f"{SOUND_BODY}\n![体制](a.png)\n"
    write_document(scratch, FOLDER, body)
    picture = scratch / FOLDER / "a.png"
    for content in (b"one", b"two"):
        picture.write_bytes(content)
        commit_all(scratch)
    told = json.loads(kitei("compare", "sample", "HEAD~1", "HEAD", "--format", "json").out)
    assert [change["kinds"] for change in told["changes"]] == [["picture"]]
    assert told["coverage"]["complete"]
    same = json.loads(kitei("compare", "sample", "HEAD", "draft", "--format", "json").out)
    assert same["verdict"] == "unchanged"


# Decided matches

ALIGN = """\
- old: "1-correction-1"
  new: "{new}"
  pairs:
    - {{old: "1", new: "{target}", judgement: {judgement}, reason: 見直しの結果}}
"""


def write_matches(
    root: Path, new: str = "draft", judgement: str = "same", target: str = "1"
) -> None:
    """Amend the sample so that nobody could tell what became of 1, and say what did."""
    body = "## 1 会議 {#meeting}\n\n年に三回開く。\n"
    write_document(root, FOLDER, body)
    text = ALIGN.format(new=new, judgement=judgement, target=target)
    (root / FOLDER / "align.yml").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("judgement", "expected"),
    [
        ("same", ["1「目的」の見出し及び文言を改める。"]),
        ("different", ["1「目的」を削る。", "1「会議」を加える。"]),
        (
            "related",
            [
                "1「目的」を削る。（改正後の1に関連する。）",
                "1「会議」を加える。（改正前の1に関連する。）",
            ],
        ),
    ],
)
def test_what_was_decided_about_provisions_is_followed(
    scratch: Path, kitei: Kitei, judgement: str, expected: list[str]
) -> None:
    write_matches(scratch, judgement=judgement)
    told = json.loads(kitei("compare", "sample", "--format", "json").out)
    found = [change["description"].split("（id")[0] for change in told["changes"]]
    assert sorted(found) == sorted(expected)


def test_a_match_holds_for_its_two_texts_in_both_directions(scratch: Path, kitei: Kitei) -> None:
    write_matches(scratch)
    words = ("1-correction-1", "draft")
    for pair in (words, words[::-1]):
        assert kitei("compare", "sample", *pair).out.count("見出し及び文言を改める") == 1
    write_matches(scratch, new="2")
    assert "見出し及び文言を改める" not in kitei("compare", "sample").out


def test_a_match_that_names_nothing_is_told(scratch: Path, kitei: Kitei) -> None:
    write_matches(scratch, target="9")
    out = kitei("compare", "sample").out
    assert "当てはまらない対応の決定（align.yml）\n・「1」と「9」: 規定が見つかりません" in out


def test_what_is_wrong_with_the_file_is_found_by_the_check(scratch: Path, kitei: Kitei) -> None:
    write_matches(scratch, judgement="equal")
    outcome = kitei("check")
    assert outcome.code == 1
    assert f"{FOLDER}/align.yml:4" in outcome.out
    assert "[invalid-alignment]" in outcome.out
    assert "使える値: same、related、different" in outcome.out
    write_matches(scratch)
    assert "align" not in kitei("check").out


# References in other documents

POLICY = """\
## 1 目的 {#purpose}

情報資産を守る。

## 2 体制 {#bodies}

管理者が定める。
"""
CITING = "## 1 目的 {#purpose}\n\n見本の規程2により定める体制による。\n"


@pytest.fixture
def _cited(scratch: Path) -> None:
    """A public policy in amendment, which a public and a restricted document cite."""
    for folder, body in (
        ("policy/rules", POLICY),
        ("policy/citing", CITING),
        ("procedures-private/closed", CITING.replace("体制による", "秘密の体制による")),
    ):
        path = write_document(scratch, folder, body)
        if folder == "policy/rules":
            path.write_text(path.read_text("utf-8").replace("見本の文書", "見本の規程"), "utf-8")
        (path.parent / "revisions.yml").unlink()
        decide_document(scratch, folder)
    commit_all(scratch)
    path = scratch / "policy/rules/index.md"
    added = "## 2 範囲 {#scope}\n\n全ての機関とする。\n\n## 3 体制"
    path.write_text(path.read_text("utf-8").replace("## 2 体制", added), "utf-8")


@pytest.mark.usefixtures("_cited")
@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_only_what_readers_of_the_text_may_see_is_listed_unless_asked(
    kitei: Kitei, form: str
) -> None:
    outcome = kitei("compare", "rules", "--format", form)
    assert outcome.code == 0, outcome
    assert "別の規定を指すようになりました（元は2、今は3）" in outcome.out
    assert [word for word in ("closed", "秘密", "取扱注意") if word in outcome.out] == []
    assert "--audience staff を付けると示します" in outcome.err
    asked = kitei("compare", "rules", "--format", form, "--audience", "staff")
    assert asked.out.count("今は3）") == 2 * outcome.out.count("今は3）")
    assert "取扱注意" in asked.out
    assert asked.err == ""


@pytest.mark.usefixtures("_cited")
def test_the_place_of_a_reference_elsewhere_is_told(kitei: Kitei) -> None:
    outcome = kitei("compare", "rules", "HEAD")
    line = "・「見本の文書」の1の「2」: 別の規定を指すようになりました（元は2、今は3）。"
    assert f"ほかの文書の、確かめを要する引用\n{line}\n" in outcome.out
    told = json.loads(kitei("compare", "rules", "--format", "json").out)["references"]
    assert [(one["document"], one["position"]) for one in told] == [("citing", "1")]


@pytest.mark.usefixtures("_cited")
def test_between_decided_texts_other_documents_are_not_judged(scratch: Path, kitei: Kitei) -> None:
    decide_document(scratch, "policy/rules", "2", kind="partial")
    told = json.loads(kitei("compare", "rules", "1", "2", "--format", "json").out)
    assert (len(told["changes"]), told["references"]) == (2, [])
    refused = kitei("compare", "rules", "--audience", "nobody")
    assert refused.code == 2
    assert "公開区分「nobody」は設定にありません" in refused.err


# Two files


def test_two_files_are_compared_outside_any_repository(
    scratch: Path, tmp_path: Path, kitei: Kitei, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, key in (("old.md", "1"), ("new.md", "2")):
        amend(scratch, key)
        shutil.copy2(scratch / FOLDER / "index.md", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    outcome = kitei("compare", "old.md", "new.md", "--format", "json")
    assert read_pair(outcome) == ("1", "2")
    assert json.loads(outcome.out)["old"]["name"] == "old.md"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "ありません"),
        (b"\xff\xfe\x00", "UTF-8"),
        ("文".encode(), "前書き"),
        (b"---\nid: x\n---\n\n# 1\n", "「kind」"),
    ],
)
def test_a_file_that_is_no_document_is_explained(
    tmp_path: Path, scratch: Path, kitei: Kitei, content: bytes | None, expected: str
) -> None:
    path = tmp_path / "other.md"
    if content is not None:
        path.write_bytes(content)
    outcome = kitei("compare", f"{FOLDER}/index.md", str(path))
    assert outcome.code == 2
    assert "other.md" in outcome.err
    assert expected in outcome.err


@pytest.mark.parametrize("form", FORMS)
def test_the_two_seeds_imported_give_a_table_in_every_form(
    scratch: Path, kitei: Kitei, seeds: Path, form: str
) -> None:
    for name in ("nansatsu", "saitama"):
        assert kitei("import", str(seeds / f"{name}.txt"), "--id", name).code == 0
    files = [f"policy/{name}/index.md" for name in ("nansatsu", "saitama")]
    out = scratch / "out"
    outcome = kitei("compare", *files, "--format", form, "--out", str(out))
    assert outcome.code == 0, outcome
    assert outcome.out == f"{out} を書きました。\n"
    if FORMS[form].is_text:
        written = out.read_text("utf-8")
        assert re.search("マイナンバー利用事務系の強靱性の向上", written)
        assert kitei("compare", *files, "--format", form).out == written
    else:
        assert out.read_bytes().startswith(b"PK")


# Output


def test_a_file_is_written_whole_and_nothing_else(scratch: Path, kitei: Kitei) -> None:
    before = git(scratch, "status", "--porcelain")
    out = scratch / "table.md"
    outcome = kitei("compare", "sample", "--format", "markdown", "--out", "table.md")
    assert (outcome.code, outcome.out) == (0, "table.md を書きました。\n")
    assert "<ins>" in out.read_text("utf-8")
    assert git(scratch, "status", "--porcelain") == before + "?? table.md\n"


def test_the_compared_texts_are_never_written_over(scratch: Path, kitei: Kitei) -> None:
    text = scratch / FOLDER / "index.md"
    before = text.read_bytes()
    outcome = kitei("compare", "sample", "--out", f"{FOLDER}/index.md")
    assert outcome.code == 2
    assert "比べる文書のファイルです" in outcome.err
    other = kitei("compare", f"{FOLDER}/index.md", f"{FOLDER}/index.md", "--out", str(text))
    assert other.code == 2
    assert text.read_bytes() == before


def test_a_place_that_cannot_be_written_is_explained(scratch: Path, kitei: Kitei) -> None:
    outcome = kitei("compare", "sample", "--out", "no/such/folder.txt")
    assert outcome.code == 2
    assert "no/such/folder.txtに書き込めません: フォルダーno/suchがありません" in outcome.err
    assert "直し方: 先にフォルダーを作" in outcome.err
    outcome = kitei("compare", "sample", "--out", "standards-private")
    assert outcome.code == 2
    assert "standards-privateはフォルダーです" in outcome.err
    assert "直し方: " in outcome.err


def test_what_is_to_be_compared_is_asked_for_by_its_name(scratch: Path, kitei: Kitei) -> None:
    outcome = kitei("compare")
    assert outcome.code == 2
    assert "「文書のid又はフォルダー」の指定が要ります。" in outcome.err


def test_a_file_that_is_not_there_is_named(scratch: Path, kitei: Kitei) -> None:
    outcome = kitei("compare", "nope/a.md", "nope/b.md")
    assert outcome.code == 2
    assert "nope/a.mdを読めません: ファイルがありません。" in outcome.err
    assert "直し方: 名と場所を確かめてください" in outcome.err


@pytest.mark.parametrize("form", [name for name, form in FORMS.items() if not form.is_text])
def test_word_files_want_a_file(kitei: Kitei, form: str) -> None:
    outcome = kitei("compare", "sample", "--format", form)
    assert outcome.code == 2
    assert "--out" in outcome.err


@pytest.mark.parametrize(("preset", "words"), [("kuni", "［新設］"), ("biko", "| 新 | 旧 |")])
def test_the_preset_changes_the_words(scratch: Path, kitei: Kitei, preset: str, words: str) -> None:
    write_document(scratch, FOLDER, SOUND_BODY + "\n## 2 見直し {#review}\n\n見直す。\n")
    arguments = ("compare", "sample", "corrected", "--format", "markdown")
    assert words in kitei(*arguments, "--preset", preset).out
    assert words not in kitei(*arguments).out


def test_the_settings_choose_the_layout_and_an_option_another(scratch: Path, kitei: Kitei) -> None:
    project = scratch / "pyproject.toml"
    layout = '[tool.kitei.comparison]\npreset = "biko"\nnew_first = false\n'
    project.write_text(f"{project.read_text('utf-8')}\n{layout}", "utf-8")
    arguments = ("compare", "sample", "1", "2", "--format", "markdown")
    assert "| 旧 | 新 | 備考 |" in kitei(*arguments).out
    assert "| 改正前 | 改正後 |" in kitei(*arguments, "--preset", "kuni").out
    project.write_text(project.read_text("utf-8").replace("biko", "kaisha"), "utf-8")
    refused = kitei(*arguments)
    assert refused.code == 2
    assert "comparisonのpreset" in refused.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "見本の文書の一部を次の表のように改正する。"),
        (["1-correction-1", "2"], "見本の文書の一部を次の表のように改正する。"),
        (["1", "1-correction-1"], "見本の文書を次の表のように訂正する。"),
        (["1", "2"], None),
        (["2", "1"], None),
        (["draft", "1"], None),
    ],
)
def test_only_what_is_one_amendment_says_which(
    kitei: Kitei, words: list[str], expected: str | None
) -> None:
    told = json.loads(kitei("compare", "sample", *words, "--format", "json").out)
    assert told["table"]["preface"] == (expected or "")


def test_only_a_terminal_that_can_shows_colours(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured = run_on_terminal(scratch, "compare", "sample", typed="", kind="xterm")
    assert coloured.code == 0
    assert "\x1b[4;32m{+" in coloured.out
    dumb = run_on_terminal(scratch, "compare", "sample", typed="")
    assert dumb.out == re.sub("\x1b\\[[0-9;]*m", "", coloured.out)
    assert "{+" in dumb.out
    monkeypatch.setenv("NO_COLOR", "1")
    assert run_on_terminal(scratch, "compare", "sample", typed="", kind="xterm").out == dumb.out
    piped = run_kitei(scratch, "compare", "sample")
    assert "\x1b" not in piped.stdout
    assert "{+" in piped.stdout


def test_the_same_texts_give_the_same_bytes(kitei: Kitei) -> None:
    for form in ("text", "markdown", "html", "json"):
        first, second = (kitei("compare", "sample", "--format", form).out for _ in range(2))
        assert first == second


def test_a_draft_without_a_record_is_no_decided_text_in_word(
    scratch: Path, kitei: Kitei, tmp_path: Path
) -> None:
    """Its changes have the day said and the owner's name; the last decision is not about it."""
    path = tmp_path / "draft.docx"
    done = kitei("compare", "sample", "--format", "tracked", "--out", str(path), "--as-of", DAY)
    assert done.code == 0, done.err
    root = read_part(path.read_bytes())
    marks = list(root.iter(W + "ins", W + "del"))
    assert {str(mark.get(W + "date"))[:10] for mark in marks} == {DAY}
    assert {mark.get(W + "author") for mark in marks} == {"総務課"}
    assert get_text(read_part(path.read_bytes(), "word/header1.xml")).endswith("\t案　【取扱注意】")


def test_the_header_of_a_table_of_a_draft_names_the_text_in_force_only(
    scratch: Path, kitei: Kitei, tmp_path: Path
) -> None:
    path = tmp_path / "draft.docx"
    assert kitei("compare", "sample", "--format", "docx", "--out", str(path)).code == 0
    header = get_text(read_part(path.read_bytes(), "word/header1.xml"))
    assert "改正案　現行 第" in header
