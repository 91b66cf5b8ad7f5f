"""Pads as they can be built: sensor, share of the load, and the two resistors that go with it.

One table for the simulator and for hardware/, where the drawn schematic is simulated with the same curves.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class PadBuild(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pad as it is built: everything between the force on it and the converter's pin."""

    title: str
    ohm_at_one_newton: float
    """Resistance with one newton on the sensor itself, without `series_ohm`."""
    exponent: float
    series_ohm: float
    """Resistance that remains at any force."""
    share: float
    """Share of the pad's force that reaches the sensor."""
    current_limit_ma: float
    range_n: float
    """Largest force on the pad, newtons, that the sensor still tells from a larger one."""
    sense_ohm: float
    supervision_ohm: float
    source: str
    """What is known and what is assumed."""

    def sensor_siemens(self, force_n: Floats) -> Floats:
        """Return the conductance of the sensor alone under forces on the pad, any shape."""
        load = (self.share * np.maximum(force_n, 0.0)) ** self.exponent
        return load / (self.ohm_at_one_newton + self.series_ohm * load)

    def pad_siemens(self, force_n: Floats) -> Floats:
        """Return the conductance of the sensor with the supervision resistor across it, any shape."""
        return self.sensor_siemens(force_n) + 1.0 / self.supervision_ohm

    def conductance(self, force_n: Floats) -> Floats:
        """Return the conductance of the pad over that of the sense resistor, any shape."""
        return self.sense_ohm * self.pad_siemens(force_n)


@cache
def pad_builds() -> dict[str, PadBuild]:
    """Return all of them by key."""
    text = files("pawpress.simulator").joinpath("pad_builds.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, PadBuild])
