"""Edits of revisions.yml as a text: what is not edited keeps every character, comments included.

Places come from PyYAML's nodes. Every edit is read back: it says what was asked for and leaves the
other records alone, or it is refused.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from kitei.errors import SourceError
from kitei.model.revision import Decision, Revision
from kitei.source.records import read_revisions

# The keys of a record, in the order in which they are written.
_DAYS = ("effective_from", "applies_from", "promulgated_on", "published_on")
_KEYS = ("revision", "kind", "decided", *_DAYS, "reason", "text_sha256")
_PLAIN = re.compile(r"[^\W_][^:#,\[\]{}&*!|>'\"%@`\\]*")
_RESERVED = re.compile(r"(?i:true|false|null|yes|no|on|off|y|n)|[\x00-\x7f]*[0-9][\x00-\x7f]*")


def append_record(text: str, revision: Revision, path: str) -> str:
    """Return the text with an open record at its end, or raise SourceError."""
    before = read_revisions(text, path)
    node = _compose(text)
    if node is not None and (node.flow_style or not isinstance(node, yaml.SequenceNode)):
        raise _refuse(path, "記録の全体が[ ]で書かれている")
    column = node.start_mark.column if node is not None else 0
    edited = _end_line(text) + write_record(revision, " " * column)
    return _confirm(edited, (*before, revision), path)


def edit_record(text: str, index: int, revision: Revision, path: str) -> str:
    """Return the text with a record made to say what `revision` says of days, decisions and hash.

    `index` is the record's place in the file. A value is replaced where it stands, or gets a line.
    """
    before = read_revisions(text, path)
    edited = text
    for key in _find_changes(before[index], revision):
        node = _get_record(edited, index, path)
        edited = _Edit(edited, node, path).set_value(key, revision)
    return _confirm(edited, (*before[:index], revision, *before[index + 1 :]), path)


def write_record(revision: Revision, indent: str = "") -> str:
    """Return a record as the lines of revisions.yml."""
    parts = [f'revision: "{revision.number}"', f"kind: {revision.kind.value}"]
    for key in ("decided", *_DAYS, "reason", "text_sha256"):
        if getattr(revision, key):
            parts.append(_write_entry(key, revision, indent + "  "))
        elif key == "decided":
            parts.append("decided: []")
    return f"{indent}- " + f"\n{indent}  ".join(parts) + "\n"


def write_decision(decision: Decision) -> str:
    """Return a decision as it stands in a record: {by: 管理者, on: 2026-03-16}."""
    number = f", number: {_write_text(decision.number)}" if decision.number else ""
    return f"{{by: {_write_text(decision.by)}, on: {decision.on.isoformat()}{number}}}"


def _find_changes(old: Revision, new: Revision) -> list[str]:
    kept = ("number", "kind", "reason")
    if any(getattr(old, name) != getattr(new, name) for name in kept):
        raise ValueError("number, kind and reason are not edited here")
    keys = ("decided", *_DAYS, "text_sha256")
    changed = [key for key in keys if getattr(old, key) != getattr(new, key)]
    if any(not getattr(new, key) for key in changed):
        raise ValueError("nothing recorded is taken back here")
    return changed


def _write_entry(key: str, revision: Revision, indent: str) -> str:
    value = getattr(revision, key)
    if key == "decided":
        return "decided:\n" + _write_decisions(revision.decided, indent + "  ").rstrip("\n")
    return f"{key}: {_write_value(key, value)}"


def _write_decisions(decided: tuple[Decision, ...], indent: str) -> str:
    return "".join(f"{indent}- {write_decision(decision)}\n" for decision in decided)


def _write_value(key: str, value: date | str) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value if key == "text_sha256" else _write_text(value)


def _write_text(text: str) -> str:
    """Return a text as a YAML scalar, quoted only where it must be."""
    is_plain = text == text.strip() and _PLAIN.fullmatch(text) and not _RESERVED.fullmatch(text)
    if is_plain and all(map(_is_printable, text)):
        return text
    escaped = "".join(map(_escape, text))
    return f'"{escaped}"'


def _is_printable(character: str) -> bool:
    return character.isprintable() or character == "\u3000"


def _escape(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if _is_printable(character):
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _compose(text: str) -> Any:
    """Return the node tree; the marks of the reader written in Python count characters."""
    return yaml.compose(text, Loader=yaml.BaseLoader)


def _get_record(text: str, index: int, path: str) -> yaml.MappingNode:
    node = _compose(text)
    if node.flow_style:
        raise _refuse(path, "記録の全体が[ ]で書かれている")
    record: yaml.MappingNode = node.value[index]
    if record.flow_style:
        line = record.start_mark.line + 1
        raise _refuse(f"{path}:{line}", "この記録が{ }で書かれている")
    return record


@dataclass(frozen=True, slots=True)
class _Edit:
    """One record of a text, ready for one edit."""

    text: str
    record: yaml.MappingNode
    path: str

    def set_value(self, key: str, revision: Revision) -> str:
        """Return the text with a value put in the place of the old one, or on a line of its own."""
        nodes = {key_node.value: value for key_node, value in self.record.value}
        if key == "decided":
            return self._fill_decided(nodes[key], revision)
        value = _write_value(key, getattr(revision, key))
        if key not in nodes:
            return self._add_line(nodes, key, f"{key}: {value}")
        old = nodes[key]
        if old.style in ("|", ">"):
            raise _refuse(self._locate(old), f"「{key}」の値が複数行で書かれている")
        start, end = old.start_mark.index, old.end_mark.index
        gap = "" if self.text[start - 1] in " \n" else " "
        return self.text[:start] + gap + value + self.text[end:]

    def _fill_decided(self, node: yaml.Node, revision: Revision) -> str:
        """Write the decisions below the key; a comment behind the empty brackets stays there."""
        start, end = node.start_mark.index, node.end_mark.index
        if not re.fullmatch(r"\[[ ]*\]", self.text[start:end]):
            raise _refuse(self._locate(node), "「decided」が空の[]でない")
        head = self.text[:start].rstrip(" \n")
        line_end = self._find_line_end(end)
        tail = _end_line(head + self.text[end:line_end])
        indent = " " * (self.record.start_mark.column + 2)
        return tail + _write_decisions(revision.decided, indent) + self.text[line_end:]

    def _add_line(self, nodes: dict[str, yaml.Node], key: str, line: str) -> str:
        """Write a line behind the keys that stand before this one in a record."""
        before = [known for known in _KEYS[: _KEYS.index(key)] if known in nodes]
        end = self._find_line_end(_find_end(nodes[before[-1]]))
        indent = " " * self.record.start_mark.column
        return _end_line(self.text[:end]) + f"{indent}{line}\n" + self.text[end:]

    def _find_line_end(self, index: int) -> int:
        """Return where the next line begins; the index itself where a line begins there."""
        if index > 0 and self.text[index - 1] == "\n":
            return index
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def _locate(self, node: yaml.Node) -> str:
        return f"{self.path}:{node.start_mark.line + 1}"


def _find_end(node: yaml.Node) -> int:
    """Return where a value ends; PyYAML ends a block only where the next one begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _find_end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _end_line(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _confirm(text: str, wanted: tuple[Revision, ...], path: str) -> str:
    """Return the edited text if it reads as wanted: nothing is written that was not understood."""
    try:
        found = read_revisions(text, path)
    except SourceError as error:
        fault = error.faults[0]
        raise _refuse(path, f"書き換えると読めなくなる（{fault.message}）") from error
    if found != wanted:
        raise _refuse(path, "思いどおりに書き換えられない形である")
    return text


def _refuse(where: str, reason: str) -> SourceError:
    return SourceError(
        f"{where}: {reason}ため、記録を書き込めません。何も書き込んでいません。",
        "項目を一行に一つずつ、ほかの記録と同じ形（- revision: …）に書き直してください。",
    )
