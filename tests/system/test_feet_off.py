"""Foot mode ends when the feet are off: the screen's truth, the rig's heartbeats, and who may stand the rig down."""

from __future__ import annotations

from typing import NoReturn

import numpy as np
import pytest

from pawpress.core.protocol.schema_generated import GuardState, Mode, Status
from pawpress.core.safety import ALARMS, AlarmMonitor
from pawpress.engine.config import EngineConfig, PortSource
from pawpress.engine.control import UNANSWERED, UNSEEN, Control
from pawpress.engine.foot_ending import EMPTY_FOR_S, RIG_GONE_FOR_S
from pawpress.engine.foot_view import FootPicture
from pawpress.engine.messages import FootView, FootWord, Notice, Quit, Seen, Snapshot, StopFootMode
from pawpress.engine.own_voice import OwnVoice
from pawpress.engine.session import NOT_STOOD_DOWN
from pawpress.engine.view_sink import ViewSink
from pawpress.rig.link import LinkError
from tests.rigsim.foot_scenes import FootScene, stand
from tests.rigsim.wired_boards import WiredAvrBoard
from tests.standing import POLL_S, SELDOM_S, Standing, open_board
from tests.unit.engine.test_own_voice import Heard
from tests.unit.engine.test_view_sink import Listening

QUIET = FootScene("quiet", 60.0, lambda t: (stand(t, 0.5, 8.0, 90.0), stand(t, 0.5, 8.0, 90.0)), frozenset())
"""Both feet for eight seconds, 180 N in all."""


class Watched:
    """A session with its control, views that listen, and the engine's own voice."""

    def __init__(self, kind: str = "core") -> None:
        self.standing = Standing(open_board(kind))
        self.standing.open()
        if isinstance(self.standing.board, WiredAvrBoard):
            self.standing.board.watch_pins()
        self.server = Listening()
        views = ViewSink(self.server, "a title", "foot", None)
        self.standing.session.sinks.append(views)
        views.attach(self.standing.session, "serial")
        config = EngineConfig(source=PortSource(port="/dev/none"), mode="foot")
        self.control = Control(config, self.standing.session, "serial", views, self.standing.clock)
        self.rung_s: list[float] = []
        self.voice = OwnVoice(lambda: self.rung_s.append(self.standing.clock()), Heard())
        self.seen = True
        self.end = ""

    def play(self) -> None:
        self.standing.player.play(QUIET, self.standing.step_number)

    def run(self, seconds: float, poll_s: float = POLL_S) -> list[Status]:
        """Let it run as the engine's loop does; a view vouches for every picture while it is `seen`."""
        heard: list[Status] = []
        for _ in range(round(seconds / poll_s)):
            heard += [event for event in self.standing.run(poll_s, poll_s=poll_s) if isinstance(event, Status)]
            if self.seen:
                self.control.handle(Seen(host_s=self.standing.clock()))
            self.control.be_heard(self.voice)
        return heard

    def feet(self) -> FootView:
        shot = self.server.of(Snapshot)[-1]
        assert isinstance(shot, Snapshot)
        assert shot.foot is not None
        return shot.foot

    def rig(self) -> Status:
        return self.run(1.2, SELDOM_S)[-1]


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_the_picture_of_the_feet_follows_them_on_and_off(watched: Watched):
    watched.run(0.5)
    assert (watched.feet().word, watched.feet().left_s) == ("READY", None)
    watched.play()
    words: list[FootWord] = []
    for _ in range(90):
        watched.run(0.05)
        words += [watched.feet().word]
    foot = watched.feet()
    assert "SHIFT SLOWLY" in words, "while the weight comes on"
    assert words[-1] == "STAND"
    left, right, total = foot.loads
    assert (left.name, right.name, total.name) == ("left", "right", "total")
    assert [load.force_n for load in foot.loads] == pytest.approx([90.0, 90.0, 180.0], rel=0.1)
    lines = {line.columns: line.limit_n for line in _monitor(watched).red_lines() if not line.rise}
    assert {load.red_n for load in foot.loads} <= set(lines.values())
    assert all(load.amber_n < load.red_n for load in foot.loads)
    assert foot.receiver_share == pytest.approx(total.force_n / (80.0 * 9.80665), rel=0.01)
    assert foot.on_s == pytest.approx(4.0, abs=0.5)
    assert foot.left_s is not None
    before_s = foot.left_s
    watched.run(1.0)
    after_s = watched.feet().left_s
    assert after_s is not None
    assert before_s - after_s == pytest.approx(1.0, abs=0.1)


