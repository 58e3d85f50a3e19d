"""Every rule: what it must find, what it must let pass, and what is not its business."""

import pytest

from kitei.checks.finding import Finding
from kitei.checks.rules import RULES
from tests.checks.rule_cases import DATA, Case, find_cases

# Rules that judge files or several documents have tests of their own.
ELSEWHERE = {"unsafe-file", "removed-document"}
# A case is a piece of a policy: that it lacks sections is told only where it is the matter.
NOTICED = {rule.name for rule in RULES} - {"missing-section"}


def name_case(case: Case) -> str:
    return f"{case.rule}-{case.path.stem}"


def describe(finding: Finding) -> str:
    return f"{finding.line}:{finding.column} {finding.rule} {finding.found}".rstrip()


@pytest.mark.parametrize("case", find_cases("bad"), ids=name_case)
def test_a_rule_finds_the_fault_and_its_place(case: Case) -> None:
    expected = case.expected()
    names = {case.rule, *(line.split()[1] for line in expected)}
    found = [finding for finding in case.find() if finding.rule in names]
    assert [describe(finding) for finding in found] == expected
    assert any(finding.rule == case.rule for finding in found)
    assert all(finding.message for finding in found)


@pytest.mark.parametrize("case", find_cases("good") + find_cases("silent"), ids=name_case)
def test_a_rule_lets_pass_what_is_right_or_not_its_business(case: Case) -> None:
    found = [finding for finding in case.find() if finding.rule in (case.rule, *NOTICED)]
    assert [finding for finding in found if finding.rule == case.rule] == []
    assert [describe(finding) for finding in found] == case.expected()


@pytest.mark.parametrize("rule", [r.name for r in RULES if r.name not in ELSEWHERE])
@pytest.mark.parametrize("kind", ["bad", "good", "silent"])
def test_every_rule_has_each_kind_of_case(rule: str, kind: str) -> None:
    assert list((DATA / rule).glob(f"{kind}*.md"))
