"""Questions on a terminal, and the values that they and the options ask for."""

import re
import sys
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import click

from kitei.errors import KiteiError, StoreError
from kitei.model.era import parse_date
from kitei.model.revision import RevisionKind
from kitei.source.schema import read_schema

Value = TypeVar("Value")

_YES = ("y", "yes", "はい")
_NO = ("", "n", "no", "いいえ")


def has_terminal() -> bool:
    """Return whether somebody sits there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(label: str, parse: Callable[[str], Value], default: str = "") -> Value:
    """Return the answer as a value; what is no answer is told, and asked again."""
    while True:
        text = click.prompt(label, default=default, show_default=bool(default))
        try:
            return parse(text)
        except KiteiError as error:
            click.secho(" ".join(filter(None, (error.message, error.hint))), fg="red", err=True)


def confirm(question: str) -> bool:
    """Return whether the answer is yes; nothing typed means no."""
    return ask(f"{question}（y/N）", _parse_answer)


def _parse_answer(text: str) -> bool:
    answer = text.strip().lower()
    if answer not in _YES + _NO:
        raise StoreError("y又はnで答えてください。")
    return answer in _YES


def parse_day(text: str) -> date:
    """Return a day as records or official texts write it, or raise StoreError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        found = parse_date(text)
    if found is None:
        raise StoreError(
            f"「{text}」は日付ではありません。", "2026-04-01又は令和8年4月1日の形で書きます。"
        )
    return found


def parse_optional_day(text: str) -> date | None:
    """Return a day, None where nothing was answered."""
    return parse_day(text) if text.strip() else None


def parse_line(text: str) -> str:
    """Return a text that fits on a line and into a file, or raise StoreError."""
    stripped = text.strip()
    if not stripped:
        raise StoreError("空のままにはできません。", "何か書いてください。")
    bad = next((c for c in stripped if not c.isprintable() and c != "\u3000"), None)
    if bad is not None:
        raise StoreError(
            f"使えない文字（U+{ord(bad):04X}）が含まれています。",
            "改行や制御文字を除いて、一行で書いてください。",
        )
    return stripped


def parse_number(text: str) -> str:
    """Return a revision's number, or raise StoreError."""
    form = read_schema("revisions")["items"]["properties"]["revision"]
    if not re.search(form["pattern"], text.strip()):
        raise StoreError(f"「{text}」は版の番号ではありません。", "3、1.10のように数字で書きます。")
    return text.strip()


def parse_kind(text: str) -> RevisionKind:
    """Return the kind that an English name or a Japanese word stands for, or raise StoreError."""
    for kind in RevisionKind:
        if text.strip() in (kind.value, kind.label):
            return kind
    known = "、".join(f"{kind.value}（{kind.label}）" for kind in RevisionKind)
    raise StoreError(f"「{text}」という改正の種類はありません。", f"使えるもの: {known}")
