"""The rules of structure on the two real policies: their structure is sound but for one thing."""

from pathlib import Path

import pytest

from kitei.checks.rules import RULES, check_document
from kitei.checks.scope import Scope, Subject
from kitei.importing.draft import ImportOptions
from kitei.importing.text import read_text
from kitei.model.document import DocumentKind
from kitei.source.document_reader import read_document, write_document
from tests.checks.rule_cases import TODAY, make_sample_settings

# The rules from the top of the table to the last on references.
STRUCTURE = RULES[: next(i for i, r in enumerate(RULES) if r.name == "appendix-unreferenced") + 1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Its second chapter is withheld.
        ("nansatsu.txt", ["withheld-chapter-undeclared 第1章"]),
        ("saitama.txt", []),
    ],
)
def test_only_the_known_faults_are_found(seeds: Path, name: str, expected: list[str]) -> None:
    options = ImportOptions("sample", DocumentKind.POLICY, "public", "総務課")
    draft = read_text((seeds / name).read_text("utf-8"), options)
    document = read_document(write_document(draft.document), "sample.md")
    scope = Scope(Subject(document, folder="policy/sample"), make_sample_settings(), TODAY)
    findings = check_document(scope, [(rule, rule.level) for rule in STRUCTURE])
    assert [f"{finding.rule} {finding.found}" for finding in findings] == expected
