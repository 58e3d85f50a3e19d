"""Front matter: the YAML between the first two --- lines of a document."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from kitei.errors import Fault
from kitei.model.document import DocumentKind, FrontMatter
from kitei.model.numbering import InvalidNumbering, get_style
from kitei.model.text import Position
from kitei.source.schema import find_schema_faults
from kitei.source.yaml_reader import read_yaml

RULE = "invalid-front-matter"
FENCE = "---"
_FENCE_LINE = re.compile(r"^---[^\S\n]*$", re.MULTILINE)
_LISTS = ("cover", "withheld", "retired")


@dataclass(frozen=True, slots=True)
class Parts:
    """A file divided: the YAML text, the body, and the number of the body's first line."""

    yaml: str
    body: str
    body_line: int


def split_front_matter(text: str) -> Parts | None:
    """Return the parts of a document's text, or None where it has no front matter."""
    opening = _FENCE_LINE.match(text)
    closing = _FENCE_LINE.search(text, opening.end() + 1) if opening is not None else None
    if opening is None or closing is None:
        return None
    yaml_text = text[opening.end() + 1 : closing.start()].removesuffix("\n")
    body_line = text.count("\n", 0, closing.start()) + 2
    return Parts(yaml_text, text[closing.end() + 1 :], body_line)


def read_front_matter(text: str) -> tuple[FrontMatter | None, list[Fault]]:
    """Return the front matter of the YAML text (which begins on line 2), or every fault in it."""
    result = read_yaml(text, RULE, first_line=2)
    value = {} if result.value is None else result.value
    faults = list(result.faults)
    if result.is_whole:
        faults += find_schema_faults(value, "front-matter", RULE, result.line)
    if not faults:
        faults += _numbering_faults(value, result.line(("numbering",)))
    if faults:
        return None, sorted(faults, key=lambda fault: fault.position)
    lines = tuple((str(path[0]), line) for path, line in result.lines.items() if len(path) == 1)
    return _make_front_matter(value, lines), []


def _numbering_faults(value: dict[str, Any], line: int) -> list[Fault]:
    try:
        get_style(value["numbering"])
    except InvalidNumbering as error:
        return [Fault(RULE, Position(line, 1), str(error), str(value["numbering"]))]
    return []


def _make_front_matter(value: dict[str, Any], lines: tuple[tuple[str, int], ...]) -> FrontMatter:
    entries = dict(value)
    for key in _LISTS:
        entries[key] = tuple(entries.get(key, ()))
    if isinstance(entries["numbering"], list):
        entries["numbering"] = tuple(entries["numbering"])
    entries["kind"] = DocumentKind(entries["kind"])
    return FrontMatter(**entries, lines=lines)


class _Dumper(yaml.SafeDumper):
    """Writes days as they are typed: 2027-03-31, without quotes."""


_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rows if not tag.endswith(":timestamp")]
    for first, rows in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def write_front_matter(meta: FrontMatter) -> str:
    """Return front matter with its fences, keys in the order of the schema, empty ones left out."""
    numbering = meta.numbering if isinstance(meta.numbering, str) else list(meta.numbering)
    entries: dict[str, Any] = {
        "id": meta.id,
        "kind": meta.kind.value,
        "title": meta.title,
        "cover": list(meta.cover),
        "audience": meta.audience,
        "numbering": numbering,
        "owner": meta.owner,
        "summary": meta.summary,
        "review_due": meta.review_due,
        "based_on": meta.based_on,
        "legal_basis": meta.legal_basis,
        "withheld": list(meta.withheld),
        "retired": list(meta.retired),
    }
    kept = {key: value for key, value in entries.items() if value}
    dumped: str = yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{FENCE}\n{dumped}{FENCE}\n"
