"""The house holds: layers, homes of libraries, rooms without I/O, sizes (design 7, style 1-10)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# From the top down; rooms of one row are siblings and do not know each other.
LAYERS = [
    {"__main__"},
    {"cli"},
    {"commands"},
    {"publish"},
    {"store", "render", "importing"},
    {"source", "checks", "compare"},
    {"settings"},
    {"errors"},
    {"model"},
]
HOMES = {
    "click": ("cli", "commands"),
    "docx": ("render.word", "importing.word"),
    "git": ("store",),
    "jsonschema": ("source",),
    "lxml": ("render.word", "importing.word"),
    "markdown_it": ("source",),
    "mkdocs": ("publish",),
    "pypandoc": ("importing",),
    "rapidfuzz": ("compare",),
    "rich": ("cli", "commands"),
    "typst": ("render.pdf",),
    "yaml": ("source",),
}
PURE_ROOMS = {"model", "source", "checks", "compare"}
IMPURE_MODULES = {
    *("glob", "io.open", "locale", "logging", "os", "pathlib.Path", "pathlib.PosixPath", "random"),
    *("shutil", "socket", "subprocess", "sys", "tempfile", "time", "urllib.request"),
}
IMPURE_CALLS = {"breakpoint", "input", "now", "open", "print", "today", "utcnow"}
FILE_CALLS = {"read_bytes", "read_text", "write_bytes", "write_text"}


def find_faults(module: str, text: str) -> list[str]:
    """Return what breaks the rules in a module (`source.schema`) with this text."""
    tree = ast.parse(text)
    imports = list(_find_imports(tree))
    faults = [*_check_layers(module, imports), *_check_homes(module, imports)]
    if _room(module) in PURE_ROOMS:
        faults += [*_check_imports_for_io(module, imports), *_check_calls_for_io(tree, imports)]
    return [f"{module}: {fault}" for fault in [*faults, *_check_sizes(tree, text)]]


def _room(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def _find_imports(tree: ast.AST) -> Iterator[str]:
    """Yield dotted names; `from a import b` is `a.b`, whatever b is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from (f"{start}.{alias.name}" for alias in node.names)


def _check_layers(module: str, imports: list[str]) -> Iterator[str]:
    ranks = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}
    for name in imports:
        if name.startswith("."):
            yield f"relative import {name}"
        if not name.startswith("kitei.") or name == "kitei.__version__":
            continue
        room = name.split(".")[1]
        if room not in ranks:
            yield f"{name} is in no layer"
        elif room != _room(module) and ranks[room] <= ranks[_room(module)]:
            yield f"{name} is not in a layer below"


def _check_homes(module: str, imports: list[str]) -> Iterator[str]:
    for name in imports:
        library = name.split(".")[0]
        if library in sys.stdlib_module_names or library in {"kitei", ""}:
            continue
        homes = HOMES.get(library, ())
        if not any(f"{module}.".startswith(f"{home}.") for home in homes):
            yield f"{name} has its home in {' and '.join(homes) or 'no room'}"


def _check_imports_for_io(module: str, imports: list[str]) -> Iterator[str]:
    impure = IMPURE_MODULES if _room(module) == "source" else IMPURE_MODULES | {"importlib"}
    for name in imports:
        if name == "pathlib" or any(f"{name}.".startswith(f"{bad}.") for bad in impure):
            yield f"{name} is I/O or a clock"


def _check_calls_for_io(tree: ast.AST, imports: list[str]) -> Iterator[str]:
    has_resources = any(name.startswith("importlib.resources") for name in imports)
    impure = IMPURE_CALLS if has_resources else IMPURE_CALLS | FILE_CALLS
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in impure:
                yield f"line {node.lineno} calls {name}()"


def _check_sizes(tree: ast.AST, text: str) -> Iterator[str]:
    if (lines := len(text.splitlines())) > 400:
        yield f"{lines} lines; a module has 400 at most"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > 50:
                yield f"{node.name} has {length} lines; a function has 50 at most"


def test_the_package_keeps_the_rules_of_the_house(repository: Path) -> None:
    package = repository / "tools" / "kitei"
    paths = [path for path in package.rglob("*.py") if path != package / "__init__.py"]
    assert paths
    faults = []
    for path in paths:
        parts = path.relative_to(package).with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        assert any(parts[0] in rooms for rooms in LAYERS), f"{path} is in no layer"
        faults += find_faults(module, path.read_text("utf-8"))
    assert faults == []


@pytest.mark.parametrize(
    ("module", "text", "expected"),
    [
        ("model.era", "from kitei.errors import KiteiError", "not in a layer below"),
        ("checks.rules", "from kitei.compare.change import Change", "not in a layer below"),
        ("render.findings", "def f():\n    import kitei.store.workspace", "not in a layer below"),
        ("store.history", "from kitei import publish", "not in a layer below"),
        ("store.history", "from kitei.utils import x", "in no layer"),
        ("store.history", "from .workspace import x", "relative import"),
        ("model.era", "import yaml", "has its home in source"),
        ("render.findings", "import docx", "has its home in render.word and importing.word"),
        ("importing.wording", "import docx", "has its home"),
        ("publish.sites", "import numpy", "has its home in no room"),
        ("source.schema", "from os import path", "is I/O or a clock"),
        ("source.schema", "import pathlib", "is I/O or a clock"),
        ("checks.rules", "from pathlib import Path", "is I/O or a clock"),
        ("model.era", "from importlib import resources", "is I/O or a clock"),
        ("compare.change", "x = open('a')", "calls open()"),
        ("model.era", "import datetime\ndatetime.date.today()", "line 2 calls today()"),
        ("checks.rules", "def f(p):\n    return p.read_text()", "calls read_text()"),
        ("cli", "def f():\n" + "    x = 1\n" * 50, "f has 51 lines"),
        ("cli", "x = 1\n" * 401, "401 lines"),
    ],
)
def test_the_checker_finds_a_planted_fault(module: str, text: str, expected: str) -> None:
    faults = find_faults(module, text)
    assert len(faults) == 1
    assert expected in faults[0]


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("checks.rules", "from kitei.model.document import Document\nimport kitei.checks.scope"),
        ("commands.build", "import click\nfrom kitei import __version__\nprint(open('x'))"),
        ("importing.word", "import docx.document\nfrom kitei.source import inline"),
        ("source.schema", "from importlib import resources\nresources.files().read_text()"),
        ("source.inline", "from pathlib import PurePosixPath\nimport io\nio.StringIO()"),
    ],
)
def test_the_checker_lets_good_code_pass(module: str, text: str) -> None:
    assert find_faults(module, text) == []
