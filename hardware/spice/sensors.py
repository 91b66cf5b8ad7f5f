"""Sensor models: resistance against the force on the pad. The half-scale force is the host's own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pawpress.calibration.nominal import COUNTS_MAX, HALF_SCALE_N

SUPPLY_V = 5.0
OPEN_OHM = 1e12


@dataclass(frozen=True, slots=True)
class SensorModel:
    """One kind of pad: sensor, mounting, and the two resistors that go with it."""

    key: str
    title: str
    resistance_at_half_scale_ohm: float
    exponent: float
    share: float
    """Share of the pad's force that reaches the sensor."""
    series_ohm: float
    """Resistance that remains at any force."""
    current_limit_ma: float
    range_n: float
    sense_ohm: float
    supervision_ohm: float
    source: str

    def resistance_ohm(self, force_n: float) -> float:
        """Return the sensor's resistance at a force on the pad."""
        if force_n <= 0:
            return OPEN_OHM
        at_half = self.resistance_at_half_scale_ohm - self.series_ohm
        return self.series_ohm + at_half * (HALF_SCALE_N / force_n) ** self.exponent

    def counts(self, force_n: float, sense_ohm: float | None = None) -> float:
        """Return the reading the formula predicts, with the supervision resistor across the sensor, counts."""
        sense = sense_ohm or self.sense_ohm
        pad = 1 / (1 / self.resistance_ohm(force_n) + 1 / self.supervision_ohm)
        return COUNTS_MAX * sense / (sense + pad)

    def newtons_per_count(self, force_n: float, sense_ohm: float | None = None) -> float:
        """Return the force that one count stands for."""
        step = 0.01 * force_n
        rise = self.counts(force_n + step, sense_ohm) - self.counts(force_n - step, sense_ohm)
        return 2 * step / rise

    def current_ma(self, force_n: float, sense_ohm: float | None = None) -> float:
        """Return the current through the sensor."""
        return 1000 * SUPPLY_V / (self.resistance_ohm(force_n) + (sense_ohm or self.sense_ohm))


def sensor_models() -> dict[str, SensorModel]:
    """Return all models by key."""
    table = tomllib.loads((Path(__file__).parent / "sensors.toml").read_text("utf-8"))
    return {key: SensorModel(key, **row) for key, row in table.items()}
