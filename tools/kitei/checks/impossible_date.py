"""impossible-date: a day that never was, or a year that does not fit its era."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import texts_with_dates


def check(scope: Scope) -> Iterator[Hit]:
    """Yield 平成32年, 2月30日, 令和5年（2024年） and the like."""
    for at, found in texts_with_dates(scope):
        if not found.possible:
            yield hit_at(
                scope,
                at,
                (found.start, found.end),
                f"「{found.text}」という日付はありません。{found.reason}".rstrip("。") + "。",
                hint="年月日と元号を確かめて書き直します。",
            )


RULE = Rule(
    "impossible-date",
    Level.ERROR,
    "存在しない日付、又は元号と西暦が合わない日付がある。",
    "元号: 各元号の最初の日は改元の政令及び詔書による。",
    check,
)
