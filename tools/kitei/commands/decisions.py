"""The decisions (決裁) that a record is to hold: from options, or from answers on a terminal."""

import re
from collections.abc import Iterable

import click

from kitei.checks import missing_adopting_body
from kitei.checks.missing_adopting_body import find_missing_organs
from kitei.checks.rules import select_rules
from kitei.commands.asking import ask, parse_day, parse_line, parse_optional_day
from kitei.commands.standings import name_revision
from kitei.errors import StoreError
from kitei.model.document import Document
from kitei.model.revision import Decision, Revision
from kitei.settings import Settings


def parse_decisions(texts: Iterable[str], organs: tuple[str, ...]) -> tuple[Decision, ...]:
    """Return the decisions given as options; `organs` only serve the example of the message."""
    decided = tuple(_parse_decision(text) for text in texts)
    if not decided:
        example = f"{(*organs, '管理者')[0]}:2026-03-16:総第1号"
        raise StoreError("決裁がありません。", f"--decision で指定してください。例: {example}")
    names = [decision.by for decision in decided]
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled is not None:
        raise StoreError(f"「{doubled}」の決裁が二件あります。", "機関ごとに一件とします。")
    return decided


def _parse_decision(text: str) -> Decision:
    organ, *rest = re.split("[:：]", text, maxsplit=2)
    if not rest:
        raise StoreError(
            f"--decision「{text}」に決裁の日がありません。",
            "機関:日:番号の形で書きます（番号は省けます）。例: 管理者:2026-03-16:見広総第41号",
        )
    number = parse_line(rest[1]) if rest[1:] and rest[1].strip() else None
    return Decision(parse_line(organ), parse_day(rest[0]), number)


def refuse_missing(document: Document, decided: Revision, settings: Settings) -> None:
    """Raise StoreError for a policy while an organ has not decided: only then it is adopted.

    Where the settings switch `missing-adopting-body` off, the organs may decide one by one.
    """
    if not any(rule is missing_adopting_body.RULE for rule, _ in select_rules(settings)):
        return
    missing = find_missing_organs(document, decided, settings.organisation.organs)
    if missing:
        options = " ".join(f"--decision {organ}:日:番号" for organ in missing)
        raise StoreError(
            f"{name_revision(decided)}に、{'、'.join(missing)}の決裁・議決がありません。",
            f"全ての機関が決めてから、まとめて記録します。加えるもの: {options}",
        )


def ask_decisions(organs: Iterable[str]) -> tuple[Decision, ...]:
    """Return the decisions that somebody at the terminal tells, at least one."""
    decided = tuple(decision for organ in organs if (decision := _ask_decision(organ)) is not None)
    if not decided:
        raise StoreError("決裁した機関がありません。", "決裁を受けてから、記録してください。")
    return decided


def _ask_decision(organ: str) -> Decision | None:
    label = f"{organ}の決裁の日（決裁していなければ、そのままEnter）"
    day = ask(label, parse_optional_day)
    if day is None:
        return None
    number = click.prompt(f"{organ}の文書番号（なければEnter）", "", show_default=False)
    return Decision(organ, day, parse_line(number) if number.strip() else None)
