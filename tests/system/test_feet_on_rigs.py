"""Feet on the firmware's core and on its emulated image: every alarm it deserves, no other, and in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.core.layout import Layout
from pawpress.core.protocol.schema_generated import (
    FaultCode,
    GetSettings,
    GuardOption,
    GuardState,
    Limits,
    Mode,
    SaveSettings,
    SetLimits,
    Status,
)
from pawpress.core.safety import AlarmState
from pawpress.rig.arming import ArmingRefused
from pawpress.rig.link import LinkError
from pawpress.settings.layout_files import default_layout
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import CABLE_DECAY_S, GOOD_SENSOR, SUPERVISED_SENSOR, codes_of_newtons
from tests.calibrations import calibration, curve
from tests.rigsim.foot_bodies import stand
from tests.rigsim.foot_scenes import LEFT, SCENES, FootScene
from tests.rigsim.wired_boards import WiredAvrBoard
from tests.standing import CALIBRATION, POLL_S, SELDOM_S, Standing, open_board

RIGS = ("core", "emulated-avr")
BUZZER_MS, EVENT_MS, EARLY_MS = 5.0, 20.0, 15.0
WINDOW = 50
"""Steps over which a rise is measured."""


@pytest.fixture(params=RIGS)
def standing(request: pytest.FixtureRequest) -> Standing:
    """Return an open session in foot mode on a rig."""
    return opened(str(request.param))


def opened(kind: str, layout: Layout | None = None) -> Standing:
    begun = Standing(open_board(kind), layout=layout)
    begun.open()
    if isinstance(begun.board, WiredAvrBoard):
        begun.board.watch_pins()
    begun.forget()
    return begun


def crossing(standing: Standing, begun: int, steps: int) -> int | None:
    """Return the first step at which the true forces pass a red line; None if they never do."""
    guard = standing.session.pipeline.alarm_monitor
    assert guard is not None
    force_n = standing.player.forces_n(np.arange(begun, begun + steps))
    firsts: list[int] = []
    for line in guard.red_lines():
        total = force_n[:, line.columns].sum(axis=1)
        past = np.concatenate((np.full(WINDOW, total[0]), total))
        lowest = np.lib.stride_tricks.sliding_window_view(past, WINDOW + 1).min(axis=1)
        over = np.flatnonzero((total - lowest if line.rise else total) > line.limit_n)
        firsts += [begun + int(over[0])] if len(over) else []
    return min(firsts, default=None)


def reds_told_s(standing: Standing) -> list[float]:
    return [
        told.host_s
        for told in standing.told
        if told.change.alarm.severity == "red" and told.change.state is AlarmState.UNACKNOWLEDGED
    ]


@pytest.mark.timeout(500)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_scene_raises_its_alarms_and_no_others_and_in_time(standing: Standing, scene: FootScene):
    standing.buzzer_steps()
    timed = ("rig_trip", "red", None) in scene.alarms
    begun = standing.play(scene, POLL_S if timed else SELDOM_S)
    assert standing.raised() == scene.alarms
    crossed = crossing(standing, begun, round(scene.length_s * 1000))
    if crossed is None or not timed:
        return
    told_ms = min(reds_told_s(standing)) * 1000 - standing.begun_s * 1000 - crossed
    assert -EARLY_MS <= told_ms <= EVENT_MS
    sounded = [step - crossed for step in standing.buzzer_steps() if step >= crossed - EARLY_MS]
    if isinstance(standing.board, WiredAvrBoard):
        assert sounded[0] <= BUZZER_MS, f"buzzer after {sounded[0]:.1f} ms"


def test_to_acknowledge_ends_the_trip_of_the_rig_only_when_its_cause_is_gone(standing: Standing):
    heavy = FootScene("heavy", 8.0, lambda t: (stand(t, 0.5, 5.0, 500.0, 1.5), np.zeros_like(t)), frozenset())
    standing.player.play(heavy, standing.step_number)
    standing.run(4.0, poll_s=SELDOM_S)
    assert standing.session.pipeline.tripped
    standing.session.acknowledge()
    standing.run(0.5)
    assert standing.session.pipeline.tripped, "the weight is still on"
    assert any("still holds" in notice.text for notice in standing.notices)
    standing.run(4.0, poll_s=SELDOM_S)
    standing.session.acknowledge()
    standing.run(0.5)
    assert not standing.session.pipeline.tripped
    assert not [alarm for alarm, _ in standing.session.pipeline.alarms() if alarm.code == "rig_trip"]


QUIET = FootScene("quiet", 60.0, lambda t: (stand(t, 0.5, 50.0, 90.0), stand(t, 0.5, 50.0, 90.0)), frozenset())


def on_quiet(standing: Standing) -> Standing:
    standing.player.play(QUIET, standing.step_number)
    standing.run(3.0, poll_s=SELDOM_S)
    assert standing.raised() == set()
    return standing


def silence(standing: Standing) -> None:
    standing.line.go_silent(300)


def storm(standing: Standing) -> None:
    standing.line.flip_bits(8)


def stopped_clock(standing: Standing) -> None:
    standing.line.stop_clock(600)


def stumbling(standing: Standing) -> None:
    """Let the next readings meet a program with a fault in it."""
    pipeline = standing.session.pipeline
    process = pipeline._stages.line.process  # type: ignore[union-attr]

    def fails(*_: object) -> list[object]:
        pipeline._stages.line.process = process  # type: ignore[union-attr,method-assign]
        raise ZeroDivisionError("out of numbers")

    pipeline._stages.line.process = fails  # type: ignore[union-attr,method-assign,assignment]


def falling_behind(standing: Standing) -> None:
    """Let what is read get 0.4 s old and stay so."""
    held: list[bytes] = []
    read = standing.link.read

    def late() -> bytes:
        held.append(read())
        return held.pop(0) if len(held) > 80 else b""

    standing.link.read = late  # type: ignore[method-assign]


FAULTS: dict[str, tuple[Callable[[Standing], None], set[str]]] = {
    "no readings for 300 ms": (silence, {"signal_lost"}),
    "damaged frames": (storm, {"link_noise"}),
    "a clock that stops": (stopped_clock, {"host_behind"}),
    "a host that falls behind": (falling_behind, {"host_behind", "signal_lost"}),
    "a program that stumbles": (stumbling, {"host_fault"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_keeps_the_host_from_watching_is_red_itself(standing: Standing, fault: str):
    on_quiet(standing)
    produce, expected = FAULTS[fault]
    produce(standing)
    standing.run(2.0)
    assert standing.raised() == {(code, "red", None) for code in expected}


@pytest.mark.parametrize("load_n", [0.0, 150.0])
def test_a_pad_whose_cable_breaks_is_red_also_while_it_is_empty(standing: Standing, load_n: float):
    dies = standing.step_number + 4000

    class Dying:
        """L1 is cut off after four seconds and decays as the circuit of the board does."""

        def codes(self, steps: NDArray[np.int64]) -> NDArray[np.uint16]:
            t_s = (steps - dies + 4000) / 1000.0
            force_n = np.zeros((len(steps), 6))
            force_n[:, LEFT[0]] = stand(t_s, 0.5, 60.0, load_n) + 0.6 * np.sin(0.37 * steps)
            codes = codes_of_newtons(np.maximum(force_n, 0.0), SUPERVISED_SENSOR)
            left = np.exp(-np.maximum(steps - dies, 0) * 0.001 / CABLE_DECAY_S)
            codes[:, LEFT[0]] = np.round(codes[:, LEFT[0]] * left)
            return codes

    standing.link._body = Dying()
    standing.run(3.5, poll_s=SELDOM_S)
    standing.run(2.5)
    assert ("dead_pad", "red", "L1") in standing.raised()
    assert {code for code, _, _ in standing.raised()} <= {"dead_pad", "rig_trip", "rig_fault"}
    [told_s] = [told.host_s for told in standing.told if told.change.alarm.code == "dead_pad"]
    assert 0.0 < told_s - standing.begun_s - dies / 1000.0 < 0.3


def test_a_foot_that_slides_to_the_spine_is_told_by_host_and_rig():
    spine = default_layout(6)
    pads = tuple(msgspec.structs.replace(pad, side="centre") if pad.name == "L3" else pad for pad in spine.pad)
    begun = Standing(open_board("emulated-avr"), layout=Layout("spine", "spine", pads))
    begun.open()

    class Sliding:
        """A foot of 150 N that slides from L1 to the pad on the spine within four seconds."""

        def codes(self, steps: NDArray[np.int64]) -> NDArray[np.uint16]:
            t_s = (steps - first) / 1000.0
            force_n = np.zeros((len(steps), 6))
            foot_n = stand(t_s, 0.5, 12.0, 150.0)
            share = np.clip((t_s - 3.0) / 4.0, 0.0, 0.9)
            force_n[:, 0], force_n[:, 4] = foot_n * (1.0 - share), foot_n * share
            felt_n = np.maximum(force_n + 0.4 * np.sin(0.37 * steps)[:, None], 0.0)
            return codes_of_newtons(felt_n, SUPERVISED_SENSOR)

    first = begun.step_number
    begun.link._body = Sliding()
    begun.forget()
    begun.run(9.0)
    assert begun.raised() == {
        ("centre_line", "amber", "L3"),
        ("centre_line", "red", "L3"),
        ("rig_trip", "red", "L3"),
    }


@dataclass
class Cable:
    """Can be pulled and put back."""

    standing: Standing

    def __post_init__(self) -> None:
        self._link = self.standing.link
        self.is_out = False
        self.standing.session.connection.opener = self.open
        self.standing.session.connection.link = self.open()

    name, kind = "cable", "emulated"

    def open(self) -> Cable:
        if self.is_out:
            raise LinkError("the cable is out")
        return self

    def read(self) -> bytes:
        received = self._link.read()
        return b"" if self.is_out and not self._fail() else received

    def write(self, frame: bytes) -> None:
        if not self.is_out:
            self._link.write(frame)

    def close(self) -> None:
        pass

    def _fail(self) -> bool:
        raise LinkError("the cable is out")


def test_a_cable_pulled_in_mid_step_is_red_the_rig_beeps_and_on_return_it_is_armed_again(standing: Standing):
    cable = Cable(standing)
    on_quiet(standing)
    standing.buzzer_steps()
    cable.is_out = True
    for _ in range(500):
        standing.run(0.005)
        standing.link.read()  # the rig lives on
    assert standing.raised() == {("signal_lost", "red", None), ("unguarded", "red", None)}
    assert standing.buzzer_steps() or not isinstance(standing.board, WiredAvrBoard), (
        "nobody monitors, and the rig is silent"
    )
    cable.is_out = False
    standing.run(3.0)
    standing.session.acknowledge()
    assert standing.session.pipeline.alarms() == []


def test_a_hub_that_resets_takes_port_and_rig_away_and_both_are_armed_again(standing: Standing):
    cable = Cable(standing)
    on_quiet(standing)
    cable.is_out = True
    standing.run(0.6)
    standing.board.reset()
    cable.is_out = False
    events = standing.run(5.0)
    assert {("signal_lost", "red", None), ("unguarded", "red", None)} <= standing.raised()
    status = [event for event in events if isinstance(event, Status)][-1]
    assert (status.mode, status.guard) == (Mode.FOOT, GuardState.WATCHING)
    standing.session.acknowledge()
    assert standing.session.pipeline.alarms() == []


def test_a_computer_that_sleeps_makes_the_rig_beep_and_is_red_when_it_wakes(standing: Standing):
    """Its clock goes on, what the rig sends is lost, and no step is made."""
    on_quiet(standing)
    standing.buzzer_steps()
    slept_steps = 4000
    for _ in range(slept_steps // 100):
        standing.line.run(standing.player.codes(np.arange(100) + standing.step_number))
    assert standing.buzzer_steps() or not isinstance(standing.board, WiredAvrBoard)
    standing.clock.wait(slept_steps / 1000)
    standing.link._lived += slept_steps
    standing.run(1.0)
    assert ("signal_lost", "red", None) in standing.raised()


def test_limits_of_another_mat_in_the_rig_are_replaced_before_feet_come():
    """What is in the EEPROM may be of any mat; foot mode opens on what reads back as of this one."""
    strange = SetLimits(7, 6, 0, 100, 0, 10, 0, 1020, GuardOption.FEET_UNSUPERVISED, (*[1000] * 6, 200))
    other = Standing(open_board("core"))
    store = iter((strange, SaveSettings()))
    other.run(2.5)
    guard = other.session.rig_guard
    assert guard is not None
    other.session.rig_guard = None
    for command in store:
        other.session.connection.send(command, other.clock())
        other.run(1.0)
    other.board.reset()
    other.session.rig_guard = guard
    other.open()
    other.session.connection.send(GetSettings(), other.clock())
    stored = [event for event in other.run(1.0) if isinstance(event, Limits)][-1]
    assert guard.limits is not None
    assert stored.calibration_id == guard.limits.command.calibration_id != strange.calibration_id
    assert stored.open_below > 0


def test_a_host_that_stops_is_noticed_by_the_rig(standing: Standing):
    on_quiet(standing)
    standing.buzzer_steps()
    for _ in range(600):
        standing.clock.wait(0.005)
        standing.link.read()  # the rig lives on; nobody listens
    events = standing.run(1.5)
    assert standing.raised() == {("signal_lost", "red", None)}
    assert standing.buzzer_steps() or not isinstance(standing.board, WiredAvrBoard)
    assert [event.guard for event in events if isinstance(event, Status)][-1] == GuardState.WATCHING


def test_the_partners_stop_ends_foot_mode_at_once(standing: Standing):
    on_quiet(standing)
    standing.board.open_loop()
    standing.run(0.05)
    assert "stop" in standing.session.ending.why
    assert ("stop", "red", None) in standing.raised()
    standing.session.finish(standing.clock())


def test_with_the_stop_loop_open_feet_are_refused():
    begun = Standing(open_board("core"))
    begun.board.open_loop()
    with pytest.raises(ArmingRefused, match=r"stop loop is open.*[Cc]lose it"):
        begun.open()


def test_pads_without_supervision_resistors_are_refused_with_the_way_out():
    bare = known_calibration("demo", 6, "2026-03-01T12:00:00Z", GOOD_SENSOR)
    with pytest.raises(ArmingRefused, match=r"broken cable cannot be told on L1, R1"):
        Standing(open_board("core"), calibration=bare).open()
    layout = msgspec.structs.replace(default_layout(6), unsupervised=True)
    Standing(open_board("core"), calibration=bare, layout=layout).open()


RESISTOR = msgspec.structs.replace(default_layout(6), loop_resistor=True)


@pytest.mark.parametrize("kind", RIGS)
@pytest.mark.parametrize("how", ["open", "short"])
def test_a_stop_loop_that_ends_in_a_resistor_stops_open_and_shorted(kind: str, how: str):
    begun = on_quiet(opened(kind, RESISTOR))
    begun.buzzer_steps()
    fault = begun.board.open_loop if how == "open" else begun.board.short_loop
    fault(True)
    events = begun.run(1.2)
    assert ("stop", "red", None) in begun.raised()
    [told_s] = [told.host_s for told in begun.told if told.change.alarm.code == "stop"]
    assert told_s < begun.clock() - 1.2 + 0.06
    assert "stop" in begun.session.ending.why
    assert begun.buzzer_steps() or not isinstance(begun.board, WiredAvrBoard)
    faults = [event.faults for event in events if isinstance(event, Status)][-1]
    wrong = FaultCode.STOP_LOOP_OPEN if how == "open" else FaultCode.STOP_LOOP_SHORTED
    assert faults & (1 << FaultCode.STOP_LOOP_OPEN | 1 << FaultCode.STOP_LOOP_SHORTED) == 1 << wrong


def test_a_shorted_loop_with_its_resistor_keeps_feet_off():
    begun = Standing(open_board("emulated-avr"), layout=RESISTOR)
    begun.board.short_loop()
    with pytest.raises(ArmingRefused, match=r"open, or shorted before its resistor.*pinch in its cable"):
        begun.open()


def test_without_its_resistor_a_shorted_loop_is_a_closed_one(standing: Standing):
    """What the gate says aloud: nobody can tell."""
    on_quiet(standing)
    standing.board.short_loop()
    standing.run(1.2)
    assert standing.raised() == set()


def test_with_one_bare_pad_the_program_still_watches_the_cables_of_the_others():
    supervised, bare = CALIBRATION, known_calibration("demo", 6, "2026-03-01T12:00:00Z", GOOD_SENSOR)
    mixed = msgspec.structs.replace(supervised, pad=(*supervised.pad[:3], bare.pad[3], *supervised.pad[4:]))
    with pytest.raises(ArmingRefused, match=r"broken cable cannot be told on R2:"):
        Standing(open_board("emulated-avr"), calibration=mixed).open()
    layout = msgspec.structs.replace(default_layout(6), unsupervised=True)

    class Cut:
        """Nobody stands there; the cable of L1 breaks after 4 s and that of R2, which has no resistor, after 5 s."""

        def codes(self, steps: NDArray[np.int64]) -> NDArray[np.uint16]:
            codes = codes_of_newtons(np.zeros((len(steps), 6)), SUPERVISED_SENSOR)
            codes[:, 3] = 0
            codes[steps > 4000, 0] = 0
            return codes

    begun = Standing(open_board("emulated-avr"), Cut(), calibration=mixed, layout=layout)
    begun.open()
    assert begun.session.rig_guard is not None
    assert begun.session.rig_guard.limits is not None
    command = begun.session.rig_guard.limits.command
    assert (command.open_below, command.options) == (0, GuardOption.FEET_UNSUPERVISED)
    begun.run(4.0)
    assert begun.raised() == {("dead_pad", "red", "L1")}


def test_pads_whose_curves_end_too_low_are_refused():
    low = calibration(*(curve(pad=pad.name, channel=pad.channel) for pad in default_layout(6).pad), rig="demo")
    bare = msgspec.structs.replace(default_layout(6), unsupervised=True)
    begun = Standing(open_board("core"), calibration=low, layout=bare)
    with pytest.raises(ArmingRefused, match="ends at 320 N and its limit is 350 N"):
        begun.open()


def test_a_rig_that_restarts_under_feet_is_armed_again(standing: Standing):
    on_quiet(standing)
    standing.board.reset()
    standing.run(3.0)
    assert ("unguarded", "red", None) in standing.raised()
    standing.session.acknowledge()
    assert standing.session.pipeline.alarms() == []
    status = [event for event in standing.run(1.5) if isinstance(event, Status)][-1]
    assert (status.mode, status.guard) == (Mode.FOOT, GuardState.WATCHING)
