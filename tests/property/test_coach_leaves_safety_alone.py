"""Alarms and limits are the same with every setting of the coach as without a coach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.audio.mixer import Mixer, Samples
from pawpress.audio.speech import PROGRAM, Speech, engine_path
from pawpress.audio.tones import RATE_HZ
from pawpress.cli.coach.aloud import Spoken
from pawpress.core.coach import FEEDBACKS, CoachSetup, Skill
from pawpress.core.force_line import PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import AlarmChange, FootPair
from pawpress.core.sink import Sink
from pawpress.engine.coach_run import CoachRun
from pawpress.engine.coach_view import CoachOnScreen
from pawpress.engine.coach_voice import CoachVoice
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.messages import AlarmView, Snapshot, ToView
from pawpress.engine.spoken_run import SpokenRun
from pawpress.engine.view_sink import ViewSink, press_view
from pawpress.settings.drill_files import drill_names, shipped_drills
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.texts import LANGUAGES, Texts
from tests.engines import FakeLink, FakeSink, Port, running
from tests.nightly import how_many
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PERIOD_US, CUT = 4000, 700
PAIR = FootPair(giver_kg=60.0, receiver_kg=80.0)
EXAMPLES = int(how_many("PAWPRESS_COACH_SETTINGS", 3, 60))
Display = Literal["lines", "sounds", "speech", "screen"]
DISPLAYS: tuple[Display, ...] = ("lines", "sounds", "speech", "screen")
WORDS = [
    *(("partner", word) for word in ("nice", "same", "less", "more")),
    ("stop", "enough"),
    *(("learner", word) for word in ("show", "next", "done")),
]


def stream(*plateaus_n: float) -> bytes:
    """Return what a rig sends while leans of these forces follow each other on two pads."""
    t_s = times(4.0 * len(plateaus_n) + 1.0, 1e6 / PERIOD_US)
    force_n = np.zeros((len(t_s), 6))
    for number, plateau_n in enumerate(plateaus_n):
        force_n[:, number % 2] += minimum_jerk(t_s, 4.0 * number + 0.5, 0.6, 1.5, 0.6, plateau_n)
    return stream_of(force_n, PERIOD_US)


STREAMS = {"hands": stream(100.0, 380.0), "foot": stream(250.0, 520.0)}
"""Amber and red alarms are in both."""

coach_setups = st.builds(
    CoachSetup,
    drills=st.just(shipped_drills()),
    drill=st.sampled_from([None, *drill_names()]),
    feedback=st.sampled_from([None, *FEEDBACKS]),
    seed=st.integers(0, 2**32 - 1),
    day=st.integers(0, 800_000),
    partner=st.sampled_from(["", "Ben"]),
    skills=st.integers(0, 9).map(lambda rung: {name: Skill(rung=rung) for name in drill_names()}),
    nice_n=st.none() | st.floats(1.0, 900.0),
    stop_n=st.none() | st.floats(1.0, 900.0),
    giver_kg=st.none() | st.floats(20.0, 200.0),
    gates_open=st.booleans(),
    language=st.sampled_from(LANGUAGES),
)


class Loudspeaker(Mixer):
    """Notes at which turn which burst of an alarm was called for."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = 0
        self.bursts: list[tuple[int, float]] = []

    def alarm(self, burst: Samples) -> None:
        self.bursts.append((self.turn, float(np.abs(burst).sum())))
        super().alarm(burst)

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass
class Server:
    """Takes what is published to views."""

    sent: list[ToView] = field(default_factory=list[ToView])

    def publish(self, message: ToView) -> None:
        self.sent.append(message)

    @property
    def alarms(self) -> list[list[AlarmView]]:
        """Whatever changed; a step without an alarm hurries only where it is shown, so states in between may differ."""
        seen = [one.alarms for one in self.sent if isinstance(one, Snapshot)]
        return [now for before, now in pairwise([[], *seen]) if now != before]


