"""How much of the long tests is run: a little with every change, all of it every night (`make nightly`)."""

from __future__ import annotations

import os


def how_many(variable: str, usual: float, nightly: float) -> float:
    """Return how many trials, kills or hours: what the variable says, else the usual or the nightly number."""
    told = os.environ.get(variable)
    if told is not None:
        return float(told)
    return nightly if os.environ.get("PAWPRESS_NIGHTLY") == "1" else usual
