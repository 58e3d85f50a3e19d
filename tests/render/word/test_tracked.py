"""Tracked files hold both texts: pandoc, LibreOffice and a reading of our own accept and reject."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from difflib import unified_diff
from itertools import chain
from pathlib import Path

import pytest

from kitei.compare.comparison import compare_documents
from kitei.model.edition import Edition
from kitei.render.word import write_tracked
from kitei.settings import Settings
from tests.judges.word import ask_each
from tests.render.word.conftest import STAFF, Pair
from tests.render.word.samples import get_text, read_part, squeeze
from tests.render.word.structure import W, find_structure_faults
from tests.render.word.tracking import list_edits, read_left, squeeze_rules, write_plain

DAY = date(2026, 11, 2)
SIDES = {"accept": "new", "reject": "old"}


def track(old: Edition, new: Edition, settings: Settings) -> bytes:
    comparison = compare_documents(old.document, new.document)
    return write_tracked(comparison, old, new, settings, day=DAY)


@pytest.fixture(scope="module")
def pairs(own_pairs: dict[str, Pair], made_pairs: dict[str, Pair]) -> dict[str, Pair]:
    """All pairs, each in both directions."""
    there = own_pairs | made_pairs
    return there | {f"{name}-back": Pair(pair.new, pair.old) for name, pair in there.items()}


@pytest.fixture(scope="module")
def files(
    pairs: dict[str, Pair], settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Path]]:
    """Each pair as a tracked file, and its sides as files of their own.

    A text that is a side of several pairs is one file, so that every judge reads it only once.
    """
    folder = tmp_path_factory.mktemp("tracked")
    plain: dict[int, Path] = {}
    written = {}
    for name, pair in pairs.items():
        tracked = folder / f"{name}.tracked.docx"
        tracked.write_bytes(track(pair.old, pair.new, settings))
        for edition in (pair.old, pair.new):
            if id(edition) not in plain:
                plain[id(edition)] = folder / f"{len(plain)}.plain.docx"
                plain[id(edition)].write_bytes(write_plain(edition, settings))
        written[name] = {
            "tracked": tracked,
            "old": plain[id(pair.old)],
            "new": plain[id(pair.new)],
        }
    return written


@pytest.fixture(scope="module")
def plain_texts(
    files: dict[str, dict[str, Path]], pandoc_text: Callable[..., str]
) -> dict[Path, str]:
    """What pandoc reads out of each side."""
    sides = list({paths[side] for paths in files.values() for side in SIDES.values()})
    return dict(zip(sides, ask_each(pandoc_text, sides), strict=True))


@pytest.mark.parametrize("how", SIDES)
def test_our_own_reading_finds_both_texts(files: dict[str, dict[str, Path]], how: str) -> None:
    for name, paths in files.items():
        found = read_left(paths["tracked"].read_bytes(), accept=how == "accept")
        assert found == read_left(paths[SIDES[how]].read_bytes(), accept=True), name


@pytest.mark.parametrize("how", SIDES)
def test_pandoc_finds_both_texts(
    files: dict[str, dict[str, Path]],
    plain_texts: dict[Path, str],
    pandoc_text: Callable[..., str],
    how: str,
) -> None:
    texts = ask_each(lambda paths: pandoc_text(paths["tracked"], how), files.values())
    for (name, paths), found in zip(files.items(), texts, strict=True):
        assert squeeze_rules(found) == squeeze_rules(plain_texts[paths[SIDES[how]]]), name


def test_libreoffice_finds_both_texts(
    files: dict[str, dict[str, Path]],
    soffice_settle: Callable[[Iterable[tuple[Path, str]]], list[str]],
) -> None:
    jobs = [
        ((paths["tracked"], how), (paths[side], "keep"))
        for paths in files.values()
        for how, side in SIDES.items()
    ]
    asked = list(dict.fromkeys(chain.from_iterable(jobs)))
    texts = dict(zip(asked, map(_list_lines, soffice_settle(asked)), strict=True))
    wrong = []
    for tracked, side in jobs:
        lines = unified_diff(texts[side], texts[tracked], lineterm="", n=0)
        wrong += [f"{tracked[1]} {tracked[0].name}: {line}" for line in lines if line[0] != "@"]
    assert wrong == [], "\n".join(wrong)


def _list_lines(text: str) -> list[str]:
    # LibreOffice puts a character without width into tracked rows that are empty, and leaves it.
    lines = map(squeeze, text.replace("\u200d", "").splitlines())
    return [line for line in lines if line]


def test_the_library_of_words_maker_finds_no_error(
    files: dict[str, dict[str, Path]], docx_errors: Callable[..., list[str]]
) -> None:
    # A second a file: the way back has the same elements.
    there = (paths["tracked"] for name, paths in files.items() if not name.endswith("-back"))
    assert docx_errors(*there) == []


def test_nothing_is_wrong_with_the_structure(files: dict[str, dict[str, Path]]) -> None:
    for name, paths in files.items():
        faults = find_structure_faults(paths["tracked"].read_bytes())
        kept = [fault for fault in faults if not re.search("(?:ins|del) is not allowed", fault)]
        assert kept == [], name


def test_deleted_text_is_marked_as_such_and_no_other(files: dict[str, dict[str, Path]]) -> None:
    for name, paths in files.items():
        root = read_part(paths["tracked"].read_bytes())
        assert not root.xpath("//w:delText[not(ancestor::w:del)]", namespaces=_W), name
        assert not root.xpath("//w:del//w:t", namespaces=_W), name


_W = {"w": W.strip("{}")}


def test_the_same_pair_gives_the_same_bytes(
    files: dict[str, dict[str, Path]], pairs: dict[str, Pair], settings: Settings
) -> None:
    for name, pair in pairs.items():
        first = files[name]["tracked"].read_bytes()
        assert first == track(pair.old, pair.new, settings), name


def test_equal_texts_give_a_file_without_changes(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    pair = made_pairs["nothing"]
    root = read_part(track(pair.old, pair.new, settings))
    assert list(root.iter(W + "ins", W + "del")) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "words",
            [
                ("del", "及び"),
                ("ins", "、"),
                ("del", "広域連合"),
                ("ins", "本組合"),
            ],
        ),
        ("item-added", [("ins", "②"), ("ins", "生成AIの利用に関する事項を別に定める。")]),
        ("cell", [("ins", "した")]),
        ("caption", [("ins", "情報セキュリティ")]),
    ],
)
def test_only_what_changed_is_tracked(
    made_pairs: dict[str, Pair], settings: Settings, name: str, expected: list[tuple[str, str]]
) -> None:
    pair = made_pairs[name]
    edits = list_edits(track(pair.old, pair.new, settings))
    assert [edit for edit in expected if edit in edits] == expected
    if name != "item-added":
        assert edits == expected


def test_a_renumbered_marker_changes_as_a_whole(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    pair = made_pairs["item-added"]
    edits = list_edits(track(pair.old, pair.new, settings))
    assert [edit for edit in edits if len(edit[1]) == 1] == [
        ("ins", "②"),
        *(("del", "②"), ("ins", "③")),
        *(("del", "③"), ("ins", "④")),
    ]


def test_the_changes_are_the_owners_of_the_day_of_the_decision(
    own_pairs: dict[str, Pair], settings: Settings
) -> None:
    pair = own_pairs["basic-policy-3-4"]
    root = read_part(track(pair.old, pair.new, settings))
    marks = list(root.iter(W + "ins", W + "del"))
    said = {(mark.get(W + "author"), str(mark.get(W + "date"))[:10]) for mark in marks}
    assert said == {(pair.new.document.meta.owner, "2026-10-05")}
    assert len({mark.get(W + "id") for mark in marks}) == len(marks)


@pytest.mark.parametrize(("day", "expected"), [(DAY, "2026-11-02T00:00:00Z"), (None, None)])
def test_changes_of_a_draft_have_the_day_that_is_said(
    made_pairs: dict[str, Pair], settings: Settings, day: date | None, expected: str | None
) -> None:
    pair = made_pairs["words"]
    comparison = compare_documents(pair.old.document, pair.new.document)
    root = read_part(write_tracked(comparison, pair.old, pair.new, settings, day=day))
    assert {mark.get(W + "date") for mark in root.iter(W + "ins", W + "del")} == {expected}


def test_changes_that_only_the_end_of_a_paragraph_parts_differ_in_time(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    pair = made_pairs["neighbours"]
    root = read_part(track(pair.old, pair.new, settings))
    times = [mark.get(W + "date") for mark in root.iter(W + "ins")]
    assert times == ["2026-11-02T00:00:00Z", "2026-11-02T00:05:00Z"]


def test_the_header_tells_both_versions_and_the_narrower_audience(
    own_pairs: dict[str, Pair], settings: Settings
) -> None:
    pair = own_pairs["basic-policy-3-4"]
    old = replace(pair.old, audience=STAFF)
    header = read_part(track(old, pair.new, settings), "word/header1.xml")
    assert [e.text for e in header.iter(W + "delText")] == ["3"]
    assert "4" in [e.text for e in header.iter(W + "t")]
    assert get_text(header).endswith("【取扱注意】")
    assert "【" not in get_text(read_part(track(pair.old, pair.new, settings), "word/header1.xml"))


def test_bookmarks_and_links_are_those_of_the_new_text(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    pair = made_pairs["link"]
    root = read_part(track(pair.old, pair.new, settings))
    links = list(root.iter(W + "hyperlink"))
    assert [get_text(link) for link in links] == ["上記1", "別紙"]
    names = [mark.get(W + "name") for mark in root.iter(W + "bookmarkStart")]
    assert names == ["cl_purpose", "cl_measures", "cl_delegation"]
