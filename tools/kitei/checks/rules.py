"""The table of rules, and the one way to run them over a document."""

from collections.abc import Iterable, Iterator

from kitei.checks import (
    duplicate_id,
    missing_id,
)
from kitei.checks.finding import Finding, Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Scope, make_finding
from kitei.errors import Fault, SettingsError
from kitei.settings import Settings

RULES: tuple[Rule, ...] = (
    missing_id.RULE,
    duplicate_id.RULE,
)

# Faults that keep a file from being read; they cannot be switched off.
READING_FAULTS: dict[str, str] = {
    "unreadable-file": "ファイルを文字として、又は文書として読めない。",
    "invalid-front-matter": "前書きがスキーマに合わない。",
    "invalid-record": "改正の記録（revisions.yml）がスキーマに合わない。",
}


def select_rules(settings: Settings) -> tuple[tuple[Rule, Level], ...]:
    """Return the rules in force with their levels, or raise SettingsError for unknown names."""
    unknown = sorted(set(settings.rules) - {rule.name for rule in RULES})
    if unknown:
        raise SettingsError(
            f"設定にある規則「{'、'.join(unknown)}」はありません。",
            "規則の一覧は kitei check --list-rules で見られます。",
        )
    levels = {rule.name: settings.rules.get(rule.name, rule.level) for rule in RULES}
    return tuple((rule, Level(levels[rule.name])) for rule in RULES if levels[rule.name] != "off")


def check_document(scope: Scope, rules: Iterable[tuple[Rule, Level]]) -> list[Finding]:
    """Return the findings of the rules on one document, in the order of the text."""
    found: list[tuple[Rule, Finding]] = []
    for rule, level in rules:
        for hit in rule.check(scope):
            found.append((rule, make_finding(rule.name, level, hit, scope.document.path)))
    return sorted(_drop_yielding(found), key=lambda finding: finding.order)


def _drop_yielding(found: list[tuple[Rule, Finding]]) -> Iterator[Finding]:
    """Yield the findings but those of a rule that gives way to another at the same place."""
    spans: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    for rule, finding in found:
        span = (finding.column, finding.column + len(finding.found))
        spans.setdefault((rule.name, finding.path, finding.line), []).append(span)
    for rule, finding in found:
        start, end = finding.column, finding.column + len(finding.found)
        taken = any(
            start < other_end and other_start < end
            for name in rule.yields_to
            for other_start, other_end in spans.get((name, finding.path, finding.line), ())
        )
        if not taken:
            yield finding


def fault_findings(faults: Iterable[Fault], path: str) -> list[Finding]:
    """Return the faults of a file as findings of level error."""
    return [
        Finding(
            fault.rule,
            Level.ERROR,
            path,
            fault.position.line,
            fault.position.column,
            "",
            fault.found,
            fault.message,
            fault.hint,
        )
        for fault in faults
    ]
