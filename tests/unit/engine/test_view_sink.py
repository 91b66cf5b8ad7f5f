"""What views are told of a session."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace

from pawpress.engine.messages import Notice, PressView, SessionInfo, Snapshot, ToView
from pawpress.engine.view_sink import SNAPSHOT_S, ViewSink
from pawpress.engine.views import ViewServer
from tests.chunks import every
from tests.engines import FakeLink, Port, Running, running
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times, trapezoid


class Listening(ViewServer):
    """A server that keeps what it is to publish."""

    def __init__(self) -> None:
        super().__init__("")
        self.close()
        self.told: list[ToView] = []

    def publish(self, message: ToView) -> None:
        self.told.append(message)

    def of(self, kind: type) -> list[ToView]:
        return [message for message in self.told if isinstance(message, kind)]


def play(
    force_n: np.ndarray, recording: str | None = None, shown: Callable[[Snapshot], Snapshot] | None = None
) -> tuple[Listening, Running]:
    """Let views follow a session of one pad in real steps of 10 ms."""
    server = Listening()
    sink = ViewSink(server, "a title", "hands", recording)
    sink.shown = shown
    stream = stream_of(np.stack((force_n, np.zeros(len(force_n))), axis=1))
    pieces = every(stream, round(len(stream) / len(force_n) * 5))
    run = running(Port([FakeLink(arriving=pieces)]).open, sink)
    sink.attach(run.session, "core")
    for _ in range(len(pieces)):
        run.step(0.01)
    return server, run


LEAN = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)


def test_views_are_told_at_once_that_the_session_waits_for_its_rig():
    server, _ = play(LEAN)
    first = server.told[0]
    assert isinstance(first, SessionInfo)
    assert (first.rig, first.pads, first.title) == (None, [], "a title")


def test_the_rig_its_pads_and_the_limits_are_told_when_it_says_hello():
    server, run = play(LEAN)
    opening = server.of(SessionInfo)[-1]
    assert isinstance(opening, SessionInfo)
    assert opening.rig is not None
    assert (opening.rig.kind, opening.rig.board, opening.rig.pads, opening.rig.rate_hz) == ("core", "uno", 2, 500.0)
    assert [pad.name for pad in opening.pads] == ["A0", "A1"]
    hands = run.session.pipeline.setup.safety.hands
    assert (opening.amber_n, opening.red_n) == (hands.one_hand_amber_n.limit, hands.one_hand_red_n.limit)
    assert (opening.calibrated, opening.uncertainty) == (False, 0.25)


def test_snapshots_come_thirty_times_a_second_and_show_the_newest_force():
    server, run = play(LEAN)
    shots = server.of(Snapshot)
    assert len(shots) == pytest.approx(run.session.wall_s / SNAPSHOT_S, rel=0.15)
    largest = max(shot.force_n[0] for shot in shots if isinstance(shot, Snapshot) and shot.force_n)
    assert largest == pytest.approx(100.0, abs=1.0)


@pytest.mark.parametrize(
    ("peak_n", "hidden", "soon"),
    [(100.0, None, True), (100.0, False, True), (100.0, True, False), (15.0, None, False)],
    ids=["a step", "coached", "hidden", "small"],
)
def test_a_step_that_is_shown_waits_for_no_turn(peak_n: float, hidden: bool | None, soon: bool):
    """Where a coach hides the force, a state that came early would tell of it."""
    step_n = np.where(times(2.0) < 1.005, 0.0, peak_n)
    server, run = play(step_n, shown=None if hidden is None else lambda state: replace(state, hidden=hidden))
    shots = [shot for shot in server.of(Snapshot) if isinstance(shot, Snapshot) and shot.force_n]
    within = [shot for shot in shots if 0.99 < shot.t_s <= 1.06]
    gaps_s = np.diff([shot.host_s for shot in within])
    assert (gaps_s.min() < 0.9 * SNAPSHOT_S) == soon
    assert len(server.of(Snapshot)) == pytest.approx(run.session.wall_s / SNAPSHOT_S, rel=0.15)


def test_a_press_is_told_once_when_it_ends():
    server, run = play(LEAN)
    [press] = server.of(PressView)
    [judged] = run.session.presses
    assert isinstance(press, PressView)
    assert (press.pad, press.verdict, press.hold_s) == ("A0", "steady", judged.press.hold_s)
    assert press.reasons == list(judged.verdict.reasons)


def test_the_hold_of_a_press_in_progress_grows_from_snapshot_to_snapshot():
    server, _ = play(LEAN)
    holds = [shot.progress[0].hold_s for shot in server.of(Snapshot) if isinstance(shot, Snapshot) and shot.progress]
    assert len(holds) > 40
    assert max(holds) == pytest.approx(2.1, abs=0.15)


def test_a_slow_lean_is_at_no_time_called_fast_and_a_poke_is_while_it_lasts():
    def speeds(force_n: np.ndarray) -> set[str | None]:
        shots = play(force_n)[0].of(Snapshot)
        return {view.speed for shot in shots if isinstance(shot, Snapshot) for view in shot.progress}

    assert speeds(LEAN) <= {None, "slow"}
    assert "jab" in speeds(trapezoid(times(3.0), 0.5, 0.06, 1.5, 0.3, 120.0))


def test_an_alarm_is_shown_with_its_remedy_until_it_was_seen():
    server, run = play(minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 250.0))
    last = server.of(Snapshot)[-1]
    assert isinstance(last, Snapshot)
    [alarm] = last.alarms
    assert (alarm.code, alarm.severity, alarm.state, alarm.pad) == ("overload", "amber", "RTN_UNACKNOWLEDGED", "A0")
    assert "250 N on A0" in alarm.message
    assert (alarm.action, alarm.waits, alarm.of_force) == ("EASE OFF", False, True)
    assert alarm.remedy
    run.session.acknowledge()
    run.step(0.1)
    after = server.of(Snapshot)[-1]
    assert isinstance(after, Snapshot)
    assert [view.code for view in after.alarms] == []


def test_the_health_of_the_link_and_the_recording_are_shown():
    server, run = play(LEAN, recording="a.paw")
    last = server.of(Snapshot)[-1]
    assert isinstance(last, Snapshot)
    assert (last.link.state, last.link.lost, last.link.crc_errors) == ("live", 0, 0)
    assert last.link.frames == pytest.approx(run.session.pipeline.health.frames, abs=40)
    assert (last.recording, last.presses, last.by_verdict) == ("a.paw", 1, {"steady": 1})


def test_a_notice_is_passed_on():
    server = Listening()
    ViewSink(server, "", "hands", None).notify(Notice(severity="info", text="hello"))
    assert server.told == [Notice(severity="info", text="hello")]


def test_before_it_knows_its_session_it_keeps_quiet():
    server = Listening()
    sink = ViewSink(server, "", "hands", None)
    sink.take(b"", [], 0.0)
    sink.close()
    assert server.told == []
