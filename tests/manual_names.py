"""The names in the manual: each function takes a page and returns what is missing or invented."""

import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from kitei.checks.finding import Level
from kitei.checks.rules import (
    READING_FAULTS,
    RULES,
)
from kitei.cli import COMMANDS, kitei
from kitei.model.numbering import STYLES
from kitei.source.schema import read_schema
from tests.manual_pages import (
    Section,
    find_links,
    make_slugs,
    read_fences,
    read_prose,
    read_rows,
    read_sections,
)

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "tools" / "docs"
PAGES = [
    *sorted(MANUAL.glob("*.md")),
    *(ROOT / name for name in ("README.md", "README.ja.md", "CONTRIBUTING.md", "CHANGELOG.md")),
]
# On the page of commands, beside the commands.
OTHER_SECTIONS = ("共通のこと", "makeで使う")
# Each has a page of its own name.
SCHEMAS = ("settings", "front-matter", "revisions")


def read_page(name: str) -> str:
    return (MANUAL / f"{name}.md").read_text("utf-8")


def compare(written: list[str], existing: list[str], what: str) -> Iterator[str]:
    """Yield what is missing in the manual, what is there and does not exist, and doubles."""
    yield from (f"{what} {name} is not in the manual" for name in existing if name not in written)
    yield from (f"{what} {name} does not exist" for name in written if name not in existing)
    yield from (
        f"{what} {name} stands there twice" for name in set(written) if written.count(name) > 1
    )


def find_rule_faults(text: str) -> list[str]:
    sections = read_sections(text, 3)
    names = [*(rule.name for rule in RULES), *READING_FAULTS]
    faults = [*compare([section.heading for section in sections], names, "rule")]
    described = _describe_rules()
    for section in sections:
        for line in described.get(section.heading, ()):
            if line not in section.text.splitlines():
                faults.append(f"{section.heading} lacks the line: {line}")
        for label in ("悪い例", "良い例", "直し方: "):
            if not re.search(f"^{label}", section.text, re.MULTILINE):
                faults.append(f"{section.heading} lacks {label}")
    return faults


def _describe_rules() -> dict[str, list[str]]:
    """Return the lines that must stand under each rule's heading."""
    lines = {
        rule.name: [
            rule.summary,
            f"- 水準: {rule.level.label}（{rule.level}）",
            f"- サイトの作成: {'止めます' if rule.blocks_build else '止めません'}",
            f"- 根拠: {rule.basis}",
        ]
        for rule in RULES
    }
    error = f"- 水準: {Level.ERROR.label}（{Level.ERROR}）"
    return lines | {name: [summary, error] for name, summary in READING_FAULTS.items()}


def find_fix_faults(text: str) -> list[str]:
    """Return the rules whose line on --fix contradicts what their module can do."""
    can_fix = {
        rule.name: re.search(
            r"\bFix\(|with_fix\(", inspect.getsource(sys.modules[rule.check.__module__])
        )
        is not None
        for rule in RULES
    }
    faults = []
    for section in read_sections(text, 3):
        line = next((x for x in section.text.splitlines() if x.startswith("- `--fix`:")), "")
        if not line:
            faults.append(f"{section.heading} does not speak of --fix")
        elif can_fix.get(section.heading, False) is ("直しません" in line):
            faults.append(f"{section.heading} is wrong about --fix")
    return faults


def find_command_faults(text: str) -> list[str]:
    sections = {
        section.heading.removeprefix("kitei "): section for section in read_sections(text, 2)
    }
    written = [name for name in sections if name not in OTHER_SECTIONS]
    faults = [*compare(written, list(COMMANDS), "command")]
    for name in COMMANDS:
        if name in sections:
            faults += _find_option_faults(name, sections[name])
    return faults


