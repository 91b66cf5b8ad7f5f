"""The sound of a burst, as samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.audio.alarm_bursts import BURSTS

RATE_HZ = 44_100
TONES_HZ = {"red": 880.0, "amber": 523.0}
"""Fundamentals between 150 and 1,000 Hz."""
HARMONICS = (1.0, 0.7, 0.6, 0.5, 0.4)
"""The fundamental and four harmonics, near in loudness, so that a poor loudspeaker or a poor ear still has some."""
PULSE_S, EDGE_S = 0.14, 0.015
LOUDNESS = 0.6


def burst_samples(severity: str) -> NDArray[np.float32]:
    """Return the sound of one burst, shape (n,)."""
    pulses_s = BURSTS[severity].pulses_s
    samples = np.zeros(round((pulses_s[-1] + PULSE_S) * RATE_HZ) + 1, dtype=np.float32)
    pulse = _pulse(TONES_HZ[severity])
    for pulse_s in pulses_s:
        at = round(pulse_s * RATE_HZ)
        samples[at : at + len(pulse)] = pulse
    return samples


def _pulse(tone_hz: float) -> NDArray[np.float32]:
    t_s = np.arange(round(PULSE_S * RATE_HZ)) / RATE_HZ
    wave = sum(share * np.sin(2.0 * np.pi * tone_hz * (n + 1) * t_s) for n, share in enumerate(HARMONICS))
    edges = np.clip(np.minimum(t_s, PULSE_S - t_s) / EDGE_S, 0.0, 1.0)
    loud = np.asarray(wave) * edges
    return (LOUDNESS * loud / np.abs(loud).max()).astype(np.float32)
