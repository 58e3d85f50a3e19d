"""The hash of a decided text: what is text changes it, and nothing else does.

Hashes stand in records for ever: the values pinned here must never change.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.model.numbering import NumberingStyle
from kitei.model.provision import Cell, Paragraph, Picture, Provision
from kitei.model.text import Link, Text
from kitei.source.digest import find_pictures, hash_document, hash_source
from kitei.source.document_reader import read_document, write_document
from kitei.source.front_matter import write_front_matter
from tests.source.test_round_trip import contents, texts

META = FrontMatter(
    "sample", DocumentKind.POLICY, "見本の文書", "public", "outline", "総務課", ("令和8年4月",)
)


def hash_picture(name: str) -> str | None:
    """A picture's hash; its file is called anything, and one is missing."""
    return None if name == "missing.png" else sha256(b"the same picture").hexdigest()


def hash_of(content: tuple[Any, ...], meta: FrontMatter = META) -> str:
    return hash_document(Document(meta, content), hash_picture)


def rebuild(node: Any, change: Callable[[Any], Any]) -> Any:
    """Return a tree with every value in it put through `change`, the innermost first."""
    if isinstance(node, tuple):
        return change(tuple(rebuild(part, change) for part in node))
    if isinstance(node, Text | Provision | Picture | Cell | Paragraph | Link) or (
        is_dataclass(node) and hasattr(node, "rows")
    ):
        parts = {
            field.name: rebuild(getattr(node, field.name), change)
            for field in fields(node)
            if field.name not in ("marker", "position", "origins")
        }
        return change(replace(node, **parts))
    return node


Case = tuple[NumberingStyle, tuple[Any, ...]]


# What is no text


@settings(max_examples=40, deadline=None)
@given(contents(), st.sampled_from([None, "x", "other-id-2"]))
def test_ids_do_not_change_the_hash(case: Case, identifier: str | None) -> None:
    def change(node: Any) -> Any:
        is_named = isinstance(node, Provision) and (node.marker or node.caption)
        return replace(node, id=identifier) if is_named else node

    assert hash_of(rebuild(case[1], change)) == hash_of(case[1])


@settings(max_examples=40, deadline=None)
@given(
    contents(),
    st.sampled_from(["#other", "../other/index.md", "../a/index.md#b-2", "a(1).md", "x%20y?z"]),
)
def test_targets_inside_the_repository_do_not_change_the_hash(case: Case, target: str) -> None:
    def change(node: Any) -> Any:
        is_inside = isinstance(node, Link) and not node.target.startswith("http")
        return replace(node, target=target) if is_inside else node

    assert hash_of(rebuild(case[1], change)) == hash_of(case[1])


@settings(max_examples=30, deadline=None)
@given(contents())
def test_names_of_pictures_do_not_change_the_hash(case: Case) -> None:
    def change(node: Any) -> Any:
        return replace(node, source="renamed.png") if isinstance(node, Picture) else node

    assert hash_of(rebuild(case[1], change)) == hash_of(case[1])


@settings(max_examples=30, deadline=None)
@given(contents())
def test_other_front_matter_does_not_change_the_hash(case: Case) -> None:
    other = replace(
        META,
        id="other",
        kind=DocumentKind.STANDARD,
        audience="staff",
        numbering="article",
        owner="企画課",
        summary="要旨",
        review_due="2027-03-31",
        based_on="2026-03-27",
        legal_basis="地方自治法第244条の6",
        withheld=("第2章",),
        retired=("old-id",),
    )
    assert hash_of(case[1], other) == hash_of(case[1])


MESSY = """\
---
title:   "見本の文書"
id: sample
owner: 総務課 # 所管
kind: policy
audience: public
numbering: outline
cover: ["令和8年4月"]
---


##  1  目的
この文書は、
情報資産を守る。
###### (1) 範囲 {#scope}



* ① 庁舎
* ② 端末
"""
TIDY = """\
---
id: sample
kind: policy
title: 見本の文書
cover:
- 令和8年4月
audience: public
numbering: outline-circled
owner: 総務課
---

## 1 目的 {#purpose}

この文書は、情報資産を守る。

### (1) 範囲

- ① 庁舎 {#office}
- ② 端末
"""


