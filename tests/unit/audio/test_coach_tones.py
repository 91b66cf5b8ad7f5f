"""The coach's sounds are unlike both alarms, in timbre and in rhythm, and softer."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from pawpress.audio.alarm_bursts import BURSTS
from pawpress.audio.coach_tones import hum_samples, tone_samples
from pawpress.audio.tones import PULSE_S, RATE_HZ, burst_samples

ALARMS = {severity: burst_samples(severity) for severity in BURSTS}
COACH = {"hum": np.tile(hum_samples(), 4), "pass": tone_samples("pass"), "fault": tone_samples("fault")}
ALARM_PULSES = {len(burst.pulses_s) for burst in BURSTS.values()} | {3, 5}


def harmonics(samples: np.ndarray) -> int:
    """Return how many partials are within 15 dB of the loudest, in windows as long as a pulse; the most there are."""
    long = round(PULSE_S * RATE_HZ)
    most = 0
    for begin in range(0, max(1, len(samples) - long + 1), long // 2):
        part = np.pad(samples[begin : begin + long], (0, 4 * long))
        spectrum = np.abs(
            np.fft.rfft(part * np.pad(np.hanning(min(long, len(samples) - begin)), (0, len(part)))[: len(part)])
        )
        hz = np.fft.rfftfreq(len(part), 1.0 / RATE_HZ)
        if spectrum.max() < 1.0:
            continue
        # Partials further apart than the width of a window's peak.
        strong = hz[spectrum > spectrum.max() / 5.6]
        most = max(most, 1 + int(np.count_nonzero(np.diff(strong) > 60.0)))
    return most


def pulses(samples: np.ndarray) -> int:
    """Return how often it begins to sound."""
    window = round(0.01 * RATE_HZ)
    loud = np.convolve(np.abs(samples), np.ones(window) / window, mode="same") > 0.1 * np.abs(samples).max()
    return int(np.count_nonzero(np.diff(np.concatenate(([0], loud.astype(int)))) == 1))


def bands(samples: np.ndarray) -> np.ndarray:
    """Return the share of its energy by third of an octave, from 100 Hz to 6 kHz."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    hz = np.fft.rfftfreq(len(samples), 1.0 / RATE_HZ)
    edges = 100.0 * 2.0 ** (np.arange(19) / 3.0)
    energy = np.array([power[(hz >= low) & (hz < high)].sum() for low, high in pairwise(edges)])
    return energy / np.linalg.norm(energy)


def test_the_measures_know_the_alarms():
    assert {name: harmonics(samples) for name, samples in ALARMS.items()} == {"red": 5, "amber": 5}
    assert {name: pulses(samples) for name, samples in ALARMS.items()} == {"red": 10, "amber": 3}


@pytest.mark.parametrize("name", COACH)
def test_timbre_one_partial_where_alarms_have_five(name):
    assert harmonics(COACH[name]) <= 2  # the two notes of a pass may share a window


@pytest.mark.parametrize("name", COACH)
def test_rhythm_never_three_nor_five_pulses(name):
    assert pulses(COACH[name]) not in ALARM_PULSES
    assert pulses(COACH[name]) <= 2


@pytest.mark.parametrize("name", COACH)
@pytest.mark.parametrize("severity", ALARMS)
def test_spectrum_shares_little_with_an_alarm(name, severity):
    assert float(bands(COACH[name]) @ bands(ALARMS[severity])) < 0.5


@pytest.mark.parametrize("name", COACH)
def test_softer_than_an_alarm(name):
    assert np.abs(COACH[name]).max() <= 0.5 * min(np.abs(samples).max() for samples in ALARMS.values()) + 1e-6


@pytest.mark.parametrize("one", COACH)
@pytest.mark.parametrize("other", COACH)
def test_the_three_are_told_apart(one, other):
    if one != other:
        assert float(bands(COACH[one]) @ bands(COACH[other])) < 0.75


def test_each_is_short():
    assert len(COACH["pass"]) <= 0.2 * RATE_HZ
    assert len(COACH["fault"]) <= 0.2 * RATE_HZ
