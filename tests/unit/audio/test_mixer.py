"""What is heard when several things want to be: a red alarm before all, and nothing queues."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.audio.coach_tones import HUM_HZ, tone_samples
from pawpress.audio.mixer import CUT_S, KEPT_S, SWELL_S, UNDER_WORDS, Mixer
from pawpress.audio.mixer_outputs import BLOCK
from pawpress.audio.tones import RATE_HZ, burst_samples

WORDS_HZ = 300.0


def words(long_s: float = 3.0) -> np.ndarray:
    """Return something that sounds all the time, as speech does not, and is told from all else by its tone."""
    t_s = np.arange(round(long_s * RATE_HZ)) / RATE_HZ
    return (0.5 * np.sin(2 * np.pi * WORDS_HZ * t_s)).astype(np.float32)


def heard(mixer: Mixer, seconds: float) -> np.ndarray:
    """Return what a loudspeaker would get, block by block."""
    return np.concatenate([mixer.pull(BLOCK) for _ in range(round(seconds * RATE_HZ / BLOCK))])


def loudness(samples: np.ndarray, hz: float) -> float:
    """Return the amplitude of one tone."""
    turns = 2j * np.pi * hz * np.arange(len(samples)) / RATE_HZ
    return float(2.0 * abs(np.mean(samples * np.exp(-turns) * np.hanning(len(samples)))) / 0.5)


@pytest.mark.parametrize("severity", ["red", "amber"])
def test_an_alarm_cuts_words_with_the_next_block(severity):
    mixer = Mixer()
    mixer.say(words())
    heard(mixer, 0.5)
    mixer.alarm(burst_samples(severity))
    after = heard(mixer, 0.5)
    np.testing.assert_allclose(
        after[round(CUT_S * RATE_HZ) :], burst_samples(severity)[round(CUT_S * RATE_HZ) : len(after)]
    )
    assert np.abs(after[:BLOCK]).max() > 0.1  # it has begun


def test_a_red_alarm_takes_the_place_of_an_amber_one():
    mixer = Mixer()
    mixer.alarm(burst_samples("amber"))
    heard(mixer, 0.1)
    mixer.alarm(burst_samples("red"))
    after = heard(mixer, 0.14)
    assert loudness(after, 880.0) > 5 * loudness(after, 523.0)


def test_during_a_burst_nothing_else_is_heard_and_nothing_waits_for_its_end():
    mixer = Mixer()
    burst = burst_samples("amber")
    mixer.alarm(burst)
    mixer.hum(on=True)
    mixer.say(words())
    mixer.tone(tone_samples("pass"))
    during = heard(mixer, len(burst) / RATE_HZ)
    np.testing.assert_allclose(during, np.pad(burst, (0, BLOCK))[: len(during)], atol=1e-6)
    mixer.hum(on=False)
    heard(mixer, 0.1)
    assert not heard(mixer, 1.0).any()


def test_urgent_words_follow_the_burst_unless_they_are_old_by_then():
    for burst_s, follows in ((1.0, True), (KEPT_S + 1.0, False)):
        mixer = Mixer()
        mixer.alarm(np.full(round(burst_s * RATE_HZ), 0.3, dtype=np.float32))
        mixer.say(words(), urgent=True)
        mixer.say(words())  # others do not take their place
        heard(mixer, burst_s + 0.1)
        assert heard(mixer, 0.3).any() == follows


def test_the_newest_words_are_heard_and_the_older_ones_are_dropped():
    mixer = Mixer()
    mixer.say(words(1.0))
    heard(mixer, 0.1)
    newer = 0.25 * np.ones(RATE_HZ // 2, dtype=np.float32)
    mixer.say(newer)
    heard(mixer, 0.02)
    assert heard(mixer, 0.4) == pytest.approx(0.25)
    heard(mixer, 0.2)
    assert not heard(mixer, 1.0).any()


def test_a_short_sound_gives_way_to_words():
    mixer = Mixer()
    mixer.say(words())
    mixer.tone(tone_samples("fault"))
    np.testing.assert_allclose(heard(mixer, 0.2), words()[: round(0.2 * RATE_HZ)], atol=1e-6)


def test_the_hum_swells_sinks_under_words_and_goes():
    mixer = Mixer()
    mixer.hum(on=True)
    begun = heard(mixer, 0.1)
    assert np.abs(begun).max() > 0.1
    alone = loudness(heard(mixer, 0.5), HUM_HZ)
    mixer.say(words())
    heard(mixer, 0.1)
    assert loudness(heard(mixer, 0.5), HUM_HZ) == pytest.approx(UNDER_WORDS * alone, rel=0.05)
    mixer.be_quiet()
    heard(mixer, SWELL_S + 0.02)
    assert not heard(mixer, 0.5).any()


def test_the_hum_has_no_step_where_its_loop_closes():
    mixer = Mixer()
    mixer.hum(on=True)
    heard(mixer, 0.1)
    samples = heard(mixer, 2.0)
    assert np.abs(np.diff(samples)).max() < 1.05 * 0.12 * 2 * np.pi * HUM_HZ / RATE_HZ


def test_to_be_quiet_stops_no_alarm():
    mixer = Mixer()
    mixer.alarm(burst_samples("red"))
    mixer.be_quiet()
    assert np.abs(heard(mixer, 0.1)).max() > 0.3
    mixer.stop()
    heard(mixer, 0.02)
    assert not heard(mixer, 2.0).any()
