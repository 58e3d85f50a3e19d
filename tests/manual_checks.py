"""What the manual may get wrong: each function takes a text and returns its faults."""

import inspect
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from kitei.checks.finding import Finding, Level
from kitei.checks.rules import (
    READING_FAULTS,
    RULES,
    check_document,
    fault_findings,
    select_rules,
)
from kitei.checks.scope import FileEntry, Scope, Subject
from kitei.cli import COMMANDS, kitei
from kitei.commands.check import summarise
from kitei.commands.findings import find_all
from kitei.errors import SourceError
from kitei.model.numbering import STYLES
from kitei.render.findings import render_plain
from kitei.source.document_reader import read_document, write_document
from kitei.source.markdown_reader import read_body
from kitei.source.records import read_revisions
from kitei.source.schema import find_schema_faults, read_schema
from kitei.store.workspace import Workspace, open_workspace
from tests.manual_pages import (
    Fence,
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
    *(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md")),
]
TODAY = date(2026, 6, 1)
ROOTS = {"policy": "policy", "standard": "standards-private", "procedure": "procedures-private"}
FRONT_MATTER = """---
id: sample-standard
kind: standard
title: 情報の取扱いに関する基準
audience: staff
numbering: {style}
owner: 総務課
---

"""
# Each has a page of its own name.
SCHEMAS = ("settings", "front-matter", "revisions")


def read_page(name: str) -> str:
    return (MANUAL / f"{name}.md").read_text("utf-8")


@dataclass(frozen=True)
class World:
    """The sample documents, which examples may link to; what a body may set is as it comes."""

    workspace: Workspace
    others: dict[str, Subject]


def open_world() -> World:
    """Return the repository's own documents under plain settings."""
    opened = open_workspace(ROOT)
    plain = replace(opened.settings, terms=("委託事業者",), rules={}, era_style="era")
    workspace = replace(opened, settings=plain)
    return World(workspace, workspace.load().by_id())


def compare(written: list[str], existing: list[str], what: str) -> Iterator[str]:
    """Yield what is missing in the manual, what is there and does not exist, and doubles."""
    yield from (f"{what} {name} is not in the manual" for name in existing if name not in written)
    yield from (f"{what} {name} does not exist" for name in written if name not in existing)
    yield from (
        f"{what} {name} stands there twice" for name in set(written) if written.count(name) > 1
    )


# Rules


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


def find_example_faults(text: str, world: World, folder: Path) -> list[str]:
    """Return the bad examples without their finding, and the good ones with it or an error."""
    faults = []
    for section in read_sections(text, 3):
        seen = set()
        for number, fence in enumerate(read_fences(section.text)):
            words = fence.info.split()
            if "bad" not in words and "good" not in words:
                continue
            kind = "bad" if "bad" in words else "good"
            seen.add(kind)
            bench = folder / f"{section.heading}-{number}"
            found = find_in_example(fence, world, bench)
            faults += _judge(section.heading, kind, found)
        faults += [f"{section.heading} has no {k} example" for k in {"bad", "good"} - seen]
    return faults


def _judge(rule: str, kind: str, found: list[Finding]) -> Iterator[str]:
    names = [finding.rule for finding in found]
    if kind == "bad" and rule not in names:
        yield f"the bad example of {rule} gives {names}"
    wrong = [f.rule for f in found if f.rule == rule or f.level is Level.ERROR]
    if kind == "good" and wrong:
        yield f"the good example of {rule} gives {wrong}"


def find_in_example(fence: Fence, world: World, folder: Path) -> list[Finding]:
    """Return the findings on an example: a document, a part of one, a record, or file names."""
    language, *words = fence.info.split()
    if language == "text":
        return _find_in_files(fence.text.splitlines(), world.workspace, folder)
    try:
        if language == "yaml":
            read_revisions(fence.text, "revisions.yml")
            return []
        document = read_document(make_document_text(fence, words), "example.md")
    except SourceError as error:
        return fault_findings(error.faults, "example.md")
    place = f"{ROOTS[document.meta.kind]}/{document.id}"
    names = ("index.md", "revisions.yml", "organisation-chart.png")
    files = tuple(FileEntry(f"{place}/{name}", "file") for name in names)
    subject = Subject(document, (), files, place)
    settings = world.workspace.settings
    scope = Scope(subject, settings, TODAY, world.others | {document.id: subject})
    return check_document(scope, select_rules(settings))


def make_document_text(fence: Fence, words: list[str]) -> str:
    """Return an example as a whole file: a part gets front matter with the style it names."""
    if fence.text.startswith("---\n"):
        return fence.text + "\n"
    style = next((word for word in words if word in STYLES), "outline-circled")
    return FRONT_MATTER.format(style=style) + fence.text + "\n"


def _find_in_files(names: list[str], workspace: Workspace, folder: Path) -> list[Finding]:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = Fence("", "## 1 目的 {#purpose}\n\n情報の取扱いを定める。")
        text = make_document_text(part, []).replace("sample-standard", path.parent.name)
        text = text.replace("kind: standard", "kind: policy").replace("staff", "public")
        path.write_text(text if name.endswith(".md") else "", encoding="utf-8")
    example = Workspace(folder, workspace.settings)
    return find_all(example.load(), workspace.settings, select_rules(workspace.settings))


# Commands


def find_command_faults(text: str) -> list[str]:
    sections = {
        section.heading.removeprefix("kitei "): section for section in read_sections(text, 2)
    }
    written = [name for name in sections if name != "共通のこと"]
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


# Keys of the schemas


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


def find_key_example_faults(text: str, schema: str) -> list[str]:
    """Return what is wrong with the whole examples on a page of keys; there is at least one."""
    faults: list[str] = []
    examples = [fence for fence in read_fences(text) if fence.info.endswith(" example")]
    for fence in examples:
        try:
            if schema == "settings":
                faults += _find_settings_faults(fence.text)
            elif schema == "revisions":
                read_revisions(fence.text, "revisions.yml")
            else:
                read_document(f"{fence.text}\n\n## 1 目的\n", "example.md")
        except SourceError as error:
            faults += [fault.message for fault in error.faults]
    return faults if examples else ["there is no example"]


def _find_settings_faults(text: str) -> list[str]:
    table = tomllib.loads(text)["tool"]["kitei"]
    return [f.message for f in find_schema_faults(table, "settings", "x", lambda _: 1)]


# Source form, glossary, links, steps


def find_source_faults(text: str, world: World) -> list[str]:
    """Return the examples of the source form that are remarked upon, wrong, or not canonical."""
    faults: list[str] = []
    examples = [f for f in read_fences(text) if f.info.split()[:2] == ["markdown", "example"]]
    for fence in examples:
        name = fence.text.splitlines()[0]
        whole = make_document_text(fence, fence.info.split())
        document = read_document(whole, "example.md")
        faults += [f"{name}: {remark.kind} {remark.found}" for remark in document.remarks]
        if write_document(document) != whole:
            faults.append(f"{name}: is not canonical")
        found = find_in_example(fence, world, ROOT)
        faults += [f"{name}: {f.rule} {f.message}" for f in found if f.level is Level.ERROR]
    return faults if examples else ["there is no example"]


def find_fragment_faults(text: str) -> list[str]:
    """Return the remarks on pieces of source (```markdown) shown in running text."""
    styles = (STYLES["outline-circled"], STYLES["article"])
    pieces = [fence.text for fence in read_fences(text) if fence.info == "markdown"]
    return [
        f"{piece}: {remark.kind}"
        for piece in pieces
        for remark in min((read_body(piece, style)[1] for style in styles), key=len)
    ]


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


def find_step_faults(text: str, world: World) -> list[str]:
    """Return where the first amendment goes otherwise: edits, then what check says."""
    original = world.others["basic-policy"]
    source = original.document.source
    faults, told = [], 0
    for fence in read_fences(text):
        if fence.info == "diff":
            source, fault = apply_edit(source, fence.text)
            faults += fault
        elif fence.info == "text check":
            told += 1
            said = say(source, original, world)
            if said != fence.text:
                faults.append(f"check says otherwise:\n{said}")
    return faults if told else ["check is never asked"]


def apply_edit(source: str, edit: str) -> tuple[str, list[str]]:
    """Return the text with an edit made: lines beginning with blank, - and +."""
    lines = edit.splitlines()
    before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    if source.count(before) != 1:
        return source, [f"the text has no such place, or several:\n{before}"]
    return source.replace(before, after), []


def say(source: str, original: Subject, world: World) -> str:
    """Return what `kitei check basic-policy` prints when the policy's text is `source`."""
    document = read_document(source, original.document.path)
    subject = Subject(document, original.revisions, original.files, original.folder)
    settings = world.workspace.settings
    scope = Scope(subject, settings, TODAY, world.others | {document.id: subject})
    findings = check_document(scope, select_rules(settings))
    shown = [render_plain(findings, {document.path: source})] if findings else []
    return "\n".join([*shown, summarise(findings, len(world.others))])
