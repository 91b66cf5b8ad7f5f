"""What the conditions of a session are made from: pads and groups, limits, and in foot mode the ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pawpress.core.safety.alarm_limits import SafetyLimits
from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import AboveLimit
from pawpress.core.safety.foot import Ground
from pawpress.core.safety.rule import OnTotal
from pawpress.core.units import STANDARD_GRAVITY_M_PER_S2


@dataclass(frozen=True, slots=True)
class Site:
    """The pads of a session and what they may carry.

    The limits of feet have the weights and the margin of the pads worked in: `red` divides by the margin, `amber` stays
    below red.
    """

    groups: Sequence[tuple[str, Sequence[int]]]
    """Hands or feet: name and columns."""
    limits: SafetyLimits
    ground: Ground | None = None
    """In foot mode, what the feet stand on."""
    pad_names: Sequence[str] = ()
    """Names of the pads in the order of their columns."""

    @property
    def everything(self) -> list[int]:
        """Columns of all pads."""
        return sorted({column for _, columns in self.groups for column in columns})

    @property
    def giver_n(self) -> float | None:
        """Weight of the giver, newtons, if it is known."""
        return None if self.ground is None else self.ground.pair.giver_n

    @property
    def receiver_n(self) -> float | None:
        """Weight of the receiver, newtons, if it is known."""
        kg = None if self.ground is None else self.ground.pair.receiver_kg
        return None if kg is None else kg * STANDARD_GRAVITY_M_PER_S2

    def name_of(self, column: int) -> str:
        """Return the name of a pad; a number where it has none."""
        return self.pad_names[column] if column < len(self.pad_names) else f"pad {column}"

    def clear(self, limit: float) -> float:
        """Return at or below what a limit is cleared: the deadband."""
        return self.limits.common.clear_share.limit * limit

    def above(self, limit: float) -> AboveLimit:
        """Return a condition on a limit, with its deadband and off-delay."""
        return AboveLimit(limit, self.clear(limit), self.limits.common.settle_s.limit)

    def red(self, limit: float) -> float:
        """Return a red limit with the margin of the pads taken off."""
        return limit if self.ground is None else limit / self.ground.margin

    def amber(self, limit: float, red: float) -> float:
        """Return an amber limit that stays below its red one."""
        return min(limit, self.limits.foot.amber_share_of_red.limit * red)

    def least(self, limit: float, giver_share: float) -> float:
        """Return a limit, or a share of the giver's weight where that is known and less."""
        return limit if self.giver_n is None else min(limit, giver_share * self.giver_n)

    def lines(self, code: str, name: str, columns: Sequence[int], amber_n: float, red_n: float) -> list[OnTotal]:
        """Return an amber and a red line on the total of some pads."""
        red_n = self.red(red_n)
        return [
            OnTotal(Alarm(code, "amber", name), columns, self.above(self.amber(amber_n, red_n))),
            OnTotal(Alarm(code, "red", name), columns, self.above(red_n)),
        ]
