"""The examples of the manual: each function takes a page and returns those that are not as said."""

import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kitei.checks.finding import Finding, Level
from kitei.checks.rules import fault_findings, select_rules
from kitei.checks.scope import FileEntry, Scope, Subject
from kitei.commands.earlier import Earlier, match_documents
from kitei.commands.findings import find_all
from kitei.errors import SourceError
from kitei.model.numbering import STYLES
from kitei.source.document_reader import read_document, write_document
from kitei.source.markdown_reader import read_body
from kitei.source.matchings import read_matchings
from kitei.source.records import read_revisions
from kitei.source.schema import find_schema_faults
from kitei.store.workspace import Workspace, open_workspace
from tests.manual_pages import (
    Fence,
    read_fences,
    read_sections,
)
from tests.manual_records import (
    AMENDING,
    RECORD,
    SHORT_HASH,
    TODAY,
    find_in_change,
    find_in_record,
    judge,
    record_subject,
    split_change,
)
from tests.repositories import copy_sample, run_kitei

ROOT = Path(__file__).parents[1]
# The sample's review is not yet due.
STEPS_DAY = "2026-11-01"
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
    """Return the findings on an example: a document, a part of one, a record, or file names.

    A `diff` shows what such an example was before: decided, or at the commit compared with.
    The word `amending` says that the text is in amendment since.
    """
    language, *words = fence.info.split()
    settings = world.workspace.settings
    before, after = split_change(fence.text) if language == "diff" else ("", fence.text)
    try:
        if "/index.md" in before or language == "text":
            return _find_in_files((before, after), world.workspace, folder)
        if after.startswith("- old"):
            read_matchings(after, "align.yml")
            return []
        if after.startswith("- revision"):
            return find_in_record(after, settings, before)
        subject = _make_subject(make_document_text(Fence(fence.info, after), words))
        others = world.others | {subject.document.id: subject}
        if before:
            decided = make_document_text(Fence(fence.info, before), words)
            record = AMENDING if "amending" in words else RECORD
            return find_in_change(subject, decided, settings, others, record=record)
        return judge(Scope(record_subject(subject, RECORD), settings, TODAY, others))
    except SourceError as error:
        return fault_findings(error.faults, "example.md")


def _make_subject(text: str) -> Subject:
    document = read_document(text, "example.md")
    place = f"{ROOTS[document.meta.kind]}/{document.id}"
    names = ("index.md", "revisions.yml", "organisation-chart.png")
    return Subject(
        document, (), tuple(FileEntry(f"{place}/{name}", "file") for name in names), place
    )


def make_document_text(fence: Fence, words: list[str]) -> str:
    """Return an example as a whole file: a part gets front matter with the style it names."""
    if fence.text.startswith("---\n"):
        return fence.text + "\n"
    style = next((word for word in words if word in STYLES), "outline-circled")
    return FRONT_MATTER.format(style=style) + fence.text + "\n"


def _find_in_files(names: tuple[str, str], workspace: Workspace, folder: Path) -> list[Finding]:
    """Return the findings on files with these names, and on those that were there before."""
    before, after = (Workspace(folder / state, workspace.settings) for state in ("before", "after"))
    for state, listed in zip((before, after), names, strict=True):
        _write_files(state.root, listed.splitlines())
    now = after.load()
    bases, removed = match_documents(before.load(), now) if names[0] else ({}, ())
    rules = select_rules(workspace.settings)
    return find_all(now, workspace.settings, rules, TODAY, Earlier({}, bases, removed))


def _write_files(root: Path, names: list[str]) -> None:
    part = Fence("", "## 1 目的 {#purpose}\n\n情報の取扱いを定める。")
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = make_document_text(part, []).replace("sample-standard", path.parent.name)
        text = text.replace("kind: standard", "kind: policy").replace("staff", "public")
        contents = {".md": text, ".yml": RECORD.replace(SHORT_HASH, "null")}
        path.write_text(contents.get(path.suffix, ""), encoding="utf-8")


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


def find_step_faults(text: str, folder: Path) -> list[str]:
    """Return where the first amendment goes otherwise: edits, then what check says of them.

    `kitei revise` is run as it stands there; without it, the edits change what was decided.
    """
    root = copy_sample(ROOT, folder)
    file = root / "policy" / "basic-policy" / "index.md"
    faults, told = [], 0
    for fence in read_fences(text):
        if fence.info == "diff":
            source, fault = apply_edit(file.read_text("utf-8"), fence.text)
            file.write_text(source, "utf-8")
            faults += fault
        elif fence.info == "text check":
            told += 1
            said = run_kitei(root, "check", "basic-policy", "--as-of", STEPS_DAY).stdout.rstrip()
            if said != fence.text:
                faults.append(f"check says otherwise:\n{said}")
        elif fence.text.startswith("kitei revise "):
            done = run_kitei(root, *shlex.split(fence.text)[1:])
            faults += [f"revise fails:\n{done.stderr}"] if done.returncode else []
    return faults if told else ["check is never asked"]


def apply_edit(source: str, edit: str) -> tuple[str, list[str]]:
    """Return the text with an edit made: lines beginning with blank, - and +."""
    before, after = split_change(edit)
    if source.count(before) != 1:
        return source, [f"the text has no such place, or several:\n{before}"]
    return source.replace(before, after), []
