"""The file of decided matchings: `align.yml` as values."""

from collections.abc import Collection
from typing import Any

from kitei.errors import Fault, SourceError
from kitei.model.matching import Judgement, Match, Matching
from kitei.model.text import Position
from kitei.source.schema import LineOf, find_schema_faults
from kitei.source.yaml_reader import read_yaml

RULE = "invalid-alignment"
_DRAFT = "draft"


def read_matchings(
    text: str, path: str, keys: Collection[str] | None = None
) -> tuple[Matching, ...]:
    """Return the matchings in the order of the file, or raise SourceError with every fault.

    `keys` are those of the recorded revisions; None where these are not known.
    """
    result = read_yaml(text, RULE)
    value = [] if result.value is None else result.value
    faults = list(result.faults)
    if result.is_whole:
        faults += find_schema_faults(value, "align", RULE, result.line)
    if not faults:
        faults += _find_doubled(value, result.line)
        faults += [] if keys is None else _find_unknown(value, result.line, keys)
    if faults:
        raise SourceError(f"{path}に誤りがあります。", faults=tuple(faults))
    return tuple(_make_matching(entry) for entry in value)


def _find_doubled(value: list[dict[str, Any]], line_of: LineOf) -> list[Fault]:
    """Return the entries that stand there twice, whatever they say."""
    seen: set[tuple[str, ...]] = set()
    faults = []
    for index, entry in enumerate(value):
        for number, pair in enumerate(entry["pairs"]):
            named = entry["old"], entry["new"], pair["old"], pair["new"]
            if named in seen:
                place = Position(line_of((index, "pairs", number)), 1)
                message = f"「{pair['old']}」と「{pair['new']}」の対応が二度書かれています。"
                faults.append(Fault(RULE, place, message, pair["old"], "一つにします。"))
            seen.add(named)
    return faults


def _find_unknown(
    value: list[dict[str, Any]], line_of: LineOf, keys: Collection[str]
) -> list[Fault]:
    """Return the names of revisions that there are none of."""
    known = [*keys, _DRAFT]
    hint = f"指定できる版: {'、'.join(known)}"
    return [
        Fault(
            RULE,
            Position(line_of((index, side)), 1),
            f"「{side}」の版「{entry[side]}」が、改正の記録にありません。",
            entry[side],
            hint,
        )
        for index, entry in enumerate(value)
        for side in ("old", "new")
        if entry[side] not in known
    ]


def _make_matching(entry: dict[str, Any]) -> Matching:
    matches = (
        Match(pair["old"], pair["new"], Judgement(pair["judgement"]), pair["reason"])
        for pair in entry["pairs"]
    )
    return Matching(entry["old"], entry["new"], tuple(matches))
