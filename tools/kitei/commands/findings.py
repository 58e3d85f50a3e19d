"""All findings on what was loaded: the one way that commands judge documents."""

from collections.abc import Iterable
from datetime import date

from kitei.checks.finding import Finding, Level
from kitei.checks.rule import Rule
from kitei.checks.rules import check_document, fault_findings
from kitei.checks.scope import Scope, make_finding
from kitei.settings import Settings
from kitei.store.workspace import Loaded


def find_all(
    loaded: Loaded, settings: Settings, rules: Iterable[tuple[Rule, Level]], day: date
) -> list[Finding]:
    """Return every finding of the rules on everything loaded, in the order of files and texts."""
    chosen = tuple(rules)
    others = loaded.by_id()
    unread = frozenset(loaded.unread())
    findings = [
        make_finding(rule.name, level, hit, "")
        for rule, level in chosen
        if rule.check_files is not None
        for hit in rule.check_files(loaded.strays)
    ]
    for path, fault in loaded.faults:
        findings += fault_findings([fault], path)
    for subject in loaded.subjects:
        scope = Scope(subject, settings, day, others, unread)
        findings += check_document(scope, chosen)
    return sorted(findings, key=lambda finding: finding.order)
