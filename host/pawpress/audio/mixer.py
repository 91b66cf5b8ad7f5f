"""Mixes what is heard, newest first by importance: a red alarm, an amber one, words, the coach's sounds, the hum.

Pure: whoever owns a loudspeaker or a file pulls samples, and time is counted in them. An alarm cuts off everything else
with the next block that is pulled. Nothing queues but the urgent words that an alarm itself brings.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.audio.coach_tones import hum_samples
from pawpress.audio.tones import RATE_HZ

Samples = NDArray[np.float32]

CUT_S = 0.005
"""A sound that is cut off fades for so long, so that it does not click."""
SWELL_S = 0.03
"""The hum comes and goes within this."""
UNDER_WORDS = 10.0 ** (-12.0 / 20.0)
"""The hum sinks by 12 dB while somebody speaks."""
KEPT_S = 4.0
"""Urgent words wait so long for the end of a burst, then they are of the past."""


@dataclass(slots=True)
class _Playing:
    samples: Samples
    at: int = 0

    def take(self, n: int) -> Samples:
        part = self.samples[self.at : self.at + n]
        self.at += len(part)
        return part

    @property
    def over(self) -> bool:
        return self.at >= len(self.samples)


class Mixer:
    """What is to be heard now. Every method returns at once and may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._alarm: _Playing | None = None
        self._words: _Playing | None = None
        self._tone: _Playing | None = None
        self._fading: list[_Playing] = []
        self._waiting: tuple[Samples, int] | None = None
        """Urgent words, and the sample at which they were said."""
        self._hum = False
        self._hum_gain, self._hum_phase = 0.0, 0
        self._pulled = 0
        self._hum_loop = hum_samples()

    def alarm(self, burst: Samples) -> None:
        """Begin a burst of an alarm, in the place of everything else."""
        with self._lock:
            self._cut(self._alarm, self._words, self._tone)
            self._words = self._tone = self._waiting = None
            self._alarm = _Playing(burst)

    def stop(self) -> None:
        """Break off the burst."""
        with self._lock:
            self._cut(self._alarm)
            self._alarm = None

    def say(self, words: Samples, *, urgent: bool = False) -> None:
        """Speak in the place of what is spoken; during a burst only urgent words are kept, for its end."""
        with self._lock:
            if self._alarm is not None:
                self._waiting = (words, self._pulled) if urgent else self._waiting
                return
            self._cut(self._words, self._tone)
            self._words, self._tone = _Playing(words), None

    def be_quiet(self) -> None:
        """Break off words, sounds and hum, but no alarm."""
        with self._lock:
            self._cut(self._words, self._tone)
            self._words = self._tone = self._waiting = None
            self._hum = False

    def tone(self, samples: Samples) -> None:
        """Play one of the coach's sounds, unless an alarm sounds or somebody speaks."""
        with self._lock:
            if self._alarm is None and self._words is None:
                self._cut(self._tone)
                self._tone = _Playing(samples)

    def hum(self, *, on: bool) -> None:
        """Let the hum come or go; during a burst it is silent."""
        with self._lock:
            self._hum = on

    def pull(self, n: int) -> Samples:
        """Return the next samples, shape (n,), at `RATE_HZ`, between -1 and 1."""
        with self._lock:
            mixed = self._hummed(n)
            for playing in (self._alarm, self._words, self._tone, *self._fading):
                if playing is not None:
                    part = playing.take(n)
                    mixed[: len(part)] += part
            self._pulled += n
            self._tidy()
        return np.clip(mixed, -1.0, 1.0, out=mixed)

    def _hummed(self, n: int) -> Samples:
        goal = 0.0 if not self._hum or self._alarm is not None else 1.0 if self._words is None else UNDER_WORDS
        if goal == self._hum_gain == 0.0:
            return np.zeros(n, dtype=np.float32)
        step = 1.0 / (SWELL_S * RATE_HZ)
        way = goal - self._hum_gain
        gains = self._hum_gain + np.sign(way) * np.minimum(np.arange(1, n + 1) * step, abs(way))
        places = (self._hum_phase + np.arange(n)) % len(self._hum_loop)
        self._hum_gain, self._hum_phase = float(gains[-1]), int((places[-1] + 1) % len(self._hum_loop))
        return (gains * self._hum_loop[places]).astype(np.float32)

    def _tidy(self) -> None:
        self._fading = [playing for playing in self._fading if not playing.over]
        self._words = None if self._words is None or self._words.over else self._words
        self._tone = None if self._tone is None or self._tone.over else self._tone
        if self._alarm is not None and self._alarm.over:
            self._alarm = None
            if self._waiting is not None:
                words, said = self._waiting
                self._waiting = None
                self._words = _Playing(words) if self._pulled - said <= KEPT_S * RATE_HZ else None

    def _cut(self, *playing: _Playing | None) -> None:
        for one in playing:
            if one is not None:
                left = one.take(round(CUT_S * RATE_HZ))
                self._fading.append(_Playing(left * np.linspace(1.0, 0.0, len(left), dtype=np.float32)))
