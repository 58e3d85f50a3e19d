"""Ids become bookmarks; names are unique and never too long."""

from collections.abc import Callable

import pytest

from kitei.model.edition import Edition
from kitei.render.word import write_word
from kitei.render.word.bookmarks import assign_bookmarks, bookmark_name
from kitei.settings import Settings
from tests.render.word.samples import get_text, read_part
from tests.render.word.structure import W, find_structure_faults


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("scope-assets", "cl_scope_assets"),
        ("a" * 37, "cl_" + "a" * 37),
        ("a" * 38, None),
        (None, None),
    ],
)
def test_a_bookmark_is_named_by_the_id(identifier: str | None, name: str | None) -> None:
    assert bookmark_name(identifier) == name


def test_headings_and_items_with_an_id_are_marked(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    edition = make_edition("## 1 目的 {#the-aim}\n\n- (1) 甲 {#first-item}\n- (2) 乙\n")
    marks = {
        start.get(W + "name"): get_text(start.getparent())
        for start in read_part(write_word(edition, settings)).iter(W + "bookmarkStart")
    }
    assert marks == {"cl_the_aim": "1\t目的", "cl_first_item": "(1)\t甲"}


def test_a_heading_whose_id_is_doubled_too_long_or_missing_gets_a_name_of_its_own(
    make_edition: Callable[..., Edition], settings: Settings
) -> None:
    body = f"## 1 甲 {{#same}}\n\n## 2 乙 {{#same}}\n\n## 3 丙 {{#{'x' * 38}}}\n\n## 4 丁\n"
    edition = make_edition(body)
    names = [mark.name for mark in assign_bookmarks(edition.document).by_object.values()]
    assert names == ["cl_same", "_Toc000000002", "_Toc000000003", "_Toc000000004"]
    assert find_structure_faults(write_word(edition, settings)) == []