def _monitor(watched: Watched) -> AlarmMonitor:
    monitor = watched.standing.session.pipeline.alarm_monitor
    assert monitor is not None
    return monitor


def test_after_stop_it_watches_until_the_pads_are_empty_and_only_a_person_stands_the_rig_down(watched: Watched):
    watched.play()
    watched.run(3.0, SELDOM_S)
    assert watched.control.handle(StopFootMode()) == "", "nothing ends while somebody stands"
    watched.run(2.0, SELDOM_S)
    assert (watched.feet().phase, watched.feet().word) == ("stepping_off", "STEP OFF")
    assert watched.rig().mode == Mode.FOOT
    watched.run(5.0 + EMPTY_FOR_S, SELDOM_S)
    assert (watched.feet().phase, watched.feet().word) == ("empty", "EMPTY")
    assert watched.rig().mode == Mode.FOOT, "it asks first"
    assert not watched.control.released
    assert "closed" in watched.control.handle(Quit())
    assert watched.control.released


def test_to_leave_while_somebody_stands_takes_a_second_word_and_leaves_the_rig_armed(watched: Watched):
    watched.play()
    watched.run(3.0, SELDOM_S)
    assert watched.control.handle(Quit()) == ""
    watched.run(0.2)
    assert watched.control.handle(Quit()) == "", "the same word twice is no other word"
    assert "stays armed" in watched.control.handle(Quit(anyway=True))
    assert not watched.control.released


def test_near_a_line_the_screen_says_what_the_banner_says(watched: Watched):
    near = FootScene("near", 9.0, lambda t: (stand(t, 0.5, 8.0, 250.0, 3.0), np.zeros_like(t)), frozenset())
    watched.standing.player.play(near, watched.standing.step_number)
    watched.run(4.0)
    told = [(alarm.code, alarm.severity) for alarm, _ in watched.standing.session.pipeline.alarms()]
    assert told == [("overload", "amber")]
    assert watched.feet().word == ALARMS["overload"].action("foot", "amber") == "EASE OFF"


def test_an_alarm_is_raised_after_stop_as_before(watched: Watched):
    heavy = FootScene(
        "heavy", 9.0, lambda t: (stand(t, 0.5, 8.0, 90.0 + 400.0 * (t > 4.0)), np.zeros_like(t)), frozenset()
    )
    watched.standing.player.play(heavy, watched.standing.step_number)
    watched.run(3.0, SELDOM_S)
    watched.control.handle(StopFootMode())
    watched.standing.forget()
    watched.run(4.0)
    assert ("overload", "red", "left foot") in watched.standing.raised()


@pytest.mark.parametrize("kind", ["core", "emulated-avr"])
def test_while_nobody_sees_the_screen_the_engine_rings_and_the_rig_misses_its_host(kind: str):
    watched = Watched(kind)
    watched.play()
    watched.run(3.0, SELDOM_S)
    assert watched.rung_s == []
    watched.standing.buzzer_steps()
    gone_s, watched.seen = watched.standing.clock(), False
    heard = watched.run(3.0)
    assert watched.rung_s[0] - gone_s == pytest.approx(0.8, abs=0.02)
    assert heard[-1].guard == GuardState.HOST_SILENT
    if kind == "emulated-avr":
        sounded_s = watched.standing.buzzer_steps()[0] / 1000 + watched.standing.begun_s
        assert sounded_s - gone_s <= 2.5
    assert any(isinstance(told, Notice) and told.text == UNSEEN for told in watched.server.told)
    watched.seen = True
    rung = len(watched.rung_s)
    heard = watched.run(2.5)
    assert len(watched.rung_s) == rung
    assert heard[-1].guard == GuardState.WATCHING


