"""The last resort, which needs no host: compares every scan with the stored limits; mirrors `guard.c`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pawpress.protocol.schema_generated import GuardState, Limits, Mode, NakCode, TripCause

HOST_SILENT_MS = 1500
RISE_SNAPSHOTS, SNAPSHOT_MS = 5, 10
NO_LEVEL = 0xFFFF
"""A rise from so high a level is none."""


@dataclass(slots=True)
class GuardMemory:
    """What outlives every restart but power-on."""

    mode: int = Mode.HANDS
    cause: int = TripCause.NONE
    source: int = 0
    level: int = 0
    limit: int = 0


class Check(NamedTuple):
    """A level against its limit, counts; `source` numbers pads or groups of one cause."""

    cause: TripCause
    source: int
    level: int
    limit: int


class Guard:
    """The rig's own guard.

    Parameters
    ----------
    limits : Limits
        As stored; `pads` 0 means none are.
    memory : GuardMemory
        What a guard before it left behind.
    """

    def __init__(self, limits: Limits, memory: GuardMemory) -> None:
        self.memory = memory
        self.loop_open = False
        self._warning = False
        self._holds = False
        self._silent_ms = 0
        self._snapshot_ms = 0
        self.change_limits(limits)
        if limits.pads == 0:
            memory.mode = Mode.HANDS  # the limits were lost: without them there is no foot mode

    def change_limits(self, limits: Limits) -> None:
        """Watch other limits and forget what was measured under those before."""
        self.limits = limits
        groups = limits.limits[limits.pads :]
        self._groups = [
            ([pad for pad in range(limits.pads) if pads >> pad & 1], limit, rise)
            for pads, limit, rise in zip(groups[::3], groups[1::3], groups[2::3], strict=True)
        ]
        self._past = deque([[NO_LEVEL] * limits.groups] * RISE_SNAPSHOTS, maxlen=RISE_SNAPSHOTS)
        self._over_ms: dict[tuple[TripCause, int], int] = {}
        self._warns: dict[tuple[TripCause, int], bool] = {}

    @property
    def is_foot(self) -> bool:
        """Tell whether feet press."""
        return self.memory.mode == Mode.FOOT

    @property
    def is_tripped(self) -> bool:
        """Tell whether a trip waits to be acknowledged."""
        return self.memory.cause != TripCause.NONE

    @property
    def loop_matters(self) -> bool:
        """Tell whether an open stop loop trips."""
        return self.is_foot or bool(self.limits.stop_loop)

    @property
    def state(self) -> GuardState:
        """What it is doing."""
        if self.is_tripped:
            return GuardState.TRIPPED
        if not self._watches:
            return GuardState.OFF
        if self.is_foot and self._silent_ms >= HOST_SILENT_MS:
            return GuardState.HOST_SILENT
        return GuardState.WARNING if self._warning else GuardState.WATCHING

    def take_scan(self, counts: tuple[int, ...], period_ms: int) -> bool:
        """Take a scan, in counts of a single conversion; tell whether the guard has just tripped."""
        self._warning = False
        self._holds = self.loop_open and self.loop_matters
        self._silent_ms = min(self._silent_ms + period_ms, HOST_SILENT_MS)
        if not self._watches:
            return False
        sums = [sum(counts[pad] for pad in pads) for pads, _, _ in self._groups]
        tripped = [self._judge(check, period_ms) for check in self._checks(counts, sums) if check.limit]
        self._take_snapshot(sums, period_ms)
        return any(tripped)

    def take_loop(self, is_open: bool) -> bool:
        """Take the stop loop, free of bounce; tell whether the guard has just tripped."""
        self.loop_open = is_open
        trips = self.is_foot or (self._watches and bool(self.limits.stop_loop))
        return is_open and trips and self._trip(Check(TripCause.STOP_LOOP, 0, 0, 0))

    def hear_host(self) -> None:
        """Somebody monitors."""
        self._silent_ms = 0

    def set_mode(self, mode: int) -> NakCode | None:
        """Choose what presses, or return why not."""
        if mode > Mode.FOOT:
            return NakCode.OUT_OF_RANGE
        if mode == Mode.FOOT and self.limits.pads == 0:
            return NakCode.LIMITS_MISSING
        self.memory.mode = mode
        return None

    def acknowledge(self) -> NakCode | None:
        """End a trip, or return why not."""
        if self.is_tripped and self._holds:
            return NakCode.STILL_TRIPPED
        self.memory.cause = TripCause.NONE
        return None

    @property
    def _watches(self) -> bool:
        return self.is_foot or self.limits.pads != 0

    def _checks(self, counts: tuple[int, ...], sums: list[int]) -> Iterator[Check]:
        for pad, limit in enumerate(self.limits.limits[: self.limits.pads]):
            yield Check(TripCause.PAD_LIMIT, pad, counts[pad], limit)
        for group, (_, limit, _) in enumerate(self._groups):
            yield Check(TripCause.GROUP_LIMIT, group, sums[group], limit)
        for group, (_, _, limit) in enumerate(self._groups):
            lowest = min(sums[group], *(past[group] for past in self._past))
            yield Check(TripCause.RATE_OF_RISE, group, sums[group] - lowest, limit)

    def _judge(self, check: Check, period_ms: int) -> bool:
        self._warning |= self._is_near(check)
        self._holds |= check.level + self.limits.hysteresis > check.limit
        return self._is_over(check, period_ms) and self._trip(check)

    def _is_near(self, check: Check) -> bool:
        if check.cause == TripCause.RATE_OF_RISE:  # is over in no time, so it does not warn
            return False
        condition = (check.cause, check.source)
        level = check.level + (self.limits.hysteresis if self._warns.get(condition) else 0)
        self._warns[condition] = level * 100 >= check.limit * self.limits.warning_percent
        return self._warns[condition]

    def _is_over(self, check: Check, period_ms: int) -> bool:
        """True once the limit has been passed for the minimum time."""
        condition = (check.cause, check.source)
        over_ms = self._over_ms.get(condition, 0)
        if check.level <= check.limit:
            self._over_ms[condition] = 0
            return False
        if over_ms >= self.limits.min_time_ms:
            return True
        self._over_ms[condition] = over_ms + period_ms
        return False

    def _trip(self, check: Check) -> bool:
        self._holds = True
        if self.is_tripped:  # the first cause is what people want to know
            return False
        memory = self.memory
        memory.cause, memory.source, memory.level, memory.limit = check
        return True

    def _take_snapshot(self, sums: list[int], period_ms: int) -> None:
        self._snapshot_ms += period_ms
        if self._snapshot_ms >= SNAPSHOT_MS:
            self._snapshot_ms = 0
            self._past.append(sums)
