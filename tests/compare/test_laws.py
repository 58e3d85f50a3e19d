"""The long real texts: consecutive versions verify, and what is known of them is found."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from kitei.compare.alignment import align
from kitei.compare.comparison import compare_documents
from kitei.compare.link import Evidence
from kitei.compare.listing import list_units
from kitei.compare.outcome import Comparison, Verdict
from kitei.compare.units import Unit
from tests.compare.laws import read_law

PRIVACY, AUTONOMY = "personal-information-protection-act", "local-autonomy-act"
VERSIONS = ("2020-06-12", "2022-01-01", "2022-04-01", "2023-04-01", "2025-04-01", "2026-06-24")


def compare(corpora: Path, law: str, old: str, new: str) -> Comparison:
    folder = corpora / law
    return compare_documents(read_law(folder / f"{old}.md"), read_law(folder / f"{new}.md"))


def is_article(unit: Unit) -> bool:
    is_main = not unit.address.is_in("supplement")
    return unit.marker is not None and unit.marker.kind == "article" and is_main


@pytest.mark.parametrize(("old", "new"), [*pairwise(VERSIONS), (VERSIONS[0], VERSIONS[-1])])
def test_versions_of_the_privacy_law_verify_in_both_directions(
    corpora: Path, old: str, new: str
) -> None:
    there = compare(corpora, PRIVACY, old, new)
    back = compare(corpora, PRIVACY, new, old)
    assert there.verdict is back.verdict is Verdict.AMENDED
    assert there.alignment.share > 0.75
    assert {(link.old, link.new) for link in there.alignment.links} == {
        (link.new, link.old) for link in back.alignment.links
    }


def test_a_law_renumbered_almost_throughout_is_seen_as_renumbered(corpora: Path) -> None:
    comparison = compare(corpora, PRIVACY, "2022-04-01", "2023-04-01")
    old, new = comparison.old.units, comparison.new.units
    articles = [
        (old[link.old[0]], new[link.new[0]], link.old[0] in comparison.alignment.moved)
        for link in comparison.alignment.links
        if is_article(old[link.old[0]])
    ]
    assert sum(map(is_article, old)) == len(articles) == 99
    assert sum(map(is_article, new)) == 185
    assert sum(one.label != other.label for one, other, _ in articles) == 89
    assert sum(one.caption == other.caption for one, other, _ in articles) == 97
    assert sum(moved for _, _, moved in articles) == 6
    removed = [side.unit for change in comparison.changes if not change.new for side in change.old]
    assert not [unit for unit in removed if is_article(unit)]


def test_paragraphs_inserted_before_one_with_the_same_items_move_nothing(corpora: Path) -> None:
    comparison = compare(corpora, PRIVACY, "2022-01-01", "2022-04-01")
    old, new = comparison.old, comparison.new
    cited = {
        old.cite(old.units[link.old[0]]): new.cite(new.units[link.new[0]])
        for link in comparison.alignment.links
    }
    assert cited["第二条第九項"] == "第二条第十一項"
    assert cited["第二条第九項第一号"] == "第二条第十一項第一号"
    assert not comparison.alignment.moved


def test_the_false_pairs_that_likeness_alone_would_give_are_not_made(corpora: Path) -> None:
    comparison = compare(corpora, PRIVACY, "2022-04-01", "2023-04-01")
    old, new = comparison.old.units, comparison.new.units
    guesses = [
        (old[link.old[0]].caption, new[link.new[0]].caption)
        for link in comparison.alignment.links
        if link.evidence in (Evidence.GAP, Evidence.FAR) and is_article(old[link.old[0]])
    ]
    assert {pair for pair in guesses if pair[0] != pair[1]} == {
        (
            "（地方公共団体等が保有する個人情報の保護）",
            "（地方公共団体の機関等が保有する個人情報の保護）",
        ),
        ("（個人情報保護委員会の権限の行使の制限）", "（委員会の権限の行使の制限）"),
    }


def test_two_versions_of_a_law_of_four_thousand_provisions_verify(corpora: Path) -> None:
    comparison = compare(corpora, AUTONOMY, "2024-04-01", "2026-06-14")
    kinds = Counter(kind for change in comparison.changes for kind in change.kinds)
    assert (len(comparison.old.units), len(comparison.new.units)) == (3797, 3970)
    assert len(comparison.alignment.removed) < 10
    assert kinds["moved"] <= 1
    assert 30 <= kinds["reworded"] <= 60


def test_two_laws_are_two_texts(corpora: Path) -> None:
    one = list_units(read_law(corpora / AUTONOMY / "2024-04-01.md"))
    other = list_units(read_law(corpora / PRIVACY / "2023-04-01.md"))
    alignment = align(one, other)
    assert alignment.is_full
    assert alignment.share < 0.05