def test_after_a_stall_nothing_tells_the_rig_of_a_screen_that_was_seen_before_it(watched: Watched):
    """On a busy computer the engine may stand still for seconds, in which the program with the screen ends."""
    standing = watched.standing
    watched.play()
    watched.run(3.0)
    told: list[float] = []
    send, standing.line.send = standing.line.send, lambda frame: (told.append(standing.clock()), send(frame))[1]  # type: ignore[method-assign]
    while not told:
        watched.run(POLL_S)
    stopped_s, watched.seen = standing.clock(), False  # the answer to the heartbeat is not read yet
    standing.clock.wait(2.0)
    for _ in range(400):
        standing.clock.wait(POLL_S)
        watched.control.step()
        watched.control.be_heard(watched.voice)
    assert [at_s for at_s in told if at_s > stopped_s] == []
    assert watched.rig().guard == GuardState.HOST_SILENT


def test_when_the_program_with_the_screen_is_gone_it_goes_on_until_the_feet_are_off_and_leaves_the_rig_armed(
    watched: Watched,
):
    watched.play()
    watched.run(3.0, SELDOM_S)
    assert watched.control.left_alone() == ""
    watched.run(1.0)
    assert watched.rung_s
    watched.run(6.0 + EMPTY_FOR_S, SELDOM_S)
    assert watched.control.left_alone() != ""
    assert not watched.control.released
    assert watched.rig().guard == GuardState.HOST_SILENT


def _pull_the_cable(watched: Watched) -> None:
    def gone() -> NoReturn:
        raise LinkError("/dev/none: the rig is gone. Check the cable and the plug.")

    connection = watched.standing.session.connection
    connection.close()
    connection.opener = gone


def test_with_the_program_with_the_screen_and_then_the_rig_gone_it_rings_for_a_while_and_ends(watched: Watched):
    """An engine that waits on for ever takes whatever is plugged in next under the same name."""
    watched.play()
    watched.run(3.0, SELDOM_S)
    assert watched.control.left_alone() == ""
    _pull_the_cable(watched)
    rung = len(watched.rung_s)
    watched.run(RIG_GONE_FOR_S - 1.0, SELDOM_S)
    assert watched.control.left_alone() == ""
    assert len(watched.rung_s) > rung, "somebody may still stand there"
    watched.run(1.5)
    assert "rig" in watched.control.left_alone()
    assert not watched.control.released


def test_while_somebody_sees_the_screen_it_waits_for_the_rig_as_long_as_it_takes(watched: Watched):
    watched.play()
    watched.run(3.0, SELDOM_S)
    _pull_the_cable(watched)
    watched.run(2.0 * RIG_GONE_FOR_S, SELDOM_S)
    assert watched.control.handle(Seen(host_s=watched.standing.clock())) == ""
    assert watched.standing.session.ended == ""


def test_a_rig_is_stood_down_once_it_says_so_and_only_then(watched: Watched):
    standing = watched.standing
    watched.run(1.0)
    begun_s = standing.clock()
    assert standing.session.stand_down(standing.clock, standing.clock.wait)
    assert standing.clock() - begun_s < 0.2
    assert watched.rig().mode == Mode.HANDS


@pytest.mark.parametrize("why", ["its answers are lost", "it never hears", "somebody stands there"])
def test_a_rig_that_does_not_say_so_is_told_of_within_a_bounded_time(watched: Watched, why: str):
    standing = watched.standing
    if why == "somebody stands there":
        watched.play()
    watched.run(3.0, SELDOM_S)
    if why == "its answers are lost":
        standing.line.go_silent(4000)
    if why == "it never hears":
        standing.line.send = lambda _frame: None  # type: ignore[method-assign]
    begun_s = standing.clock()
    assert not standing.session.stand_down(standing.clock, standing.clock.wait)
    assert standing.clock() - begun_s == pytest.approx(1.5, abs=0.05)
    assert standing.notices[-1].text == NOT_STOOD_DOWN
    assert standing.notices[-1].severity == "error"
    standing.session.finish(standing.clock())


def test_a_terminal_that_answers_nothing_is_told_of_once(watched: Watched):
    for host_s in (1.0, 2.0):
        watched.control.handle(Seen(host_s=host_s, answers=False))
    assert [told.text for told in watched.server.of(Notice) if isinstance(told, Notice)].count(UNANSWERED) == 1


def test_for_hands_there_is_no_picture_of_feet():
    standing = Standing(open_board("core"), foot=False)
    standing.run(2.5)
    assert FootPicture().view(standing.session, standing.clock()) is None
