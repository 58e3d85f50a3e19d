"""The benchmarks' corpus: as many provisions as promised, always the same, and free of faults."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.corpus import make_corpus
from benchmarks.kitei_form import write_repository
from kitei.checks.finding import Finding, Level
from kitei.checks.rules import check_document, select_rules
from kitei.checks.scope import Scope
from kitei.store.workspace import Loaded, open_workspace


def load(root: Path, provisions: int, documents: int) -> Loaded:
    write_repository(root, make_corpus(provisions, documents))
    return open_workspace(root).load()


def find_all(root: Path, loaded: Loaded) -> list[Finding]:
    settings = open_workspace(root).settings
    rules, others = select_rules(settings), loaded.by_id()
    return [
        finding
        for subject in loaded.subjects
        for finding in check_document(Scope(subject, settings, date(2026, 11, 1), others), rules)
    ]


@pytest.mark.parametrize(("provisions", "documents"), [(30, 3), (1000, 3), (501, 50)])
def test_the_corpus_holds_exactly_the_provisions_and_documents_asked_for(
    tmp_path: Path, provisions: int, documents: int
) -> None:
    loaded = load(tmp_path, provisions, documents)
    read = [sum(1 for _ in subject.document.walk()) for subject in loaded.subjects]
    assert (len(read), sum(read)) == (documents, provisions)
    assert max(read) - min(read) <= 1


def test_nothing_is_found_in_a_thousand_provisions(tmp_path: Path) -> None:
    loaded = load(tmp_path, 1000, 3)
    assert not loaded.faults
    assert not loaded.strays
    assert find_all(tmp_path, loaded) == []


def test_no_error_is_found_in_many_short_documents(tmp_path: Path) -> None:
    loaded = load(tmp_path, 500, 50)
    assert not loaded.faults
    assert [found for found in find_all(tmp_path, loaded) if found.level is Level.ERROR] == []


def test_a_provision_holds_at_least_35_characters_as_real_ones_do() -> None:
    entries = [entry for manuscript in make_corpus(1000) for entry in manuscript.entries]
    assert sum(len(entry.caption) + len(entry.text) for entry in entries) >= 35 * len(entries)


def test_the_corpus_gives_every_kind_of_rule_something_to_look_at(tmp_path: Path) -> None:
    loaded = load(tmp_path, 1000, 3)
    assert all(len(subject.references) > 20 for subject in loaded.subjects)
    links = [link for s in loaded.subjects for at in s.texts for link in at.text.links]
    assert len(links) > 5
    assert loaded.by_id()["policy"].terms.definitions


def test_the_same_numbers_give_the_same_corpus() -> None:
    assert make_corpus(120) == make_corpus(120)
    assert make_corpus(120) != make_corpus(120, 4)


def test_too_few_provisions_for_the_documents_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        make_corpus(20, 3)
