"""The quick yes is given to what jsonschema accepts, and to nothing else."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kitei.source.acceptance import is_accepted
from kitei.source.schema import read_schema

VALID: dict[str, Any] = {
    "front-matter": {
        "id": "basic-policy",
        "kind": "policy",
        "title": "基本方針",
        "audience": "public",
        "numbering": ["arabic", "paren"],
        "owner": "総務課",
        "cover": ["見本広域事務組合"],
        "review_due": "2027-03-31",
        "retired": ["old-id"],
    },
    "revisions": [
        {
            "revision": "1.10",
            "kind": "enactment",
            "decided": [{"by": "管理者", "on": "2026-03-16", "number": "第1号"}],
            "effective_from": "2026-04-01",
            "applies_from": None,
            "text_sha256": "0" * 64,
        }
    ],
    "settings": {
        "organisation": {"name": "組合", "short_name": "本組合", "organs": ["管理者", "議会"]},
        "audiences": [{"name": "public", "title": "公開", "folders": ["policy"]}],
        "era_style": "era",
        "rules": {"missing-id": "off"},
        "word": {"body_font": "明朝"},
    },
}
WRONG = st.one_of(
    st.sampled_from(["", "x", "policy", "2026-04-01", "2026-13-01", "a b", "outline", "第2章"]),
    st.sampled_from([None, True, 0, 1, 1.5, [], {}, [""], ["a", "a"], [1, True], {"a": "b"}]),
)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if not isinstance(value, (dict, list)):
        return [path]
    keys: Any = value if isinstance(value, dict) else range(len(value))
    return [path, *(place for key in keys for place in places_in(value[key], (*path, key)))]


def change(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    changed = deepcopy(value)
    target = changed
    for key in path[:-1]:
        target = target[key]
    if new == "delete":
        del target[path[-1]]
    else:
        target[path[-1]] = new
    return changed


@pytest.mark.parametrize("name", VALID)
def test_what_fits_gets_the_quick_yes(name: str) -> None:
    assert is_accepted(VALID[name], read_schema(name))


@pytest.mark.parametrize("name", VALID)
@given(data=st.data())
def test_the_answer_is_that_of_jsonschema_wherever_a_value_is_changed(
    name: str, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(places_in(VALID[name])))
    new = data.draw(WRONG | st.just("delete")) if path else data.draw(WRONG)
    value = change(VALID[name], path, new)
    schema = read_schema(name)
    assert is_accepted(value, schema) == Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize("name", VALID)
def test_an_unknown_key_is_not_accepted(name: str) -> None:
    value = json.loads(json.dumps(VALID[name]))
    (value[0] if isinstance(value, list) else value)["unknown"] = "x"
    assert not is_accepted(value, read_schema(name))


@pytest.mark.parametrize("schema", [{"minimum": 3}, {"type": "integer"}, {"type": ["string"]}])
def test_what_is_not_known_here_is_left_to_jsonschema(schema: dict[str, Any]) -> None:
    assert not is_accepted(5, schema)
