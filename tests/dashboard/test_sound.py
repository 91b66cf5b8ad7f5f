"""Alarms on a loudspeaker, and on a computer that has none."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from pawpress.audio.alarm_bursts import BURSTS
from pawpress.audio.sound import BurstLoudspeaker, NoSound, open_sound
from pawpress.audio.tones import PULSE_S, RATE_HZ, burst_samples


class Player:
    """A loudspeaker that remembers; it may be slow, or break."""

    def __init__(self, *, breaks: bool = False) -> None:
        self.heard: list[str] = []
        self.told = threading.Semaphore(0)
        self.breaks = breaks

    def play(self, samples: np.ndarray, rate: int) -> None:
        self.heard.append("red" if len(samples) > RATE_HZ * 2 else "amber")
        self.told.release()
        if self.breaks:
            raise RuntimeError("unplugged")

    def stop(self) -> None:
        self.heard.append("stop")
        self.told.release()


@pytest.mark.parametrize("breaks", [False, True])
def test_bursts_are_played_in_order_and_a_broken_loudspeaker_ends_nothing(breaks: bool):
    player = Player(breaks=breaks)
    speaker = BurstLoudspeaker(player)
    for severity in ("amber", "red"):
        speaker.play(severity)
    speaker.stop()
    assert all(player.told.acquire(timeout=5.0) for _ in range(3))
    speaker.close()
    assert player.heard[:3] == ["amber", "red", "stop"]


@pytest.mark.parametrize("severity", BURSTS)
def test_a_burst_has_its_pulses_where_they_belong_and_never_clips(severity: str):
    samples = burst_samples(severity)
    assert 0.5 < np.abs(samples).max() < 0.7
    for pulse_s in BURSTS[severity].pulses_s:
        at = round((pulse_s + PULSE_S / 2) * RATE_HZ)
        assert np.abs(samples[at : at + 200]).max() > 0.1
    between = round((BURSTS[severity].pulses_s[0] + 1.2 * PULSE_S) * RATE_HZ)
    assert not samples[between : between + 500].any()


@pytest.mark.parametrize("severity", BURSTS)
def test_a_pulse_has_four_harmonics_or_more_in_the_band_that_carries(severity: str):
    pulse = burst_samples(severity)[: round(PULSE_S * RATE_HZ)]
    spectrum = np.abs(np.fft.rfft(pulse * np.hanning(len(pulse))))
    hz = np.fft.rfftfreq(len(pulse), 1.0 / RATE_HZ)
    band = (hz >= 300) & (hz <= 4500)
    peaks = (spectrum[1:-1] > spectrum[:-2]) & (spectrum[1:-1] > spectrum[2:]) & (spectrum[1:-1] > spectrum.max() / 5.6)
    assert np.count_nonzero(peaks & band[1:-1]) >= 4  # 15 dB is a factor of 5.6


def test_what_this_computer_has_is_opened_or_explained_in_one_line():
    sound, why = open_sound()
    sound.close()
    assert "\n" not in why
    assert isinstance(sound, NoSound) or not why
