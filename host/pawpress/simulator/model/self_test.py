"""What the self-test sees of the pads; mirrors `self_test.c`. Chip and supply of the model are always in order."""

from __future__ import annotations

from typing import NamedTuple

from pawpress.protocol.schema_generated import FaultCode, Limits

SELF_TEST_SCANS = 512
SUPPLY_MV = 5006
EMPTY_COUNTS_MAX = 63
"""Of a pad at rest, its supervision resistor included."""
"""What the firmware makes of 5 V, with a reference of 1.1 V and 10 bits."""


class Findings(NamedTuple):
    """A bit for each pad, and for each fault."""

    faults: int
    pads_open: int
    pads_shorted: int
    pads_stuck: int


class SelfTestRun:
    """One run of the self-test over a fixed number of scans."""

    def __init__(self) -> None:
        self.scans_left = SELF_TEST_SCANS
        self._lowest: tuple[int, ...] = ()
        self._highest: tuple[int, ...] = ()

    def take_scan(self, counts: tuple[int, ...]) -> bool:
        """Take a scan, in counts of a single conversion; tell whether it was the last."""
        self._lowest = tuple(map(min, self._lowest or counts, counts))
        self._highest = tuple(map(max, self._highest or counts, counts))
        self.scans_left -= 1
        return self.scans_left == 0

    def findings(self, limits: Limits) -> Findings:
        """Judge what was seen."""
        is_open = [high < limits.open_below for high in self._highest]
        shorted = [0 < limits.short_above <= low for low in self._lowest]
        ranges = zip(self._lowest, self._highest, is_open, shorted, strict=True)
        stuck = [EMPTY_COUNTS_MAX < low == high and not gone and not full for low, high, gone, full in ranges]
        found = {
            FaultCode.PAD_OPEN: _bits(is_open),
            FaultCode.PAD_SHORTED: _bits(shorted),
            FaultCode.PAD_STUCK: _bits(stuck),
        }
        return Findings(sum(1 << code for code, pads in found.items() if pads), *found.values())


def _bits(pads: list[bool]) -> int:
    return sum(1 << pad for pad, so in enumerate(pads) if so)
