"""A press that comes on too fast is named while it is on: soon, once, and no slow lean with it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.presses_on_line import LEANS, ONSET_S, RISES, evidence_s, measured, said_of, stabbed
from tests.waveforms import times

SOON_S = 0.060
GAINS = (0.92, 1.0, 1.08)
on_both_rates = pytest.mark.parametrize("rate_hz", [500.0, 1000.0])


@on_both_rates
@pytest.mark.parametrize("gain", GAINS)
@pytest.mark.parametrize("plateau_n", [70.0, 90.0, 140.0, 220.0])
@pytest.mark.parametrize("rise_s", [0.05, 0.09, 0.14, 0.2])
@pytest.mark.parametrize("shape", RISES)
def test_a_jab_is_named_within_sixty_milliseconds_of_the_evidence(
    shape: str, rise_s: float, plateau_n: float, gain: float, rate_hz: float
):
    force_n = RISES[shape](times(3.0, rate_hz), rise_s, plateau_n)
    said, [judged] = said_of(measured(force_n, gain, seed=round(rate_hz * rise_s * gain)), rate_hz)
    assert judged.verdict.speed in ("jab", "rushed")
    assert len(said) == 1
    assert said[0].warning.speed in ("jab", "rushed")
    assert said[0].at_s - evidence_s(force_n, rate_hz) <= SOON_S


@on_both_rates
@pytest.mark.parametrize("gain", GAINS)
@pytest.mark.parametrize("plateau_n", [90.0, 140.0, 220.0])
@pytest.mark.parametrize("rise_s", [0.28, 0.34, 0.4])
def test_a_rushed_press_is_named_as_soon(rise_s: float, plateau_n: float, gain: float, rate_hz: float):
    force_n = RISES["minimum jerk"](times(3.0, rate_hz), rise_s, plateau_n)
    said, _ = said_of(measured(force_n, gain, seed=round(plateau_n * gain)), rate_hz)
    assert len(said) == 1
    assert said[0].at_s - evidence_s(force_n, rate_hz) <= SOON_S


@pytest.mark.parametrize("plateau_n", [90.0, 140.0, 220.0])
@pytest.mark.parametrize("rise_s", [0.05, 0.09, 0.14])
def test_an_abrupt_jab_is_called_a_jab(rise_s: float, plateau_n: float):
    force_n = RISES["minimum jerk"](times(3.0, 1000.0), rise_s, plateau_n)
    assert [one.warning.speed for one in said_of(measured(force_n, 1.0, seed=3), 1000.0)[0]] == ["jab"]


@pytest.mark.parametrize("plateau_n", [60.0, 100.0, 180.0])
def test_a_stab_out_of_a_hold_is_named_while_it_rises(plateau_n: float):
    force_n = stabbed(times(6.0, 1000.0), plateau_n)
    [said], [judged] = said_of(measured(force_n, 1.0, seed=4), 1000.0)
    # The thrust takes 0.12 s from the bottom of the dip, and passes 30 % of the plateau 64 ms into it.
    assert "stab" in said.warning.reason
    assert said.at_s - (2.9 + 0.12 + 0.064) <= SOON_S
    assert judged.verdict.verdict == "jab"


@on_both_rates
@pytest.mark.parametrize("gain", GAINS)
@pytest.mark.parametrize("plateau_n", [25.0, 60.0, 100.0, 150.0, 200.0])
@pytest.mark.parametrize("rise_s", [0.7, 0.9, 1.5])
@pytest.mark.parametrize("shape", LEANS)
def test_a_slow_lean_is_never_warned_of(shape: str, rise_s: float, plateau_n: float, gain: float, rate_hz: float):
    force_n = LEANS[shape](times(5.0, rate_hz), rise_s, plateau_n)
    said, [judged] = said_of(measured(force_n, gain, seed=round(plateau_n * rise_s * gain)), rate_hz)
    assert judged.verdict.speed in ("slow", "acceptable")
    assert said == []


def test_noise_and_spikes_are_not_warned_of():
    t_s = times(20.0, 1000.0)
    spikes = np.where(t_s % 1.0 < 0.02, 80.0, 0.0)
    assert said_of(measured(spikes, 1.0, seed=6), 1000.0) == ([], [])


@pytest.mark.parametrize("chunk_s", [0.001, 0.01, 0.5, 12.0])
def test_every_press_is_warned_of_once_and_the_next_one_again(chunk_s: float):
    t_s = times(12.0, 1000.0)
    force_n = sum((RISES["minimum jerk"](t_s - 3.0 * k, 0.1, 120.0) for k in range(3)), np.zeros(len(t_s)))
    said, judged = said_of(measured(force_n, 1.0, seed=7), 1000.0, chunk_s)
    assert [one.warning.onset_s for one in said] == [one.press.onset_s for one in judged]
    assert len(said) == 3


def test_a_warning_tells_pad_onset_time_and_why():
    force_n = RISES["minimum jerk"](times(3.0, 1000.0), 0.09, 140.0)
    [said], _ = said_of(measured(force_n, 1.0, seed=8), 1000.0)
    warning = said.warning
    assert warning.pad == "L1"
    assert warning.onset_s == pytest.approx(ONSET_S, abs=0.03)
    # The newest smoothed force is dated back by the filter's delay.
    assert said.at_s - 0.03 < warning.t_s < said.at_s
    assert "N/s: lean in over a second" in warning.reason
