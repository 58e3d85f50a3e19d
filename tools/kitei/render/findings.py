"""Findings as text: for people, for GitHub's annotations, and as JSON."""

import json
from collections.abc import Callable, Mapping, Sequence

from kitei.checks.finding import Finding, Level
from kitei.model.text import measure_width

MAX_EXCERPT = 76


def render_plain(findings: Sequence[Finding], sources: Mapping[str, str]) -> str:
    """Return findings for people: where, what, the line with a mark under it, what to do."""
    lines = {path: text.split("\n") for path, text in sources.items()}
    return "\n".join(_render_one(finding, lines.get(finding.path, [])) for finding in findings)


def _render_one(finding: Finding, lines: list[str]) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    address = f" {finding.address}" if finding.address else ""
    parts = [f"{place}: {finding.level.label}[{finding.rule}]{address}: {finding.message}"]
    if 0 < finding.line <= len(lines):
        parts += _excerpt(lines[finding.line - 1], finding)
    if finding.hint:
        parts.append(f"    直し方: {finding.hint}")
    return "\n".join(parts)


def _excerpt(line: str, finding: Finding) -> list[str]:
    """Return the line around the place and a mark below it; full-width counts as two."""
    start = min(finding.column - 1, len(line))
    length = max(len(finding.found), 1) if line.startswith(finding.found, start) else 1
    left = _shorten_left(line, start)
    found = _shorten(line[start : start + length], MAX_EXCERPT // 2)
    right = _shorten(
        line[start + length :], MAX_EXCERPT - measure_width(left) - measure_width(found)
    )
    text = _visible(left + found + right)
    if not text.strip():
        return []
    mark = " " * measure_width(_visible(left)) + "^" * max(measure_width(_visible(found)), 1)
    return [f"    {text}", f"    {mark}"]


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\u3000" else "\ufffd" for c in text)


def _shorten(text: str, width: int) -> str:
    kept: list[str] = []
    used = 0
    for character in text:
        used += measure_width(character)
        if used > width:
            return "".join(kept) + "…"
        kept.append(character)
    return text


def _shorten_left(line: str, end: int) -> str:
    """Return what stands before `end`, shortened from its start."""
    before = line[max(0, end - MAX_EXCERPT) : end]
    kept = _shorten(before[::-1], MAX_EXCERPT // 2)[::-1]
    return kept if len(kept) == end else f"…{kept.removeprefix('…')}"


def render_github(findings: Sequence[Finding], _: Mapping[str, str]) -> str:
    """Return findings as workflow commands that GitHub shows inside a pull request's diff."""
    kinds = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
    lines = []
    for finding in findings:
        title = f"{finding.rule} {finding.address}".strip()
        properties = {
            "file": finding.path,
            "line": str(finding.line),
            "col": str(finding.column),
            "title": title,
        }
        listed = ",".join(f"{key}={_escape(value, ':,')}" for key, value in properties.items())
        message = finding.message + (f"\n直し方: {finding.hint}" if finding.hint else "")
        lines.append(f"::{kinds[finding.level]} {listed}::{_escape(message)}")
    return "\n".join(lines)


def _escape(text: str, further: str = "") -> str:
    for character in "%\r\n" + further:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def render_json(findings: Sequence[Finding], _: Mapping[str, str]) -> str:
    """Return findings as a JSON list, one object each with all fields but the fix."""
    entries = [
        {
            "rule": finding.rule,
            "level": finding.level.value,
            "path": finding.path,
            "line": finding.line,
            "column": finding.column,
            "address": finding.address,
            "found": finding.found,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in findings
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Finding], Mapping[str, str]], str]] = {
    "plain": render_plain,
    "github": render_github,
    "json": render_json,
}
