"""The tools compared with: how each is given the same provisions, and how each checks them.

A row of `PEERS` per tool. `write` writes the corpus in the tool's own form, `prepare` are commands
run once before the clock starts, `check` is its full check, `count` tells how many provisions the
tool has really read.
"""

import json
import subprocess
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Entry, Manuscript

Corpus = Sequence[Manuscript]


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: the name and version of its package on PyPI, and how it is used.

    `cache` is what it keeps from one check to the next; it is removed before each run, as kitei
    keeps nothing. `count_code` is Python run with the tool's own library.
    """

    name: str
    version: str
    write: Callable[[Path, Corpus], None]
    check: tuple[str, ...]
    count_code: str
    prepare: tuple[tuple[str, ...], ...] = ()
    cache: tuple[str, ...] = ()


def identify(entry_uid: str) -> str:
    """Return a uid in the letters that all tools take: STANDARD-12."""
    return entry_uid.replace("/", "-").upper()


def write_doorstop(root: Path, corpus: Corpus) -> None:
    """Write one YAML file per item; the policy is the parent of the other documents."""
    subprocess.run(("git", "init", "--quiet", str(root)), check=True)
    for manuscript in corpus:
        folder = root / manuscript.id
        folder.mkdir()
        prefix = identify(manuscript.id)
        parent = "" if manuscript.kind == "policy" else "  parent: POLICY\n"
        settings = f"settings:\n  digits: 1\n{parent}  prefix: {prefix}\n  sep: '-'\n"
        (folder / ".doorstop.yml").write_text(settings, encoding="utf-8")
        for entry, level in zip(manuscript.entries, _levels(manuscript), strict=True):
            text = _doorstop_item(entry, level)
            (folder / f"{identify(entry.uid)}.yml").write_text(text, encoding="utf-8")


def _levels(manuscript: Manuscript) -> Iterator[str]:
    """Yield 3.0 for an article or chapter and 3.1 for an item below it."""
    above = below = 0
    for entry in manuscript.entries:
        above, below = (above, below + 1) if entry.level == "item" else (above + 1, 0)
        yield f"{above}.{below}"


def _doorstop_item(entry: Entry, level: str) -> str:
    links = f"\n- {identify(entry.link)}: null" if entry.link else " []"
    header = f"|\n  {entry.caption}" if entry.caption else "''"
    return f"""\
active: true
derived: {"false" if entry.link else "true"}
header: {header}
level: {level}
links:{links}
normative: true
ref: ''
reviewed: null
text: |
  {entry.marker} {entry.text}
"""


def write_strictdoc(root: Path, corpus: Corpus) -> None:
    """Write one .sdoc file per document, a requirement per provision."""
    for manuscript in corpus:
        blocks = [f"[DOCUMENT]\nTITLE: {manuscript.title}\n"]
        blocks += [_strictdoc_node(entry) for entry in manuscript.entries]
        (root / f"{manuscript.id}.sdoc").write_text("\n".join(blocks), encoding="utf-8")


def _strictdoc_node(entry: Entry) -> str:
    title = f"TITLE: {entry.marker} {entry.caption}\n" if entry.caption else ""
    statement = f"{entry.marker} {entry.text}"
    relation = (
        f"RELATIONS:\n- TYPE: Parent\n  VALUE: {identify(entry.link)}\n" if entry.link else ""
    )
    return (
        f"[REQUIREMENT]\nUID: {identify(entry.uid)}\n{title}"
        f"STATEMENT: >>>\n{statement}\n<<<\n{relation}"
    )


def write_trestle(root: Path, corpus: Corpus) -> None:
    """Write one OSCAL catalog per document, a control per provision."""
    (root / ".trestle").mkdir(parents=True)
    (root / ".trestle" / "config.ini").touch()
    for manuscript in corpus:
        folder = root / "catalogs" / manuscript.id
        folder.mkdir(parents=True)
        text = json.dumps({"catalog": _catalog(manuscript)}, ensure_ascii=False, indent=2)
        (folder / "catalog.json").write_text(text, encoding="utf-8")


def _catalog(manuscript: Manuscript) -> dict[str, object]:
    return {
        "uuid": _uuid(manuscript.id),
        "metadata": {
            "title": manuscript.title,
            "last-modified": "2026-04-01T00:00:00+09:00",
            "version": "1",
            "oscal-version": "1.1.3",
        },
        "controls": [_control(entry) for entry in manuscript.entries],
    }


def _control(entry: Entry) -> dict[str, object]:
    id_ = identify(entry.uid).lower()
    control: dict[str, object] = {
        "id": id_,
        "title": entry.caption or entry.marker,
        "parts": [
            {"id": f"{id_}_smt", "name": "statement", "prose": f"{entry.marker} {entry.text}"}
        ],
    }
    if entry.link:
        control["links"] = [{"href": f"#{identify(entry.link).lower()}", "rel": "related"}]
    return control


def _uuid(name: str) -> str:
    """Return a uuid of version 4, which OSCAL asks for, that is the same in every run."""
    digest = bytearray(uuid.uuid5(uuid.NAMESPACE_URL, name).bytes)
    digest[6] = digest[6] & 0x0F | 0x40
    return str(uuid.UUID(bytes=bytes(digest)))


PEERS = (
    Peer(
        "doorstop",
        "3.2",
        write_doorstop,
        ("doorstop", "--no-reformat", "--no-child-check"),
        "import doorstop; print(sum(len(d.items) for d in doorstop.build().documents))",
        prepare=(("doorstop", "clear", "all"), ("doorstop", "review", "all")),
    ),
    Peer(
        "strictdoc",
        "0.30.4",
        write_strictdoc,
        ("strictdoc", "export", ".", "--formats", "json"),
        "import json, pathlib\n"
        "def count(node):\n"
        "    if not isinstance(node, (dict, list)): return 0\n"
        "    below = node.values() if isinstance(node, dict) else node\n"
        "    return ('STATEMENT' in node and 'UID' in node) + sum(map(count, below))\n"
        "print(count(json.loads(pathlib.Path('output/json/index.json').read_text())))",
        cache=("output",),
    ),
    Peer(
        "compliance-trestle",
        "5.2.0",
        write_trestle,
        ("trestle", "validate", "--all"),
        "import pathlib; from trestle.oscal.catalog import Catalog; "
        "print(sum(len(Catalog.oscal_read(p).controls)"
        " for p in pathlib.Path('catalogs').resolve().glob('*/catalog.json')))",
    ),
)
