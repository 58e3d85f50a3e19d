"""Each site holds what its readers may see and nothing else; the public one cannot know more."""

import os
import re
import shutil
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest

from tests.repositories import (
    SOUND_BODY,
    commit_all,
    copy_sample,
    decide_document,
    git,
    read_tree,
    run_kitei,
    write_document,
)

pytestmark = pytest.mark.slow

RESTRICTED = ("standards-private", "procedures-private")
CANARY = "カナリア印qzx"
# On this day every working text of the sample is in force.
LATE = ("--as-of", "2027-07-01")


@pytest.fixture(scope="module")
def sites(repository, tmp_path_factory) -> Path:
    """The three sites of the sample documents, a made-up word planted in every restricted one."""
    root = copy_sample(repository, tmp_path_factory.mktemp("sample") / "r")
    for folder in RESTRICTED:
        for text in (root / folder).glob("*/index.md"):
            source = text.read_text(encoding="utf-8")
            source = re.sub(r"^title: .*$", rf"\g<0>{CANARY}", source, count=1, flags=re.M)
            source = re.sub(r"^summary: .*$", rf"\g<0>{CANARY}", source, count=1, flags=re.M)
            text.write_text(source + f"\n# 様式第99号（{CANARY}） {{#canary-qzx}}\n\n{CANARY}。\n")
            record = text.with_name("revisions.yml")
            record.unlink()
            decide_document(root, f"{folder}/{text.parent.name}")
            changed = record.read_text(encoding="utf-8").replace("reason: ", f"reason: {CANARY}")
            record.write_text(changed, encoding="utf-8")
    done = run_kitei(root, "build", *LATE)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def unpacked(tree: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files with the parts of Word files beside them."""
    parts = dict(tree)
    for name, content in tree.items():
        if name.endswith(".docx"):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                parts |= {f"{name}!{part}": archive.read(part) for part in archive.namelist()}
    return parts


def holding(tree: dict[str, bytes], word: str) -> list[str]:
    encoded = word.encode()
    return [name for name, content in unpacked(tree).items() if encoded in content or word in name]


def test_the_public_site_is_the_same_byte_for_byte_without_restricted_documents(
    repository, sites, tmp_path
) -> None:
    bare = copy_sample(repository, tmp_path / "somewhere" / "else")
    for folder in RESTRICTED:
        shutil.rmtree(bare / folder)
    done = run_kitei(bare, "build", "--audience", "public", "--out", str(tmp_path / "out"), *LATE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert read_tree(tmp_path / "out" / "public") == read_tree(sites / "public")


def test_no_restricted_word_is_on_the_public_site_though_it_is_on_the_restricted_ones(
    sites,
) -> None:
    assert holding(read_tree(sites / "public"), CANARY) == []
    assert holding(read_tree(sites / "public"), "canary-qzx") == []
    for name in ("staff", "administrators"):
        assert len(holding(read_tree(sites / name), CANARY)) > 10


def test_what_is_kept_for_the_next_build_is_kept_apart_by_audience(sites) -> None:
    kept = {name: read_tree(sites.parent / ".cache/kitei" / name) for name in ("public", "staff")}
    assert holding(kept["public"], CANARY) == []
    assert len(holding(kept["staff"], CANARY)) > 5
    assert any(b"<html" in data for data in kept["public"].values())


def test_staff_do_not_get_what_only_administrators_may_read(sites) -> None:
    staff, administrators = read_tree(sites / "staff"), read_tree(sites / "administrators")
    for word in ("care-system-procedure", "みほん認定くん"):
        assert holding(staff, word) == []
        assert holding(administrators, word)


# Python runs this before all else, in each of its processes that PYTHONPATH reaches.
WATCH = """
import os, sys
log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def note(event, value):
    os.write(log, f"{{os.getpid()}}\\t{{event}}\\t{{value!r}}\\n".encode("utf-8", "replace"))
def hook(event, arguments):
    if event in ("open", "os.scandir", "os.listdir"):
        note(event, arguments[0])
note("process", sys.orig_argv)
sys.addaudithook(hook)
"""


def watch_build(root: Path, audience: str, folder: Path, monkeypatch) -> list[list[str]]:
    """Build with every Python process watched; return what each did: number, event, what."""
    folder.mkdir()
    log = folder / "log.txt"
    (folder / "sitecustomize.py").write_text(WATCH.format(log=str(log)), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    out = str(folder / "out")
    done = run_kitei(root, "build", "--audience", audience, "--out", out, *LATE)
    assert done.returncode == 0, done.stderr
    return [line.split("\t") for line in log.read_text(encoding="utf-8").splitlines()]


def test_the_public_build_opens_no_restricted_file(repository, tmp_path, monkeypatch) -> None:
    root = copy_sample(repository, tmp_path / "r")
    restricted = {}
    for audience in ("public", "staff"):
        events = watch_build(root, audience, tmp_path / audience, monkeypatch)
        opened = [what for _, event, what in events if event != "process"]
        restricted[audience] = [what for what in opened if any(f in what for f in RESTRICTED)]
    assert restricted["public"] == []
    assert restricted["staff"]


def test_the_watch_over_a_build_sees_the_generators_own_process(
    repository, tmp_path, monkeypatch
) -> None:
    root = copy_sample(repository, tmp_path / "r")
    events = watch_build(root, "public", tmp_path / "public", monkeypatch)
    started = {number: what for number, event, what in events if event == "process"}
    (generator,) = [number for number, what in started.items() if "'mkdocs'" in what]
    assert len(started) > 1
    opened = [what for number, event, what in events if (number, event) == (generator, "open")]
    assert any("docs/basic-policy/index.md" in what for what in opened)


BODY = "## 1 目的 {{#purpose}}\n\n{}を守る。\n"


@pytest.fixture
def root(repository, tmp_path) -> Path:
    """The settings of the sample with a policy and a standard of three revisions each, in git."""
    copied = copy_sample(repository, tmp_path / "r")
    for folder in ("policy", *RESTRICTED):
        shutil.rmtree(copied / folder)
    places = ("policy/open", "standards-private/closed")
    for number, words in (("1", "古い資産"), ("2", "次の資産"), ("3", "新しい資産")):
        for place in places:
            write_document(copied, place, BODY.format(f"{place}の{words}"))
            decide_document(copied, place, number, decided=f"202{number}-03-16")
        commit_all(copied, f"第{number}版")
    return copied


def list_restricted_objects(root: Path) -> set[str]:
    """Return the names of every file that ever stood in a restricted folder."""
    lines = git(root, "rev-list", "--objects", "--all").splitlines()
    entries = [line.split(" ", 1) for line in lines if " " in line]
    return {name for name, path in entries if path.startswith(RESTRICTED) and "." in path}


# Stands before git and writes down what it is asked to read.
WATCHED_GIT = """\
#!/bin/sh
case " $* " in
*" cat-file "*) tee -a {log} | {git} "$@" ;;
*) exec {git} "$@" ;;
esac
"""


@pytest.fixture
def asked(tmp_path, monkeypatch) -> Path:
    """The file that holds what git has been asked to read."""
    folder, log = tmp_path / "bin", tmp_path / "asked.txt"
    folder.mkdir()
    program = shutil.which("git")
    (folder / "git").write_text(WATCHED_GIT.format(log=log, git=program), encoding="utf-8")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return log


def test_the_public_build_reads_no_restricted_text_from_history(root, asked) -> None:
    restricted = list_restricted_objects(root)
    for audience, is_read in (("public", False), ("staff", True)):
        done = run_kitei(root, "build", "--audience", audience)
        assert done.returncode == 0, done.stderr
        names = set(asked.read_text(encoding="utf-8").split())
        assert names
        assert bool(names & restricted) is is_read


def test_the_public_site_is_built_where_the_restricted_texts_are_gone(root) -> None:
    assert run_kitei(root, "build", "--audience", "public").returncode == 0
    before = read_tree(root / "site" / "public")
    assert holding(before, "古い資産")
    for name in list_restricted_objects(root):
        (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    shutil.rmtree(root / ".cache")
    done = run_kitei(root, "build", "--audience", "public")
    assert done.returncode == 0, done.stderr
    assert read_tree(root / "site" / "public") == before
    assert run_kitei(root, "build", "--audience", "staff").returncode == 2


@pytest.mark.parametrize("folder", ["standards-private", "policy"])
def test_a_text_of_the_time_when_a_document_was_restricted_stays_there(
    folder, root, tmp_path
) -> None:
    old, new = root / folder / "opened", root / "policy" / "opened"
    text = write_document(root, f"{folder}/opened", BODY.format(CANARY))
    if folder == "policy":
        source = text.read_text(encoding="utf-8")
        text.write_text(source.replace("audience: public", "audience: staff"), encoding="utf-8")
    decide_document(root, f"{folder}/opened", decided="2024-03-16", effective="2024-04-01")
    commit_all(root, "職員限り")
    if old != new:
        old.rename(new)
    write_document(root, "policy/opened", SOUND_BODY)
    decide_document(root, "policy/opened", "2", kind="full")
    commit_all(root, "公開")
    done = run_kitei(root, "build")
    assert done.returncode == 0, done.stderr
    public, staff = read_tree(root / "site/public"), read_tree(root / "site/staff")
    assert holding(public, CANARY) == []
    assert "opened/index.html" in public
    assert not [name for name in public if name.startswith("opened/1/")]
    assert "opened/1/index.html" in holding(staff, CANARY)
    assert holding(read_tree(root / ".cache/kitei/public"), CANARY) == []


def open_and_close(root: Path) -> None:
    """Decide three texts of one document: a restricted one between two public ones."""
    text = write_document(root, "policy/opened", BODY.format("初めの資産"))
    decide_document(root, "policy/opened", "1", decided="2021-03-16", effective="2021-04-01")
    commit_all(root, "公開")
    source = text.read_text(encoding="utf-8").replace("初めの資産", CANARY)
    text.write_text(source.replace("audience: public", "audience: staff"), encoding="utf-8")
    decide_document(
        root, "policy/opened", "2", kind="partial", decided="2022-03-16", effective="2022-04-01"
    )
    commit_all(root, "職員限り")
    write_document(root, "policy/opened", BODY.format("終わりの資産"))
    decide_document(
        root, "policy/opened", "3", kind="partial", decided="2023-03-16", effective="2023-04-01"
    )
    commit_all(root, "公開")


def test_a_comparison_with_a_restricted_text_is_on_no_public_site(root) -> None:
    open_and_close(root)
    done = run_kitei(root, "build")
    assert done.returncode == 0, done.stderr
    public, staff = read_tree(root / "site/public"), read_tree(root / "site/staff")
    assert {"opened/1/index.html", "opened/3/index.html"} <= public.keys()
    assert [name for name in public if name.startswith("opened/") and ".." in name] == []
    assert holding(public, CANARY) == []
    assert holding(read_tree(root / ".cache/kitei/public"), CANARY) == []
    told = public["opened/history/index.html"].decode()
    assert told.count("の本文を掲載していないため、ありません。") == 2
    # The control: where the texts may be read, pages and Word files hold the word.
    for pair in ("1..2", "2..3"):
        found = [name for name in holding(staff, CANARY) if name.startswith(f"opened/{pair}/")]
        assert any(name.endswith("index.html") for name in found)
        assert any(".docx" in name for name in found)


def test_the_comparison_of_public_texts_is_the_same_without_restricted_ones(root) -> None:
    assert run_kitei(root, "build", "--audience", "public").returncode == 0
    for name in list_restricted_objects(root):
        (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    shutil.rmtree(root / "standards-private")
    before = read_tree(root / "site" / "public")
    assert "open/1..2/index.html" in before
    assert holding(before, "次の資産")
    shutil.rmtree(root / ".cache")
    assert run_kitei(root, "build", "--audience", "public").returncode == 0
    assert read_tree(root / "site" / "public") == before


class Robots(HTMLParser):
    """Finds whether a page asks search engines to stay away."""

    def __init__(self) -> None:
        super().__init__()
        self.noindex = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name") == "robots":
            self.noindex = "noindex" in (values.get("content") or "")


def test_every_restricted_page_is_labelled_and_kept_from_search_engines(sites) -> None:
    for name, restricted in (("public", False), ("staff", True), ("administrators", True)):
        pages = list((sites / name).rglob("*.html"))
        assert pages
        for page in pages:
            text = page.read_text(encoding="utf-8")
            robots = Robots()
            robots.feed(text)
            assert ("取扱注意" in text) is restricted, page
            if page.name != "404.html":
                # Histories and pages of single revisions lie a folder deeper than texts in force.
                is_deeper = len(page.relative_to(sites / name).parts) > 2
                assert robots.noindex is (restricted or is_deeper), page


def test_a_build_stops_where_the_text_would_mislead(repository, tmp_path) -> None:
    root = copy_sample(repository, tmp_path / "r")
    text = root / "policy" / "basic-policy" / "index.md"
    source = text.read_text(encoding="utf-8")
    link = "[x](../../procedures-private/audit-procedure/index.md)"
    text.write_text(source + f"\n{link}\n", encoding="utf-8")
    done = run_kitei(root, "build", "--audience", "public")
    assert done.returncode == 1
    assert "private-link" in done.stderr
    assert not (root / "site" / "public").exists()
