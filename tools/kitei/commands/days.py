"""The day that a command looks at: today in Japan, or the day of --as-of."""

from datetime import date, datetime, timedelta, timezone

import click

from kitei.commands.asking import parse_day
from kitei.errors import StoreError

# Japan has no summer time; a fixed offset needs no time zone database on the machine.
_JAPAN = timezone(timedelta(hours=9))


class Day(click.ParamType[date]):
    """A day as records or official texts write it: 2026-04-01, 令和8年4月1日."""

    name = "日"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        try:
            return parse_day(value)
        except StoreError as error:
            self.fail(f"{error.message}{error.hint}", param, ctx)


def today(now: datetime | None = None) -> date:
    """Return the day in Japan, of now or of another moment: dates in force are reckoned by it."""
    return (now.astimezone(_JAPAN) if now else datetime.now(_JAPAN)).date()


# `as_of` is always a day: today where the option is not given.
AS_OF = click.option(
    "--as-of",
    type=Day(),
    default=today,
    metavar="日",
    help="この日（日本の暦日）の状態で見る。既定は今日。例: 2027-07-01",
)
