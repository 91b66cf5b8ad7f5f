"""A recording that is played: jumps, the timeline, what people said in it, and a second recording beside it."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.core.annotation import Annotation
from pawpress.dashboard.stream_feed import StreamFeed
from pawpress.engine.build import build_session
from pawpress.engine.config import EngineConfig, ReplaySource
from pawpress.engine.control import Control
from pawpress.engine.messages import Beside, GoTo, Pace, Rewound, Seen, SessionInfo, Snapshot, Timeline, ToView, Trail
from pawpress.engine.own_voice import OwnVoice
from pawpress.engine.playing import scout as scouting
from pawpress.engine.playing.player import FIRST_PICTURE_S
from pawpress.engine.playing.scout import Scout
from pawpress.engine.view_sink import ViewSink
from pawpress.engine.views import ViewServer
from pawpress.recording import Recorder
from tests.chunks import every
from tests.engines import Clock
from tests.recordings import gap_frame, manifest, record
from tests.streams import stream_of
from tests.unit.engine.test_view_sink import Listening
from tests.waveforms import minimum_jerk, times

GENTLE = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
HARD = minimum_jerk(times(4.0), 0.5, 0.1, 0.2, 0.1, 380.0)
QUIET = np.zeros(500 * 30)
GAP_S = 60.0
BEFORE_S = 42.0


def two_pads(*forces_n: np.ndarray) -> bytes:
    force_n = np.concatenate(forces_n)
    return stream_of(np.stack((force_n, np.zeros(len(force_n))), axis=1))


BEFORE, AFTER = two_pads(GENTLE, HARD, QUIET, GENTLE), two_pads(HARD, QUIET, GENTLE, GENTLE)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two minutes and a half: gentle and hard presses, a gap of a minute, and what the partner said."""
    path = tmp_path_factory.mktemp("played") / "anna.paw"
    recorder = Recorder(path, manifest())
    said = [
        Annotation(3.0, "partner", "nice"),
        Annotation(4.2, "note", "elbow straight"),
        Annotation(14.0, "good_spot", ""),
    ]
    pieces = every(BEFORE + gap_frame(GAP_S) + AFTER, 500)
    for number, piece in enumerate(pieces):
        now_s = number * 500 / len(BEFORE) * BEFORE_S
        due = [one for one in said if one.t_s <= now_s]
        said = said[len(due) :]
        recorder.take(piece, due, 10.0 + now_s)
    recorder.close()
    return path


class Playing:
    """A recording played under control; a look ahead comes to its end at once, since this clock stands still."""

    def __init__(self, path: Path, *, beside: Path | None = None, looked_ahead: bool = True, seen: bool = True) -> None:
        self.server, self.clock = Listening(), Clock()
        views = ViewSink(self.server, "a title", "hands", None)
        source = ReplaySource(path=str(path), beside=None if beside is None else str(beside))
        self.config = EngineConfig(source=source)
        session, kind = build_session(self.config, [views], lambda _: None, self.clock)
        views.attach(session, kind)
        self.control = Control(self.config, session, kind, views, self.clock)
        self.looks_ahead = looked_ahead
        self.play(0.1)
        if seen:
            self.control.handle(Seen(host_s=self.clock.now_s))
            self.play(0.05)

    def play(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.05)):
            self.control.session.step(self.clock)
            if self.looks_ahead:
                self.control.turn()
            self.clock.now_s += 0.05

    def go_to(self, t_s: float) -> Snapshot:
        """Jump, and return the first picture of where it leads, as if it had been played at this very moment."""
        self.control.handle(GoTo(t_s=t_s))
        self.server.told.clear()
        while not (self.of(Snapshot) and self.of(Trail)):
            self.play(0.05)
        snapshot = self.of(Snapshot)[-1]
        assert isinstance(snapshot, Snapshot)
        return msgspec.structs.replace(snapshot, host_s=0.0)

    def of(self, kind: type) -> list[ToView]:
        return self.server.of(kind)

    @property
    def timeline(self) -> Timeline:
        timeline = self.of(Timeline)[-1]
        assert isinstance(timeline, Timeline)
        return timeline


MOMENTS_S = (75.0, 3.6, 36.9, 120.0, 5.1, 99.9, 4.9, 5.0, 34.0, 0.0, 140.0)