@dataclass
class Room:
    """A session on a stream, and whoever listens: a view, a loudspeaker, a coach."""

    mode: Literal["hands", "foot"]
    loudspeaker: Loudspeaker = field(default_factory=Loudspeaker)
    server: Server = field(default_factory=Server)
    due: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def __post_init__(self) -> None:
        self.pipeline = Pipeline(shipped_setup(foot=PAIR if self.mode == "foot" else None))
        self.every = FakeSink()
        self.views = ViewSink(self.server, "pawpress", self.mode, None)  # type: ignore[arg-type]

    def voice(self, language: str = "en", speech: Speech | None = None) -> CoachVoice:
        return CoachVoice(self.loudspeaker, self.loudspeaker, speech, Spoken(Texts(language)).words)

    def words(self) -> list[tuple[str, str]]:
        come, self.due[:] = list(self.due), []
        return come

    def play(self, said: dict[int, tuple[str, str]], turn: Callable[[Any], object], *sinks: Sink) -> dict[str, object]:
        """Return what of the session belongs to safety."""
        link = FakeLink()
        session = running(Port([link]).open, self.every, *sinks, self.views, pipeline=self.pipeline)
        self.views.attach(session.session, "core")
        data = STREAMS[self.mode]
        for number, at in enumerate(range(0, len(data), CUT)):
            self.loudspeaker.turn = number
            link.arriving.append(data[at : at + CUT])
            session.step()
            self.loudspeaker.pull(round(0.01 * RATE_HZ))
            self.due += [said[number]] if number in said else []
            turn(session.session)
        session.session.finish(session.clock())
        events = [event for _, events, _ in self.every.taken for event in events]
        return {
            "alarms": [event for event in events if isinstance(event, AlarmChange)],
            "presses": [event for event in events if isinstance(event, PressGraded)],
            "limits": self.pipeline.setup,
            "episodes": self.pipeline.episodes(),
            "heard": self.loudspeaker.bursts,
            "seen": self.server.alarms,
        }


@cache
def alone(mode: Literal["hands", "foot"]) -> dict[str, object]:
    """Return what happens where nobody coaches."""
    room = Room(mode)
    voice = room.voice()
    voice.attach(room.pipeline)
    return room.play({}, lambda _: None, voice)


def coached(mode: Literal["hands", "foot"], display: Display, setup: CoachSetup, said: dict[int, tuple[str, str]]):
    """Return what happens with a coach of these settings."""
    room = Room(mode)
    if display == "screen":
        config = EngineConfig(source=DemoSource(), mode=mode, coach=setup)
        screen = CoachOnScreen(config, room.views.send, room.views.notify, press_view)
        room.views.shown = screen.shown
        screen.run.attach(room.pipeline)
        found = room.play(said, lambda session: [session.annotate(*word) for word in room.words()], screen.run)
        screen.close()
        return found
    if display == "lines":
        run = CoachRun(setup, lambda _: None, room.words)
        run.attach(room.pipeline)
        return room.play(said, run.turn, run)
    program = engine_path() or PROGRAM
    speech = (
        Speech(setup.language, program, lambda words, urgent: room.loudspeaker.say(words, urgent=urgent))
        if display == "speech"
        else None
    )
    voice = room.voice(setup.language, speech)
    spoken = SpokenRun(CoachRun(setup, voice.said, room.words), voice)
    spoken.attach(room.pipeline)
    return room.play(said, spoken.turn, spoken)


def test_the_streams_hold_red_alarms():
    for mode in ("hands", "foot"):
        raised = {one.alarm.severity for one in alone(mode)["alarms"]}  # type: ignore[attr-defined]
        assert "red" in raised
        assert alone(mode)["heard"]
        assert any(alone(mode)["seen"])  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["hands", "foot"])
@pytest.mark.parametrize("display", DISPLAYS)
@settings(max_examples=EXAMPLES)
@given(
    setup=coach_setups,
    said=st.dictionaries(st.integers(0, 60), st.sampled_from(WORDS), max_size=5),
)
def test_no_setting_of_the_coach_touches_an_alarm_a_verdict_or_a_limit(mode, display, setup, said):
    found, usual = coached(mode, display, setup, said), dict(alone(mode))
    if display not in ("sounds", "speech"):
        found["heard"] = usual["heard"]  # nobody listens
    assert found == usual
