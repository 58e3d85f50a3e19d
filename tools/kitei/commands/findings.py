"""All findings on what was loaded: the one way that commands judge documents."""

from collections.abc import Iterable
from datetime import date

from kitei.checks.finding import Finding, Level
from kitei.checks.rule import Rule
from kitei.checks.rules import check_document, fault_findings
from kitei.checks.scope import Scope, make_finding
from kitei.commands.earlier import Earlier
from kitei.commands.stale import find_stale
from kitei.settings import Settings
from kitei.store.workspace import Loaded


def find_all(
    loaded: Loaded,
    settings: Settings,
    rules: Iterable[tuple[Rule, Level]],
    day: date,
    earlier: Earlier | None = None,
) -> list[Finding]:
    """Return every finding of the rules on everything loaded, in the order of files and texts.

    Without anything earlier, the rules that compare with it have nothing to say.
    """
    chosen, past = tuple(rules), earlier or Earlier()
    findings = _find_outside(loaded, chosen, past)
    for path, fault in loaded.faults:
        findings += fault_findings([fault], path)
    others = loaded.by_id()
    unread = frozenset(loaded.unread())
    stale = find_stale(loaded, past) if _is_chosen("stale-reference", chosen) else {}
    for subject in loaded.subjects:
        name = subject.document.id
        history = past.histories.get(name) if others[name] is subject else None
        base = past.bases.get(subject.folder)
        scope = Scope(subject, settings, day, others, unread, history, base, stale.get(name, ()))
        findings += check_document(scope, chosen)
    return sorted(findings, key=lambda finding: finding.order)


def _is_chosen(name: str, rules: Iterable[tuple[Rule, Level]]) -> bool:
    return any(rule.name == name for rule, _ in rules)


def _find_outside(
    loaded: Loaded, rules: Iterable[tuple[Rule, Level]], past: Earlier
) -> list[Finding]:
    """Return the findings on what is no document: stray files, and documents that are gone."""
    hits = [
        (rule, level, hit)
        for rule, level in rules
        for hit in (
            *(rule.check_files(loaded.strays) if rule.check_files else ()),
            *(rule.check_removed(past.removed) if rule.check_removed else ()),
        )
    ]
    return [make_finding(rule.name, level, hit, "") for rule, level, hit in hits]
