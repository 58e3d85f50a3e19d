"""Comparisons for machines: by the published schema, and enough to rebuild both texts."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kitei.compare.change import ChangeKind
from kitei.compare.comparison_table import RowKind
from kitei.compare.following import ReferenceState
from kitei.compare.link import Evidence
from kitei.compare.outcome import Form, Omission, Verdict
from kitei.compare.run import RunKind, new_text, old_text
from kitei.compare.table_options import PRESETS, Phase
from kitei.compare.units import UnitKind
from kitei.render.comparison_json import render_comparison_json
from kitei.source.schema import read_schema
from tests.manual_names import read_page
from tests.manual_pages import read_rows
from tests.render.comparisons import CASES, make_case, make_run

SCHEMA = read_schema("comparison")


def read_case(name: str, preset: str = "jichitai") -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render_comparison_json(make_case(name, preset)))
    return value


def find_faults(value: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(value)]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("preset", PRESETS)
def test_it_fits_the_schema(name: str, preset: str) -> None:
    assert find_faults(read_case(name, preset)) == []


def test_the_schema_refuses_what_it_does_not_know() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    value = read_case("kinds")
    value["changes"][0]["kinds"] = ["lost"]
    value["table"]["rows"][0]["more"] = 1
    del value["coverage"]
    assert len(find_faults(value)) == 3


@pytest.mark.parametrize(
    ("path", "values", "others"),
    [
        (("properties", "verdict"), Verdict, []),
        (("$defs", "run", "properties", "kind"), RunKind, []),
        (("$defs", "place", "properties", "kind"), UnitKind, []),
        (("$defs", "change", "properties", "kinds", "items"), ChangeKind, []),
        (("$defs", "change", "properties", "evidence"), Evidence, [None]),
        (("$defs", "formatting", "properties", "forms", "items"), Form, []),
        (("$defs", "row", "properties", "kind"), RowKind, []),
        (("$defs", "table", "properties", "preset"), PRESETS, []),
        (("$defs", "table", "properties", "phase"), Phase, []),
    ],
)
def test_the_schema_names_exactly_the_values_there_are(
    path: tuple[str, ...], values: Any, others: list[None]
) -> None:
    part: Any = SCHEMA
    for key in path:
        part = part[key]
    assert part["enum"] == [*(str(value) for value in values), *others]


def test_the_schema_names_the_states_that_are_told_and_every_omission() -> None:
    defs = SCHEMA["$defs"]
    stale = {*ReferenceState} - {ReferenceState.REGENERATED, ReferenceState.RETARGETED}
    assert set(defs["reference"]["properties"]["state"]["enum"]) == stale
    uncompared = defs["coverage"]["properties"]["uncompared"]["items"]
    assert uncompared["properties"]["reason"]["enum"] == list(Omission)


@pytest.mark.parametrize("name", CASES)
def test_the_runs_rebuild_the_texts(name: str) -> None:
    for change in read_case(name)["changes"]:
        runs = tuple(map(make_run, change["runs"]))
        assert old_text(runs) == "\n".join(side["text"] for side in change["old"])
        assert new_text(runs) == "\n".join(side["text"] for side in change["new"])
        for side in change["new"]:
            assert "".join(run["text"] for run in side["runs"]) == side["text"]
            assert "".join(run["text"] for run in side["caption_runs"]) == side["caption"]


def test_rows_name_changes_that_exist_and_every_change_has_a_row() -> None:
    value = read_case("kinds")
    shown = [name for row in value["table"]["rows"] for name in row["changes"]]
    assert set(shown) == {change["id"] for change in value["changes"]}


def test_the_manual_explains_every_key() -> None:
    page = read_page("comparing").partition("## JSONの形")[2]
    written = [name for row in read_rows(page) for name in row[0].replace("`", "").split("、")]
    assert written == list(SCHEMA["properties"])