def test_a_jump_shows_what_playing_through_to_there_shows(path: Path):
    playing = Playing(path)
    playing.control.handle(Pace(times=0))
    for to_s in MOMENTS_S:
        jumped = playing.go_to(to_s)
        through = Playing(path, looked_ahead=False)
        through.control.handle(Pace(times=0))
        played = through.go_to(to_s)
        assert jumped == played, to_s
        assert jumped.t_s == pytest.approx(to_s, abs=0.06) or BEFORE_S < to_s < BEFORE_S + GAP_S
        assert playing.control.session.pipeline.episodes() == through.control.session.pipeline.episodes()


def test_whatever_was_jumped_over_and_back_the_end_is_judged_as_graded(path: Path):
    playing = Playing(path)
    for to_s in MOMENTS_S:
        playing.go_to(to_s)
    playing.go_to(0.0)
    playing.go_to(50.0)
    playing.go_to(36.0)
    playing.play(200.0)
    session = playing.control.session
    assert session.connection.over
    session.finish(playing.clock())
    graded = judge_recording(path)
    assert session.pipeline.tally.by_verdict == graded.pipeline.tally.by_verdict
    assert session.pipeline.episodes() == graded.pipeline.episodes()
    assert session.presses == graded.presses[-len(session.presses) :]
    assert len(session.presses) >= 3


def test_the_look_ahead_leaves_the_processors_to_the_first_picture(path: Path):
    playing = Playing(path, seen=False)
    assert playing.of(Snapshot), "what plays is shown all the same"
    assert playing.of(Timeline) == []
    playing.control.handle(Seen(host_s=playing.clock.now_s))
    playing.play(0.05)
    assert playing.timeline.complete


def test_a_terminal_that_never_answers_gets_its_timeline_all_the_same(path: Path):
    playing = Playing(path, seen=False)
    playing.play(FIRST_PICTURE_S - 0.3)
    assert playing.of(Timeline) == []
    playing.play(0.4)
    assert playing.timeline.complete


def test_the_look_ahead_finds_what_grading_finds_and_keeps_places(path: Path):
    scout = Scout(open_recording(path))
    while not scout.done:
        scout.work(time.monotonic, 0.01)
    graded = judge_recording(path)
    assert scout.presses == graded.presses
    assert scout.length_s == graded.pipeline.end_s
    assert scout.place_before(1.0) is None
    kept = scout.place_before(130.0)
    assert kept is not None
    assert 100.0 < kept.t_s < 130.0
    assert [len(curve) > 20 for curve in scout.curves.of_press] == [True] * len(graded.presses)
    assert max(scout.curves.of_press[0]) == pytest.approx(graded.presses[0].press.peak_n, rel=0.05)


def test_places_are_thinned_out_and_never_too_many(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scouting, "FIRST_EVERY_S", 0.01)
    monkeypatch.setattr(scouting, "MOST_PLACES", 3)
    monkeypatch.setattr("pawpress.recording.replay_link.MOST_A_READ", 1 << 10)
    scout = Scout(open_recording(path))
    while not scout.done:
        scout.work(time.monotonic, 0.01)
        assert len(scout._places) <= 3
    assert scout.place_before(130.0) is not None


def test_the_timeline_has_presses_alarms_words_notes_and_gaps(path: Path):
    timeline = Playing(path).timeline
    assert (timeline.complete, timeline.open_ended, timeline.name) == (True, False, "anna")
    assert timeline.length_s == pytest.approx(judge_recording(path).pipeline.end_s)
    found = {kind: [m for m in timeline.marks if m.kind == kind] for kind in {m.kind for m in timeline.marks}}
    assert set(found) == {"press", "alarm", "note", "good_spot", "partner", "gap"}
    assert [mark.what for mark in found["press"]] == [p.verdict.verdict for p in judge_recording(path).presses]
    assert {mark.what for mark in found["alarm"]} == {"amber", "red"} or {m.what for m in found["alarm"]} == {"red"}
    assert (found["note"][0].t_s, found["note"][0].text) == (4.2, "elbow straight")
    assert found["partner"][0].what == "nice"
    gap = max(found["gap"], key=lambda mark: mark.end_s - mark.t_s)
    assert gap.end_s - gap.t_s == pytest.approx(GAP_S, abs=1.0)
    assert [mark.t_s for mark in timeline.marks] == sorted(mark.t_s for mark in timeline.marks)


def test_at_the_end_of_a_press_on_the_timeline_it_is_judged(path: Path):
    playing = Playing(path)
    playing.control.handle(Pace(times=0))
    presses = [mark for mark in playing.timeline.marks if mark.kind == "press"]
    assert len(presses) > 4
    for number, mark in enumerate(presses, 1):
        assert playing.go_to(mark.end_s).presses == number