def read_help(name: str) -> str:
    result = CliRunner().invoke(kitei, [name, "--help"], env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    return result.output


def _find_option_faults(name: str, section: Section) -> Iterator[str]:
    rows = {row[0].split("`")[1]: row for row in read_rows(section.text) if "`" in row[0]}
    written = [label for label in rows if label.startswith("-")]
    listed = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", read_help(name), re.MULTILINE)
    yield from compare(written, [option for option in listed if option != "--help"], f"{name}:")
    for parameter in kitei.get_command(None, name).params:
        label = parameter.metavar if isinstance(parameter, click.Argument) else ""
        if label and label not in section.text:
            yield f"{name}: {label} is not explained"
        if isinstance(parameter.type, click.Choice):
            row = next((row for label, row in rows.items() if label in parameter.opts), [])
            values = [v for v in parameter.type.choices if f"`{v}`" not in " ".join(row)]
            yield from (f"{name}: {value} of {parameter.opts} is not there" for value in values)


def find_mention_faults(text: str) -> list[str]:
    """Return commands, options and make targets that a page speaks of and that do not exist."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    code = [*re.findall(r"`([^`\n]+)`", read_prose(text))]
    code += [
        line.strip()
        for fence in read_fences(text)
        if fence.info in ("sh", "console")
        for line in fence.text.splitlines()
    ]
    faults = []
    for line in code:
        if match := re.match(r"(?:\.venv/bin/)?kitei(?: +([a-z]+)(.*))?$", line):
            faults += _find_unknown(line, match[1], match[2] or "")
        if (match := re.match(r"make ([a-z-]+)", line)) and match[1] not in targets:
            faults.append(f"no such target: {line}")
    return faults


def _find_unknown(line: str, name: str | None, rest: str) -> Iterator[str]:
    if name is None:
        return
    if name not in COMMANDS:
        yield f"no such command: {line}"
        return
    known = set(re.findall(r"--[a-z-]+", read_help(name)))
    yield from (f"no such option: {line}" for o in re.findall(r"--[a-z-]+", rest) if o not in known)


def list_keys(schema: dict[str, Any], before: str = "") -> dict[str, tuple[bool, dict[str, Any]]]:
    """Return every key of a schema by its path, with whether it is required."""
    if schema.get("type") == "array":
        return list_keys(schema["items"], before)
    keys: dict[str, tuple[bool, dict[str, Any]]] = {}
    for name, part in schema.get("properties", {}).items():
        keys[before + name] = (name in schema.get("required", ()), part)
        keys |= list_keys(part, f"{before}{name}.")
    return keys


def find_key_faults(text: str, schema: dict[str, Any]) -> list[str]:
    keys = list_keys(schema)
    sections = read_sections(text, 3)
    faults = [*compare([section.heading for section in sections], list(keys), "key")]
    for section in sections:
        if section.heading not in keys:
            continue
        required, part = keys[section.heading]
        line = "- 要否: 必ず書く" if required else "- 要否: 省略できる"
        if line not in section.text.splitlines():
            faults.append(f"{section.heading} lacks the line: {line}")
        values = re.findall(r'"enum": (\[.*?\])', json.dumps(part, ensure_ascii=False))
        for value in (v for listed in values for v in json.loads(listed)):
            if f"`{value}`" not in section.text:
                faults.append(f"{section.heading} does not explain {value}")
    return faults


def find_style_faults(text: str) -> list[str]:
    """Return the numbering styles without a row on the page of front matter, and the reverse."""
    section = next(s for s in read_sections(text, 3) if s.heading == "numbering")
    example = next(fence for fence in read_fences(section.text))
    styles, kinds = section.text.split(str(example))
    faults = [*compare(_read_names(styles), list(STYLES), "style")]
    return [*faults, *compare(_read_names(kinds), _list_kinds(), "kind of marker")]


def _read_names(text: str) -> list[str]:
    return [row[0].strip("`") for row in read_rows(text)]


def _list_kinds() -> list[str]:
    numbering = read_schema("front-matter")["properties"]["numbering"]["oneOf"]
    kinds: list[str] = numbering[1]["items"]["enum"]
    return kinds


def find_link_faults(path: Path, text: str) -> list[str]:
    faults = []
    for target in find_links(text):
        if re.match(r"https?:|mailto:", target):
            continue
        file, _, anchor = target.partition("#")
        page = (path.parent / file).resolve() if file else path
        if not page.exists():
            faults.append(f"{path.name}: {target} leads to no file")
        elif anchor and anchor not in make_slugs(text if page == path else page.read_text("utf-8")):
            faults.append(f"{path.name}: {target} leads to no heading")
    return faults
