"""Puts the limits of the foot mode together for two people, their pads and the trust in these pads."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from pawpress.core.safety.alarm import Severity
from pawpress.core.safety.book import Alarm
from pawpress.core.safety.bounce import Bounce
from pawpress.core.safety.conditions import AboveLimit, Condition
from pawpress.core.safety.flight import Flight, FlightRule, Kick
from pawpress.core.safety.held import HeldAbove
from pawpress.core.safety.limits import FootLimits, Limit, SafetyLimits
from pawpress.core.safety.load_time import LoadTime
from pawpress.core.safety.pads import Dropout, Stuck
from pawpress.core.safety.recent import Ahead, RateAbove, RiseAbove

GRAVITY: Final = 9.80665
LB_KG: Final = 0.45359237
RULE_LB: Final = 20.0
"""How much lighter the giver must be: the source text of the method."""
WINDOW_S: Final = 0.05
LOAD_CELL_UNCERTAINTY: Final = 0.05
KPA_CM2_N: Final = 0.1


class FootPair(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who stands on whom; None where a weight is not known."""

    giver_kg: float | None = None
    receiver_kg: float | None = None
    rule_lb: float = RULE_LB
    """How much lighter the giver must be; 20 lb, or more."""

    @property
    def giver_n(self) -> float | None:
        """Weight of the giver as a force."""
        return None if self.giver_kg is None else self.giver_kg * GRAVITY

    @property
    def breaks_rule(self) -> bool:
        """Whether the giver is too heavy for the receiver."""
        if self.giver_kg is None or self.receiver_kg is None:
            return False
        return self.giver_kg > self.receiver_kg - max(self.rule_lb, RULE_LB) * LB_KG


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
    heels_cm2: dict[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])
    """Column and contact area of heel pads by the name shown."""


@dataclass(slots=True)
class Watched:
    """A total of pads and the condition it is held against."""

    alarm: Alarm
    columns: Sequence[int]
    condition: Condition


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


def foot_limits(feet: Sequence[tuple[str, Sequence[int]]], limits: SafetyLimits, ground: Ground) -> list[Watched]:
    """Return everything that is watched while somebody stands on the pads."""
    rules = _Rules(limits, ground)
    everything = sorted({column for _, columns in feet for column in columns})
    watched = [one for name, columns in feet for one in rules.one_foot(name, columns)]
    watched += rules.total(everything) + rules.motion(everything) + rules.time(everything)
    return watched + rules.places()


def pad_faults(
    columns: Sequence[int], names: Sequence[str], limits: FootLimits, *, plates: bool
) -> list[tuple[Alarm, Dropout | Stuck]]:
    """Return the conditions of pads that stop following the load; names in the order of columns."""
    found: list[tuple[Alarm, Dropout | Stuck]] = []
    contact_n, moved_n = limits.contact_n.limit, limits.stuck_moved_n.limit
    for column, name in zip(columns, names, strict=True):
        fallen = (limits.dropout_n.limit, limits.dropout_left_share.limit, contact_n, limits.dropout_s.limit)
        others = [other for other in columns if other != column]
        found.append((Alarm("dead_pad", "red", name), Dropout(column, *fallen, others if plates else None)))
        if others:
            stuck = Stuck(column, others, contact_n, moved_n, limits.stuck_s.limit)
            found.append((Alarm("stuck_pad", "red", name), stuck))
    return found


