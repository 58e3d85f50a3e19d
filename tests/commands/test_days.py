"""The day of a command is the day in Japan, wherever the machine stands."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import click
import pytest
from click.testing import CliRunner

from kitei.commands.days import AS_OF, today

ZONES = ("Asia/Tokyo", "UTC", "America/Los_Angeles", "Pacific/Kiritimati")


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The zone of the machine."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_the_day_changes_at_midnight_in_tokyo_whatever_the_zone_of_the_machine(zone: str) -> None:
    switch = datetime(2026, 3, 31, 15, 0, tzinfo=UTC)
    assert today(switch - timedelta(microseconds=1)) == date(2026, 3, 31)
    assert today(switch) == date(2026, 4, 1)
    local = datetime.fromtimestamp(switch.timestamp())  # noqa: DTZ006 - as the machine shows it
    assert today(local) == date(2026, 4, 1)


def test_today_is_the_day_of_this_moment(zone: str) -> None:
    before = datetime.now(UTC)
    found = today()
    assert today(before) <= found <= today(datetime.now(UTC))


@click.command()
@AS_OF
def show(as_of: date) -> None:
    """Show the day."""
    click.echo(as_of.isoformat())


def test_a_day_can_be_given() -> None:
    assert CliRunner().invoke(show, ["--as-of", "2027-07-01"]).output == "2027-07-01\n"
    assert CliRunner().invoke(show, []).output.strip() in {
        today().isoformat(),
        (today() - timedelta(days=1)).isoformat(),
    }


@pytest.mark.parametrize(
    "text", ["2027-07-01", "令和9年7月1日", "令和９年７月１日", "R9.7.1", "2027年7月1日"]
)
def test_a_day_is_read_as_official_texts_write_it(text: str) -> None:
    assert CliRunner().invoke(show, ["--as-of", text]).output == "2027-07-01\n"


@pytest.mark.parametrize("text", ["2027-02-30", "令和9年2月30日", "令和9年", "7月1日", "tomorrow"])
def test_what_is_no_day_is_refused(text: str) -> None:
    done = CliRunner().invoke(show, ["--as-of", text])
    assert done.exit_code == 2
    assert "日付ではありません" in done.output
