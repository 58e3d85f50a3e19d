"""Whether a value certainly fits a schema, told without the library, whose import takes long.

Only a yes counts: what does not fit, or what a keyword unknown here may forbid, is left to the
library, which also says why.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

Subschema = dict[str, Any]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TYPES: dict[str, type] = {
    "string": str,
    "array": list,
    "object": dict,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def fits(value: Any, schema: Subschema) -> bool:
    """Return whether a value fits the whole schema for certain; False where that is not known."""
    try:
        return _Judge(schema.get("$defs", {})).accepts(value, schema)
    except _Unknown:
        return False


class _Unknown(Exception):
    """A keyword, or a use of one, that is not known here."""


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges values by subschemas of one schema, whose definitions these may name."""

    definitions: dict[str, Subschema]

    def accepts(self, value: Any, schema: Subschema) -> bool:
        """Return whether a value fits."""
        return all(self._accepts(value, keyword, schema) for keyword in schema)

    def _accepts(self, value: Any, keyword: str, schema: Subschema) -> bool:
        if keyword not in _KEYWORDS:
            raise _Unknown(keyword)
        judge = _KEYWORDS[keyword]
        return judge is None or judge(self, value, schema)

    def refer(self, value: Any, schema: Subschema) -> bool:
        """Judge by a definition of the schema."""
        name = schema["$ref"].removeprefix("#/$defs/")
        if name not in self.definitions:
            raise _Unknown(name)
        return self.accepts(value, self.definitions[name])

    def choose(self, value: Any, schema: Subschema) -> bool:
        """Judge by the branch whose condition holds."""
        branch = schema.get("then") if self.accepts(value, schema["if"]) else schema.get("else")
        return branch is None or self.accepts(value, branch)

    def count(self, value: Any, schemas: Iterable[Subschema]) -> int:
        """Return how many of some schemas a value fits."""
        return sum(self.accepts(value, schema) for schema in schemas)

    def accept_items(self, value: Any, schema: Subschema) -> bool:
        """Judge every item of a list."""
        items = value if isinstance(value, list) else ()
        return all(self.accepts(item, schema["items"]) for item in items)

    def accept_properties(self, value: Any, schema: Subschema) -> bool:
        """Judge every value of an object by the schema of its key."""
        known = schema["properties"]
        pairs = value.items() if _is_object(value) else ()
        return all(self.accepts(item, known[key]) for key, item in pairs if key in known)

    def accept_others(self, value: Any, schema: Subschema) -> bool:
        """Judge every value of an object whose key is not named: often there may be none."""
        known, wanted = schema.get("properties", {}), schema["additionalProperties"]
        others = [value[key] for key in value if key not in known] if _is_object(value) else []
        if isinstance(wanted, bool):
            return wanted or not others
        return all(self.accepts(item, wanted) for item in others)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_typed(_: _Judge, value: Any, schema: Subschema) -> bool:
    wanted = schema["type"]
    names = [wanted] if isinstance(wanted, str) else wanted
    if not all(name in _TYPES for name in names):
        raise _Unknown(wanted)
    if isinstance(value, float):
        raise _Unknown("float")
    # To Python a truth value is a whole number, to a schema it is none.
    if isinstance(value, bool):
        return "boolean" in names
    return isinstance(value, tuple(_TYPES[name] for name in names))


def _is_listed(_: _Judge, value: Any, schema: Subschema) -> bool:
    if not all(isinstance(option, str) for option in schema["enum"]):
        raise _Unknown("enum")
    return value in schema["enum"]


def _has_form(_: _Judge, value: Any, schema: Subschema) -> bool:
    if schema["format"] != "date":
        raise _Unknown(schema["format"])
    return not isinstance(value, str) or (_DAY.fullmatch(value) is not None and _is_day(value))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _has_unique_items(_: _Judge, value: Any, schema: Subschema) -> bool:
    if not schema["uniqueItems"] or not isinstance(value, list):
        return True
    if not all(isinstance(item, str) for item in value):
        raise _Unknown("uniqueItems")
    return len(set(value)) == len(value)


def _limit(
    keyword: str, kind: type, measure: Callable[[Any], int], sign: int
) -> Callable[[_Judge, Any, Subschema], bool]:
    """Return the judge of a limit: a greatest measure where `sign` is 1, a least where it is -1."""

    def judge(_: _Judge, value: Any, schema: Subschema) -> bool:
        return not isinstance(value, kind) or sign * measure(value) <= sign * schema[keyword]

    return judge


# Every keyword that is known, with what judges it: nothing judges words for readers.
_KEYWORDS: dict[str, Callable[[_Judge, Any, Subschema], bool] | None] = {
    **dict.fromkeys(("$schema", "$id", "$defs", "title", "description", "then", "else")),
    "$ref": _Judge.refer,
    "additionalProperties": _Judge.accept_others,
    "enum": _is_listed,
    "format": _has_form,
    "if": _Judge.choose,
    "items": _Judge.accept_items,
    "maxItems": _limit("maxItems", list, len, 1),
    "maxLength": _limit("maxLength", str, len, 1),
    "maximum": _limit("maximum", int, int, 1),
    "minItems": _limit("minItems", list, len, -1),
    "minLength": _limit("minLength", str, len, -1),
    "minimum": _limit("minimum", int, int, -1),
    "not": lambda judge, value, schema: not judge.accepts(value, schema["not"]),
    "oneOf": lambda judge, value, schema: judge.count(value, schema["oneOf"]) == 1,
    "pattern": lambda _, value, schema: (
        not isinstance(value, str) or re.search(schema["pattern"], value) is not None
    ),
    "properties": _Judge.accept_properties,
    "required": lambda _, value, schema: (
        not _is_object(value) or value.keys() >= set(schema["required"])
    ),
    "type": _is_typed,
    "uniqueItems": _has_unique_items,
}