class _Rules:
    """The limits with the weights and the margin worked in."""

    def __init__(self, limits: SafetyLimits, ground: Ground) -> None:
        self._foot, self._clear, self._ground = limits.foot, limits.common.clear_share.limit, ground
        self._settle_s = limits.common.settle_s.limit
        pair = ground.pair
        self._giver_n = pair.giver_n
        self._receiver_n = None if pair.receiver_kg is None else pair.receiver_kg * GRAVITY

    def one_foot(self, name: str, columns: Sequence[int]) -> list[Watched]:
        foot, contact_n = self._foot, self._foot.contact_n.limit
        red_n = self._red(foot.one_foot_red_n.limit)
        amber_n = self._amber(foot.one_foot_amber_n.limit, red_n)
        held = HeldAbove(amber_n, self._clear * amber_n, foot.one_foot_amber_s.limit)
        kick = Kick(self._red(foot.kick_n.limit), contact_n, foot.kick_s.limit)
        return [
            Watched(Alarm("overload", "amber", name), columns, held),
            Watched(Alarm("overload", "red", name), columns, self._above(red_n)),
            Watched(Alarm("kick", "red", name), columns, kick),
        ]

    def total(self, columns: Sequence[int]) -> list[Watched]:
        foot = self._foot
        red_n = self._red(self._least(foot.total_red_n.limit, foot.total_red_giver_share.limit))
        amber_n = self._amber(self._least(foot.total_amber_n.limit, foot.total_amber_giver_share.limit), red_n)
        return [
            Watched(
                Alarm("overload", "amber", None), columns, Ahead(self._above(amber_n), foot.ahead_s.limit, WINDOW_S)
            ),
            Watched(Alarm("overload", "red", None), columns, self._above(red_n)),
        ]

    def motion(self, columns: Sequence[int]) -> list[Watched]:
        foot, clear = self._foot, self._clear
        rise_n = self._red(foot.impact_n.limit)
        red = self._red(self._least(foot.rate_red_n_per_s.limit, foot.rate_red_giver_per_s.limit))
        watched = [
            Watched(Alarm("impact", "red", None), columns, RiseAbove(self._above(rise_n), WINDOW_S)),
            Watched(Alarm("rate", "red", None), columns, RateAbove(self._above(red), WINDOW_S)),
            Watched(Alarm("flight", "red", None), columns, Flight(self._flight_rule())),
        ]
        if self._giver_n is not None:
            amber = self._amber(foot.rate_amber_giver_per_s.limit * self._giver_n, red)
            watched.append(Watched(Alarm("rate", "amber", None), columns, RateAbove(self._above(amber), WINDOW_S)))
        shares: list[tuple[Severity, float]] = [
            ("amber", foot.bounce_amber_share.limit),
            ("red", foot.bounce_red_share.limit),
        ]
        for severity, share in shares:
            watched.append(Watched(Alarm("bounce", severity, None), columns, Bounce(share, clear * share)))
        return watched

    def time(self, columns: Sequence[int]) -> list[Watched]:
        foot = self._foot
        steps_n = [self._red(level_n) for level_n in (200.0, 300.0, 400.0)]
        rests = (foot.rest_below_200_n_s, foot.rest_below_300_n_s, foot.rest_below_400_n_s, foot.rest_above_400_n_s)
        times_s = [rest.limit for rest in rests]
        shares: list[tuple[Severity, float]] = [("amber", foot.rest_amber_share.limit), ("red", 1.0)]
        contact_n = foot.contact_n.limit
        return [
            Watched(Alarm("time_at_load", severity, None), columns, LoadTime(contact_n, steps_n, times_s, share))
            for severity, share in shares
        ]

    def places(self) -> list[Watched]:
        foot, ground = self._foot, self._ground
        watched: list[Watched] = []
        if ground.thorax and self._receiver_n is not None:
            limit_n = self._red(foot.thorax_receiver_share.limit * self._receiver_n)
            delays: list[tuple[Severity, Limit]] = [("amber", foot.thorax_amber_s), ("red", foot.thorax_red_s)]
            for severity, delay in delays:
                held = HeldAbove(limit_n, self._clear * limit_n, delay.limit)
                watched.append(Watched(Alarm("breathing", severity, None), ground.thorax, held))
        for name, columns in ground.centre.items():
            lines = (foot.centre_line_amber_n.limit, foot.centre_line_red_n.limit)
            watched += self._lines("centre_line", name, columns, *lines)
        for name, columns in ground.forbidden.items():
            watched += self._lines(
                "forbidden_zone", name, columns, foot.forbidden_amber_n.limit, foot.forbidden_red_n.limit
            )
        for name, (column, area_cm2) in ground.heels_cm2.items():
            per_kpa_n = KPA_CM2_N * area_cm2
            lines = (foot.heel_amber_kpa.limit * per_kpa_n, foot.heel_red_kpa.limit * per_kpa_n)
            watched += self._lines("heel_pressure", name, [column], *lines)
        return watched

    def _lines(self, code: str, name: str, columns: Sequence[int], amber_n: float, red_n: float) -> list[Watched]:
        red_n = self._red(red_n)
        amber_n = self._amber(amber_n, red_n)
        return [
            Watched(Alarm(code, "amber", name), columns, self._above(amber_n)),
            Watched(Alarm(code, "red", name), columns, self._above(red_n)),
        ]

    def _flight_rule(self) -> FlightRule:
        foot = self._foot
        return FlightRule(
            contact_n=foot.contact_n.limit,
            standing_n=foot.kick_n.limit,
            most_n=math.inf if self._giver_n is None else self._giver_n,
            air_share=foot.flight_air_share.limit,
            landing_share=foot.flight_landing_share.limit,
            shortest_s=foot.flight_shortest_s.limit,
            longest_s=foot.flight_longest_s.limit,
            landing_s=foot.flight_landing_s.limit,
        )

    def _least(self, limit: float, giver_share: float) -> float:
        return limit if self._giver_n is None else min(limit, giver_share * self._giver_n)

    def _red(self, limit: float) -> float:
        return limit / self._ground.margin

    def _amber(self, limit: float, red: float) -> float:
        return min(limit, self._foot.amber_share_of_red.limit * red)

    def _above(self, limit: float) -> AboveLimit:
        return AboveLimit(limit, self._clear * limit, self._settle_s)
