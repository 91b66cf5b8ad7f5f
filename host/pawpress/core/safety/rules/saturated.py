"""A pad at the end of its range: the true force is higher than what it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import AboveLimit, Edge
from pawpress.core.safety.rule import NEVER, OnPads, Readings
from pawpress.core.safety.site import Site


def rules(site: Site) -> Iterator[OnSaturation]:
    """Return the rule of each hand or foot."""
    for name, columns in site.groups:
        yield OnSaturation(Alarm("saturated", "red", name), Saturation(columns))


class Saturation:
    """Raised while a pad of a group reads beyond its range."""

    def __init__(self, columns: Sequence[int]) -> None:
        self._columns = list(columns)
        self._above = AboveLimit(0.5, 0.5)

    @property
    def raised(self) -> bool:
        """Whether a pad of the group is beyond its range."""
        return self._above.raised

    def forget(self) -> None:
        """Nothing to forget."""

    def process(self, readings: Readings) -> list[Edge]:
        """Return the crossings in these readings."""
        if not (readings.saturated or self._above.raised):
            return []
        block = readings.block
        beyond: NDArray[np.float64] = np.asarray(block.saturated[:, self._columns].sum(axis=1, dtype=np.float64))
        return self._above.process(block.t_s, beyond)


class OnSaturation(OnPads):
    """A rule on whether pads are at the end of their range, and on nothing else."""

    def __init__(self, alarm: Alarm, condition: Saturation) -> None:
        super().__init__(alarm, condition)
        self._beyond = condition

    def sleeps_up_to(self) -> float:
        """Return any force, while no pad was saturated."""
        return NEVER if self._beyond.raised else inf

    def waits_up_to(self) -> float:
        """Return any force: no pad is saturated."""
        return inf
