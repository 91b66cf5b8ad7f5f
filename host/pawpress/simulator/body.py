"""A body that lives a scenario: newtons and readings of any step, on request.

Strategy: everything is a function of the step's number. Noise comes in blocks whose generator is seeded with the
block's number, so that it does not matter in which portions, or in which order, steps are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pawpress.simulator.board import STEP_US
from pawpress.simulator.pads import CABLE_DECAY_S, GOOD_SENSOR, SUPERVISED_SENSOR, Sensor
from pawpress.simulator.press_shapes import SHAPES
from pawpress.simulator.scenario import Scenario, ScriptedPress, channels_of

STEP_S = STEP_US * 1e-6
NOISE_BLOCK = 256


class Body:
    """A scenario played on the pads of one board.

    Parameters
    ----------
    scenario : Scenario
        What happens; it repeats every `period_s`.
    pads : int
        How many pads the board scans.
    sensors : Sensor or sequence of Sensor, optional
        One for all pads, or one a pad; left out, those of the scenario, with or without supervision resistors.

    Raises
    ------
    ScenarioError
        If the scenario presses a pad the board does not have.
    """

    def __init__(self, scenario: Scenario, pads: int, sensors: Sensor | Sequence[Sensor] | None = None) -> None:
        self._scenario = scenario
        self.pads = pads
        """How many pads it presses on."""
        if sensors is None:
            sensors = SUPERVISED_SENSOR if scenario.has_supervision else GOOD_SENSOR
        self._cut = {
            channel: round(cable.breaks_s / STEP_S)
            for cable in scenario.cable
            for channel in channels_of(cable.pad, pads)
        }
        self._sensors = (sensors,) * pads if isinstance(sensors, Sensor) else tuple(sensors)
        # Pads of one sensor are read at once: an emulated rig does this hundreds of times a second.
        self._alike = all(sensor is self._sensors[0] for sensor in self._sensors)
        self._channels = [channels_of(press.pad, pads) for press in scenario.press]
        phases = np.random.default_rng(scenario.seed).uniform(0.0, 2.0 * np.pi, len(scenario.press))
        self._phases: list[float] = phases.tolist()
        self._noise_sd = np.array([sensor.noise_n for sensor in self._sensors])
        self._noise_block = lru_cache(maxsize=8)(self._make_noise_block)

    def newtons(self, steps: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the true forces.

        Parameters
        ----------
        steps : array, shape (n,)
            Numbers of the steps, in any order.

        Returns
        -------
        array, shape (n, pads), newtons
        """
        return self._forces(steps, felt=False)

    def codes(
        self,
        steps: NDArray[np.int64],
        share: NDArray[np.float64] | float = 1.0,
        added_n: NDArray[np.float64] | float = 0.0,
    ) -> NDArray[np.uint16]:
        """Return what the converter reads, with the sensors' errors and noise; shapes as in `newtons`, counts.

        Parameters
        ----------
        steps : array, shape (n,)
            Numbers of the steps, in any order.
        share : array, shape (n, 1), or float
            How much of the scenario's force acts.
        added_n : array, shape (n, pads), or float
            Force that somebody else adds, newtons.
        """
        codes = self._connected(steps, share, added_n)
        for channel, broken in self._cut.items():
            after = steps >= broken
            at_break = float(self._connected(np.array([broken]), 1.0, 0.0)[0, channel])
            codes[after, channel] = np.round(at_break * np.exp((broken - steps[after]) * (STEP_S / CABLE_DECAY_S)))
        return codes

    def _connected(
        self, steps: NDArray[np.int64], share: NDArray[np.float64] | float, added_n: NDArray[np.float64] | float
    ) -> NDArray[np.uint16]:
        """Return what the converter would read were every cable whole."""
        felt_n = np.maximum(self._forces(steps, felt=True) * share + added_n + self._noise(steps), 0.0)
        if self._alike:
            return self._sensors[0].codes(felt_n)
        return np.stack([sensor.codes(felt_n[:, pad]) for pad, sensor in enumerate(self._sensors)], axis=1)

    def _forces(self, steps: NDArray[np.int64], *, felt: bool) -> NDArray[np.float64]:
        round_s = np.mod(steps * np.float64(STEP_S), self._scenario.period_s).astype(np.float64)
        force_n = np.zeros((len(steps), self.pads))
        for press, channels, phase in zip(self._scenario.press, self._channels, self._phases, strict=True):
            on = (round_s >= press.onset_s) & (round_s < press.end_s)
            if not on.any():
                continue
            share_n = press.plateau_n / len(channels)
            for channel in channels:
                sensor = self._sensors[channel] if felt else None
                force_n[on, channel] += _press_n(press, share_n, phase, round_s[on] - press.onset_s, sensor)
        return force_n

    def _noise(self, steps: NDArray[np.int64]) -> NDArray[np.float64]:
        blocks = steps // NOISE_BLOCK
        if len(steps) and (blocks == blocks[0]).all():
            return self._noise_block(int(blocks[0]))[steps % NOISE_BLOCK] * self._noise_sd
        noise = np.empty((len(steps), self.pads))
        for block in np.unique(blocks).tolist():
            here = blocks == block
            noise[here] = self._noise_block(block)[steps[here] % NOISE_BLOCK]
        return noise * self._noise_sd

    def _make_noise_block(self, block: int) -> NDArray[np.float64]:
        generator = np.random.default_rng((self._scenario.seed, block))
        return generator.standard_normal((NOISE_BLOCK, self.pads))


def _press_n(
    press: ScriptedPress, plateau_n: float, phase: float, t_s: NDArray[np.float64], sensor: Sensor | None
) -> NDArray[np.float64]:
    force_n = plateau_n * SHAPES[press.shape](t_s, press.timing, phase)
    if sensor is None:
        return force_n
    unloading = t_s > press.rise_s + press.hold_s
    return sensor.felt_n(force_n, plateau_n, t_s, unloading)
