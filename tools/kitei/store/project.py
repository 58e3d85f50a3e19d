"""The project file: finding the repository's root, and its settings."""

import re
from pathlib import Path
from typing import Any

from kitei.errors import Fault, SettingsError, explain
from kitei.model.text import Position
from kitei.settings import Settings, make_settings
from kitei.source.schema import find_schema_faults

FILE = "pyproject.toml"
RULE = "invalid-settings"


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` whose pyproject.toml has [tool.kitei]."""
    start = start.resolve()
    for folder in (start, *start.parents):
        file = folder / FILE
        if file.is_file() and b"[tool.kitei" in _read(file):
            return folder
    raise SettingsError(
        f"「{start}」とその上に、kiteiの設定（{FILE}の[tool.kitei]）が見つかりません。",
        "文書のあるリポジトリーの中で実行してください。",
    )


def read_settings(root: Path) -> Settings:
    """Return the settings of a repository, or raise SettingsError with every fault."""
    import tomllib  # noqa: PLC0415 - two files are compared outside of any repository, too

    try:
        text = _read(root / FILE).decode("utf-8")
        table = tomllib.loads(text)["tool"]["kitei"]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        hint = "示された行と、引用符・括弧の対応、文字コード（UTF-8）を確かめてください。"
        raise SettingsError(f"{FILE}をTOMLとして読めません: {error}", hint) from error
    except KeyError as error:
        raise SettingsError(f"{FILE}に[tool.kitei]がありません。") from error
    faults = find_schema_faults(table, "settings", RULE, lambda path: find_line(text, path))
    faults += _find_audience_faults(table, text) if not faults else []
    if faults:
        lines = [_describe(fault) for fault in faults]
        raise SettingsError("設定に誤りがあります。\n" + "\n".join(lines))
    return make_settings(table)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file}を開けません: {explain(error)}") from error


def _describe(fault: Fault) -> str:
    hint = f"（{fault.hint}）" if fault.hint else ""
    return f"  {FILE}:{fault.position.line}: {fault.message}{hint}"


def _find_audience_faults(table: dict[str, Any], text: str) -> list[Fault]:
    """Return doubled names, a label on the public's audience, and others without one.

    The label keeps restricted pages marked and out of search engines: none goes without.
    """
    audiences = table["audiences"]
    names = [entry["name"] for entry in audiences]
    faults = []
    for index, entry in enumerate(audiences):
        name = entry["name"]
        if name in names[:index]:
            faults.append((index, f"公開区分「{name}」が二度あります。", ""))
        shared = _list_folders(entry) & _list_folders(audiences[0])
        if index and shared:
            hint = "だれでも読める区分のフォルダーに、ほかの区分の文書は置けません。"
            faults.append(
                (index, f"公開区分「{name}」が{'、'.join(sorted(shared))}を使っています。", hint)
            )
        if index == 0 and "label" in entry:
            hint = "最初の区分はだれでも読めるものです。labelを消してください。"
            faults.append((index, f"公開区分「{name}」に取扱いの表示は付けられません。", hint))
        if index and "label" not in entry:
            hint = 'label = "取扱注意" などを書いてください。'
            faults.append((index, f"公開区分「{name}」に取扱いの表示（label）がありません。", hint))
    return [
        Fault(RULE, Position(find_line(text, ("audiences", index, "name")), 1), message, "", hint)
        for index, message, hint in faults
    ]


def _list_folders(audience: dict[str, Any]) -> set[str]:
    return {*audience["folders"], *audience.get("former_folders", ())}


def find_line(text: str, path: tuple[str | int, ...]) -> int:
    """Return the line of a key of [tool.kitei], as near as a TOML text shows it."""
    lines = text.split("\n")
    best = _find(lines, r"\[+tool\.kitei\b", 0) or 0
    section = "tool.kitei"
    for part in path:
        if isinstance(part, int):
            for _ in range(part):
                best = _find(lines, rf"\[\[{re.escape(section)}\]\]", best + 1) or best
            continue
        section += f".{part}"
        header = _find(lines, rf"\[+{re.escape(section)}\]+", 0)
        key = _find(lines, rf"\s*\"?{re.escape(part)}\"?\s*=", best)
        best = header if header is not None else key if key is not None else best
    return best + 1


def _find(lines: list[str], pattern: str, start: int) -> int | None:
    compiled = re.compile(pattern)
    return next((i for i in range(start, len(lines)) if compiled.match(lines[i])), None)
