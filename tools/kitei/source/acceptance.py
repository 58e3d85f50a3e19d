"""A quick yes for values that fit a schema. All others are for jsonschema to judge and explain.

Nearly every value fits, and loading jsonschema takes longer than checking a whole document. Only
the keywords that the shipped schemas use are known here; any other makes the answer no.
"""

import re
from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]

_TYPES: dict[str, type[Any]] = {
    "string": str,
    "array": list,
    "object": dict,
    "null": type(None),
}


def is_accepted(value: Any, schema: Schema) -> bool:
    """Return whether a value surely fits; False also where that is not known."""
    try:
        return _fits(value, schema, schema)
    except (KeyError, TypeError):
        return False


def _fits(value: Any, schema: Schema, root: Schema) -> bool:
    """Return whether a value fits, or raise KeyError or TypeError for what is not known."""
    return all(
        _KEYWORDS[keyword](value, schema, root) for keyword in schema if keyword not in _NOTES
    )


def _fits_type(value: Any, schema: Schema, _: Schema) -> bool:
    return isinstance(value, _TYPES[schema["type"]])


def _fits_enum(value: Any, schema: Schema, _: Schema) -> bool:
    return isinstance(value, str) and value in schema["enum"]


def _fits_pattern(value: Any, schema: Schema, _: Schema) -> bool:
    return not isinstance(value, str) or re.search(schema["pattern"], value) is not None


def _fits_length(value: Any, schema: Schema, _: Schema) -> bool:
    if not isinstance(value, str):
        return True
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", len(value))
    return bool(shortest <= len(value) <= longest)


def _fits_required(value: Any, schema: Schema, _: Schema) -> bool:
    return not isinstance(value, dict) or all(key in value for key in schema["required"])


def _fits_properties(value: Any, schema: Schema, root: Schema) -> bool:
    """Judge every key: by its own schema, or by the one for additional keys, which may be false."""
    if not isinstance(value, dict):
        return True
    known, additional = schema.get("properties", {}), schema.get("additionalProperties", {})
    return all(
        _fits(entry, known[key], root)
        if key in known
        else additional is not False and _fits(entry, additional, root)
        for key, entry in value.items()
    )


def _fits_items(value: Any, schema: Schema, root: Schema) -> bool:
    if not isinstance(value, list):
        return True
    if schema.get("uniqueItems") and not _are_different_texts(value):
        return False
    each = schema.get("items", {})
    return len(value) >= schema.get("minItems", 0) and all(_fits(i, each, root) for i in value)


def _are_different_texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values) and len(set(values)) == len(values)


def _fits_one(value: Any, schema: Schema, root: Schema) -> bool:
    return sum(_fits(value, option, root) for option in schema["oneOf"]) == 1


def _fits_reference(value: Any, schema: Schema, root: Schema) -> bool:
    return _fits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)


# Keywords that say nothing about a value.
_NOTES = frozenset({"$schema", "$id", "$defs", "title", "description"})
_KEYWORDS: dict[str, Callable[[Any, Schema, Schema], bool]] = {
    "type": _fits_type,
    "enum": _fits_enum,
    "pattern": _fits_pattern,
    "minLength": _fits_length,
    "maxLength": _fits_length,
    "required": _fits_required,
    "properties": _fits_properties,
    "additionalProperties": _fits_properties,
    "items": _fits_items,
    "minItems": _fits_items,
    "uniqueItems": _fits_items,
    "oneOf": _fits_one,
    "$ref": _fits_reference,
}
