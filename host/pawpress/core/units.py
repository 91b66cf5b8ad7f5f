"""Physical constants and factors between units, each with its source. Nothing else in the package writes them again."""

from __future__ import annotations

from typing import Final

STANDARD_GRAVITY_M_PER_S2: Final = 9.80665
"""Standard acceleration of free fall, exact (3rd CGPM, 1901): kilograms times this are newtons of weight."""
POUND_KG: Final = 0.45359237
"""One avoirdupois pound, exact (international yard and pound agreement, 1959)."""
NEWTONS_PER_KGF: Final = STANDARD_GRAVITY_M_PER_S2
NEWTONS_PER_LBF: Final = POUND_KG * STANDARD_GRAVITY_M_PER_S2
RIG_CLOCK_DRIFT: Final = 0.01
"""By how much a rig's clock may run apart from the host's: the ceramic resonator of an Uno is good to half of this."""
