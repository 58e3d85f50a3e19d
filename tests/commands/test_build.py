"""`kitei build` says what it made, refuses what would mislead, and touches nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repositories import (
    commit_all,
    copy_sample,
    decide_document,
    git,
    read_tree,
    run_kitei,
    write_document,
)

pytestmark = pytest.mark.slow

POLICY = "policy/basic-policy"
BODY = "## 1 目的 {{#purpose}}\n\n{}を守る。\n"


@pytest.fixture
def root(repository, tmp_path) -> Path:
    """A copy of the settings of the sample, with a policy in force that is not in git."""
    copied = copy_sample(repository, tmp_path / "r")
    for folder in ("policy", "standards-private", "procedures-private"):
        shutil.rmtree(copied / folder)
    write_document(copied, POLICY)
    decide_document(copied, POLICY)
    return copied


@pytest.fixture
def amended(root) -> Path:
    """The same in git, with a second revision that takes effect on 2027-07-01, and a draft."""
    commit_all(root, "制定")
    write_document(root, POLICY, BODY.format("新しい資産"))
    decide_document(root, POLICY, "2", kind="partial", decided="2026-10-05", effective="2027-07-01")
    commit_all(root, "改正")
    return root


def read_page(root: Path, path: str = "", out: str = "site") -> str:
    page = root / out / "public" / "basic-policy" / path / "index.html"
    return page.read_text(encoding="utf-8")


def test_a_scheduled_revision_takes_over_on_its_day_without_a_commit(amended) -> None:
    pages = []
    for day in ("2027-06-30", "2027-07-01"):
        done = run_kitei(amended, "build", "--audience", "public", "--as-of", day)
        assert done.returncode == 0, done.stderr
        pages.append([read_page(amended, path) for path in ("", "1", "2")])
    before, after = pages
    assert "情報資産を守る。" in before[0]
    assert "新しい資産を守る。" in before[2]
    assert "未施行" in before[2]
    assert "新しい資産を守る。" in after[0]
    assert "情報資産を守る。" in after[1]
    assert "旧版" in after[1]
    assert "未施行" not in after[2]


def test_the_working_text_is_not_published_until_it_is_decided(amended) -> None:
    text = write_document(amended, POLICY, BODY.format("まだ案の資産"))
    record = text.with_name("revisions.yml")
    source = record.read_text(encoding="utf-8")
    opened = '- revision: "3"\n  kind: partial\n  decided: []\n  reason: まだ案の理由\n'
    record.write_text(source + opened, encoding="utf-8")
    done = run_kitei(amended, "build", "--audience", "public", "--as-of", "2027-07-01")
    assert done.returncode == 0, done.stderr
    assert (
        "basic-policy: 今の原稿は、決定されたどの版とも違うので、載せません（案）。" in done.stdout
    )
    for data in read_tree(amended / "site").values():
        assert "まだ案の".encode() not in data
    assert "新しい資産を守る。" in read_page(amended)


def test_a_past_text_that_would_be_refused_today_does_no_harm(root) -> None:
    hostile = (
        "<script>window.hit=1</script>\n\n[甲](javascript:window.hit=1)\n\n"
        "[乙](../../procedures-private/secret-procedure/index.md)による。\n"
    )
    write_document(root, POLICY, BODY.format("古い資産") + "\n" + hostile)
    record = root / POLICY / "revisions.yml"
    record.unlink()
    decide_document(root, POLICY)
    commit_all(root, "制定")
    write_document(root, POLICY, BODY.format("新しい資産"))
    decide_document(root, POLICY, "2", kind="partial", effective="2026-05-01")
    done = run_kitei(root, "build", "--audience", "public")
    assert done.returncode == 0, done.stderr
    page = read_page(root, "1")
    assert "古い資産を守る。" in page
    assert "<script>window" not in page
    assert 'href="javascript:' not in page
    assert "secret-procedure" not in page


def test_a_document_that_nobody_decided_is_named_as_left_out(root) -> None:
    write_document(root, "policy/draft-policy")
    done = run_kitei(root, "build", "--audience", "public")
    assert done.returncode == 0, done.stderr
    assert "draft-policy: 決定された版がないので、載せません（案のみ）。" in done.stdout
    assert not (root / "site" / "public" / "draft-policy").exists()


def test_what_is_not_committed_is_named_and_the_build_goes_on(amended) -> None:
    write_document(amended, POLICY, BODY.format("まだ案の資産"))
    write_document(amended, "policy/another-policy")
    write_document(amended, "standards-private/secret-standard")
    done = run_kitei(amended, "build", "--audience", "public")
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if "コミットしていない" in line]
    assert "policy/basic-policy/index.md" in line
    assert "policy/another-policy/index.md" in line
    assert "secret-standard" not in line


def test_a_clean_tree_is_not_remarked_on(amended) -> None:
    done = run_kitei(amended, "build", "--audience", "public")
    assert done.returncode == 0
    assert done.stderr == ""


def test_without_git_the_current_text_is_published_and_the_others_are_named(amended) -> None:
    shutil.rmtree(amended / ".git")
    done = run_kitei(amended, "build", "--audience", "public", "--as-of", "2027-07-01")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("gitの履歴がない") == 1
    assert "第1版（制定）: 本文は、ここには掲載していません。" in done.stdout
    assert "新しい資産を守る。" in read_page(amended)
    assert not (amended / "site/public/basic-policy/1").exists()


def rename_root(root: Path) -> None:
    """Move the public documents to another folder, and let the settings say so."""
    git(root, "mv", "policy", "kihon")
    settings = root / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace('["policy"]', '["kihon"]'), "utf-8")
    commit_all(root, "フォルダーの名を改める")


def test_a_site_that_would_lack_its_text_in_force_is_not_built(amended) -> None:
    assert run_kitei(amended, "build", "--audience", "public").returncode == 0
    before = read_tree(amended / "site" / "public")
    rename_root(amended)
    done = run_kitei(amended, "build", "--audience", "public")
    assert done.returncode == 2
    assert "basic-policy 第1版（制定）: 本文は掲載していません。" in done.stderr
    assert "former_folders" in done.stderr
    assert read_tree(amended / "site" / "public") == before


def test_texts_are_found_in_a_former_folder(amended) -> None:
    rename_root(amended)
    settings = amended / "pyproject.toml"
    named = settings.read_text("utf-8").replace(
        'folders = ["kihon"]', 'folders = ["kihon"]\nformer_folders = ["policy"]'
    )
    settings.write_text(named, "utf-8")
    done = run_kitei(amended, "build", "--audience", "public", "--as-of", "2027-06-30")
    assert done.returncode == 0, done.stderr
    assert "情報資産を守る。" in read_page(amended)


def test_a_shallow_clone_is_refused_and_the_old_site_stays(amended, tmp_path) -> None:
    clone = tmp_path / "clone"
    git(amended, "clone", "--quiet", "--depth", "1", f"file://{amended}", str(clone))
    site = clone / "site" / "public"
    shutil.copytree(amended / POLICY, site / "basic-policy")
    before = read_tree(site)
    done = run_kitei(clone, "build", "--audience", "public")
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr
    assert read_tree(site) == before


def test_the_same_commit_gives_the_same_bytes_in_any_folder_zone_and_language(
    amended, tmp_path
) -> None:
    other = tmp_path / "別の folder" / "clone"
    git(amended, "clone", "--quiet", str(amended), str(other))
    arguments = ("build", "--audience", "public", "--as-of", "2027-01-01")
    assert run_kitei(amended, *arguments).returncode == 0
    changed = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "77"}
    run_changed(other, changed, *arguments)
    first, second = read_tree(amended / "site"), read_tree(other / "site")
    assert first == second
    assert len([name for name in first if name.endswith(".docx")]) == 5


def run_changed(root: Path, environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from kitei.cli import main; main()", *arguments],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_deleting_the_cache_changes_nothing_in_the_site(amended) -> None:
    trees = []
    for out in ("a", "b", "c"):
        done = run_kitei(amended, "build", "--audience", "public", "--out", out)
        assert done.returncode == 0, done.stderr
        trees.append(read_tree(amended / out))
        if out == "b":
            assert list((amended / ".cache/kitei/public").iterdir())
            shutil.rmtree(amended / ".cache")
    assert trees[0] == trees[1] == trees[2]


def test_git_does_not_see_the_cache(amended) -> None:
    run_kitei(amended, "build", "--audience", "public", "--out", "../out")
    assert (amended / ".cache").is_dir()
    assert git(amended, "status", "--porcelain") == ""


def test_the_summary_names_what_was_made_and_where(root) -> None:
    done = run_kitei(root, "build", "--audience", "public")
    assert done.returncode == 0, done.stderr
    assert "公開" in done.stdout
    assert "site/public/" in done.stdout
    assert "文書が一つもない" not in done.stderr
    assert (root / "site" / "public" / "basic-policy" / "basic-policy.docx").is_file()


def test_a_second_build_gives_the_same_bytes(root) -> None:
    trees = []
    for out in ("a", "b"):
        done = run_kitei(root, "build", "--audience", "public", "--out", out)
        assert done.returncode == 0, done.stderr
        trees.append(read_tree(root / out))
    assert trees[0] == trees[1]


def test_the_sources_are_left_as_they_were(root) -> None:
    before = read_tree(root)
    run_kitei(root, "build", "--audience", "public", "--out", str(root.parent / "elsewhere"))
    shutil.rmtree(root / ".cache")
    assert read_tree(root) == before


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("<b>x</b>", "unsafe-markup"),
        ("[x](../no-such/index.md)", "broken-link"),
        ("![図](missing.png)", "missing-picture"),
        ("## 2 重複 {#purpose}\n\n本文", "duplicate-id"),
    ],
)
def test_what_would_mislead_is_not_built_and_the_old_site_stays(root, change, rule) -> None:
    assert run_kitei(root, "build", "--audience", "public").returncode == 0
    before = read_tree(root / "site")
    text = root / "policy" / "basic-policy" / "index.md"
    text.write_text(text.read_text(encoding="utf-8") + f"\n{change}\n", encoding="utf-8")
    done = run_kitei(root, "build", "--audience", "public")
    assert done.returncode == 1
    assert rule in done.stderr
    assert read_tree(root / "site") == before


def test_a_fault_of_wording_in_a_decided_text_is_published_as_decided(root) -> None:
    text = root / "policy" / "basic-policy" / "index.md"
    source = text.read_text(encoding="utf-8")
    text.write_text(source + "\n職員および委託先をを含む。\n", encoding="utf-8")
    text.with_name("revisions.yml").unlink()
    decide_document(root, POLICY)
    assert run_kitei(root, "check").returncode == 1
    assert run_kitei(root, "build", "--audience", "public").returncode == 0
    assert "委託先をを含む" in read_page(root)


def test_a_folder_with_something_else_in_it_is_not_replaced(root) -> None:
    out = root / "site" / "public"
    out.mkdir(parents=True)
    (out / "mine.txt").write_text("私のもの", encoding="utf-8")
    done = run_kitei(root, "build", "--audience", "public")
    assert done.returncode == 2
    assert (out / "mine.txt").read_text(encoding="utf-8") == "私のもの"


@pytest.mark.parametrize(
    "out", ["policy", "policy/basic-policy", "standards-private/x", "./policy/."]
)
def test_a_folder_of_documents_takes_no_site(root, out) -> None:
    before = read_tree(root)
    done = run_kitei(root, "build", "--audience", "public", "--out", out)
    assert done.returncode == 2
    assert "文書のフォルダー（" in done.stderr
    assert read_tree(root) == before


@pytest.mark.parametrize("out", [".", ".."])
def test_a_folder_that_holds_the_documents_takes_no_site(root, out) -> None:
    before = read_tree(root)
    done = run_kitei(root, "build", "--audience", "public", "--out", out)
    assert done.returncode == 2
    assert "それを含むフォルダー" in done.stderr
    assert read_tree(root) == before


def test_a_default_place_among_the_documents_takes_no_site(root) -> None:
    settings = root / "pyproject.toml"
    text = settings.read_text(encoding="utf-8").replace('["policy"]', '["site"]')
    settings.write_text(text, encoding="utf-8")
    (root / "policy").rename(root / "site")
    done = run_kitei(root, "build", "--audience", "public")
    assert done.returncode == 2
    assert "文書のフォルダー（site）" in done.stderr


def test_a_link_to_a_folder_of_documents_takes_no_site(root, tmp_path) -> None:
    (tmp_path / "link").symlink_to(root / "policy")
    done = run_kitei(root, "build", "--audience", "public", "--out", str(tmp_path / "link"))
    assert done.returncode == 2
    assert "文書のフォルダー（policy）" in done.stderr


def test_sites_of_several_audiences_are_not_put_in_one_given_place(root, tmp_path) -> None:
    done = run_kitei(root, "build", "--out", str(tmp_path / "www"))
    assert done.returncode == 2
    assert "--audienceで一つ指定" in done.stderr
    assert "administrators" in done.stderr
    assert not (tmp_path / "www").exists()


def test_a_repository_without_documents_is_said_to_have_none(root) -> None:
    shutil.rmtree(root / "policy")
    done = run_kitei(root, "build", "--audience", "public")
    assert done.returncode == 0
    assert "文書が一つもないので" in done.stderr
    assert "policy" in done.stderr


def test_an_unknown_audience_is_named_with_those_that_exist(root) -> None:
    done = run_kitei(root, "build", "--audience", "everybody")
    assert done.returncode == 2
    assert "everybody" in done.stderr
    assert "public" in done.stderr