def test_what_the_partner_called_nice_is_known_behind_it_whichever_way_one_comes(path: Path):
    playing = Playing(path)
    assert playing.go_to(2.5).nice is None
    assert playing.go_to(3.5).nice is not None
    assert playing.go_to(130.0).nice is not None
    assert playing.go_to(2.0).nice is None


def test_the_curve_before_a_jump_is_told(path: Path):
    playing = Playing(path)
    playing.go_to(36.8)
    trail = playing.of(Trail)[-1]
    assert isinstance(trail, Trail)
    assert trail.t_s[-1] - trail.t_s[0] == pytest.approx(10.5, abs=0.2)
    playing.go_to(4.0)
    trail = playing.of(Trail)[-1]
    assert isinstance(trail, Trail)
    assert max(trail.force_n) == pytest.approx(100.0, rel=0.1)


def test_presses_before_a_jump_back_are_told_again(path: Path):
    playing = Playing(path)
    playing.go_to(140.0)
    playing.server.told.clear()
    playing.control.handle(GoTo(t_s=126.0))
    [rewound] = playing.of(Rewound)
    assert isinstance(rewound, Rewound)
    graded = [p.press.onset_s for p in judge_recording(path).presses if p.press.onset_s < 110.0]
    assert [press.onset_s for press in rewound.presses] == graded


def test_paused_it_says_so_and_nothing_is_silent_or_heard(path: Path):
    playing = Playing(path)
    playing.go_to(4.6)
    assert playing.control.session.link_state(playing.clock()) == "playing"
    playing.control.handle(Pace(times=0))
    rung: list[str] = []

    class Ear(OwnVoice):
        def update(self, calling: object, now_s: float) -> None:
            rung.append("a call")

    for _ in range(100):
        playing.play(0.5)
        playing.control.be_heard(Ear.__new__(Ear))
        assert playing.control.session.link_state(playing.clock()) == "paused"
    assert rung == []
    assert playing.go_to(20.0).link.state == "paused"


def test_a_recording_without_an_end_is_played_and_said_to_have_none(tmp_path: Path):
    path = record(tmp_path / "cut.paw", every(two_pads(GENTLE, GENTLE), 500), close=False)
    timeline = Playing(path).timeline
    assert timeline.open_ended
    assert timeline.complete
    assert sum(mark.kind == "press" for mark in timeline.marks) == 2


def test_a_damaged_recording_is_played_with_its_gaps(tmp_path: Path):
    path = record(tmp_path / "hurt.paw", every(two_pads(GENTLE, QUIET, GENTLE), 500))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = b"\x55" * 3000
    path.write_bytes(content)
    playing = Playing(path)
    assert any(mark.kind == "gap" for mark in playing.timeline.marks)
    assert playing.go_to(34.0).t_s == pytest.approx(34.0, abs=0.1)


def test_two_recordings_are_compared_at_the_press_that_plays(path: Path, tmp_path: Path):
    other = record(tmp_path / "teacher.paw", every(two_pads(GENTLE, GENTLE), 500))
    playing = Playing(path, beside=other)
    playing.play(1.0)
    beside = playing.of(Beside)[-1]
    assert isinstance(beside, Beside)
    assert beside.here.press is not None
    assert beside.there.press is not None
    assert (beside.here.name, beside.there.name, beside.there.presses) == ("anna", "teacher", 2)
    assert beside.here.curve_n[: len(beside.there.curve_n)] == pytest.approx(beside.there.curve_n, abs=3.0)
    playing.go_to(5.0)
    beside = playing.of(Beside)[-1]
    assert isinstance(beside, Beside)
    assert beside.here.press is not None
    assert beside.here.press.verdict == "jab"
    playing.go_to(140.0)
    beside = playing.of(Beside)[-1]
    assert isinstance(beside, Beside)
    assert beside.there.press is None


def test_a_view_that_comes_later_is_told_the_timeline(path: Path):
    playing = Playing(path)
    server = ViewServer("token")
    for message in playing.server.told:
        server.publish(message)
    feed = StreamFeed(server.port, b"token")
    told: list[ToView] = []
    while not any(isinstance(message, Timeline) for message in told):
        server.poll(0.0)
        told += feed.poll()
    feed.close()
    server.close()
    assert isinstance(told[0], SessionInfo)
    assert told[0].played
