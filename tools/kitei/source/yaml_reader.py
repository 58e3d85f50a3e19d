"""Strict YAML: plain values with their lines; aliases, tags and doubled keys are refused.

Only true, false, null and whole numbers are other than text: `no` stays "no", 2026-04-01 a text and
1.10 is kept from becoming 1.1. Sizes and depth are bounded, so that no file can cost much.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.reader import Reader, ReaderError

from kitei.errors import Fault
from kitei.model.text import Position

MAX_CHARACTERS = 65_536
MAX_DEPTH = 20
MAX_ITEMS = 1000

_Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Longer rows of digits are text: Python refuses to read them as numbers.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?")
_WIDE_COLON = re.compile(r"^[ \t-]*[a-z_0-9]+：.*$", re.MULTILINE)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

Path = tuple[str | int, ...]


@dataclass(slots=True)
class YamlText:
    """A YAML text as values; `lines` maps each path of keys to its line in the file.

    `is_whole` tells whether the value holds all that was written, so that a schema may judge it.
    """

    value: Any = None
    is_whole: bool = True
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of the innermost known part of a path."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass(frozen=True, slots=True)
class _Context:
    rule: str
    first_line: int
    text: YamlText
    seen: set[int] = field(default_factory=set)

    def fault(self, mark: Any, message: str, found: str = "", hint: str = "") -> None:
        """Add a fault at a mark of PyYAML."""
        position = Position(mark.line + self.first_line, mark.column + 1)
        self.text.faults.append(Fault(self.rule, position, message, found, hint))


def read_yaml(text: str, rule: str, first_line: int = 1) -> YamlText:
    """Return the values of a YAML text with every fault found; `rule` names the faults."""
    result = YamlText()
    context = _Context(rule, first_line, result)
    if len(text) > MAX_CHARACTERS:
        message = f"YAMLが長すぎます（{len(text):,}文字。{MAX_CHARACTERS:,}文字まで）。"
        result.faults.append(Fault(rule, Position(first_line, 1), message))
        result.is_whole = False
        return result
    try:
        node = _compose(text, context)
    except (yaml.YAMLError, RecursionError) as error:
        _report_syntax(error, text, context)
        result.is_whole = False
        return result
    result.is_whole = not result.faults
    if node is not None:
        result.value = _construct(node, (), context)
    return result


def _compose(text: str, context: _Context) -> yaml.Node | None:
    """Compose the node tree after looking at the events; nothing too deep is composed."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            context.fault(
                event.start_mark,
                "YAMLの別名（*…）は使えません。",
                f"*{event.anchor}",
                "同じ値も、その場に書いてください。",
            )
        elif tag := getattr(event, "tag", None):
            context.fault(event.start_mark, "YAMLのタグ（!…）は使えません。", str(tag))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            context.fault(event.start_mark, f"YAMLの入れ子が深すぎます（{MAX_DEPTH}段まで）。")
            return None
    return yaml.compose(text, Loader=_Loader)


def _report_syntax(error: Exception, text: str, context: _Context) -> None:
    character = Reader.NON_PRINTABLE.search(text) if isinstance(error, ReaderError) else None
    if character is not None:
        _report_character(text, character.start(), context)
        return
    if (colon := _WIDE_COLON.search(text)) is not None:
        line = text.count("\n", 0, colon.start())
        wide = yaml.Mark("", 0, line, 0, "", 0)
        hint = "半角の「:」と半角空白に直してください。"
        context.fault(wide, "「：」が全角です。YAMLとして読めません。", colon.group(), hint)
        return
    mark = _mark_of(error) or yaml.Mark("", 0, 0, 0, "", 0)
    context.fault(
        mark,
        "YAMLとして読めません。",
        (text.split("\n")[mark.line : mark.line + 1] or [""])[0].strip(),
        "字下げ（半角空白）、「:」の後の空白、引用符の対応を確かめてください。",
    )


def _mark_of(error: Exception) -> Any:
    """Return the place to look at: where a quote or bracket is never closed, its beginning."""
    context = str(getattr(error, "context", None) or "")
    is_open = "quoted" in context or "flow" in context
    return getattr(error, "context_mark" if is_open else "problem_mark", None)


def _report_character(text: str, offset: int, context: _Context) -> None:
    """Report a character that YAML forbids; the parser does not say which line it is on."""
    line = text.count("\n", 0, offset)
    column = offset - text.rfind("\n", 0, offset) - 1
    found = f"U+{ord(text[offset]):04X}"
    mark = yaml.Mark("", offset, line, column, "", 0)
    context.fault(mark, f"YAMLに使えない文字（{found}）があります。", found, "その文字を消します。")


def _construct(node: yaml.Node, path: Path, context: _Context) -> Any:
    """Return the value of a node; one met again through an alias is not unfolded."""
    if id(node) in context.seen:
        return None
    context.seen.add(id(node))
    context.text.lines.setdefault(path, node.start_mark.line + context.first_line)
    if isinstance(node, yaml.MappingNode):
        return _construct_mapping(node, path, context)
    if isinstance(node, yaml.SequenceNode):
        if len(node.value) > MAX_ITEMS:
            context.fault(node.start_mark, f"並びが長すぎます（{MAX_ITEMS:,}件まで）。")
            context.text.is_whole = False
            return None
        return [
            _construct(child, (*path, index), context) for index, child in enumerate(node.value)
        ]
    return _construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


def _construct_mapping(node: yaml.MappingNode, path: Path, context: _Context) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            context.fault(key_node.start_mark, "YAMLのキーは文字列にしてください。")
            continue
        key = str(key_node.value)
        if key in values:
            context.fault(
                key_node.start_mark,
                f"キー「{key}」が二度あります。",
                key,
                "どちらか一方を消してください。",
            )
            continue
        context.text.lines[(*path, key)] = key_node.start_mark.line + context.first_line
        values[key] = _construct(value_node, (*path, key), context)
    return values


def _construct_scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
