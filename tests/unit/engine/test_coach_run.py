"""The coach beside a session: it touches no alarm, and a recording is coached once more to the same words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.analysis.coach_lines import said_lines
from pawpress.analysis.coaching import coach_again, coach_json, output_json
from pawpress.audio.coach_tones import HUM_HZ, PASS_HZ
from pawpress.audio.mixer import Mixer
from pawpress.audio.tones import RATE_HZ
from pawpress.cli.coach.aloud import Spoken
from pawpress.cli.headless_lines import json_line
from pawpress.core.coach import FEEDBACKS, BlockEnded, CoachSetup, HiddenTest, Output, PressHidden, Skill
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import FootPair
from pawpress.engine.coach_run import STOP_CALLED, CoachRun
from pawpress.engine.coach_voice import CoachVoice
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.spoken_run import SpokenRun
from pawpress.recording import Recorder
from pawpress.recording.reader import open_file
from pawpress.settings.drill_files import shipped_drills
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.texts import LANGUAGES, Texts
from tests.engines import FakeLink, Port, running
from tests.nightly import how_many
from tests.recordings import manifest
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PERIOD_US, SLOT_S = 4000, 4.0
GOOD, JAB, HARD = (0.9, 1.4, 0.7, 100.0), (0.08, 0.1, 0.12, 120.0), (0.9, 1.5, 0.8, 380.0)


def stream(presses) -> bytes:
    """Return what a rig sends while presses follow each other on six pads."""
    t_s = times(SLOT_S * len(presses) + 1.0, 1e6 / PERIOD_US)
    force_n = np.zeros((len(t_s), 6))
    for number, (rise_s, hold_s, release_s, plateau_n) in enumerate(presses):
        force_n[:, number % 6] += minimum_jerk(t_s, SLOT_S * number + 0.5, rise_s, hold_s, release_s, plateau_n)
    return stream_of(force_n, PERIOD_US)


STREAM = stream([GOOD, JAB, GOOD, GOOD, JAB, GOOD, JAB])
OVERLOAD = stream([GOOD, HARD])


class Heard(CoachVoice):
    """A voice that is listened to at every step."""

    def __init__(self) -> None:
        self.sound = Mixer()
        super().__init__(self.sound, self, None, Spoken(Texts("en")).words)
        self.samples = [self.sound.pull(1)]

    def take(self, chunk, events, now_s) -> None:
        super().take(chunk, events, now_s)
        self.samples.append(self.sound.pull(441))

    def close(self) -> None:
        """No loudspeaker to let go of."""


def played(
    data: bytes,
    setup: CoachSetup,
    said=(),
    *,
    cut: int = 700,
    path: Path | None = None,
    voice: Heard | None = None,
):
    """Return what the coach said to a stream, with words at some of its pieces."""
    outputs: list[Output] = []
    due: list[tuple[str, str]] = []

    def told(said: Sequence[Output]) -> None:
        outputs.extend(said)
        if voice is not None:
            voice.said(said)

    run = CoachRun(setup, told, lambda: [due.pop(0) for _ in list(due)])
    heard = run if voice is None else SpokenRun(run, voice)
    pipeline = Pipeline(shipped_setup())
    heard.attach(pipeline)
    link = FakeLink()
    config = {"coach": msgspec.to_builtins(setup)}
    sinks = [heard] if path is None else [Recorder(path, manifest(configuration=config)), heard]
    session = running(Port([link]).open, *sinks, pipeline=pipeline)
    words = dict(said)
    for number, at in enumerate(range(0, len(data), cut)):
        link.arriving.append(data[at : at + cut])
        session.step()
        if number in words:
            due.append(words[number])
            run.turn(session.session)
    session.session.finish(session.clock())
    return outputs, run, pipeline


def setup_for(drill=None, **more) -> CoachSetup:
    return CoachSetup(drills=shipped_drills(), drill=drill, **more)


WORDS = [("partner", "nice"), ("partner", "less"), ("partner", "more"), ("stop", "enough"), ("learner", "show")]


@settings(max_examples=int(how_many("PAWPRESS_COACHED", 4, 60)))
@given(
    st.integers(90, 4000),
    st.sampled_from([None, "slow", "nice", "by-feel"]),
    st.dictionaries(st.integers(0, 300), st.sampled_from(WORDS), max_size=6),
)
def test_a_recording_is_coached_once_more_to_the_same_words(tmp_path_factory, cut, drill, said):
    path = tmp_path_factory.mktemp("coached") / "a.paw"
    setup = setup_for(drill, feedback="always", nice_n=100.0, seed=4)
    live, _, _ = played(STREAM, setup, said.items(), cut=cut, path=path)
    assert list(coach_again(open_file(path))) == live


def test_a_recording_that_was_not_coached_is_coached_with_the_usual_course(tmp_path):
    path = tmp_path / "a.paw"
    recorder = Recorder(path, manifest())
    recorder.take(STREAM, [], 0.0)
    recorder.close()
    said = list(coach_again(open_file(path)))
    assert [one.drill for one in said if isinstance(one, BlockEnded)] == ["slow"]


@pytest.mark.parametrize("feedback", FEEDBACKS)
def test_an_alarm_gets_its_cue_whatever_is_hidden(feedback):
    _, run, _ = played(OVERLOAD, setup_for("slow", feedback=feedback))
    assert any(cue in run.coach.cue_counts for cue in ("stop", "less_weight"))


def test_a_fault_of_the_coach_costs_no_alarm(monkeypatch):
    from pawpress.core.coach import Coach

    def stumble(*_: object) -> list[Output]:
        raise RuntimeError("the coach stumbles")

    monkeypatch.setattr(Coach, "take", stumble)
    _, _, pipeline = played(OVERLOAD, setup_for("slow"))
    assert [one.alarm.severity for one in pipeline.episodes() if one.alarm.code == "overload"] == ["amber", "red"]


def test_a_hidden_press_is_one_constant_object():
    assert output_json(PressHidden()) == ("press", {"hidden": True})


HIDDEN_GOOD, HIDDEN_BAD = stream([GOOD] * 4), stream([JAB, (0.3, 0.1, 0.1, 150.0), (0.9, 6.0, 0.5, 60.0), JAB])


@pytest.mark.parametrize("feedback", FEEDBACKS)
def test_hidden_presses_give_the_same_bytes_whatever_they_were(feedback):
    """Lines in both languages, objects, and sound: of the first four presses of the hidden test, real curves."""
    given = []
    for data in (HIDDEN_GOOD, HIDDEN_BAD):
        voice = Heard()
        said, _, _ = played(data, setup_for("slow", feedback=feedback, nice_n=100.0), voice=voice)
        assert sum(isinstance(one, PressHidden) for one in said) == 4
        assert not any(isinstance(one, BlockEnded) for one in said)  # what a block came to is told at its end
        lines = [line for language in LANGUAGES for one in said for line in said_lines(one, Texts(language))]
        objects = [json_line(*made) for one in said if (made := output_json(one)) is not None]
        given.append("\n".join([*lines, *objects]).encode())
        assert not np.concatenate(voice.samples).any()
    assert given[0] == given[1]


def test_what_is_shown_is_heard():
    """The same curves as above, shown: so that silence there is no broken ear."""
    voice = Heard()
    tested = {"slow": Skill(tests=(HiddenTest(day=0, kind="after", presses_passed=4, presses=5, passed=True),))}
    setup = setup_for("slow", feedback="always", nice_n=100.0, skills=tested)
    played(HIDDEN_GOOD, setup, voice=voice)
    samples = np.concatenate(voice.samples)
    hz = np.fft.rfftfreq(len(samples), 1.0 / RATE_HZ)
    power = np.abs(np.fft.rfft(samples)) ** 2
    share = {near: power[np.abs(hz - near) < 25.0].sum() / power.sum() for near in (HUM_HZ, *PASS_HZ)}
    assert share[HUM_HZ] > 0.1
    assert min(share.values()) > 0.01


def test_every_output_has_fields_that_can_be_written():
    said, run, _ = played(STREAM, setup_for("slow", feedback="always", nice_n=100.0), {5: ("partner", "less")}.items())
    for one in said:
        made = output_json(one)
        assert made is None or msgspec.json.encode(made)
    summary = coach_json(run.coach)
    assert summary["drills"] == [
        {"name": "slow", "attempts": 7, "passed": False, "criterion": "4 of 5", "feedback": "always"}
    ]
    assert summary["cue_counts"]["less"] == 1
    assert summary["partner"]["words"] == {"less": 1}


def on_pads(force_n: float, *, foot: bool, said):
    """Return a run and its session, with a steady force on the first pad and words to come."""
    due = list(said)
    pipeline = Pipeline(shipped_setup(foot=FootPair(giver_kg=60.0, receiver_kg=80.0) if foot else None))
    run = CoachRun(setup_for("feet" if foot else "slow"), lambda _: None, lambda: [due.pop(0)] if due else [])
    run.attach(pipeline)
    force = np.zeros((500, 6))
    force[:, 0] = force_n
    link = FakeLink(arriving=[stream_of(force, PERIOD_US)])
    session = running(Port([link]).open, run, pipeline=pipeline)
    session.step()
    return run, session.session


@pytest.mark.parametrize("word", [("stop", "enough"), ("learner", "end")])
def test_feet_are_watched_until_the_pads_are_empty(word):
    run, session = on_pads(150.0, foot=True, said=[word])
    assert run.turn(session)
    assert session.ending.why == ""
    run, session = on_pads(2.0, foot=True, said=[word])
    assert not run.turn(session)
    assert session.ending.why == (STOP_CALLED if word[0] == "stop" else "")


def test_stop_does_not_end_a_session_of_hands():
    run, session = on_pads(0.0, foot=False, said=[("stop", "enough"), ("learner", "end")])
    assert run.turn(session)
    assert session.ending.why == ""
    assert not run.turn(session)


def test_the_setup_travels_with_the_config():
    config = EngineConfig(source=DemoSource(), coach=setup_for("slow", skills={"slow": Skill(rung=2)}))
    assert msgspec.json.decode(msgspec.json.encode(config), type=EngineConfig) == config
