"""Pairs of texts to compare: a policy's decided revisions, random edits, the long real texts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from xml.etree import ElementTree

from benchmarks.corpora import PAIRS, PRIVACY, PRIVACY_VERSIONS, read_corpus
from benchmarks.sentences import REPOSITORY
from kitei.compare.listing import list_units
from kitei.errors import StoreError
from kitei.model.document import Document
from kitei.source.document_reader import read_document
from kitei.source.markdown_writer import write_body
from kitei.source.records import read_revisions
from kitei.store.history import find_texts
from tests.compare.edits import Author, Node, copy, list_nodes, render

POLICY = REPOSITORY / "policy" / "basic-policy"
# Of every so many provisions, that many are edited so: the rates of the comparison's facts.
RATES = {"reword": 0.05, "move": 0.02, "insert": 0.01, "delete": 0.01, "split": 0.007}
RATES |= {"merge": 0.007}

_FRONT = """\
---
id: sample
kind: policy
title: 見本方針
audience: public
numbering: outline-circled
owner: 総務課
---
"""


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two files in kitei's source form, and how many provisions and characters they have."""

    name: str
    old: Path
    new: Path

    @property
    def characters(self) -> tuple[int, int]:
        """The length of both files."""
        old, new = (len(path.read_text(encoding="utf-8")) for path in (self.old, self.new))
        return old, new


def write_policy(root: Path) -> TextPair | None:
    """Write the last two decided texts of the policy, or None where git has not got them."""
    record = POLICY / "revisions.yml"
    revisions = read_revisions(record.read_text(encoding="utf-8"), record.name)
    hashes = [revision.text_sha256 for revision in revisions if revision.text_sha256][-2:]
    try:
        texts = find_texts(REPOSITORY, hashes).texts
    except StoreError:
        return None
    if not set(hashes) <= texts.keys():
        return None
    return write_pair(root, "a policy", *(texts[hash_].source for hash_ in hashes))


def write_random(root: Path, size: int) -> TextPair:
    """Write a text of so many provisions without ids, and what random edits made of it."""
    old, new = make_random(size)
    sources = (_FRONT + write_body(render(each, has_ids=False).content) for each in (old, new))
    return write_pair(root, f"{size:,} provisions", *sources)


def make_random(size: int) -> tuple[list[Node], list[Node]]:
    """Return a manuscript of exactly so many provisions, and the same after random edits."""
    author = Author(Random(size), has_ids=False)
    old: list[Node] = []
    while (count := len(list_nodes(old))) < size:
        old.append(author.write_section())
        del old[-1].children[max(0, size - count - 1) :]
    new = copy(old)
    names = [name for name, rate in RATES.items() for _ in range(round(size * rate))]
    author.dice.shuffle(names)
    for name in names:
        author.edit(new, name)
    return old, new


def write_real(root: Path) -> list[TextPair]:
    """Write the pairs of real texts that every tool is given."""
    return [
        write_pair(
            root, pair.name, read_corpus(pair.folder, pair.old), read_corpus(pair.folder, pair.new)
        )
        for pair in PAIRS
    ]


def write_privacy(root: Path) -> list[TextPair]:
    """Write the consecutive versions of the law that has most of them."""
    sources = [read_corpus(PRIVACY, version) for version in PRIVACY_VERSIONS]
    names = [version[:7] for version in PRIVACY_VERSIONS]
    return [
        write_pair(root, f"{names[i]} → {names[i + 1]}", sources[i], sources[i + 1])
        for i in range(len(sources) - 1)
    ]


def write_pair(root: Path, name: str, old: str, new: str) -> TextPair:
    """Write two sources below a folder of their own."""
    folder = root / f"pair-{len(list(root.glob('pair-*')))}"
    folder.mkdir(parents=True)
    (folder / "old.md").write_text(old, encoding="utf-8")
    (folder / "new.md").write_text(new, encoding="utf-8")
    return TextPair(name, folder / "old.md", folder / "new.md")


def read_pair(pair: TextPair) -> tuple[Document, Document]:
    """Return both texts as documents."""
    old, new = (
        read_document(path.read_text(encoding="utf-8"), path.name) for path in (pair.old, pair.new)
    )
    return old, new


def write_xml(pair: TextPair) -> None:
    """Write both texts as flat trees, one element for each unit, for tools that compare trees."""
    for path, document in zip((pair.old, pair.new), read_pair(pair), strict=True):
        root = ElementTree.Element("text")
        for unit in list_units(document).units:
            attributes = {"label": unit.label, "caption": unit.caption}
            ElementTree.SubElement(root, unit.kind.value, attributes).text = unit.text
        ElementTree.ElementTree(root).write(path.with_suffix(".xml"), encoding="utf-8")


def dump_pairs(pairs: Sequence[TextPair]) -> str:
    """Return the pairs as the scripts of the benchmark read them on standard input."""
    return json.dumps([[pair.name, str(pair.old), str(pair.new)] for pair in pairs])


def load_pairs(text: str) -> list[TextPair]:
    """Return the pairs of `dump_pairs`."""
    return [TextPair(name, Path(old), Path(new)) for name, old, new in json.loads(text)]
