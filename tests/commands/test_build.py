"""`kitei build` says what it made, refuses what would mislead, and touches nothing else."""

import shutil
from pathlib import Path

import pytest

from tests.repositories import copy_sample, read_tree, run_kitei

pytestmark = pytest.mark.slow


@pytest.fixture
def root(repository, tmp_path) -> Path:
    """A copy of the sample with the policy alone."""
    copied = copy_sample(repository, tmp_path / "r")
    for folder in ("standards-private", "procedures-private"):
        shutil.rmtree(copied / folder)
    return copied


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
    assert read_tree(root) == before


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("<b>x</b>", "unsafe-markup"),
        ("[x](../no-such/index.md)", "broken-link"),
        ("![図](missing.png)", "missing-picture"),
        ("## 11 重複 {#purpose}\n\n本文", "duplicate-id"),
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
    assert run_kitei(root, "check").returncode == 1
    assert run_kitei(root, "build", "--audience", "public").returncode == 0


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