def test_formatting_does_not_change_the_hash() -> None:
    messy = read_document(MESSY.replace("numbering: outline", "numbering: outline-circled"), "a")
    assert hash_document(messy, hash_picture) == hash_document(
        read_document(TIDY, "b"), hash_picture
    )
    assert hash_source(TIDY, hash_picture) == hash_document(messy, hash_picture)
    assert hash_source(MESSY, hash_picture) != hash_source(TIDY, hash_picture)


# What is text


def count_characters(content: tuple[Any, ...]) -> int:
    return sum(1 for _ in walk_strings(content) for _ in _)


def walk_strings(node: Any) -> Iterator[str]:
    if isinstance(node, tuple):
        for part in node:
            yield from walk_strings(part)
    elif isinstance(node, Text):
        yield node.value
    elif isinstance(node, Picture):
        yield from (node.alt, node.caption or "")
    elif isinstance(node, Cell | Paragraph):
        yield from walk_strings(node.text)
    elif is_dataclass(node):
        yield from (
            found
            for name in ("caption", "rows", "content")
            if hasattr(node, name)
            for found in walk_strings(getattr(node, name))
        )


def replace_character(content: tuple[Any, ...], index: int, character: str) -> tuple[Any, ...]:
    """Return the content with one of its characters replaced, counted as rebuild meets them."""
    seen = 0

    def swap(value: str) -> str:
        nonlocal seen
        place, seen = index - seen, seen + len(value)
        return value[:place] + character + value[place + 1 :] if 0 <= place < len(value) else value

    def change(node: Any) -> Any:
        if isinstance(node, Text):
            return replace(node, value=swap(node.value))
        if isinstance(node, Picture):
            caption = None if node.caption is None else swap(node.caption)
            return replace(node, alt=swap(node.alt), caption=caption)
        return node

    return rebuild(content, change)


@settings(max_examples=120, deadline=None)
@given(contents(), st.data())
def test_every_changed_character_changes_the_hash(case: Case, data: st.DataObject) -> None:
    content = case[1]
    count = count_characters(content)
    if count == 0:
        return
    index = data.draw(st.integers(0, count - 1))
    changed = replace_character(content, index, data.draw(st.sampled_from("を](){#\\ 9①％")))
    is_changed = list(walk_strings(changed)) != list(walk_strings(content))
    assert (hash_of(changed) != hash_of(content)) is is_changed


@settings(max_examples=40, deadline=None)
@given(contents(), contents())
def test_other_words_or_structure_have_another_hash(case: Case, other: Case) -> None:
    def strip(node: Any) -> Any:
        if isinstance(node, Provision):
            return replace(node, id=None)
        if isinstance(node, Link) and not node.target.startswith("http"):
            return replace(node, target="")
        return replace(node, source="") if isinstance(node, Picture) else node

    is_same = rebuild(case[1], strip) == rebuild(other[1], strip)
    assert (hash_of(case[1]) == hash_of(other[1])) is is_same


@given(texts, texts)
def test_title_and_cover_are_text(title: str, line: str) -> None:
    plain = hash_of((), replace(META, title="題名", cover=()))
    if title != "題名":
        assert hash_of((), replace(META, title=title, cover=())) != plain
    assert hash_of((), replace(META, title="題名", cover=(line,))) != plain
    assert hash_of((), replace(META, title="題名", cover=(line, line))) != hash_of(
        (), replace(META, title="題名", cover=(line,))
    )


