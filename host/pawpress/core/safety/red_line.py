"""A force that is red the moment it is passed: what the rig's own guard can watch of a condition."""

from __future__ import annotations

import msgspec

RISE_WINDOW_S = 0.05
"""The window of a rise, in the host and in the rig alike."""


class RedLine(msgspec.Struct, frozen=True):
    """A force that is red the moment it is passed."""

    columns: tuple[int, ...]
    limit_n: float
    rise: bool = False
    """Whether the limit is one of the rise within 50 ms."""
