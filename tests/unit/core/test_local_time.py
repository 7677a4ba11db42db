"""No time that a server can write stops the one who shows it, whatever the computer's system says of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo

import pytest

from hso_plugin.core.local_time import local, parsed, utc
from hso_plugin.core.reports import words

ENDS = [
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "0999-06-01T12:00:00Z",
    "1969-12-31T23:59:59Z",
    "1900-01-01T00:00:00",
    "9999-12-31T23:59:59",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-12:00",
]


@pytest.fixture(params=["Europe/Stockholm", "America/New_York", "UTC"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A computer in this zone, where the system lets a process choose."""
    monkeypatch.setenv("TZ", request.param)
    if hasattr(time, "tzset"):
        time.tzset()
    yield request.param
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


class AsOnWindows(datetime):
    """A time whose local form the system refuses, as Windows does before 1970."""

    def astimezone(self, tz: tzinfo | None = None) -> datetime:
        if tz is None:
            raise OSError(22, "Invalid argument")
        return super().astimezone(tz)


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("written", ENDS)
def test_the_ends_of_the_calendar_are_told(written: str) -> None:
    moment = parsed(written)
    assert moment.tzinfo is not None
    assert utc(moment).tzinfo is not None
    assert abs(moment.replace(tzinfo=None) - datetime.fromisoformat(written).replace(tzinfo=None)) < timedelta(days=1.1)
    assert words.moment(written) == moment.replace(tzinfo=None).isoformat(" ", "minutes")


def test_a_time_that_the_system_refuses_stays_as_it_was_written() -> None:
    zone = timezone(timedelta(hours=1))
    assert local(AsOnWindows(1965, 1, 2, 3, 4, tzinfo=zone)) == datetime(1965, 1, 2, 3, 4, tzinfo=zone)
    assert local(AsOnWindows(1965, 1, 2, 3, 4)) == datetime(1965, 1, 2, 3, 4, tzinfo=UTC)


def test_an_ordinary_time_is_on_this_computers_clock(zone: str) -> None:
    moment = parsed("2026-06-01T12:00:00Z")
    assert moment == datetime(2026, 6, 1, 12, tzinfo=UTC)
    if zone == "Europe/Stockholm" and hasattr(time, "tzset"):
        assert moment.hour == 14 and words.moment("2026-06-01T12:00:00Z") == "2026-06-01 14:00"


def test_what_is_no_time_stays_as_it_is() -> None:
    assert words.moment("i går") == "i går"
    with pytest.raises(ValueError, match="Invalid isoformat"):
        parsed("i går")
