"""A document folder on disk: written whole or not at all, and never over another."""

import os
import shutil
from pathlib import Path

from kitei.errors import ImportingError, explain

TEXT = "index.md"


def write_folder(folder: Path, text: str) -> Path:
    """Write a new document folder aside and put it in place; return the path of its text."""
    refuse_existing(folder)
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    try:
        aside.mkdir(parents=True)
        (aside / TEXT).write_text(text, encoding="utf-8", newline="\n")
        refuse_existing(folder)
        aside.rename(folder)
    except OSError as error:
        raise ImportingError(f"{folder.name}に書き込めません: {explain(error)}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder / TEXT


def refuse_existing(folder: Path) -> None:
    """Raise ImportingError if anything stands where the folder is to be."""
    if os.path.lexists(folder):
        raise ImportingError(
            f"「{folder.parent.name}/{folder.name}」は既にあります。上書きしません。",
            "--id で別のidを指定するか、前の取込みの結果を消してから取り込んでください。",
        )
