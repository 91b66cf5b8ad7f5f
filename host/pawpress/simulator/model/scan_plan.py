"""Which scan rates the rig offers and what each means for timer and converter; mirrors `scan_plan.c`.

The model is an Uno or Nano at 500,000 baud, which carries every offered rate with one scan a frame.
"""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.protocol.codec import CHECKSUM_BYTES, HEADER
from pawpress.protocol.schema_generated import NakCode, Samples

BAUD = 500_000
CPU_MHZ = 16
DEFAULT_RATE_HZ = 500
US_PER_S = 1_000_000
OFFERED_HZ = (100, 250, 500, 1000)
OVERSAMPLING_MAX = 6
FULL_RESOLUTION_READINGS_HZ = 4000
ADC_CLOCKS_PER_PAD = 14


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """What a rate means for the timer and the converter."""

    rate_hz: int
    adc_prescaler: int
    oversampling: int

    @property
    def period_us(self) -> int:
        """Time from one scan to the next, microseconds."""
        return US_PER_S // self.rate_hz

    @property
    def pad_skew_ns(self) -> int:
        """Time between two neighbouring pads of one pass, nanoseconds."""
        return ADC_CLOCKS_PER_PAD * self.adc_prescaler * 1000 // CPU_MHZ


def scan_plan(rate_hz: int, pads: int, oversampling: int = 0) -> ScanPlan | NakCode:
    """Return the plan of a rate, or why it is refused."""
    if oversampling > OVERSAMPLING_MAX:
        return NakCode.OUT_OF_RANGE
    if rate_hz not in OFFERED_HZ:
        return NakCode.RATE_NOT_OFFERED
    wire_bytes = 1 + HEADER.size + Samples.LAYOUT.size + 2 * pads + CHECKSUM_BYTES + 1
    conversions = pads << oversampling
    prescaler = 128 if rate_hz * conversions <= FULL_RESOLUTION_READINGS_HZ else 64
    busy_cycles = (conversions + 1) * ADC_CLOCKS_PER_PAD * prescaler
    line_is_full = rate_hz * wire_bytes > BAUD // 10 * 9 // 10
    if line_is_full or busy_cycles > CPU_MHZ * US_PER_S // rate_hz // 20 * 19:
        return NakCode.RATE_TOO_HIGH
    return ScanPlan(rate_hz, prescaler, oversampling)


def scan_plan_of_rate(rate_hz: int, pads: int, oversampling: int) -> ScanPlan | NakCode:
    """Return the plan of a new rate, with as much of the oversampling as there is time for."""
    plan = scan_plan(rate_hz, pads, oversampling)
    while plan == NakCode.RATE_TOO_HIGH and oversampling > 0:
        oversampling -= 1
        plan = scan_plan(rate_hz, pads, oversampling)
    return plan
