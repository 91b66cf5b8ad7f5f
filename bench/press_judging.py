"""What judging one press costs, and how soon a fast one is named while it is on."""

from __future__ import annotations

import time

import numpy as np

from bench.figure import Figure, show
from pawpress.core.presses.measure import measure as measure_press
from pawpress.core.presses.waveform import Waveform
from pawpress.simulator.press_shapes import Timing, lean
from tests.presses_on_line import RISES, evidence_s, measured, said_of
from tests.waveforms import times

COMMAND = "python -m bench.press_judging"
RATE_HZ, LENGTH_S = 1000, 3.0
REPEATS = 200
RISES_S = (0.05, 0.07, 0.09, 0.12, 0.16, 0.2)
PLATEAUS_N = (70.0, 100.0, 140.0, 200.0)
GAINS = (0.92, 1.0, 1.08)


def metrics_ms() -> float:
    """Return the time of measuring one press in full, the quickest of many."""
    t_s = np.arange(round(LENGTH_S * RATE_HZ)) / RATE_HZ
    noise_n = np.random.default_rng(1).normal(0.0, 0.2, len(t_s))
    waveform = Waveform()
    force_n = 100.0 * lean(t_s, Timing(0.9, 1.5, 0.6), 1.0) + noise_n
    waveform.append(t_s, force_n, np.zeros(len(t_s), dtype=np.bool_))
    spent: list[float] = []
    for _ in range(REPEATS):
        begin_s = time.perf_counter()
        measure_press("L1", waveform, 0.0, LENGTH_S, 20.0)
        spent.append(time.perf_counter() - begin_s)
    return 1000.0 * min(spent)


def latencies_ms() -> list[float]:
    """Return how long after the evidence each jab is named, by the rig's own clock; noise 0.4 N, gain off by 8 %."""
    found: list[float] = []
    for shape in RISES.values():
        for rise_s in RISES_S:
            for plateau_n in PLATEAUS_N:
                force_n = shape(times(3.0, RATE_HZ), rise_s, plateau_n)
                known_s = evidence_s(force_n, RATE_HZ)
                for gain in GAINS:
                    said, _ = said_of(measured(force_n, gain, seed=len(found)), RATE_HZ)
                    found += [1000.0 * (one.at_s - known_s) for one in said]
    return found


def measure() -> list[Figure]:
    """Return the figures."""
    late = latencies_ms()
    spread = f"median {np.median(late):.0f} ms, at most {max(late):.0f} ms ({len(late)} jabs)"
    return [
        Figure(f"all metrics of a press of {LENGTH_S:g} s at {RATE_HZ} Hz", f"{metrics_ms():.2f} ms", COMMAND),
        Figure("jab named after the 50 ms that show it", spread, COMMAND),
    ]


if __name__ == "__main__":
    show(measure())
