"""Whatever is edited, both texts can be put together again, and what is known is found."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitei.compare.change import ChangeKind
from kitei.compare.comparison import compare_documents
from kitei.compare.outcome import Comparison, Verdict
from kitei.compare.tabulation import make_table
from tests.compare.edits import EDITS, FORMS, OUTLINE, Author, Node, copy, list_nodes, render

OPPOSITE = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.SPLIT: ChangeKind.MERGED,
    ChangeKind.MERGED: ChangeKind.SPLIT,
}


def make_pair(
    seed: int, names: list[str], *, has_ids: bool, size: int = 8
) -> tuple[list[Node], list[Node]]:
    author = Author(Random(seed), has_ids)
    old = author.write(size)
    new = copy(old)
    for name in names:
        author.edit(new, name)
    return old, new


def compare(
    old: list[Node], new: list[Node], *, has_ids: bool, numbering: str = OUTLINE
) -> Comparison:
    texts = (render(nodes, has_ids=has_ids, numbering=numbering) for nodes in (old, new))
    return compare_documents(*texts)


seeds = st.integers(0, 10**6)
edits = st.lists(st.sampled_from(EDITS), min_size=1, max_size=12)


# Every kind of edit as often as every other: how many of them, at least, made a difference.
MANUSCRIPTS, EDITS_EACH, LEAST = 360, 6, 150


@pytest.mark.parametrize("numbering", FORMS)
def test_two_thousand_edits_of_either_form_verify(numbering: str) -> None:
    made: Counter[str] = Counter()
    for seed in range(MANUSCRIPTS):
        author = Author(Random(seed), has_ids=bool(seed % 2))
        old = author.write(8)
        new = copy(old)
        for place in range(seed * EDITS_EACH, (seed + 1) * EDITS_EACH):
            name = EDITS[place % len(EDITS)]
            made[name] += author.edit(new, name)
        # Both raise ComparisonFailed where anything does not prove right.
        comparison = compare(old, new, has_ids=author.has_ids, numbering=numbering)
        assert make_table(comparison).rows
        assert comparison.verdict is not Verdict.UNCHANGED
    assert made.total() > 2000
    assert {name: made[name] for name in EDITS if made[name] < LEAST} == {}


# compare_documents verifies every comparison.
@settings(max_examples=200, deadline=None)
@given(seed=seeds, names=edits, has_ids=st.booleans())
def test_any_edits_verify_in_both_directions_and_mirror_each_other(
    seed: int, names: list[str], has_ids: bool
) -> None:
    old, new = make_pair(seed, names, has_ids=has_ids)
    there = compare(old, new, has_ids=has_ids)
    back = compare(new, old, has_ids=has_ids)
    assert {(link.old, link.new) for link in there.alignment.links} == {
        (link.new, link.old) for link in back.alignment.links
    }
    assert count_kinds(there, turn=True) == count_kinds(back)
    assert (there.verdict, len(there.formatting)) == (back.verdict, len(back.formatting))


def count_kinds(comparison: Comparison, *, turn: bool = False) -> Counter[frozenset[ChangeKind]]:
    kinds = (change.kinds for change in comparison.changes)
    return Counter(
        frozenset(OPPOSITE.get(kind, kind) if turn else kind for kind in each) for each in kinds
    )


@settings(max_examples=100, deadline=None)
@given(seed=seeds, names=edits)
def test_ids_are_followed_wherever_the_provision_went(seed: int, names: list[str]) -> None:
    old, new = make_pair(seed, names, has_ids=True)
    comparison = compare(old, new, has_ids=True)
    pairs = {
        (comparison.old.units[link.old[0]].id, comparison.new.units[link.new[0]].id)
        for link in comparison.alignment.links
    }
    common = {node.uid for node in list_nodes(old)} & {node.uid for node in list_nodes(new)}
    assert {(uid, uid) for uid in common} <= pairs
    assert all(one == other for one, other in pairs)


@settings(max_examples=60, deadline=None)
@given(seed=seeds, names=st.lists(st.sampled_from(["insert", "delete", "move"]), max_size=6))
def test_without_ids_words_that_stayed_are_found_again(seed: int, names: list[str]) -> None:
    old, new = make_pair(seed, names, has_ids=False)
    comparison = compare(old, new, has_ids=False)
    linked = {
        (comparison.old.units[link.old[0]].text, comparison.new.units[link.new[0]].text)
        for link in comparison.alignment.links
    }
    texts = Counter(node.text for node in list_nodes(old))
    kept = {node.text for node in list_nodes(new) if texts[node.text] == 1}
    if comparison.verdict is not Verdict.REPLACED:
        assert {(text, text) for text in kept} <= linked


@settings(max_examples=40, deadline=None)
@given(seed=seeds, has_ids=st.booleans())
def test_a_text_compared_with_itself_gives_nothing(seed: int, has_ids: bool) -> None:
    old, new = make_pair(seed, [], has_ids=has_ids)
    comparison = compare(old, new, has_ids=has_ids)
    assert (comparison.verdict, comparison.changes, comparison.formatting) == (
        Verdict.UNCHANGED,
        (),
        (),
    )


@pytest.mark.parametrize("has_ids", [True, False])
def test_the_same_texts_give_the_same_record(has_ids: bool) -> None:
    old, new = make_pair(7, list(EDITS), has_ids=has_ids)
    assert compare(old, new, has_ids=has_ids).changes == compare(old, new, has_ids=has_ids).changes


# Many edits of a long text without ids: how often strangers are paired, and what is found.
def test_without_ids_few_strangers_are_paired() -> None:
    wrong = links = 0
    for seed in range(4):
        names = ["reword", "move", "insert", "delete"] * 6
        old, new = make_pair(seed, names, has_ids=False, size=60)
        comparison = compare(old, new, has_ids=False)
        before = {node.text: node.uid for node in list_nodes(old)}
        after = {node.text: node.uid for node in list_nodes(new)}
        for link in comparison.alignment.links:
            one, other = comparison.old.units[link.old[0]], comparison.new.units[link.new[0]]
            if one.text in before and other.text in after:
                links += 1
                wrong += before[one.text] != after[other.text]
    assert links > 600
    assert wrong <= links / 200
