"""A comparison for machines: all that a view could show, by the schema `comparison`."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kitei.compare.change import Change, Side
from kitei.compare.comparison_table import ComparisonTable, Part, Row
from kitei.compare.following import StaleReference
from kitei.compare.outcome import Coverage, Formatting
from kitei.compare.run import Run
from kitei.render.change_sentences import describe_change
from kitei.render.comparison_report import ComparisonReport, TextName, describe_reference

# Raised where a reader of the form before would be misled.
VERSION = 1
Entry = dict[str, Any]


def render_comparison_json(report: ComparisonReport) -> str:
    """Return the comparison as JSON."""
    comparison = report.comparison
    value = {
        "version": VERSION,
        "document": comparison.new.document.id,
        "label": report.label,
        "old": _tell_name(report.old),
        "new": _tell_name(report.new),
        "verdict": comparison.verdict.value,
        "changes": [_tell_change(change) for change in report.changes],
        "formatting": [_tell_formatting(found) for found in comparison.formatting],
        "references": [_tell_reference(found, report) for found in _list_stale(report)],
        "coverage": _tell_coverage(comparison.coverage),
        "table": _tell_table(report.table),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _list_stale(report: ComparisonReport) -> Iterator[StaleReference]:
    """Yield what did not follow: in the new text itself, then in other documents."""
    yield from (found for found in report.references if found.is_stale)
    yield from report.incoming


def _tell_name(name: TextName) -> Entry:
    return {"name": name.name, "title": name.title, "revision": name.revision}


def _tell_change(change: Change) -> Entry:
    old = zip(change.old, change.old_caption_runs(), change.old_runs(), strict=True)
    new = zip(change.new, change.new_caption_runs(), change.new_runs(), strict=True)
    return {
        "id": change.id,
        "kinds": [kind.value for kind in change.kinds],
        "description": describe_change(change),
        "old": [_tell_side(*each) for each in old],
        "new": [_tell_side(*each) for each in new],
        "caption_runs": _tell_runs(change.caption_runs),
        "runs": _tell_runs(change.runs),
        "evidence": change.evidence.value if change.evidence else None,
        "score": round(change.score, 1),
        "possible": change.is_possible,
        "doubtful": change.is_doubtful,
        "reason": change.reason,
    }


def _tell_side(side: Side, caption: tuple[Run, ...], text: tuple[Run, ...]) -> Entry:
    return {**_tell_place(side), "caption_runs": _tell_runs(caption), "runs": _tell_runs(text)}


def _tell_place(side: Side) -> Entry:
    return {
        "kind": side.unit.kind.value,
        "id": side.unit.id or None,
        "position": side.position,
        "label": side.label,
        "caption": side.caption,
        "text": side.text,
    }


def _tell_runs(runs: Iterable[Run]) -> list[Entry]:
    return [{"kind": run.kind.value, "text": run.text} for run in runs]


def _tell_formatting(found: Formatting) -> Entry:
    return {
        "old": _tell_place(found.old),
        "new": _tell_place(found.new),
        "forms": [form.value for form in found.forms],
    }


def _tell_reference(found: StaleReference, report: ComparisonReport) -> Entry:
    places = report.citing.get(found.document, report.comparison.new.places)
    return {
        "document": found.document,
        "position": places.cite(found.at.place) if found.at.place else "",
        "found": found.found,
        "state": found.state.value,
        "description": describe_reference(found, places),
        "old_labels": list(found.old_labels),
        "new_labels": list(found.new_labels),
        "now_labels": list(found.now_labels),
    }


def _tell_coverage(coverage: Coverage) -> Entry:
    return {
        "old_units": coverage.old_units,
        "new_units": coverage.new_units,
        "complete": coverage.is_complete,
        "uncompared": [
            {"reason": each.reason.value, "position": each.position, "found": each.found}
            for each in coverage.uncompared
        ],
    }


def _tell_table(table: ComparisonTable) -> Entry:
    new, old = table.headings
    return {
        "title": table.title,
        "preset": table.options.name,
        "phase": table.phase.value,
        "headings": {"new": new, "old": old},
        "preface": table.preface,
        "message": table.message,
        "note": table.note,
        "closing": table.closing,
        "reason": table.reason,
        "rows": [_tell_row(row) for row in table.rows],
    }


def _tell_row(row: Row) -> Entry:
    return {
        "kind": row.kind.value,
        "changes": [change.id for change in row.changes],
        "new": [_tell_part(part) for part in row.new],
        "old": [_tell_part(part) for part in row.old],
        "remark": row.remark,
    }


def _tell_part(part: Part) -> Entry:
    return {
        "depth": part.depth,
        "label": _tell_runs(part.label),
        "caption": _tell_runs(part.caption),
        "text": _tell_runs(part.text),
        "note": part.note,
    }
