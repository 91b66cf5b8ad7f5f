"""Somebody on force plates of a laboratory, as a program of theirs would store it: for files nobody has seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pawpress.core.safety import Episode, FootPair
from pawpress.importers import GradedTable, ImportOptions, judge_table
from pawpress.importers.imported_table import Table
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.safety_limits import load_safety_limits
from pawpress.simulator.press_shapes import minimum_jerk
from tests.waveforms import Array, times

PAIR = FootPair(giver_kg=74.0, receiver_kg=90.0)
WEIGHT_N = 74.0 * 9.80665


@dataclass(frozen=True)
class Plates:
    """How the plates measure."""

    rate_hz: float = 1000.0
    shares: tuple[float, ...] = (0.45, 0.55)
    """How the load is shared; one entry a plate."""
    offsets_n: tuple[float, ...] = (0.0, 0.0)
    noise_n: float = 1.5
    step_n: float = 0.0
    """Quantisation."""

    def read(self, total_n: Array) -> Array:
        """Return what the plates say of a load, shape (n, plates)."""
        plates = len(self.shares)
        noise = np.random.default_rng(7).normal(0.0, self.noise_n, (len(total_n), plates))
        force_n = total_n[:, None] * np.array(self.shares) + noise + np.array(self.offsets_n[:plates])
        return np.round(force_n / self.step_n) * self.step_n if self.step_n else force_n


@dataclass(frozen=True)
class Jump:
    """Step on, stand, push off, fly, land, stand, step off; times in seconds."""

    on_s: float = 1.0
    take_off_s: float = 4.013
    flight_s: float = 0.45
    off_s: float | None = 7.0
    landing_weights: float = 3.0

    @property
    def landing_s(self) -> float:
        return self.take_off_s + self.flight_s

    def force_n(self, t_s: Array) -> Array:
        """Return the load on all plates, shape (n,)."""
        stood = minimum_jerk((t_s - self.on_s) / 0.8)
        if self.off_s is not None:
            stood = stood - minimum_jerk((t_s - self.off_s) / 0.5)
        push = np.interp(t_s - self.take_off_s, [-0.35, -0.2, -0.05, 0.0], [1.0, 1.9, 1.9, 0.0])
        landing = np.interp(
            t_s - self.landing_s, [0.0, 0.05, 0.15, 0.25, 0.4], [0.0, self.landing_weights, 1.2, 0.7, 1]
        )
        pushing = (t_s > self.take_off_s - 0.35) & (t_s < self.take_off_s)
        flying = (t_s >= self.take_off_s) & (t_s < self.landing_s)
        coming_down = (t_s >= self.landing_s) & (t_s < self.landing_s + 0.4)
        return WEIGHT_N * np.select([pushing, flying, coming_down], [push, np.zeros_like(t_s), landing], stood)


def footstep(t_s: Array, at_s: float, length_s: float = 0.65) -> Array:
    """Return one step of walking: a spike of the heel and two humps, shape (n,)."""
    phase = np.clip((t_s - at_s) / length_s, 0.0, 1.0)
    heel = 0.6 * np.exp(-(((t_s - at_s - 0.012) / 0.006) ** 2))
    return WEIGHT_N * (1.15 * np.sin(np.pi * phase) + 0.28 * np.sin(3.0 * np.pi * phase) + heel * (phase > 0.0))


def judged(total_n: Array, plates: Plates, tare: str = "auto", pair: FootPair = PAIR) -> GradedTable:
    """Return what is said of the load."""
    return judged_plates(plates.read(total_n), plates.rate_hz, tare, pair)


def judged_plates(force_n: Array, rate_hz: float, tare: str = "auto", pair: FootPair = PAIR) -> GradedTable:
    """Return what is said of readings, shape (n, plates)."""
    t_s = times(len(force_n) / rate_hz, rate_hz)
    table = Table(t_s, {f"plate{i}": force_n[:, i] for i in range(force_n.shape[1])})
    return judge_table(table, load_limits(), load_safety_limits(), ImportOptions(mode="foot", tare=tare), pair)


def told(answer: GradedTable, code: str, severity: str = "red") -> list[Episode]:
    """Return the alarms of one kind."""
    return [e for e in answer.episodes if (e.alarm.code, e.alarm.severity) == (code, severity)]


def reds(answer: GradedTable) -> set[str]:
    """Return the codes of the red alarms."""
    return {e.alarm.code for e in answer.episodes if e.alarm.severity == "red"}
