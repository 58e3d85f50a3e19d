"""The shipped JSON Schemas, and faults in Japanese for what does not fit them."""

import json
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from kitei.errors import Fault
from kitei.model.text import Position
from kitei.source.schema_fit import fits

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

Path = tuple[str | int, ...]
Subschema = dict[str, Any]
LineOf = Callable[[Path], int]

_DAY = "2026-04-01のように書きます。"
_TYPES = {
    "string": "文字列",
    "array": "並び",
    "object": "項目の集まり",
    "integer": "整数",
    "number": "数",
    "boolean": "true又はfalse",
    "null": "空",
}


@cache
def read_schema(name: str) -> dict[str, Any]:
    """Return a shipped schema: front-matter, revisions or settings."""
    schema: dict[str, Any] = json.loads(pkgutil.get_data(__package__, f"schemas/{name}.json") or "")
    return schema


@cache
def _make_validator(name: str) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - takes long, and only faults need it

    formats = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(read_schema(name), format_checker=formats)


def find_schema_faults(value: Any, name: str, rule: str, line_of: LineOf) -> list[Fault]:
    """Return every place where a value does not fit the schema, in the order of lines."""
    if fits(value, read_schema(name)):
        return []
    faults = [
        fault
        for error in _make_validator(name).iter_errors(value)
        for fault in _faults_of(error, rule, line_of)
    ]
    return sorted(faults, key=lambda fault: fault.position)


def _faults_of(error: "ValidationError", rule: str, line_of: LineOf) -> Iterator[Fault]:
    path: Path = tuple(error.absolute_path)
    schema: Subschema = error.schema if isinstance(error.schema, dict) else {}
    if error.validator == "additionalProperties":
        value: Any = error.instance
        yield from _unknown_keys(value, schema, rule, lambda key: line_of((*path, key)))
    elif error.validator == "required":
        yield from _missing_keys(error, schema, rule, line_of)
    else:
        message, hint = _explain(error, schema, format_path(path))
        yield Fault(rule, Position(line_of(path), 1), message, _quote(error.instance), hint)


def _unknown_keys(
    value: Iterable[str], schema: Subschema, rule: str, line_of: Callable[[str], int]
) -> Iterator[Fault]:
    known = schema.get("properties", {})
    for key in value:
        if key not in known:
            message, hint = f"知らないキー「{key}」があります。", f"使えるキー: {'、'.join(known)}"
            yield Fault(rule, Position(line_of(key), 1), message, key, hint)


def _missing_keys(
    error: "ValidationError", schema: Subschema, rule: str, line_of: LineOf
) -> Iterator[Fault]:
    path: Path = tuple(error.absolute_path)
    wanted: Any = error.validator_value
    key = next(key for key in wanted if f"'{key}'" in error.message)
    title = schema.get("properties", {}).get(key, {}).get("title", "")
    inside = f"「{format_path(path)}」に" if path else ""
    message = f"{inside}必要なキー「{key}」がありません。"
    yield Fault(rule, Position(line_of(path), 1), message, "", f"{key}: {title}" if title else "")


def format_path(path: Iterable[str | int]) -> str:
    """Return a path of keys as the user would name it: 1件目のdecidedの2件目のon."""
    return "の".join(f"{part + 1}件目" if isinstance(part, int) else part for part in path)


def _explain(error: "ValidationError", schema: Subschema, where: str) -> tuple[str, str]:
    """Return message and hint for a value that does not fit."""
    name = f"「{where}」" if where else "全体"
    description = str(schema.get("description", ""))
    expected: Any = error.validator_value
    if error.validator == "type":
        kinds = [expected] if isinstance(expected, str) else list(expected)
        wanted = "又は".join(_TYPES[kind] for kind in kinds)
        hint = '引用符で囲んでください（"3"など）。' if kinds == ["string"] else description
        return f"{name}は{wanted}でなければなりません。", hint
    if error.validator == "enum":
        return f"{name}の値が正しくありません。", "使える値: " + "、".join(map(str, expected))
    if error.validator == "format":
        return f"{name}が、暦にない日か、年-月-日でない書き方です。", _DAY
    return f"{name}の形が正しくありません。", description or _expectation(error.validator, expected)


def _expectation(validator: object, expected: Any) -> str:
    if validator == "oneOf":
        options = [str(value) for schema in expected for value in schema.get("enum", ())]
        return "使える値: " + "、".join(options)
    return f"求められる形: {validator} {expected}"


def _quote(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"
