"""The host's clock for what must not be missed while the computer sleeps."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


def wakeful_clock() -> Callable[[], float]:
    """Return a clock, seconds, that nobody sets and that goes on while the computer sleeps.

    `time.monotonic` stands still meanwhile on Linux and macOS: a rig that was not watched for an hour would have been
    silent for no time at all. On Windows it goes on.
    """
    number = getattr(time, "CLOCK_BOOTTIME", None)  # Linux
    if number is None and sys.platform == "darwin":
        number = time.CLOCK_MONOTONIC  # macOS lets this one go on, and `time.monotonic` read another
    return time.monotonic if number is None else lambda: time.clock_gettime(number)
