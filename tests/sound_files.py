"""Sound files that the coach wrote, read back."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np


def read_sound(path: Path) -> np.ndarray:
    """Return a sound file of `SoundFile` as samples from -1 to 1, shape (n,)."""
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float64) / 32767.0
