"""Physical constants, each with its source."""

from __future__ import annotations

from typing import Final

STANDARD_GRAVITY_M_PER_S2: Final = 9.80665
"""Standard acceleration of free fall, exact (3rd CGPM, 1901): kilograms times this are newtons of weight."""
