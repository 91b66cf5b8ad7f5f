"""The three sounds of the coach: a hum while the force is where the partner likes it, a pass, a fault.

They are unlike both alarms in timbre (nearly pure tones; alarms have five strong harmonics), in rhythm (one or two
notes, or none; alarms pulse in threes and fives) and in register, two of them below every alarm.
"""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from pawpress.audio.tones import RATE_HZ

ToneName = Literal["pass", "fault"]

HUM_HZ: Final = 330.0
PASS_HZ: Final = (1175.0, 1568.0)
"""Two notes, a fourth upward."""
FAULT_HZ: Final = (247.0, 165.0)
"""One note that falls."""
NOTE_S: Final = 0.09
FAULT_S: Final = 0.16
EDGE_S: Final = 0.008
HUM_LOUD, TONE_LOUD = 0.12, 0.3
"""Softer than an alarm, whose loudest sample is 0.6."""
HUM_LOOP_PERIODS: Final = 165
"""Periods of the hum in half a second: the loop closes without a step."""


def hum_samples() -> NDArray[np.float32]:
    """Return half a second of hum that can be played in a loop, shape (n,)."""
    n = round(HUM_LOOP_PERIODS / HUM_HZ * RATE_HZ)
    turns = HUM_LOOP_PERIODS * np.arange(n) / n
    return (HUM_LOUD * np.sin(2.0 * np.pi * turns)).astype(np.float32)


def tone_samples(name: ToneName) -> NDArray[np.float32]:
    """Return one of the short sounds, shape (n,)."""
    if name == "pass":
        return np.concatenate([_note(hz, hz, NOTE_S) for hz in PASS_HZ])
    return _note(*FAULT_HZ, FAULT_S)


def _note(from_hz: float, to_hz: float, long_s: float) -> NDArray[np.float32]:
    t_s = np.arange(round(long_s * RATE_HZ)) / RATE_HZ
    turns = from_hz * t_s + 0.5 * (to_hz - from_hz) / long_s * t_s**2
    edges = np.clip(np.minimum(t_s, long_s - t_s) / EDGE_S, 0.0, 1.0)
    return (TONE_LOUD * np.sin(2.0 * np.pi * turns) * edges).astype(np.float32)
