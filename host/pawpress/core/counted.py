"""A number with its noun, as people read it."""

from __future__ import annotations


def counted(count: int, one: str, several: str = "") -> str:
    """Return `1 press`, `2 presses`: the noun of one thing, or of several, which is the same with an s unless given.

    Examples
    --------
    >>> counted(1, "press", "presses"), counted(0, "alarm")
    ('1 press', '0 alarms')
    """
    return f"{count} {one if count == 1 else several or one + 's'}"


def press_count(count: int) -> str:
    """Return how many presses, in words."""
    return counted(count, "press", "presses")
