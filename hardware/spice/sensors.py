"""What SPICE and the guides need of a kind of pad: resistance, reading and resolution at one force.

The table itself is the simulator's (host/pawpress/simulator/pad_builds.toml).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pawpress.core.calibration.pad_models.fsr_divider import COUNTS_MAX
from pawpress.simulator.pad_builds import PadBuild, pad_builds

SUPPLY_V = 5.0


@dataclass(frozen=True, slots=True)
class SensorModel:
    """One kind of pad at one force, and with another sense resistor than its own."""

    key: str
    kind: PadBuild

    def pad_ohm(self, force_n: float) -> float:
        """Return the resistance of the pad, its supervision resistor included."""
        return 1.0 / float(self.kind.pad_siemens(np.float64(force_n)))

    def counts(self, force_n: float, sense_ohm: float | None = None) -> float:
        """Return the reading the formula predicts, counts."""
        sense = sense_ohm or self.kind.sense_ohm
        return COUNTS_MAX * sense / (sense + self.pad_ohm(force_n))

    def newtons_per_count(self, force_n: float, sense_ohm: float | None = None) -> float:
        """Return the force that one count stands for."""
        step = 0.01 * force_n
        rise = self.counts(force_n + step, sense_ohm) - self.counts(force_n - step, sense_ohm)
        return 2 * step / rise

    def current_ma(self, force_n: float, sense_ohm: float | None = None) -> float:
        """Return the current through the sensor."""
        sensor_ohm = 1.0 / float(self.kind.sensor_siemens(np.float64(force_n)))
        return 1000 * SUPPLY_V / (sensor_ohm + (sense_ohm or self.kind.sense_ohm))


def sensor_models() -> dict[str, SensorModel]:
    """Return all kinds by key."""
    return {key: SensorModel(key, kind) for key, kind in pad_builds().items()}
