"""The two real policies come in, are judged, and go out again with every marker in its place."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kitei.source.document_reader import read_document
from tests.repositories import copy_sample, decide_document, run_kitei

pytestmark = pytest.mark.slow

# Per seed: units per kind of marker, and (rule, words found) of the real faults.
SEEDS = {
    "nansatsu": {"chapter": 1, "arabic": 10, "paren": 25, "circled": 5},
    "saitama": {"dotted": 10, "paren": 23, "kana-dotted": 3},
}
FAULTS = {
    "nansatsu": {
        ("doubled-character", "的的"),
        ("mixed-width-brackets", "("),
        ("imprecise-date", "2026年3月"),
        ("kanji-for-kana", "毎"),
    },
    "saitama": {
        ("stray-particle", "的の"),
        ("unused-abbreviation", "個人番号利用事務系"),
    },
}


@pytest.fixture(scope="module")
def imported(repository, seeds, tmp_path_factory) -> Path:
    """A repository into which both seeds were imported, in place of the sample policy."""
    root = copy_sample(repository, tmp_path_factory.mktemp("seeds") / "r")
    for name in SEEDS:
        done = run_kitei(root, "import", str(seeds / f"{name}.txt"), "--id", name)
        assert done.returncode == 0, done.stdout + done.stderr
        (root / "policy" / name / "revisions.yml").unlink(missing_ok=True)
        decide_document(root, f"policy/{name}")
    return root


def walk(provisions):
    for provision in provisions:
        yield provision
        yield from walk(provision.children)


def read(root: Path, name: str):
    path = root / "policy" / name / "index.md"
    return read_document(path.read_text(encoding="utf-8"), f"policy/{name}/index.md")


@pytest.mark.parametrize("name", SEEDS)
def test_every_unit_of_the_original_is_a_provision_of_its_kind(imported, name) -> None:
    kinds = [p.marker.kind for p in read(imported, name).walk() if p.marker]
    counted = {kind: kinds.count(kind) for kind in SEEDS[name]}
    assert counted == SEEDS[name]


@pytest.mark.parametrize("name", SEEDS)
def test_the_real_faults_are_found_in_the_imported_text(imported, name) -> None:
    done = run_kitei(imported, "check", name, "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    found = {(entry["rule"], entry["found"]) for entry in json.loads(done.stdout)}
    for rule, words in FAULTS[name]:
        assert any(r == rule and (words in f or f in words) for r, f in found), (rule, found)


@pytest.mark.parametrize("name", SEEDS)
def test_every_reference_of_the_original_resolves(imported, name) -> None:
    done = run_kitei(imported, "check", name, "--format", "json")
    rules = {entry["rule"] for entry in json.loads(done.stdout)}
    assert not rules & {"unresolved-reference", "ambiguous-reference", "reference-direction"}


class Words(HTMLParser):
    """The characters of a page's article."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.text = ""

    def handle_starttag(self, tag, attrs) -> None:
        self.depth += tag == "article"

    def handle_endtag(self, tag) -> None:
        self.depth -= tag == "article"

    def handle_data(self, data) -> None:
        if self.depth:
            self.text += data


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", SEEDS)
def test_the_built_site_and_word_file_hold_every_marker_and_sentence(
    imported, name, pandoc_text
) -> None:
    if not (imported / "site").exists():
        done = run_kitei(imported, "build", "--audience", "public")
        assert done.returncode == 0, done.stdout + done.stderr
    folder = imported / "site" / "public" / name
    words = Words()
    words.feed((folder / "index.html").read_text(encoding="utf-8"))
    word_file = squeeze(pandoc_text(folder / f"{name}.docx"))
    for provision in read(imported, name).walk():
        for part in (str(provision.marker or ""), *(str(text) for text in provision.texts())):
            assert squeeze(part) in squeeze(words.text)
            assert squeeze(part) in word_file
