"""Certain corrections put into a text."""

from collections.abc import Iterable

from kitei.checks.finding import Finding


def fix_text(text: str, findings: Iterable[Finding]) -> str:
    """Return the text with the corrections made, from the end so that places stay true."""
    lines = text.split("\n")
    fixes = {(f.fix.line, f.fix.column): f.fix for f in findings if f.fix}
    for (line, column), fix in sorted(fixes.items(), reverse=True):
        old = lines[line - 1]
        lines[line - 1] = old[: column - 1] + fix.replacement + old[column - 1 + fix.length :]
    return "\n".join(lines)
