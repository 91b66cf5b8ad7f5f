"""Who stands on whom and on what: the facts from which the limits of the foot mode follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import msgspec

from pawpress.core.safety.alarm_limits_generated import FootLimits
from pawpress.core.units import POUND_KG, STANDARD_GRAVITY_M_PER_S2

RULE_LB: Final = 20.0
"""How much lighter the giver must be: the source text of the method."""
LOAD_CELL_UNCERTAINTY: Final = 0.05


class FootPair(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who stands on whom; None where a weight is not known."""

    giver_kg: float | None = None
    receiver_kg: float | None = None
    rule_lb: float = RULE_LB
    """How much lighter the giver must be; 20 lb, or more."""

    @property
    def giver_n(self) -> float | None:
        """Weight of the giver as a force."""
        return None if self.giver_kg is None else self.giver_kg * STANDARD_GRAVITY_M_PER_S2

    @property
    def breaks_rule(self) -> bool:
        """Whether the giver is too heavy for the receiver."""
        if self.giver_kg is None or self.receiver_kg is None:
            return False
        return self.giver_kg > self.receiver_kg - max(self.rule_lb, RULE_LB) * POUND_KG


@dataclass(frozen=True, slots=True)
class Ground:
    """What the feet stand on."""

    pair: FootPair
    margin: float = 1.0
    """By what the pads may be too low; 1 for forces somebody else vouches for."""
    plates: bool = False
    """Whether the pads are plates of somebody else, each of which may carry everything."""
    thorax: tuple[int, ...] = ()
    """Columns of the pads on the rib cage."""
    centre: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    """Columns on the spine by the name shown."""
    forbidden: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    """Columns on neck, kidneys or breastbone by the name shown."""
    supervised: frozenset[int] = frozenset()
    """Columns of the pads with a supervision resistor: one that is cut off reads less than at rest."""
    heels_cm2: dict[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])
    """Column and contact area of heel pads by the name shown."""


def margin_of(uncertainty: float, limits: FootLimits) -> float:
    """Return by what a force is multiplied before it is held against a red line.

    Parameters
    ----------
    uncertainty : float
        Of a newton of the least certain pad, at 95 %, 0.2 = 20 %.
    limits : FootLimits
        The margins of load cells and of FSRs; pads that are less certain than these get a margin of their own.
    """
    if uncertainty <= LOAD_CELL_UNCERTAINTY:
        return limits.margin_load_cell.limit
    return max(limits.margin_fsr.limit, 1.0 + uncertainty)
