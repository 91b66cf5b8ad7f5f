"""Left and right: of the pads on a mat, and of the hands."""

from __future__ import annotations

from typing import Final, Literal, get_args

Side = Literal["left", "centre", "right"]
SIDES: Final[tuple[Side, ...]] = get_args(Side)
"""From left to right, as seen on the mat."""
Hand = Literal["left", "right"]
HANDS: Final[tuple[Hand, ...]] = get_args(Hand)
