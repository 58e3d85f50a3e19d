"""Each site holds what its readers may see and nothing else; the public one cannot know more."""

import re
import shutil
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest

from tests.repositories import copy_sample, read_tree, run_kitei

pytestmark = pytest.mark.slow

RESTRICTED = ("standards-private", "procedures-private")
CANARY = "カナリア印qzx"


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
            changed = record.read_text(encoding="utf-8").replace("reason: ", f"reason: {CANARY}")
            record.write_text(changed, encoding="utf-8")
    done = run_kitei(root, "build")
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
    done = run_kitei(bare, "build", "--audience", "public", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert read_tree(tmp_path / "out" / "public") == read_tree(sites / "public")


def test_no_restricted_word_is_on_the_public_site_though_it_is_on_the_restricted_ones(
    sites,
) -> None:
    assert holding(read_tree(sites / "public"), CANARY) == []
    assert holding(read_tree(sites / "public"), "canary-qzx") == []
    for name in ("staff", "administrators"):
        assert len(holding(read_tree(sites / name), CANARY)) > 10


def test_staff_do_not_get_what_only_administrators_may_read(sites) -> None:
    staff, administrators = read_tree(sites / "staff"), read_tree(sites / "administrators")
    for word in ("care-system-procedure", "みほん認定くん"):
        assert holding(staff, word) == []
        assert holding(administrators, word)


def test_the_public_build_opens_no_restricted_file(repository, tmp_path) -> None:
    root = copy_sample(repository, tmp_path / "r")
    log = tmp_path / "opened.txt"
    watch = (
        "import sys\n"
        f"log = open({str(log)!r}, 'a')\n"
        "def hook(event, arguments):\n"
        "    if event in ('open', 'os.scandir', 'os.listdir'):\n"
        "        print(arguments[0], file=log)\n"
        "sys.addaudithook(hook)\n"
        "from kitei.cli import run\n"
        "code = run(sys.argv[1:])\n"
        "log.flush()\n"
        "sys.exit(code)\n"
    )
    opened = {}
    for audience in ("public", "staff"):
        log.unlink(missing_ok=True)
        done = _run_code(root, watch, "build", "--audience", audience, "--out", str(tmp_path / "o"))
        assert done.returncode == 0, done.stderr
        names = log.read_text(encoding="utf-8").splitlines()
        opened[audience] = [name for name in names if any(f in name for f in RESTRICTED)]
    assert opened["public"] == []
    assert opened["staff"]


def _run_code(root: Path, code: str, *arguments: str):
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


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
                assert robots.noindex is restricted, page


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