def test_a_marker_is_text() -> None:
    renumbered = TIDY.replace("## 1 目的", "## 2 目的")
    assert hash_source(renumbered, hash_picture) != hash_source(TIDY, hash_picture)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://example.jp/a", "https://example.jp/b"),
        ("HTTPS://example.jp/a", "HTTPS://example.jp/b"),
        ("mailto:a@example.jp", "mailto:b@example.jp"),
        ("//example.jp/a", "//example.jp/b"),
    ],
)
def test_where_a_link_to_the_outside_leads_is_text(before: str, after: str) -> None:
    def hash_link(target: str) -> str:
        return hash_of((Paragraph(Text("別に定める。", (Link(0, 2, target),))),))

    assert hash_link(before) != hash_link(after)


PICTURE = (Paragraph(Text("次の図による。")), Picture("chart.png", "組織図"))


def test_the_bytes_of_a_picture_are_text() -> None:
    document = Document(META, PICTURE)
    hashes = {
        hash_document(document, lambda _, digest=digest: digest)  # type: ignore[misc]
        for digest in ("0" * 64, "1" * 64, None)
    }
    assert len(hashes) == 3


def test_pictures_that_change_places_change_the_text() -> None:
    names = {"a.png": "0" * 64, "b.png": "1" * 64}
    first = Document(META, (Picture("a.png", "図"), Picture("b.png", "図")))
    second = Document(META, (Picture("b.png", "図"), Picture("a.png", "図")))
    assert hash_document(first, names.get) != hash_document(second, names.get)


def test_pictures_are_found_in_the_order_of_the_text() -> None:
    body = '![図\\]](b.png)\n\n- (1) 図\n\n  ![a \\\\](a-2.jpg "図1")\n\n本文![x](no.png)\n'
    assert find_pictures(body) == ["b.png", "a-2.jpg"]


# The quick way and the thorough one


@settings(max_examples=50, deadline=None)
@given(contents())
def test_both_ways_agree_on_canonical_text(case: Case) -> None:
    style, content = case
    meta = replace(META, numbering=style.name)
    text = write_document(Document(meta, content))
    document = read_document(text, "index.md") if content else Document(meta)
    assert hash_source(text, hash_picture) == hash_of(content, meta)
    assert hash_document(document, hash_picture) == hash_of(content, meta)


@pytest.mark.parametrize("text", ["", "本文", "---\nid: x\n---\n本文", "---\nid: sample\n"])
def test_a_text_without_readable_front_matter_has_no_hash(text: str) -> None:
    assert hash_source(text, hash_picture) is None


def test_the_sample_documents_hash_alike_both_ways(repository: Path) -> None:
    paths = sorted(repository.glob("*/*/index.md"))
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        document = read_document(text, str(path))
        assert hash_source(text, hash_picture) == hash_document(document, hash_picture)


# For ever

LINKED = (
    Paragraph(
        Text("[ただし]、(1)の\\](x)及び基本方針による。", (Link(13, 17, "../p/index.md#a"),))
    ),
    Paragraph(Text("様式", (Link(0, 2, "https://example.jp/f"),))),
)


@pytest.mark.parametrize(
    ("content", "digest"),
    [
        ((), "844f43a70cf69f96f1487f221192807fdb6ce93e7ae494c313f989b1bb347729"),
        (
            read_document(TIDY, "x").content,
            "3f9795a64838dd5be74c3152d5478f9a611fdc7338a287803e5089e6a5fec96f",
        ),
        (LINKED, "41d2e4b3ff8faecda92b776e83e33c48cbe717d656c2cc30fc0620a826b1a5ed"),
        (PICTURE, "3bed2d3d79185de5a82c596516c20c50f49b77e04cdda1f2afed989ac3f08b55"),
        (
            (Picture("missing.png", "図", "図1"),),
            "6b02fce7e26e8fd2b13acb75c28a4fa0b4fcda7a3aa49ed5dbf5ab10474a1c62",
        ),
    ],
    ids=["empty", "provisions", "links", "picture", "missing"],
)
def test_the_hash_is_what_it_has_always_been(content: tuple[Any, ...], digest: str) -> None:
    assert hash_of(content) == digest
    text = f"{write_front_matter(META)}\n"
    assert hash_source(text, hash_picture) == hash_of(())
