"""The quick judge of schemas says yes where the library does, and leaves what it does not know."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kitei.source.schema import read_schema
from kitei.source.schema_fit import fits

SOUND: dict[str, Any] = {
    "front-matter": {
        "id": "basic-policy",
        "kind": "policy",
        "title": "基本方針",
        "cover": ["令和8年4月"],
        "audience": "public",
        "numbering": ["chapter", "arabic"],
        "owner": "総務課",
        "review_due": "2027-03-31",
        "withheld": ["第2章", "第3章"],
        "retired": ["scope-bodies"],
    },
    "revisions": [
        {
            "revision": "1.10",
            "kind": "enactment",
            "decided": [{"by": "管理者", "on": "2026-03-16", "number": "見広総第41号"}],
            "effective_from": "2026-04-01",
            "applies_from": None,
            "reason": "制定",
            "text_sha256": "0" * 64,
        },
        {"revision": "2", "kind": "partial", "decided": []},
    ],
    "settings": {
        "organisation": {"name": "見本組合", "short_name": "本組合", "organs": ["管理者"]},
        "audiences": [{"name": "public", "title": "公開", "folders": ["policy"]}],
        "era_style": "era",
        "terms": ["情報資産", "職員等"],
        "rules": {"numbering-gap": "off"},
    },
}
# What an editor may put where something else belongs.
STRANGE = st.sampled_from(
    (
        *(None, True, False, 0, 1, -1, 3, 3651, 1.0, 0.5, "", "a", "A b", "policy", "article"),
        *("2026-02-30", "20260401", "２０２６-04-01", "2026-04-01\n", "1.10", "1.10\n", "a" * 64),
        *([], [[]], ["a"], ["第2章", "第2章"], [1, True], ["article"], {}, {"by": "長"}, {"x": 1}),
    )
)


def spoil(value: Any, data: st.DataObject) -> Any:
    """Return the value with something in it replaced, added or left out."""
    keys = [*value] if isinstance(value, dict) else [*range(len(value))]
    key = data.draw(st.sampled_from(keys)) if keys else None
    ways = ["replace", *(["leave out", "add"] if keys else [])]
    inside = key is not None and isinstance(value[key], dict | list)
    way = data.draw(st.sampled_from([*ways, *(["go inside"] * 3 * inside)]))
    if way == "go inside":
        value[key] = spoil(value[key], data)
    elif way == "leave out":
        del value[key]
    elif way == "add" and isinstance(value, dict):
        value[data.draw(st.sampled_from(["odd", "number", "reason", "text_sha256"]))] = data.draw(
            STRANGE
        )
    elif way == "add":
        value.append(data.draw(st.sampled_from(value)))
    elif keys:
        value[key] = data.draw(STRANGE)
    else:
        return data.draw(STRANGE)
    return value


def is_valid(value: Any, schema: dict[str, Any]) -> bool:
    return Draft202012Validator(
        schema, format_checker=Draft202012Validator.FORMAT_CHECKER
    ).is_valid(value)


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_fits(name: str) -> None:
    assert is_valid(SOUND[name], read_schema(name))
    assert fits(SOUND[name], read_schema(name))


@pytest.mark.parametrize("name", SOUND)
@given(data=st.data())
def test_what_fits_is_what_the_library_accepts(name: str, data: st.DataObject) -> None:
    schema = read_schema(name)
    value = copy.deepcopy(SOUND[name])
    for _ in range(data.draw(st.integers(1, 3))):
        if isinstance(value, dict | list):
            value = spoil(value, data)
    accepted = is_valid(value, schema)
    # A fraction is never certain: 1.0 is a whole number to a schema.
    assert fits(value, schema) == accepted or (accepted and "1.0" in repr(value))


def test_a_record_before_its_decision_has_no_hash() -> None:
    open_, schema = SOUND["revisions"][1], read_schema("revisions")
    for value, expected in (([open_], True), ([open_ | {"text_sha256": "0" * 64}], False)):
        assert (fits(value, schema), is_valid(value, schema)) == (expected, expected)


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        ("a", {"type": "string", "contentEncoding": "base64"}),
        ("a", {"format": "uri"}),
        (1, {"enum": [1]}),
        (1, {"type": "number"}),
        (1.0, {"type": "integer"}),
        ([[1], [1.0]], {"uniqueItems": True}),
        ("a", {"$ref": "https://example.jp/schema"}),
        ({"a": 1}, {"not": {"patternProperties": {"a": False}}}),
    ],
)
def test_what_is_not_known_is_left_to_the_library(value: Any, schema: dict[str, Any]) -> None:
    assert not fits(value, schema)
