"""The generator: staged pages and a configuration to HTML. The only module that knows MkDocs."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kitei.errors import PublishError
from kitei.source.yaml_reader import read_yaml

# What mkdocs.yml may hold. Other keys are made here, or could publish what was never staged: hooks
# and plugins run code, a repository address makes every reader's browser ask a forge.
ALLOWED_KEYS = {
    "": (
        *("site_name", "strict", "use_directory_urls", "theme", "plugins"),
        *("markdown_extensions", "extra", "validation"),
    ),
    "theme": ("name", "language", "font", "features", "icon"),
    "extra": ("generator",),
}
# What the values may be that the theme makes names of files or text of pages from.
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_WORD = re.compile(r"[a-z][a-z0-9]*(?:[./_-][a-z0-9]+)*")
_TEMPLATES = files("material") / "templates"
ALLOWED_EXTENSIONS = ("attr_list", "toc")
# Fixed, so that nothing depends on the day of the build.
EPOCH = "315532800"
TIME_LIMIT = 600
MOST_SHOWN = 2000
_COMPLAINTS = ("WARNING", "ERROR", "CRITICAL")


@dataclass(frozen=True, slots=True)
class Job:
    """What the generator is to do: folders, and the keys laid over those of mkdocs.yml."""

    docs: Path
    theme: Path
    out: Path
    keys: Mapping[str, Any]


def read_config(path: Path) -> dict[str, Any]:
    """Return the settings of mkdocs.yml, or raise PublishError where they cannot be used."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise PublishError(f"{path.name}を読めません。", str(error)) from error
    result = read_yaml(text, "invalid-config")
    if result.faults:
        lines = [f"{fault.position.line}行目: {fault.message}" for fault in result.faults]
        raise PublishError(f"{path.name}に誤りがあります。", "\n".join(lines))
    config = result.value
    if not isinstance(config, dict) or not isinstance(config.get("site_name"), str):
        raise PublishError(f"{path.name}にsite_name（サイトの名前）がありません。")
    for faults in (_find_foreign_keys(config), _find_unsafe_values(config)):
        if hint := "\n".join(faults):
            raise PublishError(f"{path.name}に使えない設定があります。", hint)
    return config


def _find_foreign_keys(config: Mapping[str, Any]) -> Iterator[str]:
    for section, allowed in ALLOWED_KEYS.items():
        values = config.get(section, {}) if section else config
        if not isinstance(values, dict):
            yield f"{section}は「キー: 値」の形にしてください。"
        elif foreign := [key for key in values if key not in allowed]:
            place = f"{section}の" if section else ""
            yield f"{place}{'、'.join(foreign)}は使えません（使えるもの: {'、'.join(allowed)}）。"


def _find_unsafe_values(config: Mapping[str, Any]) -> Iterator[str]:
    theme = config.get("theme", {})
    if theme.get("name") != "material" or theme.get("font") is not False:
        yield "themeは「name: material」と「font: false」にしてください（外部の書体を読みません）。"
    yield from _find_unsafe_looks(theme)
    if config.get("plugins") != []:
        yield "pluginsは[]にしてください。"
    extensions = config.get("markdown_extensions") or []
    names = [next(iter(e), "") if isinstance(e, dict) else e for e in extensions]
    if sorted(names) != sorted(ALLOWED_EXTENSIONS):
        yield f"markdown_extensionsは{'と'.join(ALLOWED_EXTENSIONS)}だけにしてください。"
    for options in (e for e in extensions if isinstance(e, dict)):
        if list(options) != ["toc"] or not _is_depth(options["toc"] or {}):
            yield "markdown_extensionsに付けられる値は、tocの「toc_depth: 3」（1から6）だけです。"


def _find_unsafe_looks(theme: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the values that the theme makes names of files from."""
    language = str(theme.get("language", "ja"))
    if not _LANGUAGE.fullmatch(language) or not _has(f"partials/languages/{language}.html"):
        yield "theme.languageは「ja」のような言語の符号にしてください。"
    features = theme.get("features", [])
    if not isinstance(features, list) or not all(_is_word(each) for each in features):
        yield "theme.featuresは「- navigation.top」のような機能の名の一覧にしてください。"
    icons = theme.get("icon", {})
    names = list(icons.values()) if isinstance(icons, dict) else [icons]
    if not all(_is_word(name) and _has(f".icons/{name}.svg") for name in names):
        yield "theme.iconは「logo: material/file」のような、テーマにある図の名にしてください。"


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(_WORD.fullmatch(value))


def _has(path: str) -> bool:
    """Return whether the theme has a file."""
    return (_TEMPLATES / path).is_file()


def _is_depth(options: object) -> bool:
    return isinstance(options, dict) and all(
        name == "toc_depth" and type(value) is int and value in range(1, 7)
        for name, value in options.items()
    )


def run_generator(job: Job, config: Mapping[str, Any]) -> None:
    """Turn the staged pages into HTML, or raise PublishError; a warning is an error, too."""
    own = job.docs.parent / "mkdocs.json"
    own.write_text(json.dumps(_configure(config, job)), "ascii")
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "-f", str(own)]
    try:
        done = subprocess.run(
            command,
            cwd=own.parent,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PublishError(f"サイトの生成が{TIME_LIMIT}秒で終わりませんでした。") from error
    lines = (done.stdout + done.stderr).decode("utf-8", "replace").splitlines()
    complaints = [line for line in lines if not line.startswith("INFO")]
    if done.returncode or any(line.startswith(_COMPLAINTS) for line in lines):
        output = "\n".join(complaints).replace(f"{own.parent}{os.sep}", "")
        raise PublishError("サイトの生成で警告か誤りが出ました。", output[-MOST_SHOWN:])


def merge_config(config: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return all settings but the folders: mkdocs.yml, with a site's keys laid over it."""
    own = {
        "theme": {**config["theme"], **keys["theme"]},
        "extra": {**config.get("extra", {}), **keys["extra"]},
        "strict": True,
    }
    return {**config, **keys, **own}


def _configure(config: Mapping[str, Any], job: Job) -> dict[str, Any]:
    """Return the whole configuration of a job."""
    merged = merge_config(config, job.keys)
    theme = {**merged["theme"], "custom_dir": str(job.theme)}
    return {**merged, "theme": theme, "docs_dir": str(job.docs), "site_dir": str(job.out)}


def _environment() -> dict[str, str]:
    """Return the environment of the generator, the same whoever runs it and wherever."""
    fixed = {
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    return {**os.environ, **fixed}
