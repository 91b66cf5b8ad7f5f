"""How soon is a coached session heard: the first syllable of a cue, a short sound, a red alarm over running speech?

The real engine on the firmware's core in real time, the real espeak-ng, and the sound file that holds what a
loudspeaker would have played when it would have played it, 20 ms of a driver's buffer included. What a loudspeaker
itself adds behind that is not in the figures.

    python -m bench.coach_sound [--seconds S]
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.figure import Figure, show_measured
from pawpress.audio.mixer import Mixer
from pawpress.audio.mixer_outputs import SoundFile
from pawpress.audio.speech import Speech, engine_path
from pawpress.audio.tones import PULSE_S, RATE_HZ, burst_samples
from pawpress.cli.coach.aloud import Spoken
from pawpress.core.coach import CoachSetup, Cue, HiddenTest, Output, PressShown, Skill
from pawpress.core.events import Event
from pawpress.core.safety import FootPair
from pawpress.engine.coach_run import CoachRun
from pawpress.engine.coach_voice import CoachVoice
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.headless import Output as HeadlessOutput
from pawpress.engine.headless import run_headless
from pawpress.engine.session import Session
from pawpress.engine.spoken_run import SpokenRun
from pawpress.settings.drill_files import shipped_drills
from pawpress.texts import Texts
from tests.sound_files import read_sound

COMMAND = "python -m bench.coach_sound"
SECONDS = 90.0
SCENARIOS = Path(__file__).parent / "scenarios"
PRESSES, BREAKS = SCENARIOS / "jabs-and-leans.toml", SCENARIOS / "breaks-soon.toml"
BREAKS_S, RUNS = 12.0, 5
AFTER_RED_S, AGAIN_S = 0.8, 2.0
"""A session ends so long after the red alarm; until then words begin anew so often that somebody always speaks."""
FEET = FootPair(giver_kg=60.0, receiver_kg=80.0)
LONG = "This is a long sentence that goes on and on, so that something is always being said, until it is cut off. " * 3
AUDIBLE, LOOKED_S, QUIET_S = 0.02, 1.0, 0.1
TESTED = {"slow": Skill(tests=(HiddenTest(day=0, kind="after", presses_passed=4, presses=5, passed=True),))}
"""Practice, which is heard, comes at once."""
Samples = NDArray[np.float64]


class StampedVoice(CoachVoice):
    """Notes when a cue, a short sound and a red alarm were due."""

    cues_s: list[float]
    tones_s: list[float]
    reds_s: list[float]

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        """Note a red alarm that begins to call."""
        called = self._calling
        super().take(chunk, events, now_s)
        assert self._pipeline is not None
        if self._calling and not called and any(alarm.severity == "red" for alarm, _ in self._pipeline.alarms()):
            self.reds_s.append(now_s)

    def said(self, outputs: Sequence[Output]) -> None:
        """Note when words or a sound were asked for."""
        now_s = time.monotonic()
        spoken = any(isinstance(one, Cue) and one.spoken for one in outputs)
        if not self._calling and spoken:
            self.cues_s.append(now_s)
        elif not self._calling and len(outputs) == 1 and isinstance(outputs[0], PressShown):
            self.tones_s.append(now_s)
        super().said(outputs)


class TalkingVoice(StampedVoice):
    """Speaks without end while no alarm calls."""

    _again_s = 0.0

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        """Go on speaking."""
        super().take(chunk, events, now_s)
        if not self._calling and now_s >= self._again_s and self._speech is not None:
            self._again_s = now_s + AGAIN_S
            self._speech.say(LONG)


class UntilRed(SpokenRun):
    """Ends a session once its red alarm was heard."""

    def turn(self, session: Session) -> bool:
        """Go on until then."""
        assert isinstance(self._voice, StampedVoice)
        reds_s = self._voice.reds_s
        return super().turn(session) and not (reds_s and time.monotonic() > reds_s[0] + AFTER_RED_S)


def heard(scenario: Path, seconds: float, feet: FootPair | None = None) -> tuple[StampedVoice, float, Samples]:
    """Return the stamps of a session, the host time of the first sample, and what was heard."""
    program = engine_path()
    assert program is not None, "install espeak-ng"
    with tempfile.TemporaryDirectory() as folder:
        mixer, path = Mixer(), Path(folder) / "heard.wav"
        file = SoundFile(mixer, path, print)
        known = [] if feet is None else [LONG]
        speech = Speech("en", program, lambda said, urgent: mixer.say(said, urgent=urgent), known)
        kind, beside = (StampedVoice, SpokenRun) if feet is None else (TalkingVoice, UntilRed)
        voice = kind(mixer, file, speech, Spoken(Texts("en")).words)
        voice.cues_s, voice.tones_s, voice.reds_s = [], [], []
        run = CoachRun(CoachSetup(drills=shipped_drills(), drill="slow", feedback="always", skills=TESTED), voice.said)
        mode = "hands" if feet is None else "foot"
        config = EngineConfig(source=DemoSource(scenario=str(scenario), rig="core"), mode=mode, foot=feet)
        run_headless(config, seconds, HeadlessOutput(notice=lambda _: None), beside(run, voice))
        return voice, file.begun_s, read_sound(path)


def waits_ms(seconds: float, runs: int) -> dict[str, list[float]]:
    """Return how long each took, milliseconds, by name.

    Parameters
    ----------
    seconds : float
        How long presses are coached.
    runs : int
        How often a cable breaks.
    """
    voice, begun_s, samples = heard(PRESSES, seconds)
    found = {
        "first syllable of a cue": _onsets_ms(samples, [at - begun_s for at in voice.cues_s]),
        "a short sound": _onsets_ms(samples, [at - begun_s for at in voice.tones_s]),
    }
    reds: list[float] = []
    for _ in range(runs):
        voice, begun_s, samples = heard(BREAKS, BREAKS_S, FEET)
        reds += _reds_ms(samples, [at - begun_s for at in voice.reds_s])
    return {**found, "a red alarm over running speech": reds}


def _onsets_ms(samples: Samples, due_s: Sequence[float]) -> list[float]:
    """Return the waits of those that were due in silence: only there an onset is theirs for certain."""
    waits: list[float] = []
    for at_s in due_s:
        begin = round(at_s * RATE_HZ)
        before = samples[max(0, begin - round(QUIET_S * RATE_HZ)) : begin]
        loud = np.flatnonzero(np.abs(samples[begin : begin + round(LOOKED_S * RATE_HZ)]) > AUDIBLE)
        if len(loud) and not (np.abs(before) > AUDIBLE).any():
            waits.append(1e3 * loud[0] / RATE_HZ)
    return waits


def _reds_ms(samples: Samples, due_s: Sequence[float]) -> list[float]:
    pulse = burst_samples("red")[: round(PULSE_S * RATE_HZ)].astype(np.float64)
    waits: list[float] = []
    for at_s in due_s:
        begin = round(at_s * RATE_HZ)
        speaks = np.abs(samples[max(0, begin - round(0.5 * RATE_HZ)) : begin]).max(initial=0.0) > AUDIBLE
        part = samples[begin : begin + round(0.5 * RATE_HZ)]
        if speaks and len(part) > len(pulse):
            likeness = np.correlate(part, pulse, mode="valid")
            alike = np.flatnonzero(likeness > 0.8 * float(pulse @ pulse))
            if len(alike):  # of the five pulses that follow each other, the first
                near = likeness[: alike[0] + round(0.05 * RATE_HZ)]
                waits.append(1e3 * int(near.argmax()) / RATE_HZ)
    return waits


def measure(seconds: float = SECONDS) -> list[Figure]:
    """Return the figures."""
    return [
        Figure(f"heard after it was due: {name}", _told(ms), COMMAND) for name, ms in waits_ms(seconds, RUNS).items()
    ]


def _told(ms: Sequence[float]) -> str:
    return f"median {np.median(ms):.0f} ms, at most {max(ms):.0f} ms of {len(ms)}"


if __name__ == "__main__":
    show_measured(measure, SECONDS, __doc__)
