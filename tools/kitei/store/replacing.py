"""Replacing several text files together: all of them, or none."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from kitei.errors import StoreError, explain


def replace_texts(root: Path, texts: Mapping[str, str]) -> None:
    """Write every text aside, then switch; where one cannot be switched, put back the others."""
    before = {path: _read(root / path, path) for path in texts}
    asides: dict[str, Path] = {}
    switched: list[str] = []
    try:
        for path, text in texts.items():
            asides[path] = _write_aside(root / path, text.encode())
        for path, aside in asides.items():
            aside.replace(root / path)
            switched.append(path)
    except OSError as error:
        for path in switched:
            _write_aside(root / path, before[path]).replace(root / path)
        raise StoreError(
            f"書き込めません: {explain(error)}", "どのファイルも元のままです。"
        ) from error
    finally:
        for aside in asides.values():
            aside.unlink(missing_ok=True)


def _read(target: Path, path: str) -> bytes:
    try:
        return target.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}を読めません: {explain(error)}") from error


def _write_aside(target: Path, content: bytes) -> Path:
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        aside.write_bytes(content)
        aside.chmod(stat.S_IMODE(target.stat().st_mode))
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside
