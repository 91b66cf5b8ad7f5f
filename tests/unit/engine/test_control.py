"""What views may ask for: notes on a live session, and going through a recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.engine.build import build_session
from pawpress.engine.config import EngineConfig, ReplaySource
from pawpress.engine.control import Control
from pawpress.engine.messages import (
    Acknowledge,
    Annotate,
    GoTo,
    Notice,
    Pace,
    PressView,
    Quit,
    Rewound,
    Snapshot,
    StopFootMode,
)
from pawpress.engine.view_sink import ViewSink
from pawpress.recording import Recorder
from tests.chunks import every
from tests.engines import Clock, FakeLink, Port, running
from tests.recordings import gap_frame, manifest, record
from tests.streams import stream_of
from tests.unit.engine.test_view_sink import Listening
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
STREAM = stream_of(np.stack((PRESS, np.zeros(len(PRESS))), axis=1))
GAP_S = 60.0


class Playing:
    """A recording of two presses with a minute's gap between them, played under control."""

    def __init__(self, folder: Path, speed: float | None = 1.0) -> None:
        self.path = record(folder / "a.paw", every(STREAM + gap_frame(GAP_S) + STREAM, 500))
        self.server, self.clock = Listening(), Clock()
        views = ViewSink(self.server, "a title", "hands", None)
        config = EngineConfig(source=ReplaySource(path=str(self.path), speed=speed))
        session, kind = build_session(config, [views], lambda _: None, self.clock)
        views.attach(session, kind)
        self.control = Control(config, session, kind, views, self.clock)

    def play(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.05)):
            self.control.session.step(self.clock)
            self.clock.now_s += 0.05

    def go_by(self, by_s: float) -> None:
        self.control.handle(GoTo(t_s=self.control.session.pipeline.end_s + by_s))

    def at_s(self) -> float:
        self.control.session.step(self.clock)
        self.control.session.step(self.clock)
        return self.control.session.pipeline.end_s


@pytest.fixture
def playing(tmp_path: Path) -> Playing:
    return Playing(tmp_path)


def test_going_on_jumps_to_the_session_time_wanted(playing: Playing):
    playing.play(1.0)
    before_s = playing.at_s()
    playing.go_by(2.0)
    assert playing.at_s() == pytest.approx(before_s + 2.0, abs=0.06)
    playing.go_by(GAP_S + 2.0)
    assert playing.at_s() == pytest.approx(GAP_S + before_s + 4.0, abs=0.06)


def test_going_back_plays_from_there_and_ends_as_if_played_through(playing: Playing):
    playing.play(5.0)
    playing.go_by(-4.0)
    assert playing.at_s() < 2.0
    assert any(isinstance(message, Rewound) for message in playing.server.told)
    playing.play(12.0)
    assert playing.control.session.connection.over
    playing.control.session.finish(playing.clock())
    graded = judge_recording(playing.path)
    assert playing.control.session.presses == graded.presses
    assert playing.control.session.quality == graded.quality
    assert len(graded.presses) == 2


def test_going_back_from_the_end_begins_to_play_again(playing: Playing):
    playing.play(15.0)
    assert playing.control.session.connection.over
    playing.go_by(-1e9)
    assert playing.at_s() < 0.2
    playing.play(15.0)
    told = playing.server.told
    since = max(number for number, message in enumerate(told) if isinstance(message, Rewound))
    assert sum(isinstance(message, PressView) for message in told[since:]) == 2


def test_a_pause_stands_still_and_goes_on_where_it_was(playing: Playing):
    playing.play(1.0)
    before_s = playing.at_s()
    playing.control.handle(Pace(times=0))
    playing.play(5.0)
    assert playing.at_s() == before_s
    playing.control.handle(Pace(times=0))
    playing.play(1.0)
    assert playing.at_s() == pytest.approx(before_s + 1.0, abs=0.06)


@pytest.mark.parametrize(("times_", "advance_s"), [(2.0, 2.0), (0.5, 0.5), (1e9, 2.0 * 3.0 + GAP_S)])
def test_the_pace_changes_from_now_on(playing: Playing, times_: float, advance_s: float):
    playing.play(1.0)
    before_s = playing.at_s()
    playing.control.handle(Pace(times=times_))
    playing.play(1.0)
    expected_s = min(before_s + advance_s, judge_recording(playing.path).pipeline.end_s)
    assert playing.at_s() == pytest.approx(expected_s, abs=0.06)
    assert "times its pace" in [m.text for m in playing.server.told if isinstance(m, Notice)][-1]


def live(record_to: Path | None) -> tuple[Control, Listening]:
    sinks = [] if record_to is None else [Recorder(record_to, manifest())]
    run = running(Port([FakeLink(arriving=every(STREAM, 500))]).open, *sinks)
    server = Listening()
    views = ViewSink(server, "a title", "hands", None)
    config = EngineConfig(source=ReplaySource(path="-"), record=None if record_to is None else str(record_to))
    for _ in range(30):
        run.step()
    return Control(config, run.session, "core", views, run.clock), server


@pytest.mark.parametrize(("after_s", "told"), [(1.5, "Your partner says: nice."), (7.5, "Nothing was called nice")])
def test_who_calls_no_press_nice_is_told_so(after_s: float, told: str):
    server = Listening()
    views = ViewSink(server, "a title", "hands", None)
    press_n = minimum_jerk(times(8.0), 0.5, 0.8, 1.5, 0.6, 100.0)
    stream = stream_of(np.stack((press_n, np.zeros(len(press_n))), axis=1))
    run = running(Port([FakeLink(arriving=every(stream, 500))]).open, views)
    views.attach(run.session, "core")
    while run.session.pipeline.end_s < after_s:
        run.step()
    control = Control(EngineConfig(source=ReplaySource(path="-")), run.session, "core", views, run.clock)
    control.handle(Annotate(kind="partner", text="nice"))
    for _ in range(5):
        run.step()
    [notice] = server.of(Notice)
    assert isinstance(notice, Notice)
    assert notice.text.startswith(told)
    last = server.of(Snapshot)[-1]
    assert isinstance(last, Snapshot)
    assert (last.nice is not None) == told.startswith("Your partner")


def test_a_note_is_kept_and_confirmed(tmp_path: Path):
    control, server = live(tmp_path / "a.paw")
    control.handle(Annotate(kind="note", text="elbow", t_s=0.4))
    control.handle(Annotate(kind="good_spot"))
    control.handle(Acknowledge())
    assert control.handle(StopFootMode()).startswith("Stop was called")
    end_s = control.session.pipeline.end_s
    control.session.finish(99.0)
    kept = open_recording(tmp_path / "a.paw").annotations()
    assert [(said.kind, said.text) for said in kept[:1]] == [("note", "elbow")]
    assert sorted(said.kind for said in kept[1:]) == ["good_spot", "seen", "stop"]
    assert {said.t_s for said in kept[1:]} == {end_s}
    assert next(m.text for m in server.told if isinstance(m, Notice)) == "Note kept at 0.4 s."


def test_a_note_that_nothing_keeps_is_told():
    control, server = live(None)
    control.handle(Annotate(kind="note", text="elbow"))
    [notice] = [message for message in server.told if isinstance(message, Notice)]
    assert notice.severity == "warning"
    assert "not kept" in notice.text


def test_quitting_ends_the_session_in_order(playing: Playing):
    assert playing.control.handle(Quit()) == "The session was closed."
