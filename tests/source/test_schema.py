"""The shipped schemas are JSON Schema 2020-12 and say what every key means."""

import pytest
from jsonschema import Draft202012Validator

from kitei.source.schema import read_schema

NAMES = ["front-matter", "revisions", "settings"]


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_schema_is_a_schema(name) -> None:
    schema = read_schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def _objects(schema):
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from _objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _objects(value)


@pytest.mark.parametrize("name", NAMES)
def test_no_object_takes_a_key_that_it_does_not_name(name) -> None:
    for table in _objects(read_schema(name)):
        assert "additionalProperties" in table
        assert table["additionalProperties"] is not True


@pytest.mark.parametrize("name", ["front-matter", "revisions"])
def test_every_key_has_a_japanese_title_for_editors(name) -> None:
    for table in _objects(read_schema(name)):
        assert all("title" in entry for key, entry in table["properties"].items() if key != "by")
