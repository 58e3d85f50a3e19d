"""The record of revisions: `revisions.yml` as values."""

from datetime import date
from typing import Any

from kitei.errors import Fault, SourceError
from kitei.model.revision import Decision, Revision, RevisionKind
from kitei.model.text import Position
from kitei.source.schema import LineOf, find_schema_faults
from kitei.source.yaml_reader import read_yaml

RULE = "invalid-record"
_DAYS = ("effective_from", "applies_from", "promulgated_on", "published_on")


def read_revisions(text: str, path: str) -> tuple[Revision, ...]:
    """Return the records in the order of the file, or raise SourceError with every fault."""
    result = read_yaml(text, RULE)
    value = [] if result.value is None else result.value
    faults = list(result.faults)
    if result.is_whole:
        faults += find_schema_faults(value, "revisions", RULE, result.line)
    if not faults:
        faults += _find_doubled(value, result.line)
    if faults:
        raise SourceError(f"{path}に誤りがあります。", faults=tuple(faults))
    return tuple(_make_revision(entry, result.line((i,))) for i, entry in enumerate(value))


def _find_doubled(value: list[dict[str, Any]], line_of: LineOf) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for index, entry in enumerate(value):
        number = entry["revision"]
        # A correction changes wording as published and may keep the number it corrects.
        if number in seen and entry["kind"] != RevisionKind.CORRECTION:
            place = Position(line_of((index, "revision")), 1)
            message = f"版「{number}」の記録が二件あります。"
            faults.append(Fault(RULE, place, message, number, "改正のたびに版を上げます。"))
        seen.add(number)
    return faults


def _make_revision(entry: dict[str, Any], line: int) -> Revision:
    days = {key: date.fromisoformat(entry[key]) for key in _DAYS if entry.get(key)}
    return Revision(
        entry["revision"],
        RevisionKind(entry["kind"]),
        tuple(_make_decision(decision) for decision in entry["decided"]),
        reason=entry.get("reason", ""),
        text_sha256=entry.get("text_sha256"),
        is_text_lost="text_sha256" in entry and entry["text_sha256"] is None,
        line=line,
        **days,
    )


def _make_decision(entry: dict[str, Any]) -> Decision:
    return Decision(entry["by"], date.fromisoformat(entry["on"]), entry.get("number"))
