"""Times on this computer's clock, also those for which its operating system has no answer."""

from __future__ import annotations

from datetime import UTC, datetime


def local(moment: datetime) -> datetime:
    """`moment` in this computer's zone; without a zone it is taken for local.

    Windows answers for no time before 1970, and no system for the ends of the calendar: then it stays in the zone it
    was written in, UTC without one. It always has a zone.
    """
    try:
        return moment.astimezone()
    except (OSError, OverflowError, ValueError):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def utc(moment: datetime) -> datetime:
    """`moment`, which has a zone, in UTC; one that UTC would put outside the calendar stays as it is."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment


def parsed(written: str) -> datetime:
    """A time as servers write it (ISO 8601) on this computer's clock. Raises `ValueError` for anything else."""
    return local(datetime.fromisoformat(written))
