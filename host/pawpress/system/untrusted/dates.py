"""Dates that files state of themselves: any number may stand there, and not every number is a date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_of(unix_ms: float) -> datetime | None:
    """Return a moment in UTC; None where there is no such date, as for the year 3170843.

    Parameters
    ----------
    unix_ms : int or float
        Milliseconds since 1970, as a file states them.
    """
    try:
        return EPOCH + timedelta(milliseconds=unix_ms)
    except (OverflowError, ValueError):
        return None
