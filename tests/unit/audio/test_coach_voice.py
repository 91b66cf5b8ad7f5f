"""Alarms over words on captured sound, as a loudspeaker would play it; sound that hangs keeps no alarm waiting."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import numpy as np
import pytest

from pawpress.audio.mixer import Mixer
from pawpress.audio.mixer_outputs import MixerLoudspeaker, SoundFile
from pawpress.audio.speech import Speech, engine_path
from pawpress.audio.tones import RATE_HZ, burst_samples
from pawpress.cli.coach.aloud import Spoken
from pawpress.core.coach import CUES, Cue, Output
from pawpress.core.safety import Alarm, AlarmState
from pawpress.engine.coach_voice import CoachVoice
from pawpress.texts import Texts
from tests.coached import JAB, begun, forces, judged
from tests.sound_files import read_sound

RED = Alarm("overload", "red", None)
LONG = "This is a long sentence that goes on and on, so that something is always being said, until it is cut off."


class Pipeline:
    """What the voice asks of a pipeline."""

    layout = None
    setup = SimpleNamespace(foot=None)

    def __init__(self) -> None:
        self.on: list[tuple[Alarm, AlarmState]] = []

    def alarms(self) -> list[tuple[Alarm, AlarmState]]:
        return self.on


class Silent:
    """No loudspeaker."""

    def close(self) -> None:
        """Nothing to let go of."""


def red_onset_s(samples: np.ndarray, after_s: float) -> float:
    """Return when the first pulse of a red burst begins, by its likeness to the pulse, seconds."""
    begin = round(after_s * RATE_HZ)
    pulse = burst_samples("red")[: round(0.14 * RATE_HZ)]
    part = samples[begin : begin + round(0.3 * RATE_HZ)]  # the second pulse begins after 0.2 s
    likeness = np.correlate(part, pulse, mode="valid")
    assert likeness.max() > 0.8 * float(pulse @ pulse)
    return (begin + int(likeness.argmax())) / RATE_HZ


@pytest.mark.realtime
@pytest.mark.latency
def test_a_red_alarm_is_heard_over_running_speech_within_100_ms(tmp_path):
    program = engine_path()
    assert program is not None
    waits_s = []
    for turn in range(3):
        mixer, pipeline = Mixer(), Pipeline()
        file = SoundFile(mixer, tmp_path / f"{turn}.wav", print)
        spoken = threading.Event()

        def deliver(samples: np.ndarray, urgent: bool, mixer: Mixer = mixer, spoken: threading.Event = spoken) -> None:
            mixer.say(samples, urgent=urgent)
            spoken.set()

        speech = Speech("en", program, deliver)
        voice = CoachVoice(mixer, file, speech, lambda _: LONG)
        voice.attach(pipeline)  # type: ignore[arg-type]
        voice.said([Cue("short", 0.0)])
        assert spoken.wait(5.0)
        time.sleep(0.4)
        at_s = time.monotonic()
        pipeline.on = [(RED, AlarmState.UNACKNOWLEDGED)]
        voice.take(b"", [], at_s)
        time.sleep(0.5)
        voice.close()
        samples = read_sound(tmp_path / f"{turn}.wav")
        before = samples[round((at_s - file.begun_s - 0.3) * RATE_HZ) : round((at_s - file.begun_s) * RATE_HZ)]
        assert np.abs(before).max() > 0.1  # speech was running
        onset_s = red_onset_s(samples, at_s - file.begun_s - 0.05)
        waits_s.append(onset_s - (at_s - file.begun_s))
        # From then on the burst alone is heard, sample by sample.
        begin = round(onset_s * RATE_HZ)
        mixed = samples[begin + 300 : begin + 6000] - burst_samples("red")[300:6000]
        assert np.abs(mixed).max() < 0.02
    assert max(waits_s) <= 0.1


@pytest.mark.realtime
@pytest.mark.latency
def test_a_tone_begins_within_100_ms(tmp_path):
    mixer = Mixer()
    file = SoundFile(mixer, tmp_path / "a.wav", print)
    voice = CoachVoice(mixer, file, None, lambda _: None)
    coach, said = begun("slow", feedback="always", nice_n=100.0)
    voice.attach(Pipeline())  # type: ignore[arg-type]
    voice.said(said)
    time.sleep(0.2)
    at_s = time.monotonic() - file.begun_s
    voice.said(coach.take(judged(10)))
    time.sleep(0.4)
    voice.close()
    samples = read_sound(tmp_path / "a.wav")
    onset_s = float(np.flatnonzero(np.abs(samples) > 0.02)[0]) / RATE_HZ
    assert 0.0 < onset_s - at_s <= 0.1


def test_the_hum_follows_the_force_in_the_zone_and_stops_for_an_alarm():
    mixer, pipeline = Mixer(), Pipeline()
    coach, said = begun("slow", feedback="always", nice_n=100.0)
    pipeline.layout = coach._layout
    voice = CoachVoice(mixer, Silent(), None, lambda _: None)
    voice.attach(pipeline)  # type: ignore[arg-type]
    voice.said(said)

    def heard(t_s: float, force_n: float) -> bool:
        voice.take(b"", [forces(t_s, force_n)], t_s)
        mixer.pull(4410)
        return bool(np.abs(mixer.pull(4410)).max() > 0.05)

    assert [heard(0.1 * n, force_n) for n, force_n in enumerate((0.0, 60.0, 100.0, 130.0))] == [
        False,
        False,
        True,
        False,
    ]
    assert heard(1.0, 100.0)
    pipeline.on = [(RED, AlarmState.UNACKNOWLEDGED)]
    voice.take(b"", [forces(1.1, 100.0)], 1.1)
    np.testing.assert_allclose(mixer.pull(5000)[2000:], burst_samples("red")[2000:5000], atol=1e-6)


def test_while_an_alarm_calls_only_urgent_words_are_said():
    class Mouth:
        def __init__(self) -> None:
            self.said: list[tuple[str, bool]] = []

        def say(self, text: str, *, urgent: bool = False) -> None:
            self.said.append((text, urgent))

    mouth, pipeline = Mouth(), Pipeline()
    voice = CoachVoice(Mixer(), Silent(), mouth, Spoken(Texts("en")).words)  # type: ignore[arg-type]
    voice.attach(pipeline)  # type: ignore[arg-type]
    pipeline.on = [(RED, AlarmState.UNACKNOWLEDGED)]
    voice.take(b"", [], 0.0)
    voice.said([Cue("short", 0.0)])
    voice.said([Cue("stop", 0.0, urgent=True)])
    pipeline.on = [(RED, AlarmState.RTN_UNACKNOWLEDGED)]
    voice.take(b"", [], 1.0)
    voice.said([Cue("short", 1.0)])
    assert mouth.said == [("Stop. Lift off.", True), ("Stay: count two.", False)]


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.fault)
def test_every_cue_has_words_and_a_first_fault_has_none(cue):
    spoken = Spoken(Texts("fil"))
    assert spoken.words(Cue(cue.fault, 0.0)) == Texts("fil").text(f"cue.{cue.fault}")
    assert spoken.words(Cue(cue.fault, 0.0, spoken=False)) is None


def test_a_hidden_press_is_spoken_of_alike_whatever_it_was():
    heard = []
    for changes in ({}, JAB | {"bounce": None}):
        coach, _ = begun("slow", tested=False, feedback="always")
        said: list[Output] = []
        for number in range(4):
            said += coach.take(judged(number, **changes))
        heard.append([Spoken(Texts("en")).words(one) for one in said])
    assert heard[0] == heard[1]


def test_a_loudspeaker_that_hangs_delays_no_alarm():
    hang = threading.Event()
    speaker = MixerLoudspeaker(
        Mixer(), lambda _: None, lambda: SimpleNamespace(OutputStream=lambda **_: hang.wait(30.0))
    )
    pipeline = Pipeline()
    voice = CoachVoice(Mixer(), speaker, None, lambda _: None)
    voice.attach(pipeline)  # type: ignore[arg-type]
    pipeline.on = [(RED, AlarmState.UNACKNOWLEDGED)]
    begun_s = time.monotonic()
    for turn in range(1000):
        voice.take(b"", [], turn * 0.005)
    assert (time.monotonic() - begun_s) / 1000 < 0.005
    voice.close()
    hang.set()
