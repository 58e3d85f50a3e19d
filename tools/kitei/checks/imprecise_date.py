"""imprecise-date: a date without its day, or not in the era the body writes."""

import re
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import texts_with_dates
from kitei.model.era import FoundDate, format_date
from kitei.model.places import TextAt

# The events of a text's life, which are fixed by a day: 2026年3月改訂, 令和8年4月から施行する.
_EVENT = re.compile(
    "[ \u3000]*(?:一部|全部)?(?:制定|策定|改[正訂定]|施行|適用|公布|公表|告示|決裁|議決)"
    "|(?:より|から)(?:施行|適用)"
)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the dates of events without a day, and Western dates where the body writes eras."""
    for at, found in texts_with_dates(scope):
        lacking = _get_lacking(at, found)
        is_western = _is_western(scope, at, found)
        if lacking or is_western:
            message = f"「{found.text}」{_describe(lacking, is_western=is_western)}。"
            yield hit_at(scope, at, (found.start, found.end), message, hint=_hint(scope, found))


def _describe(lacking: str, *, is_western: bool) -> str:
    if not lacking:
        return "は、元号ではなく西暦で書かれています"
    return (
        f"には{lacking}がなく、西暦で書かれています" if is_western else f"には{lacking}がありません"
    )


def _get_lacking(at: TextAt, found: FoundDate) -> str:
    """Return what the date of an event lacks: 日, 月日, or nothing."""
    if found.precision == "day" or not _is_event(at, found):
        return ""
    return "日" if found.precision == "month" else "月日"


def _is_western(scope: Scope, at: TextAt, found: FoundDate) -> bool:
    """Return whether a body that writes eras has written the date otherwise."""
    if scope.settings.era_style != "era" or found.precision == "year":
        return False
    return found.calendar == "western" and not _is_gloss(at.text.value, found)


def _is_event(at: TextAt, found: FoundDate) -> bool:
    """Return whether the date is that of an event: any on the title page but in the title."""
    text = at.text.value
    if at.role == "cover":
        return not text.startswith("度", found.end)
    return bool(_EVENT.match(text, found.end))


def _is_gloss(text: str, found: FoundDate) -> bool:
    """Return whether the date explains one in an era: 令和8年4月1日（2026年4月1日）."""
    return text[found.start - 2 : found.start] in ("日（", "月（", "年（")


def _hint(scope: Scope, found: FoundDate) -> str:
    if found.date is not None and found.precision == "day":
        return f"「{format_date(found.date)}」とします。"
    return f"年月日まで「{format_date(scope.today, scope.settings.era_style)}」のように書きます。"


RULE = Rule(
    "imprecise-date",
    Level.WARNING,
    "日付に日がない、又は元号を使う団体で西暦が使われている。",
    "kitei独自: どの版かは日で決まる。",
    check,
)
