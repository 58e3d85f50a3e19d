"""kitei import: what it writes, what it says, and when it writes nothing."""

import json
from pathlib import Path

import pytest

from kitei.cli import run
from kitei.errors import ExitCode
from kitei.source.document_reader import read_document
from tests.repositories import SETTINGS

TEXT = "見本規程\n\n1 目的\n\n大切な文である。\n\n- 3 -\n\n2 範囲\n\n（一）を除く。\n"


@pytest.fixture
def body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with settings and a plain text beside it."""
    root = tmp_path / "body"
    root.mkdir()
    (root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "rule.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def files(root: Path) -> list[str]:
    found = [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()]
    return sorted(set(found) - {"pyproject.toml"})


def test_a_policy_is_written_to_the_public_folder(
    body: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "../rule.txt", "--id", "rule", "--owner", "総務課"]) == ExitCode.OK
    assert files(body) == ["policy/rule/index.md"]
    text = (body / "policy/rule/index.md").read_text(encoding="utf-8")
    meta = read_document(text, "x").meta
    assert (meta.id, meta.kind, meta.audience) == ("rule", "policy", "public")
    assert (meta.title, meta.owner, meta.numbering) == ("見本規程", "総務課", "outline")
    out = capsys.readouterr().out
    assert "policy/rule/index.md を書きました。" in out
    assert "証明: 元の文の25字がすべて" in out
    assert "ページ番号: 7行「- 3 -」" in out
    assert "revisions.yml）はまだありません" in out
    assert "ownerを" not in out


def test_a_procedure_is_restricted_by_default(body: Path) -> None:
    assert run(["import", "../rule.txt", "--id", "rule", "--kind", "procedure"]) == ExitCode.OK
    assert files(body) == ["procedures-private/rule/index.md"]


def test_a_standard_goes_into_the_folder_asked_for(body: Path) -> None:
    arguments = ["--kind", "standard", "--audience", "staff", "--into", "standards-private/"]
    assert run(["import", "../rule.txt", "--id", "rule", *arguments]) == ExitCode.OK
    assert files(body) == ["standards-private/rule/index.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--id", "rule", "--into", "standards-private"], "置けません"),
        (["--id", "rule", "--into", "../elsewhere"], "置けません"),
        (["--id", "rule", "--audience", "nobody"], "設定にありません"),
        (["--id", "../rule"], "--id の形が正しくありません: ../rule"),
        (["--id", "Rule"], "--id の形"),
        (["--id", "a" * 38], "37字まで"),
        (["--id", "日本語"], "英小文字・数字・ハイフン"),
        (["--id", "rule", "--title", "題" * 201], "title"),
        (["--id", "rule", "--doubts", "../rule.txt"], "取り込むファイルそのもの"),
        ([], "--id"),
    ],
)
def test_nothing_is_written_where_an_option_is_wrong(
    body: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert run(["import", "../rule.txt", *arguments]) == ExitCode.USER_ERROR
    assert message in capsys.readouterr().err
    assert files(body) == []
    assert (body / "../rule.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("folder", ["policy", "standards-private"])
def test_an_id_in_use_anywhere_is_refused(
    body: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    (body / folder / "rule").mkdir(parents=True)
    assert run(["import", "../rule.txt", "--id", "rule"]) == ExitCode.USER_ERROR
    assert "既にあります" in capsys.readouterr().err
    assert files(body) == []


def test_a_missing_file_is_named(body: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "../none.txt", "--id", "rule"]) == ExitCode.USER_ERROR
    assert "none.txtを読めません: ありません" in capsys.readouterr().err
    assert files(body) == []


def test_the_doubts_are_written_for_machines_and_for_people(body: Path) -> None:
    report = body.parent / "doubts.json"
    assert run(["import", "../rule.txt", "--id", "rule", "--doubts", str(report)]) == ExitCode.OK
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["proved"] == 25
    assert [one["characters"] for one in found["left_out"]] == ["- 3 -"]
    assert [doubt["line"] for doubt in found["doubts"]] == [1, 1, 3]
    plain = body.parent / "doubts.txt"
    assert run(["import", "../rule.txt", "--id", "other", "--doubts", str(plain)]) == ExitCode.OK
    assert "疑わしい点（3件）" in plain.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(
    body: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (body / "policy").write_text("", encoding="utf-8")
    assert run(["import", "../rule.txt", "--id", "rule"]) == ExitCode.USER_ERROR
    assert "書き込めません" in capsys.readouterr().err
    assert files(body) == ["policy"]


@pytest.mark.parametrize("name", ["nansatsu", "saitama"])
def test_the_real_policies_are_imported_and_their_faults_found(
    body: Path, seeds: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(["import", str(seeds / f"{name}.txt"), "--id", name]) == ExitCode.OK
    capsys.readouterr()
    run(["check", name])
    out = capsys.readouterr().out
    expected = {
        "nansatsu": ["doubled-character", "kanji-for-kana", "mixed-spelling", "imprecise-date"],
        "saitama": ["stray-particle", "unused-abbreviation"],
    }
    assert [rule for rule in expected[name] if rule not in out] == []
