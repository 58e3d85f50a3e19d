"""The generator: staged pages and a configuration to HTML. The only module that knows MkDocs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    if config.get("plugins") != []:
        yield "pluginsは[]にしてください。"
    extensions = config.get("markdown_extensions") or []
    names = [next(iter(e), "") if isinstance(e, dict) else e for e in extensions]
    if sorted(names) != sorted(ALLOWED_EXTENSIONS):
        yield f"markdown_extensionsは{'と'.join(ALLOWED_EXTENSIONS)}だけにしてください。"


def run_generator(job: Job, config: Mapping[str, Any]) -> None:
    """Turn the staged pages into HTML, or raise PublishError; a warning is an error, too."""
    own = job.docs.parent / "mkdocs.json"
    own.write_text(json.dumps(_merge(config, job)), "ascii")
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


def _merge(config: Mapping[str, Any], job: Job) -> dict[str, Any]:
    """Return the whole configuration: mkdocs.yml, with this site's keys laid over it."""
    own = {
        "docs_dir": str(job.docs),
        "site_dir": str(job.out),
        "theme": {**config["theme"], **job.keys["theme"], "custom_dir": str(job.theme)},
        "extra": {**config.get("extra", {}), **job.keys["extra"]},
        "strict": True,
    }
    return {**config, **job.keys, **own}


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
